//! One run that is watched, on its branch.

use super::branches::Position;
use super::watcher::{Wanted, Watcher};
use super::windows::Stopwatch;
use crate::kernel::Time;
use crate::runner::run::{Progress, Run};
use crate::scenario::Scenario;

/// While an order is followed, somebody looks where it stands after so many events.
const CLOSE: u64 = 32;

/// One run that is watched, on its branch.
#[derive(Clone, Debug)]
pub(super) struct Strand<'a> {
    pub run: Run<'a, Watcher>,
    /// The number of its branch.
    pub branch: u32,
    /// The number of the order that is followed.
    pub followed: Option<u64>,
    /// After so many events handled a checkpoint may be due.
    pub checkpoint_due: u64,
    /// What measures the windows that somebody asked for; none: that has not begun here.
    pub stopwatches: Option<Vec<Stopwatch>>,
    /// Where the last so long was measured anew, or could not be.
    pub looked_back: Option<Position>,
    /// From when on what went on was known, after it had been called to mind as far as possible.
    pub recalled: Option<Time>,
}

impl<'a> Strand<'a> {
    /// Opens the restaurant.
    pub fn open(scenario: &'a Scenario, seed: u64, drain: bool) -> Strand<'a> {
        Strand::of(Run::open(scenario, seed, drain, Watcher::new(scenario)), 0)
    }

    /// Returns one for a run on a branch.
    pub fn of(run: Run<'a, Watcher>, branch: u32) -> Strand<'a> {
        Strand {
            run,
            branch,
            followed: None,
            checkpoint_due: 0,
            stopwatches: None,
            looked_back: None,
            recalled: None,
        }
    }

    pub fn position(&self) -> Position {
        Position { at: self.run.now(), handled: self.run.handled() }
    }

    pub fn is_over(&self) -> bool {
        self.run.is_over()
    }

    /// Goes on to `limit`, or until about `most` events have been handled, or somewhere in between.
    pub fn advance(&mut self, limit: Time, most: u64) -> Progress {
        if limit < self.run.now() {
            return Progress::Reached;
        }
        let watcher = self.run.watcher();
        let (point, lap) = (watcher.trends.next(), watcher.recent.next());
        let (step, minute) = (watcher.busy.next(), watcher.minutes.next());
        let press = self.next_press();
        let most = if self.run.watcher().follows() { most.min(CLOSE) } else { most };
        let stop = point.min(lap).min(step).min(minute).min(press);
        let progress = self.run.advance(limit.min(stop), most);
        if self.run.now() == point && self.run.is_between() {
            let loads = self.run.ledger().loads(point);
            let watcher = self.run.follower();
            watcher.trends.add_point(watcher.counts, loads);
        }
        if self.run.now() == lap && self.run.is_between() {
            let (ledger, watcher) = self.run.books_and_follower();
            watcher.recent.press(ledger, watcher.counts.decided);
        }
        if self.run.now() == step && self.run.is_between() {
            let loads = self.run.ledger().loads(step);
            self.run.follower().busy.begin_step(loads);
        }
        if self.run.now() == minute && self.run.is_between() {
            let loads = self.run.ledger().loads(minute);
            let watcher = self.run.follower();
            watcher.minutes.end(watcher.counts, loads);
        }
        if self.run.now() == press && self.run.is_between() {
            self.press();
        }
        self.look();
        match progress {
            Progress::Reached if stop < limit => Progress::Handled,
            progress => progress,
        }
    }

    /// Handles one event.
    pub fn one_event(&mut self) {
        let before = self.run.handled();
        while self.run.handled() == before && self.advance(Time::NEVER, 1) != Progress::Over {}
    }

    /// Goes on up to a moment; nothing of it happens yet.
    pub fn catch_up(&mut self, to: Time) {
        while self.run.now() < to && self.advance(to, u64::MAX) == Progress::Handled {}
    }

    /// Goes on to where a run of the same branch was, perhaps into the middle of a moment.
    pub fn come_to(&mut self, to: Position) {
        self.catch_up(to.at);
        while self.run.handled() < to.handled && !self.is_over() {
            self.advance(Time::NEVER, 1);
        }
    }

    /// Ends the present moment if a checkpoint is due: it can only be made between two moments.
    pub fn make_ready(&mut self, limit: Time) {
        if self.run.handled() >= self.checkpoint_due && !self.run.is_between() {
            self.catch_up(Time(self.run.now().0 + 1).min(limit));
        }
    }

    /// Looks where the followed order and its errands stand in their lines.
    fn look(&mut self) {
        let Some(notes) = self.run.watcher().biographer() else { return };
        self.followed = Some(notes.life.number);
        if notes.is_complete() {
            return;
        }
        for slot in notes.to_look_at() {
            let front = self.run.restaurant().in_front_of(slot);
            let behind = front.and_then(|front| self.run.watcher().order_in(front));
            if let Some(notes) = self.run.follower().biographer_mut() {
                notes.looked_at(slot, behind.map(|(number, _)| number));
            }
        }
    }

    /// Takes the place of another run of the same branch, which is to be seen instead.
    pub fn become_run(&mut self, run: Run<'a, Watcher>) {
        self.run = run;
        (self.stopwatches, self.recalled) = (None, None);
        self.checkpoint_due = 0;
        let followed = self.followed;
        let watcher = self.run.follower();
        let notes = watcher.biographer().map(|notes| notes.life.number);
        if followed.is_none() || notes != followed {
            watcher.want(followed.map_or(Wanted::Nobody, Wanted::Number));
        }
        watcher.wants_by_hand = false;
        self.begin_notes();
        self.listen(true);
    }
}

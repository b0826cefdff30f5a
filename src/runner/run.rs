//! A run: a restaurant, its books and its knobs, from one moment to the next.
//!
//! Whoever drives it says how far: to the end, to the next second, to the next picture. How it is
//! cut into pieces changes nothing, so a run that was watched and its replay are the same run.

mod books;
mod ears;
mod goals;
mod passing;
mod tasks;
mod twin;

use super::agenda::{Task, Tasks};
use super::command::{Command, Entry};
use super::finished::Stopped;
use super::follower::Follower;
use crate::dials::{Ledger, Reading, Window};
use crate::kernel::{Span, Time};
use crate::knobs::Board;
use crate::restaurant::{Restaurant, Stop};
use crate::scenario::{Scenario, WindowSpec};
pub use books::ledger_of;
use ears::Ears;
pub use goals::{GoalShot, GoalTime};
use std::time::Instant;

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// To the moment asked for; nothing of that moment has happened yet.
    Reached,
    /// Into the middle of something: enough messages were handled for now.
    Handled,
    /// To its end.
    Over,
}

/// The most messages of a run.
const MOST_EVENTS: u64 = 1_000_000_000;
/// After so many messages the run looks up: at the caps, and at whoever drives it.
const STRETCH: u64 = 1_000_000;

/// A run that goes on. The follower is told what happens; `()` is nobody.
#[derive(Clone, Debug)]
pub struct Run<'a, F = ()> {
    scenario: &'a Scenario,
    seed: u64,
    drain: bool,
    restaurant: Restaurant,
    ears: Ears<F>,
    board: Board,
    tasks: Tasks,
    windows: Vec<Window>,
    /// Windows that are measured for a while only.
    passing: Vec<Window>,
    in_house: Vec<usize>,
    entries: Vec<Entry>,
    /// The end before which trailing windows were opened.
    expected_end: Time,
    stage: Stage,
    /// Nothing of the present moment has happened yet.
    is_between: bool,
    begun: Instant,
}

/// What a run is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Everything stands ready; not even what is due at opening has been done.
    Ready,
    Open,
    /// It is past closing time, and those inside are served.
    Drains,
    Over(Option<Stopped>),
}

impl<'a, F: Follower> Run<'a, F> {
    /// Opens the restaurant; `drain` says whether to go on after closing time until it is empty.
    pub fn open(scenario: &'a Scenario, seed: u64, drain: bool, follower: F) -> Run<'a, F> {
        Run::open_until(scenario, (seed, drain), scenario.closing(), follower)
    }

    /// Opens the restaurant; trailing windows are those before `end`.
    fn open_until(
        scenario: &'a Scenario,
        (seed, drain): (u64, bool),
        end: Time,
        follower: F,
    ) -> Run<'a, F> {
        #[expect(clippy::disallowed_methods, reason = "here simulated and real time meet")]
        let begun = Instant::now();
        let windows = books::windows_of(scenario, end);
        let mut ears = Ears { ledger: ledger_of(scenario), follower };
        let restaurant = Restaurant::open(scenario.plan.clone(), seed, &mut ears);
        Run {
            scenario,
            seed,
            drain,
            restaurant,
            ears,
            board: Board::new(scenario.settings.iter().cloned()),
            tasks: Tasks::of(scenario, &windows, end),
            windows,
            passing: Vec::new(),
            in_house: Vec::new(),
            entries: Vec::new(),
            expected_end: end,
            stage: Stage::Ready,
            is_between: true,
            begun,
        }
    }

    /// Returns the clock.
    pub fn now(&self) -> Time {
        self.restaurant.now()
    }

    /// Returns what has entered from outside, and will, in the order of time.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns whoever follows.
    pub fn follower(&mut self) -> &mut F {
        &mut self.ears.follower
    }

    /// Opens the run so far, since its warm-up, for reading; none: the warm-up lasts.
    pub fn reading(&mut self) -> Option<Reading<'_>> {
        let now = self.now();
        self.ears.ledger.advance(now);
        // A run that is read once will be read again soon.
        self.ears.ledger.settle();
        self.ears.ledger.reading(WindowSpec::Whole.resolve(self.scenario.warm_up_ends(), now))
    }

    /// Returns how many messages have been handled.
    pub(super) fn handled(&self) -> u64 {
        self.restaurant.handled()
    }

    /// Returns the restaurant, to look at.
    pub(super) fn restaurant(&self) -> &Restaurant {
        &self.restaurant
    }

    /// Returns the books, to look at.
    pub(super) fn ledger(&self) -> &Ledger {
        &self.ears.ledger
    }

    /// Returns whoever follows, to look at.
    pub(super) fn watcher(&self) -> &F {
        &self.ears.follower
    }

    /// Returns the books and whoever follows, who may note something of them.
    pub(super) fn books_and_follower(&mut self) -> (&mut Ledger, &mut F) {
        (&mut self.ears.ledger, &mut self.ears.follower)
    }

    /// Returns where the knobs stand.
    pub(super) fn board(&self) -> &Board {
        &self.board
    }

    /// Says whether nothing of the present moment has happened yet.
    pub(super) fn is_between(&self) -> bool {
        self.is_between
    }

    /// Says whether nobody new comes in any more.
    pub(super) fn has_shut(&self) -> bool {
        matches!(self.stage, Stage::Drains | Stage::Over(_))
    }

    /// Says whether it is over.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over(_))
    }

    /// Returns why it stopped early, if it did.
    pub(super) fn stopped(&self) -> Option<Stopped> {
        if let Stage::Over(stopped) = self.stage { stopped } else { None }
    }

    /// Returns about how many bytes a clone takes, whoever follows not counted.
    pub(super) fn bytes(&self) -> u64 {
        self.restaurant.bytes() + self.ears.ledger.bytes()
    }

    /// From now on other things enter than was expected: those of `entries` that are still to come.
    /// What has entered already must be the same.
    pub(super) fn expect_instead(&mut self, entries: &[Entry]) {
        let now = self.now();
        let has_entered = |entry: &Entry| entry.at < now || entry.at == now && !self.is_between;
        self.entries.retain(has_entered);
        self.tasks.forget_commands();
        let to_come = entries.partition_point(has_entered);
        self.expect(&entries[to_come..]);
    }

    /// Notes what will enter from outside, in the order of time.
    pub fn expect(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.tasks.add(entry.at, Task::Command(entry.command.clone()));
        }
        self.entries.extend_from_slice(entries);
    }

    /// Returns the first moment at which something can still enter.
    pub(super) fn next_moment(&self) -> Time {
        self.now() + Span(u64::from(!self.is_between))
    }

    /// Returns until when the house stays empty and nothing is said or turned, as far as somebody
    /// looks ahead; none: somebody is there, or the restaurant is too large to look ahead.
    pub(super) fn quiet_until(&self) -> Option<Time> {
        /// So many messages somebody looks ahead.
        const AHEAD: u64 = 1_000;
        /// Of a restaurant with so many messages pending a copy is no small matter.
        const LARGE: usize = 10_000;
        let is_open = matches!(self.stage, Stage::Ready | Stage::Open);
        if !is_open || self.restaurant.orders() > 0 || self.restaurant.pending() > LARGE {
            return None;
        }
        let closing = self.scenario.closing();
        let limit = self.tasks.next_to_be_seen().map_or(closing, |at| at.min(closing));
        let mut ahead = self.restaurant.clone();
        let end = ahead.handled() + AHEAD;
        while ahead.orders() == 0 && ahead.handled() < end {
            if ahead.run_to(limit, 1, &mut ()) != Stop::Handled {
                break;
            }
        }
        Some(ahead.now()).filter(|until| *until > self.now())
    }

    /// Lets something enter from outside, now; in the middle of a moment, right after it. Returns
    /// what enters; none: the run is over.
    pub fn enter(&mut self, command: Command) -> Option<Entry> {
        if matches!(self.stage, Stage::Over(_)) {
            return None;
        }
        let at = self.next_moment();
        self.tasks.add(at, Task::Command(command.clone()));
        // What will enter later may be known already.
        let place = self.entries.partition_point(|entry| entry.at <= at);
        let entry = Entry { at, command };
        self.entries.insert(place, entry.clone());
        Some(entry)
    }

    /// Goes on to `limit`, or until about `most` messages have been handled.
    pub fn advance(&mut self, limit: Time, most: u64) -> Progress {
        if self.stage == Stage::Ready && limit > Time::OPENING {
            self.stage = Stage::Open;
            // What is due at opening comes before the first guest.
            self.do_tasks();
        }
        let before = self.now();
        // Looking up after the same messages, however the run is cut, stops it at the same one.
        let enough = self.restaurant.handled().saturating_add(most);
        let look_up = (self.restaurant.handled() / STRETCH + 1) * STRETCH;
        let progress = match self.stage {
            Stage::Ready => Progress::Reached,
            Stage::Open => self.serve(limit, enough.min(look_up)),
            Stage::Drains => self.empty(limit, enough.min(look_up)),
            Stage::Over(_) => Progress::Over,
        };
        // In the middle of a moment it stays, until the clock has moved on.
        self.is_between = progress == Progress::Reached && (self.is_between || self.now() > before);
        if progress == Progress::Handled && self.restaurant.handled() >= look_up {
            self.look_up();
        }
        progress
    }

    /// Stops early: what was measured so far is the result.
    pub fn interrupt(&mut self) {
        self.stop(Stopped::Interrupted);
    }

    fn stop(&mut self, why: Stopped) -> Progress {
        if !matches!(self.stage, Stage::Over(_)) {
            self.stage = Stage::Over(Some(why));
        }
        Progress::Over
    }

    fn look_up(&mut self) {
        if self.restaurant.handled() > MOST_EVENTS {
            self.stop(Stopped::TooManyEvents);
        }
    }

    /// Goes from task to task while the restaurant is open; at closing time work that ends still
    /// ends. Tasks at the limit itself are left for the next piece.
    fn serve(&mut self, limit: Time, enough: u64) -> Progress {
        let closing = self.scenario.closing();
        let end = limit.min(closing);
        loop {
            let task = self.tasks.next().filter(|at| *at < end);
            let until = task.unwrap_or(end);
            let left = enough.saturating_sub(self.restaurant.handled());
            let stop = if until == closing {
                self.restaurant.run_through(until, left, &mut self.ears)
            } else {
                self.restaurant.run_to(until, left, &mut self.ears)
            };
            match (stop, task) {
                (Stop::StandsStill, _) => return self.stop(Stopped::StandsStill),
                (Stop::Overcrowded, _) => return self.stop(Stopped::TooManyOrders),
                (Stop::Handled, _) => return Progress::Handled,
                (Stop::Reached, Some(_)) => self.do_tasks(),
                (Stop::Reached, None) if until < closing => return Progress::Reached,
                (Stop::Reached, None) => break,
            }
        }
        if self.drain {
            self.restaurant.shut();
            self.stage = Stage::Drains;
            return self.empty(limit, enough);
        }
        self.stage = Stage::Over(None);
        Progress::Over
    }

    /// Goes from task to task until the house is empty, or nothing can happen any more.
    fn empty(&mut self, limit: Time, enough: u64) -> Progress {
        loop {
            let task = self.tasks.next().filter(|at| *at < limit);
            let until = task.unwrap_or(limit);
            let left = enough.saturating_sub(self.restaurant.handled());
            let stop = self.restaurant.run_until_empty(until, left, &mut self.ears);
            let is_stuck = self.restaurant.is_at_rest() && self.restaurant.orders() > 0;
            match stop {
                Stop::StandsStill => return self.stop(Stopped::StandsStill),
                Stop::Overcrowded => return self.stop(Stopped::TooManyOrders),
                Stop::Handled => return Progress::Handled,
                Stop::Reached if until != Time::NEVER && !self.restaurant.is_at_rest() => {}
                // Stuck for now: the next turn of a knob may help.
                Stop::Reached if is_stuck && self.tasks.will_turn() => {
                    match self.restaurant.run_to(until, left, &mut self.ears) {
                        Stop::Reached => {}
                        Stop::Handled => return Progress::Handled,
                        Stop::StandsStill => return self.stop(Stopped::StandsStill),
                        Stop::Overcrowded => return self.stop(Stopped::TooManyOrders),
                    }
                }
                Stop::Reached => {
                    self.stage = Stage::Over(None);
                    return Progress::Over;
                }
            }
            if task.is_none() {
                return Progress::Reached;
            }
            self.do_tasks();
        }
    }

    /// Goes on to a moment as fast as possible, or to the end; `interrupted` is asked now and then
    /// whether to stop. Says whether it got there: a run that is over stays as it is, and still can be
    /// read.
    pub fn go_to(&mut self, moment: Time, interrupted: &dyn Fn() -> bool) -> bool {
        while self.advance(moment, u64::MAX) == Progress::Handled {
            if interrupted() {
                self.interrupt();
            }
        }
        self.stopped().is_none()
    }

    /// Goes on to the end as fast as possible; `interrupted` is asked now and then whether to stop.
    pub fn go_to_the_end(&mut self, interrupted: &dyn Fn() -> bool) {
        while self.advance(Time::NEVER, u64::MAX) != Progress::Over {
            if interrupted() {
                self.interrupt();
            }
        }
    }
}

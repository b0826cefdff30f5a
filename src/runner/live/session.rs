//! A live run and its time machine, without any clock or thread: what is asked for is done, and it
//! goes on when it is told to.

use super::aims::Aim;
use super::branches::{Branch, Position};
use super::checkpoints::Checkpoints;
use super::desk::Desk;
use super::strand::Strand;
use super::trials::Trials;
use super::watcher::Watcher;
use super::windows::Asked;
use crate::kernel::Time;
use crate::runner::command::{Command, Entry};
use crate::runner::finished::Finished;
use crate::runner::request::Speed;
use crate::runner::run::{Progress, Run};
use crate::scenario::Scenario;

/// How a live run begins.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// The seed.
    pub seed: u64,
    /// Whether to go on after closing time until the house is empty.
    pub drain: bool,
    /// How fast; none: so that an ordinary order takes about four seconds.
    pub speed: Option<Speed>,
    /// The most bytes of all checkpoints together.
    pub checkpoint_bytes: u64,
    /// What will enter from outside, in the order of time: what a journal holds.
    pub entries: Vec<Entry>,
    /// Whether it stands still until somebody lets it go on.
    pub is_paused: bool,
}

impl Beginning {
    /// Returns how a scenario begins when nobody wants anything else: as its file says.
    pub fn of(scenario: &Scenario) -> Beginning {
        Beginning {
            seed: scenario.seed,
            drain: scenario.drain,
            speed: None,
            checkpoint_bytes: CHECKPOINT_BYTES,
            entries: Vec::new(),
            is_paused: false,
        }
    }
}

/// How a live run ended.
#[derive(Debug)]
pub struct Ended {
    /// The run that was seen last, as far as it was seen.
    pub finished: Finished,
    /// What was done by hand in it, up to its end: for a journal.
    pub entries: Vec<Entry>,
    /// The seed.
    pub seed: u64,
}

/// So many bytes of checkpoints are kept unless somebody says otherwise.
pub const CHECKPOINT_BYTES: u64 = 256 << 20;

/// What can be made known by handling at most so many events again is.
pub(super) const WORTH_IT: u64 = 3_000_000;

/// A live run, its branches and checkpoints.
#[derive(Debug)]
pub(super) struct Session<'a> {
    pub scenario: &'a Scenario,
    pub seed: u64,
    drain: bool,
    /// One, or in a fork two: as it was, and what changes.
    pub strands: Vec<Strand<'a>>,
    /// Which of them requests are meant for.
    pub current: usize,
    pub branches: Vec<Branch>,
    pub checkpoints: Checkpoints<'a>,
    pub is_paused: bool,
    /// When it pauses by itself.
    pub halts_at: Option<Time>,
    pub speed: Speed,
    pub ordinary_speed: f64,
    /// How fast it goes while nobody is there; none: as fast as `speed` says.
    pub hurries: Option<f64>,
    /// Whether nobody has said how fast it is to go.
    pub is_ordinary: bool,
    pub aim: Option<Aim>,
    pub desk: Desk,
    /// So many entries of the first branch were known at the beginning.
    scripted: usize,
    pub trials: Trials<'a>,
    /// Dials over windows that somebody wants to read.
    pub asked: Vec<Asked>,
}

impl<'a> Session<'a> {
    /// Opens the restaurant; an ordinary order takes about four seconds at `ordinary_speed`.
    pub fn open(scenario: &'a Scenario, beginning: Beginning, ordinary_speed: f64) -> Session<'a> {
        let Beginning { seed, drain, speed, checkpoint_bytes, entries, is_paused } = beginning;
        let mut strand = Strand::open(scenario, seed, drain);
        strand.run.expect(&entries);
        let scripted = entries.len();
        Session {
            scenario,
            seed,
            drain,
            strands: vec![strand],
            current: 0,
            branches: vec![Branch::first(entries)],
            checkpoints: Checkpoints::new(checkpoint_bytes),
            is_paused,
            halts_at: None,
            speed: speed.unwrap_or(Speed::Times(ordinary_speed)),
            ordinary_speed,
            hurries: None,
            is_ordinary: speed.is_none(),
            aim: None,
            desk: Desk::new(scenario),
            scripted,
            trials: Trials::default(),
            asked: Vec::new(),
        }
    }

    pub fn strand(&mut self) -> &mut Strand<'a> {
        &mut self.strands[self.current]
    }

    /// Returns the clock: in a fork that of the future that still goes on.
    pub fn now(&self) -> Time {
        self.strands[self.leading()].run.now()
    }

    /// Returns which run the other one, if there is one, keeps in step with.
    fn leading(&self) -> usize {
        let is_over = self.strands[self.current].is_over();
        if is_over && self.is_forked() { 1 - self.current } else { self.current }
    }

    pub fn is_forked(&self) -> bool {
        self.strands.len() > 1
    }

    /// Says whether nothing more can happen, except by going back.
    pub fn is_over(&self) -> bool {
        self.strands.iter().all(Strand::is_over)
    }

    /// Says whether it would go on by itself.
    pub fn goes_on(&self) -> bool {
        self.aim.is_some() || !self.is_paused && !self.is_over()
    }

    /// Whether what happens from now on will be told.
    pub fn listen(&mut self, listens: bool) {
        self.strands.iter_mut().for_each(|strand| strand.listen(listens));
    }

    /// The same as [`go`](Session::go), but pauses where it was told to.
    pub fn go_on(&mut self, limit: Time, most: u64) -> Progress {
        let halts_at = self.halts_at.unwrap_or(Time::NEVER);
        let progress = self.go(limit.min(halts_at), most);
        if self.now() >= halts_at {
            (self.halts_at, self.is_paused) = (None, true);
        }
        progress
    }

    /// Goes on to `limit`, or until about `most` events have been handled.
    pub fn go(&mut self, limit: Time, most: u64) -> Progress {
        let enough = self.strands[self.current].run.handled().saturating_add(most);
        loop {
            let handled = self.strands[self.current].run.handled();
            let progress = self.piece(limit, enough.saturating_sub(handled).max(1));
            let is_enough = self.strands[self.current].run.handled() >= enough;
            // In a fork the current future may be over while the other goes on.
            if progress != Progress::Handled || is_enough || self.strand().is_over() {
                if !self.is_forked() {
                    self.strand().make_ready(limit);
                    self.note_progress();
                }
                return progress;
            }
        }
    }

    /// Goes on a little; two futures in step.
    pub fn piece(&mut self, limit: Time, most: u64) -> Progress {
        let leads = self.leading();
        let progress = self.strands[leads].advance(limit, most);
        if self.is_forked() {
            if progress == Progress::Handled {
                // Both show the same moment: what has begun of it is ended.
                let after = Time(self.strands[leads].run.now().0 + 1).min(limit);
                self.strands[leads].catch_up(after);
            }
            let now = self.strands[leads].run.now();
            for (at, strand) in self.strands.iter_mut().enumerate() {
                if at != leads {
                    strand.catch_up(now);
                }
            }
        }
        self.note_progress();
        progress
    }

    /// Notes how far the branches have come, and keeps checkpoints.
    pub fn note_progress(&mut self) {
        for strand in &mut self.strands {
            let branch = &mut self.branches[strand.branch as usize];
            branch.reached = branch.reached.max(strand.position());
            if strand.run.handled() >= strand.checkpoint_due && strand.run.is_between() {
                strand.checkpoint_due = self.checkpoints.keep(&strand.run);
            }
        }
    }

    /// Handles one event.
    pub fn one_event(&mut self) {
        let leads = self.leading();
        self.strands[leads].one_event();
        let now = self.strands[leads].run.now();
        let entries =
            |strand: &Strand<'_>| self.branches[strand.branch as usize].entries.as_slice();
        let is_alike = self.is_forked() && entries(&self.strands[0]) == entries(&self.strands[1]);
        let others = self.strands.iter_mut().enumerate().filter(|(at, _)| *at != leads);
        for (_, strand) in others {
            strand.catch_up(now);
            // Two futures in which the same is done are the same in the middle of a moment, too.
            if is_alike {
                strand.one_event();
            }
        }
        self.note_progress();
    }

    /// Lets each floor show another moment of its branch, as soon as it has gone there.
    pub fn go_to(&mut self, to: Position, pauses: bool) {
        self.note_results();
        self.trials.forget();
        for at in 0..self.strands.len() {
            let run = self.run_before(at, to.at);
            self.strands[at].become_run(run);
        }
        self.aim_at(Some(Aim::Travel { to, pauses }));
    }

    /// Returns a run on the branch of a floor that has not passed a moment yet, the closest one
    /// that still knows, or can still get to know, the life of who is followed.
    pub fn run_before(&self, strand: usize, at: Time) -> Run<'a, Watcher> {
        let followed = self.strands[strand].followed;
        let knows = |watcher: &Watcher| {
            let known = watcher.biographer().map(|notes| notes.life.number);
            followed.is_none_or(|number| watcher.counts.placed < number || known == Some(number))
        };
        self.run_where(strand, at, knows)
    }

    /// Returns a run on the branch of a floor that has not passed a moment yet, the closest one.
    pub fn any_run_before(&self, strand: usize, at: Time) -> Run<'a, Watcher> {
        self.run_where(strand, at, |_| true)
    }

    fn run_where(
        &self,
        strand: usize,
        at: Time,
        is_good: impl Fn(&Watcher) -> bool,
    ) -> Run<'a, Watcher> {
        let entries = &self.branches[self.strands[strand].branch as usize].entries;
        let mut run = match self.checkpoints.last(at, entries, is_good) {
            Some(checkpoint) => checkpoint.clone(),
            None => Strand::open(self.scenario, self.seed, self.drain).run,
        };
        run.expect_instead(entries);
        run
    }

    /// Lets something enter from outside, on a new branch if the present one has been further, or
    /// something of its own will enter later. Returns the number of the new branch.
    pub fn enter(&mut self, command: Command) -> Option<u32> {
        self.trials.forget();
        let here = self.strand().position();
        let old = self.strand().branch;
        let is_behind = self.branches[old as usize].goes_beyond(here);
        let strand = &mut self.strands[self.current];
        if is_behind {
            strand.run.expect_instead(&[]);
            strand.branch = self.branches.len() as u32;
            let entries = strand.run.entries().to_vec();
            self.branches.push(Branch::of(old, here, entries));
        }
        let entered = strand.run.enter(command);
        let number = strand.branch;
        let branch = &mut self.branches[number as usize];
        branch.entries = strand.run.entries().to_vec();
        branch.own.extend(entered);
        is_behind.then_some(number)
    }

    /// Lets the present go on twice; returns the number of the new branch.
    pub fn fork(&mut self) -> u32 {
        let number = self.branches.len() as u32;
        let mut twin = self.strand().clone();
        let parent = std::mem::replace(&mut twin.branch, number);
        let entries = self.branches[parent as usize].entries.clone();
        self.branches.push(Branch::of(parent, twin.position(), entries));
        self.strands.push(twin);
        self.current = 1;
        number
    }

    /// Shows another branch, at this moment if it has come so far.
    pub fn show_branch(&mut self, number: u32) {
        let here = self.strand().position();
        let reached = self.branches[number as usize].reached;
        self.strand().branch = number;
        // What is in the middle of this moment here need not be so there.
        let to = if reached.at <= here.at { reached } else { Position { at: here.at, handled: 0 } };
        self.go_to(to, false);
    }

    /// Ends the current run where it stands.
    pub fn end(mut self) -> Ended {
        let Strand { mut run, branch, .. } = self.strands.swap_remove(self.current);
        // What would have entered later has not, but whoever looks into a journal loses none of it.
        let mut entries = run.entries().to_vec();
        run.expect_instead(&[]);
        let scripted = if branch == 0 { self.scripted } else { 0 };
        entries.truncate(scripted.max(run.entries().len()));
        Ended { finished: run.finish(&|| false), entries, seed: self.seed }
    }
}

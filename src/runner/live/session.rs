//! A live run and its time machine, without any clock or thread: what is asked for is done, and it
//! goes on when it is told to.

use super::branches::{Branch, Position};
use super::checkpoints::Checkpoints;
use super::desk::Desk;
use super::strand::Strand;
use super::trials::Trials;
use super::watcher::{Wanted, Watcher};
use crate::kernel::Time;
use crate::runner::command::{Command, Entry};
use crate::runner::finished::Finished;
use crate::runner::request::Speed;
use crate::runner::run::{Progress, Run};
use crate::runner::snapshot::NoticeKind;
use crate::scenario::{Reach, Scenario};

/// How a live run begins.
#[derive(Clone, Copy, Debug)]
pub struct Beginning {
    /// The seed.
    pub seed: u64,
    /// Whether to go on after closing time until the house is empty.
    pub drain: bool,
    /// How fast; none: so that an ordinary order takes about four seconds.
    pub speed: Option<Speed>,
    /// The most bytes of all checkpoints together.
    pub checkpoint_bytes: u64,
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

/// If an order's life can be made known by handling at most so many events again, it is.
const WORTH_IT: u64 = 3_000_000;

/// Where it goes as fast as possible, and rests then.
#[derive(Clone, Debug)]
pub(super) enum Aim {
    /// To a moment, perhaps into the middle of it.
    Travel { to: Position, pauses: bool },
    /// Until a dial says so.
    Until { reach: Box<Reach>, text: String },
    /// Until more facts of the followed order are known.
    NextFact { known: u64 },
}

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
    pub speed: Speed,
    pub ordinary_speed: f64,
    pub aim: Option<Aim>,
    pub desk: Desk,
    pub trials: Trials<'a>,
}

impl<'a> Session<'a> {
    /// Opens the restaurant; an ordinary order takes about four seconds at `ordinary_speed`.
    pub fn open(scenario: &'a Scenario, beginning: Beginning, ordinary_speed: f64) -> Session<'a> {
        let Beginning { seed, drain, speed, checkpoint_bytes } = beginning;
        Session {
            scenario,
            seed,
            drain,
            strands: vec![Strand::open(scenario, seed, drain)],
            current: 0,
            branches: vec![Branch::default()],
            checkpoints: Checkpoints::new(checkpoint_bytes),
            is_paused: false,
            speed: speed.unwrap_or(Speed::Times(ordinary_speed)),
            ordinary_speed,
            aim: None,
            desk: Desk::new(scenario),
            trials: Trials::default(),
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
        self.strands.iter_mut().for_each(|strand| strand.run.follower().listen(listens));
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
    fn note_progress(&mut self) {
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
        self.strands[self.current].one_event();
        let now = self.now();
        self.strands.iter_mut().for_each(|strand| strand.catch_up(now));
        self.note_progress();
    }

    /// Comes nearer to what is aimed at, by about so many events; does nothing without an aim.
    pub fn pursue(&mut self, most: u64) {
        let Some(aim) = self.aim.take() else { return };
        let goes_on = match &aim {
            Aim::Travel { to, pauses } => self.travel(*to, *pauses, most),
            Aim::Until { reach, text } => self.wait_until(reach, text, most),
            Aim::NextFact { known } => self.wait_for_fact(*known, most),
        };
        if goes_on {
            self.aim = Some(aim);
        }
    }

    /// Returns whether it is still on the way.
    fn travel(&mut self, to: Position, pauses: bool, most: u64) -> bool {
        let mut is_there = true;
        for strand in &mut self.strands {
            let goes_on =
                strand.run.now() < to.at && strand.advance(to.at, most) == Progress::Handled;
            is_there &= !goes_on;
        }
        self.note_progress();
        if !is_there {
            return true;
        }
        // Into the middle of the moment, if that is where it goes.
        while self.strand().run.handled() < to.handled && !self.strand().is_over() {
            self.strand().advance(Time::NEVER, 1);
        }
        self.note_progress();
        if pauses {
            self.is_paused = true;
            let time = crate::scenario::units::show_clock_ms(self.scenario.opens.0 + self.now().0);
            self.desk.say(NoticeKind::Arrived, vec![("time", time)]);
        }
        false
    }

    fn wait_until(&mut self, reach: &Reach, text: &str, most: u64) -> bool {
        // Percentiles take a while to read, and change little with each event.
        let every = if reach.dial.reads_a_spread() { 256 } else { 1 };
        for _ in 0..most.div_ceil(every) {
            let got = self.strand().run.read_once(&reach.dial);
            let condition = ("condition", text.to_owned());
            if reach.is_met_by(got) {
                let value = crate::scenario::show_value(got.unwrap_or(0.0), reach.dial.unit);
                self.is_paused = true;
                self.desk.say(NoticeKind::IsSo, vec![condition, ("value", value)]);
                return false;
            }
            if self.piece(Time::NEVER, every) == Progress::Over {
                self.desk.say(NoticeKind::NeverSo, vec![condition]);
                return false;
            }
        }
        true
    }

    /// Returns how many facts of the followed order are known.
    pub fn facts(&self) -> u64 {
        let watcher = self.strands[self.current].run.watcher();
        watcher.biographer().map_or(0, |notes| notes.facts)
    }

    fn wait_for_fact(&mut self, known: u64, most: u64) -> bool {
        for _ in 0..most {
            let is_over = self.piece(Time::NEVER, 1) == Progress::Over;
            let watcher = self.strand().run.watcher();
            let is_awaited = watcher.wanted() != Wanted::Nobody || watcher.follows();
            if is_over || self.facts() != known || !is_awaited {
                self.is_paused = true;
                return false;
            }
        }
        true
    }

    /// Lets each floor show another moment of its branch, as soon as it has gone there.
    pub fn go_to(&mut self, to: Position, pauses: bool) {
        self.trials.forget();
        for at in 0..self.strands.len() {
            let run = self.run_before(at, to.at);
            self.strands[at].become_run(run);
        }
        self.aim = Some(Aim::Travel { to, pauses });
    }

    /// Returns a run on the branch of a floor that has not passed a moment yet, the closest one
    /// that still knows, or can still get to know, the life of who is followed.
    fn run_before(&self, strand: usize, at: Time) -> Run<'a, Watcher> {
        let Strand { branch, followed, .. } = &self.strands[strand];
        let entries = &self.branches[*branch as usize].entries;
        let knows = |watcher: &Watcher| {
            let known = watcher.biographer().map(|notes| notes.life.number);
            followed.is_none_or(|number| watcher.counts.placed < number || known == Some(number))
        };
        let mut run = match self.checkpoints.last(at, entries, knows) {
            Some(checkpoint) => checkpoint.clone(),
            None => Strand::open(self.scenario, self.seed, self.drain).run,
        };
        run.expect_instead(entries);
        run
    }

    /// Makes the whole life of an order known, if that does not take too long; says whether.
    pub fn look_back_at(&mut self, number: u64) -> bool {
        let here = self.strand().position();
        let before = self.strand().followed.replace(number);
        let run = self.run_before(self.current, here.at);
        if here.handled.saturating_sub(run.handled()) > WORTH_IT {
            self.strand().followed = before;
            return false;
        }
        self.strand().become_run(run);
        let strand = &mut self.strands[self.current];
        strand.catch_up(here.at);
        while strand.run.handled() < here.handled && !strand.is_over() {
            strand.advance(Time::NEVER, 1);
        }
        true
    }

    /// Lets something enter from outside, on a new branch if the present one has been further.
    /// Returns the number of the new branch.
    pub fn enter(&mut self, command: Command) -> Option<u32> {
        self.trials.forget();
        let here = self.strand().position();
        let old = self.strand().branch;
        let is_behind = here < self.branches[old as usize].reached;
        let strand = &mut self.strands[self.current];
        if is_behind {
            strand.run.expect_instead(&[]);
            strand.branch = self.branches.len() as u32;
            let entries = strand.run.entries().to_vec();
            self.branches.push(Branch {
                parent: Some(old),
                from: here.at,
                inherited: entries.len(),
                entries,
                reached: here,
            });
        }
        strand.run.enter(command);
        let branch = strand.branch;
        self.branches[branch as usize].entries = strand.run.entries().to_vec();
        is_behind.then_some(branch)
    }

    /// Lets the present go on twice; returns the number of the new branch.
    pub fn fork(&mut self) -> u32 {
        let number = self.branches.len() as u32;
        let mut twin = self.strand().clone();
        let parent = std::mem::replace(&mut twin.branch, number);
        let entries = self.branches[parent as usize].entries.clone();
        self.branches.push(Branch {
            parent: Some(parent),
            from: self.now(),
            inherited: entries.len(),
            entries,
            reached: twin.position(),
        });
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
        let Strand { mut run, .. } = self.strands.swap_remove(self.current);
        // What would have entered later has not.
        run.expect_instead(&[]);
        let entries = run.entries().to_vec();
        Ended { finished: run.finish(&|| false), entries, seed: self.seed }
    }
}

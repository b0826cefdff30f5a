//! Trials: what would come of a knob turned now? The present goes on several times, apart from the
//! run that is watched: each time with another knob turned, and once with none.
//!
//! Nothing here knows of threads: what is to be done is a [`Job`], and whoever does it says what
//! came of it.

use super::session::Session;
use crate::dials::{Dial, Window};
use crate::kernel::{Span, Time};
use crate::runner::checked::{Checked, Trial, TrialState};
use crate::runner::command::Command;
use crate::runner::finished::shown;
use crate::runner::pace::ORDINARY_SECONDS;
use crate::runner::run::{Progress, Run};
use crate::runner::snapshot::NoticeKind;
use crate::scenario::{Set, Turned, turned};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// After so many events the trial without a change goes no further, and so do the others.
const ENOUGH: u64 = 5_000_000;
/// A trial that takes so many events is given up.
const TOO_MANY: u64 = 8 * ENOUGH;
/// After so many events it looks whether it is still wanted.
const PIECE: u64 = 100_000;
/// The trial without a change may end after any of so many equal steps of time.
const STEPS: u64 = 64;
/// More than these nobody can look through.
const MOST_TRIALS: usize = 64;

/// What all trials have in common.
#[derive(Debug)]
struct Common<'a> {
    /// The how manieth request they come from.
    number: u64,
    /// The present.
    run: Run<'a>,
    dials: Vec<Dial>,
    from: Time,
    is_wanted: AtomicBool,
}

/// A trial that is to be made.
#[derive(Debug)]
pub(super) struct Job<'a> {
    common: Arc<Common<'a>>,
    to: Time,
    /// Which one, and what is turned; none: nothing.
    turned: Option<(usize, Turned)>,
}

/// What has come of a trial.
#[derive(Debug)]
pub(super) struct Came {
    number: u64,
    which: Option<usize>,
    state: TrialState,
    /// How far it went.
    to: Time,
}

/// The trials that were asked for last.
#[derive(Debug, Default)]
pub(super) struct Trials<'a> {
    number: u64,
    common: Option<Arc<Common<'a>>>,
    turned: Vec<(usize, Turned)>,
    jobs: Vec<Job<'a>>,
    checked: Option<Arc<Checked>>,
}

impl<'a> Trials<'a> {
    /// Begins trials of a run's present, as far as `to`; what cannot be turned is given up.
    pub fn begin(
        &mut self,
        (run, dials): (Run<'a>, Vec<Dial>),
        (branch, window): (u32, Window),
        wanted: Vec<(Trial, Option<Turned>)>,
    ) {
        self.forget();
        self.number += 1;
        let Window { from, to } = window;
        let (number, is_wanted) = (self.number, AtomicBool::new(true));
        let common = Arc::new(Common { number, run, dials, from, is_wanted });
        self.jobs = vec![Job { common: Arc::clone(&common), to, turned: None }];
        self.common = Some(common);
        let mut trials = Vec::new();
        for (at, (trial, turned)) in wanted.into_iter().enumerate() {
            let state = if turned.is_some() { TrialState::Waits } else { TrialState::GivenUp };
            trials.push(Trial { state, ..trial });
            self.turned.extend(turned.map(|turned| (at, turned)));
        }
        let unchanged = TrialState::Waits;
        self.checked = Some(Arc::new(Checked { from, to, branch, unchanged, trials }));
    }

    /// What was found out is of another past, or of another branch.
    pub fn forget(&mut self) {
        if let Some(common) = self.common.take() {
            common.is_wanted.store(false, Ordering::Relaxed);
        }
        self.turned.clear();
        self.jobs.clear();
        self.checked = None;
    }

    /// Returns what is known so far.
    pub fn checked(&self) -> Option<Arc<Checked>> {
        self.checked.clone()
    }

    /// Says whether more will become known.
    pub fn go_on(&self) -> bool {
        self.checked.as_ref().is_some_and(|checked| !checked.is_complete())
    }

    /// Takes what is to be done now.
    pub fn take_jobs(&mut self) -> Vec<Job<'a>> {
        std::mem::take(&mut self.jobs)
    }

    /// Notes what has come of a trial.
    pub fn note(&mut self, came: Came) {
        let Came { number, which, state, to } = came;
        let Some(common) = self.common.as_ref().filter(|common| common.number == number) else {
            return;
        };
        let Some(checked) = self.checked.as_mut().map(Arc::make_mut) else { return };
        let Some(at) = which else {
            if let TrialState::Done(_) = state {
                checked.to = to;
                let turned = std::mem::take(&mut self.turned).into_iter();
                let job = |turned| Job { common: Arc::clone(common), to, turned: Some(turned) };
                self.jobs.extend(turned.map(job));
            } else if state == TrialState::GivenUp {
                checked.trials.iter_mut().for_each(|trial| trial.state = TrialState::GivenUp);
            }
            checked.unchanged = state;
            return;
        };
        checked.trials[at].state = state;
    }
}

impl Job<'_> {
    /// Makes the trial, and tells on the way how far it has come.
    pub fn work(self, mut tell: impl FnMut(Came)) {
        let Job { common, to, turned } = self;
        let which = turned.as_ref().map(|(at, _)| *at);
        let number = common.number;
        let came = |state, to| Came { number, which, state, to };
        if !common.is_wanted.load(Ordering::Relaxed) {
            return;
        }
        let mut run = common.run.clone();
        let window = Window { from: common.from, to };
        run.measure(window);
        if let Some((_, turned)) = turned {
            run.enter(Command::Turn(turned));
        }
        let before = run.handled();
        let length = to.0 - common.from.0;
        let mut step = 0;
        while step < STEPS {
            let share = u128::from(length) * u128::from(step + 1) / u128::from(STEPS);
            let limit = common.from + Span(share as u64);
            let progress = run.advance(limit, PIECE);
            let handled = run.handled() - before;
            if !common.is_wanted.load(Ordering::Relaxed) {
                return;
            }
            if run.stopped().is_some() || handled > TOO_MANY {
                return tell(came(TrialState::GivenUp, to));
            }
            if progress == Progress::Handled {
                continue;
            }
            step += 1;
            tell(came(TrialState::Runs(step as f64 / STEPS as f64), to));
            if progress == Progress::Over || which.is_none() && handled > ENOUGH {
                break;
            }
        }
        let to = run.now();
        let reading = run.reading_of(window);
        let dials = common.dials.iter().map(|dial| shown(reading.as_ref(), dial)).collect();
        tell(came(TrialState::Done(dials), to));
    }
}

/// Trials go on for so small a part of the time that the restaurant is open, …
const PART: u64 = 6;
/// … or for so many ordinary orders, whichever is longer; never beyond closing time.
const ORDERS: f64 = 20.0;

impl Session<'_> {
    /// Finds out what would come of turning each of these knobs now.
    pub fn check(&mut self, wanted: Vec<(String, String)>) {
        if self.strand().run.has_shut() {
            self.desk.say(NoticeKind::IsOver, Vec::new());
            return;
        }
        let knobs = self.desk.knobs(&self.strands[self.current]);
        let trial = |(knob, value): (String, String)| {
            let stands = knobs.iter().find(|known| known.name == knob);
            let from = stands.map(|knob| knob.stands.clone()).unwrap_or_default();
            let turned = turned(self.scenario, &Set { path: knob.clone(), value: value.clone() });
            (Trial { knob, from, to: value, state: TrialState::Waits }, turned.ok())
        };
        let trials = wanted.into_iter().take(MOST_TRIALS).map(trial).collect();
        let ordinary = self.ordinary_speed * ORDINARY_SECONDS;
        let strand = &self.strands[self.current];
        // Before the end of the warm-up nothing is counted.
        let from = strand.run.next_moment().max(self.scenario.warm_up_ends());
        let length = Span::from_nanos(ordinary * ORDERS * 1e9);
        let length = length.max(Span(self.scenario.duration.0 / PART));
        let to = (from + length).min(self.scenario.closing());
        let (run, dials) = (strand.run.twin(), self.desk.dials.clone());
        self.trials.begin((run, dials), (strand.branch, Window { from, to }), trials);
    }
}

#[cfg(test)]
mod tests;

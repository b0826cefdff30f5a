//! Replications: a scenario with one seed after another, on several threads.

use super::interval::{Estimate, Interval};
use crate::diagnosis::is_growing;
use crate::dials::Dial;
use crate::runner::{self, Finished, Options, Stopped, shown};
use crate::scenario::{Goal, Scenario};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The most replications of one experiment.
pub const MOST_REPLICATIONS: u64 = 100_000;

/// How a scenario is replicated: replication r has the seed `seed + r - 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The seed of the first replication.
    pub seed: u64,
    /// Whether to go on after closing time until the house is empty.
    pub drain: bool,
    /// How many replications there are.
    pub replications: u64,
    /// On how many threads; it changes nothing but the time that it takes.
    pub threads: usize,
}

/// A goal over all replications.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalEstimate {
    /// As written in the scenario.
    pub reach: String,
    /// The dial and its unit.
    pub dial: Dial,
    /// What was read; none: nothing could be read in any replication.
    pub got: Option<Interval>,
    /// Whether the mean meets it.
    pub met: bool,
}

/// What the replications showed.
#[derive(Clone, Debug)]
pub struct Replications {
    /// What was asked for.
    pub plan: Plan,
    /// How many are told about: the first so many, all of which ended by themselves. Where none
    /// did, it is told what the first had come to when it was stopped.
    pub finished: u64,
    /// Why these are fewer than asked for.
    pub stopped: Option<Stopped>,
    /// Every dial. A dial that shows nothing in some replications is told from the others; none:
    /// it shows nothing in any.
    pub dials: Vec<(Dial, Option<Interval>)>,
    /// Goals.
    pub goals: Vec<GoalEstimate>,
    /// How many seconds were simulated in all.
    pub simulated_seconds: f64,
    /// How many messages were handled in all.
    pub events: u64,
    /// In how many replications more and more orders piled up.
    pub growing: u64,
    /// In how many replications orders were left that can never end.
    pub stuck: u64,
    /// How long it took.
    pub wall: Duration,
}

/// What is kept of one replication.
struct Replication {
    number: u64,
    stopped: Option<Stopped>,
    dials: Vec<Option<f64>>,
    goals: Vec<Option<f64>>,
    simulated: u64,
    events: u64,
    is_growing: bool,
    is_stuck: bool,
}

impl Replication {
    fn of(number: u64, scenario: &Scenario, dials: &[Dial], run: &Finished) -> Replication {
        let reading = run.reading();
        let read = |dial: &Dial| shown(reading.as_ref(), dial);
        Replication {
            number,
            stopped: run.stopped,
            dials: dials.iter().map(read).collect(),
            goals: scenario.goals.iter().map(|goal| run.read(&goal.reach)).collect(),
            simulated: run.end.0,
            events: run.events,
            is_growing: is_growing(&run.in_house),
            is_stuck: run.stuck > 0,
        }
    }
}

/// Replications, folded in the order of their numbers.
#[derive(Default)]
struct Fold {
    finished: u64,
    stopped: Option<Stopped>,
    /// Those that came before an earlier one.
    early: BTreeMap<u64, Replication>,
    dials: Vec<Estimate>,
    goals: Vec<Estimate>,
    simulated: u128,
    events: u64,
    growing: u64,
    stuck: u64,
}

impl Fold {
    /// Takes a replication in as soon as all before it are. The first that was stopped ends it.
    fn add(&mut self, replication: Replication) {
        self.early.insert(replication.number, replication);
        while self.stopped.is_none()
            && let Some(next) = self.early.remove(&(self.finished + 1))
        {
            if next.stopped.is_none() || self.finished == 0 {
                // One that was stopped is told of only where it is all that there is.
                self.fold(&next);
            }
            if let Some(stopped) = next.stopped {
                self.stopped = Some(stopped);
            } else {
                self.finished += 1;
                self.growing += u64::from(next.is_growing);
                self.stuck += u64::from(next.is_stuck);
            }
        }
    }

    fn fold(&mut self, next: &Replication) {
        fold(&mut self.dials, &next.dials);
        fold(&mut self.goals, &next.goals);
        self.simulated += u128::from(next.simulated);
        self.events += next.events;
    }

    fn finish(
        self,
        scenario: &Scenario,
        plan: Plan,
        dials: &[Dial],
        wall: Duration,
    ) -> Replications {
        let is_whole = self.finished == plan.replications;
        let intervals = |estimates: Vec<Estimate>, count: usize| {
            let known = estimates.into_iter().map(|estimate| estimate.interval());
            // Without a single replication there are no estimates.
            known.chain(std::iter::repeat(None)).take(count).collect::<Vec<_>>()
        };
        let goals = scenario.goals.iter().zip(intervals(self.goals, scenario.goals.len()));
        let goal = |(goal, got): (&Goal, Option<Interval>)| GoalEstimate {
            reach: goal.text.clone(),
            dial: goal.reach.dial.clone(),
            got,
            met: goal.reach.is_met_by(got.map(|got| got.mean)),
        };
        Replications {
            plan,
            finished: self.finished,
            stopped: if is_whole { None } else { self.stopped.or(Some(Stopped::Interrupted)) },
            dials: dials.iter().cloned().zip(intervals(self.dials, dials.len())).collect(),
            goals: goals.map(goal).collect(),
            simulated_seconds: self.simulated as f64 / 1e9,
            events: self.events,
            growing: self.growing,
            stuck: self.stuck,
            wall,
        }
    }
}

fn fold(estimates: &mut Vec<Estimate>, values: &[Option<f64>]) {
    estimates.resize(values.len(), Estimate::default());
    for (estimate, value) in estimates.iter_mut().zip(values) {
        if let Some(value) = value {
            estimate.add(*value);
        }
    }
}

/// Runs the replications. `interrupted` is asked now and then whether to stop; `progress` is told
/// how many are done.
pub fn replicate(
    scenario: &Scenario,
    plan: Plan,
    interrupted: &(dyn Fn() -> bool + Sync),
    progress: &mut dyn FnMut(u64),
) -> Replications {
    #[expect(clippy::disallowed_methods, reason = "the figures of performance")]
    let begun = Instant::now();
    let dials = Dial::all(scenario.names());
    let mut fold = Fold::default();
    // No replication after the first that is stopped counts: this is the last that may.
    let last = AtomicU64::new(plan.replications);
    let work = |number: u64| {
        let number = number + 1;
        let stop = || number > last.load(Ordering::Relaxed) || interrupted();
        if stop() {
            return None;
        }
        let seed = plan.seed.wrapping_add(number - 1);
        let options = Options { seed, drain: plan.drain, interrupted: &stop };
        let run = runner::run(scenario, options);
        if run.stopped.is_some() {
            last.fetch_min(number, Ordering::Relaxed);
        }
        Some(Replication::of(number, scenario, &dials, &run))
    };
    runner::share_out(plan.replications, plan.threads, &work, &mut |_, replication| {
        fold.add(replication);
        progress(fold.finished);
    });
    fold.finish(scenario, plan, &dials, begun.elapsed())
}

#[cfg(test)]
mod tests;

//! What a report of several replications says, as plain data.

use super::said::{Said, why_stopped};
use super::sides::Sides;
use super::summary::Measured;
use crate::experiment::{Interval, Replications};
use crate::kernel::Span;
use crate::runner::Stopped;
use crate::scenario::Scenario;

/// The report of several replications.
#[derive(Clone, Debug)]
pub struct Replicated {
    /// The scenario's name.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// What it teaches.
    pub teaches: String,
    /// Its hash.
    pub hash: String,
    /// The warm-up, in which nothing was counted.
    pub warm_up: Span,
    /// On which sides of the house something was turned, in each of them.
    pub sides: Sides,
    /// The ids of all outcomes.
    pub outcomes: Vec<String>,
    /// What the replications showed.
    pub run: Replications,
    /// What the reader should know before believing the figures.
    pub warnings: Vec<Said>,
    /// How much longer a second is in the backend that the restaurant stands for.
    pub time_scale: f64,
    /// What was measured of the program.
    pub measured: Measured,
}

impl Replicated {
    /// Makes the report of replications.
    pub fn new(
        scenario: &Scenario,
        run: Replications,
        peak_memory_bytes: Option<u64>,
    ) -> Replicated {
        Replicated {
            scenario: scenario.name.clone(),
            title: scenario.title.clone(),
            teaches: scenario.teaches.clone(),
            hash: scenario.hash.clone(),
            warm_up: scenario.warm_up,
            sides: Sides::of(scenario, &[], scenario.closing()),
            outcomes: scenario.names().outcomes().map(str::to_owned).collect(),
            warnings: warnings(&run),
            time_scale: scenario.time_scale,
            measured: Measured { wall_seconds: run.wall.as_secs_f64(), peak_memory_bytes },
            run,
        }
    }

    /// Returns what a dial shows.
    pub fn dial(&self, name: &str) -> Option<Interval> {
        self.run.dials.iter().find(|(dial, _)| dial.name == name)?.1
    }

    /// Says whether the means met every goal.
    pub fn all_met(&self) -> bool {
        self.run.goals.iter().all(|goal| goal.met)
    }
}

fn warnings(run: &Replications) -> Vec<Said> {
    let mut warnings = Vec::new();
    let (finished, asked) = (run.finished, run.plan.replications);
    let of = |runs: u64, all: u64| vec![("runs", runs.to_string()), ("all", all.to_string())];
    match run.stopped {
        None => {}
        // There is only what the first had come to.
        Some(why) if finished == 0 => warnings.push(why_stopped(why, None)),
        Some(Stopped::Interrupted) => {
            warnings.push(Said::new("warning.interrupted_runs", of(finished, asked)));
        }
        Some(why) => {
            let said = why_stopped(why, None).inside("warning.stopped_run", "why");
            warnings.push(said.with("run", (finished + 1).to_string()));
        }
    }
    // Of one replication nobody needs to be told in how many.
    let told = [
        (run.growing, "warning.growing", "warning.growing_runs"),
        (run.stuck, "warning.stuck_run", "warning.stuck_runs"),
    ];
    for (runs, one, many) in told {
        match (runs, finished) {
            (0, _) => {}
            (_, 1) => warnings.push(Said::new(one, Vec::new())),
            _ => warnings.push(Said::new(many, of(runs, finished))),
        }
    }
    warnings
}

//! What a report of several replications says, as plain data.

use super::summary::{Measured, NO_STEADY_STATE, why_stopped};
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
    /// The ids of all outcomes.
    pub outcomes: Vec<String>,
    /// What the replications showed.
    pub run: Replications,
    /// What the reader should know before believing the figures.
    pub warnings: Vec<String>,
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
            outcomes: scenario.names().outcomes().map(str::to_owned).collect(),
            warnings: warnings(&run),
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

fn warnings(run: &Replications) -> Vec<String> {
    let mut warnings = Vec::new();
    let (finished, asked) = (run.finished, run.plan.replications);
    match run.stopped {
        None => {}
        Some(Stopped::Interrupted) => warnings.push(format!(
            "interrupted: this is what the first {finished} of {asked} replications showed"
        )),
        Some(why) => warnings.push(format!(
            "replication {} was {}; this is what those before it showed",
            finished + 1,
            why_stopped(why, None)
        )),
    }
    if run.growing > 0 {
        warnings.push(format!("{NO_STEADY_STATE}, in {} of {finished} replications", run.growing));
    }
    if run.stuck > 0 {
        warnings.push(format!(
            "orders can never end, because nobody is left who could, in {} of {finished} \
             replications",
            run.stuck
        ));
    }
    warnings
}

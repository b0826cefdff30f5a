//! What a report says, as plain data.

use super::said::{Said, ended_early};
use super::sides::Sides;
use crate::diagnosis::{Bottleneck, bottleneck, inside, is_growing, reads_most, unindexed};
use crate::dials::{Dial, Names};
use crate::kernel::Span;
use crate::runner::{Finished, Stopped};
use crate::scenario::units::show_clock;
use crate::scenario::{Entry, Scenario};

/// A goal and how it went.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalResult {
    /// As written in the scenario.
    pub reach: String,
    /// The dial and its unit.
    pub dial: Dial,
    /// What was read; none: nothing could be read.
    pub got: Option<f64>,
    /// Whether it was met.
    pub met: bool,
}

/// An entry of the timeline that came.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The clock.
    pub clock: String,
    /// What was said, in words of the scenario.
    pub say: Option<String>,
    /// The knobs that were turned.
    pub turned: Vec<String>,
    /// For how long; none: for good.
    pub lasts: Option<Span>,
}

/// What was measured of the program itself; it differs from run to run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Seconds of real time.
    pub wall_seconds: f64,
    /// The most memory that the process has held, in bytes, where the system tells.
    pub peak_memory_bytes: Option<u64>,
}

/// The report of a run.
#[derive(Clone, Debug)]
pub struct Report {
    /// The scenario's name.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// What it teaches.
    pub teaches: String,
    /// Its hash.
    pub hash: String,
    /// The seed.
    pub seed: u64,
    /// Why the run ended early; none: it did not.
    pub stopped: Option<Stopped>,
    /// How much was simulated.
    pub simulated: Span,
    /// The warm-up, in which nothing was counted.
    pub warm_up: Span,
    /// How many events there were.
    pub events: u64,
    /// What was said and turned when.
    pub story: Vec<Told>,
    /// On which sides of the house something was turned.
    pub sides: Sides,
    /// Every dial and what it shows.
    pub dials: Vec<(Dial, Option<f64>)>,
    /// The ids of all outcomes.
    pub outcomes: Vec<String>,
    /// Goals.
    pub goals: Vec<GoalResult>,
    /// What the reader should know before believing the figures.
    pub warnings: Vec<Said>,
    /// What was short.
    pub bottleneck: Option<Bottleneck>,
    /// The pantry, and the shelf of it, whose rows were read one by one for want of an index.
    pub reads_all: Option<(usize, usize)>,
    /// The names of the parts.
    pub names: Names,
    /// How much longer a second is in the backend that the restaurant stands for.
    pub time_scale: f64,
    /// What was measured of the program.
    pub measured: Measured,
}

impl Report {
    /// Makes the report of a finished run.
    pub fn new(scenario: &Scenario, run: &Finished, peak_memory_bytes: Option<u64>) -> Report {
        let names = scenario.names();
        let goals = scenario.goals.iter().map(|goal| {
            let got = run.read(&goal.reach);
            GoalResult {
                reach: goal.text.clone(),
                dial: goal.reach.dial.clone(),
                got,
                met: goal.reach.is_met_by(got),
            }
        });
        let dials = run.dials(names);
        let read = |name: &str| dials.iter().find(|(dial, _)| dial.name == name)?.1;
        let bottleneck = bottleneck(names, &inside(scenario), &read);
        let reads_all =
            reads_most(&unindexed(scenario), &read).map(|(reads, _)| (reads.pantry, reads.shelf));
        Report {
            scenario: scenario.name.clone(),
            title: scenario.title.clone(),
            teaches: scenario.teaches.clone(),
            hash: scenario.hash.clone(),
            seed: run.seed,
            stopped: run.stopped,
            simulated: Span(run.end.0),
            warm_up: scenario.warm_up,
            events: run.events,
            story: story(scenario, run),
            sides: Sides::of(scenario, &run.turned, run.end),
            dials,
            outcomes: names.outcomes().map(str::to_owned).collect(),
            goals: goals.collect(),
            warnings: warnings(run, names),
            bottleneck,
            reads_all,
            names: names.clone(),
            time_scale: scenario.time_scale,
            measured: Measured { wall_seconds: run.wall.as_secs_f64(), peak_memory_bytes },
        }
    }

    /// Returns what a dial shows.
    pub fn dial(&self, name: &str) -> Option<f64> {
        self.dials.iter().find(|(dial, _)| dial.name == name)?.1
    }

    /// Returns how many orders ended in a way.
    pub fn outcome(&self, id: &str) -> u64 {
        self.dial(&format!("outcomes.{id}")).unwrap_or(0.0) as u64
    }

    /// Says whether every goal was met.
    pub fn all_met(&self) -> bool {
        self.goals.iter().all(|goal| goal.met)
    }
}

/// Tells the entries of the timeline that came before the end.
fn story(scenario: &Scenario, run: &Finished) -> Vec<Told> {
    let told = |entry: &Entry| Told {
        clock: show_clock(scenario.opens.0 + entry.at.0),
        say: entry.say.clone(),
        turned: entry.sets.iter().map(|turned| turned.knob.clone()).collect(),
        lasts: entry.lasts,
    };
    scenario.timeline.iter().filter(|entry| entry.at <= run.end).map(told).collect()
}

fn warnings(run: &Finished, names: &Names) -> Vec<Said> {
    let mut warnings = Vec::from_iter(ended_early(run, names));
    if is_growing(&run.in_house) {
        warnings.push(Said::new("warning.growing", Vec::new()));
    }
    if run.stuck > 0 {
        warnings.push(Said::new("warning.stuck", vec![("n", run.stuck.to_string())]));
    }
    warnings
}

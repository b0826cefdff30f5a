//! What a report says, as plain data.

use crate::diagnosis::{Bottleneck, bottleneck, inside, is_growing};
use crate::dials::{Dial, Names};
use crate::kernel::Span;
use crate::runner::{Finished, MOST_ORDERS, Round, Stopped};
use crate::scenario::units::{show_clock, show_duration};
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
    /// What was said and turned when, in words of the scenario: (clock, text).
    pub story: Vec<(String, String)>,
    /// Every dial and what it shows.
    pub dials: Vec<(Dial, Option<f64>)>,
    /// The ids of all outcomes.
    pub outcomes: Vec<String>,
    /// Goals.
    pub goals: Vec<GoalResult>,
    /// What the reader should know before believing the figures.
    pub warnings: Vec<String>,
    /// What was short.
    pub bottleneck: Option<Bottleneck>,
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
            dials,
            outcomes: names.outcomes().map(str::to_owned).collect(),
            goals: goals.collect(),
            warnings: warnings(run, names),
            bottleneck,
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
fn story(scenario: &Scenario, run: &Finished) -> Vec<(String, String)> {
    let told = |entry: &Entry| {
        let turned = entry.sets.iter().map(|turned| format!("{} is turned", turned.knob));
        let turned = turned.collect::<Vec<_>>().join(", ");
        let lasts = entry.lasts.map(|span| format!(" for {}", show_duration(span.0)));
        let text = match (&entry.say, turned.is_empty()) {
            (Some(say), true) => say.clone(),
            (say, _) => {
                let say = say.as_ref().map(|say| format!("{say} ")).unwrap_or_default();
                format!("{say}({turned}{})", lasts.unwrap_or_default())
            }
        };
        (show_clock(scenario.opens.0 + entry.at.0), text)
    };
    scenario.timeline.iter().filter(|entry| entry.at <= run.end).map(told).collect()
}

fn warnings(run: &Finished, names: &Names) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(stopped) = run.stopped {
        let round = run.goes_round.map(|round| what_happens(round, names));
        warnings.push(why_stopped(stopped, round));
    }
    if is_growing(&run.in_house) {
        warnings.push(NO_STEADY_STATE.to_owned());
    }
    if run.stuck > 0 {
        let cause = format!("{} orders can never end: nobody is left who could", run.stuck);
        warnings.push(cause);
    }
    warnings
}

/// What is said when more and more orders pile up.
pub(super) const NO_STEADY_STATE: &str =
    "no steady state: orders arrive faster than they are served";

/// Says why a run ended early; `goes_round` is the beginning of a sentence on what never ends.
pub(super) fn why_stopped(stopped: Stopped, goes_round: Option<String>) -> String {
    let round = goes_round.unwrap_or_else(|| "the same happens".to_owned());
    match stopped {
        Stopped::Interrupted => "interrupted: this is what was measured so far".to_owned(),
        Stopped::TooManyEvents => format!(
            "stopped after a thousand million events: shorten the duration (at the end, {round} \
             again and again)"
        ),
        Stopped::TooManyOrders => format!(
            "stopped with more than {MOST_ORDERS} orders in the house: give guests patience, or \
             the rail a capacity"
        ),
        Stopped::StandsStill => {
            format!("stopped because time stands still: {round} again and again, in no time at all")
        }
    }
}

/// Says what happens in a round, as the beginning of a sentence.
fn what_happens(round: Round, names: &Names) -> String {
    let name = |names: &[String], at: u32| names.get(at as usize).cloned().unwrap_or_default();
    match round {
        Round::Retries(room) => {
            format!("guests of the dining room {} try", name(&names.rooms, room))
        }
        Round::Thinking(room) => {
            format!("guests who stay in the dining room {} order", name(&names.rooms, room))
        }
        Round::Arrivals(room) => {
            format!("guests come to the dining room {}", name(&names.rooms, room))
        }
        Round::Breaks(kitchen) => {
            format!("chefs of the kitchen {} take breaks", name(&names.kitchens, kitchen))
        }
        Round::Deliveries(pantry, shelf) => {
            let shelves = names.pantries.get(pantry as usize).map(|pantry| &pantry.1[..]);
            format!("the shelf {} is filled up", name(shelves.unwrap_or_default(), shelf))
        }
        Round::Steps(dish) => format!("steps of the dish {} are done", name(&names.dishes, dish)),
    }
}

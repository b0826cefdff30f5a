//! The report for programs: one JSON object.

use super::replicated::Replicated;
use super::said::Said;
use super::sides;
use super::summary::{Measured, Report};
use crate::dials::Unit;
use crate::experiment::Interval;
use crate::lens::Lens;
use crate::restaurant::Side;
use crate::runner::ENGINE;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Number;

/// The version of the report's layout; fields are only ever added.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Json<'a> {
    schema_version: u32,
    engine: u32,
    scenario: &'a str,
    scenario_hash: &'a str,
    seed: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    replications: Option<u64>,
    partial: bool,
    simulated_seconds: f64,
    events: u64,
    #[serde(serialize_with = "in_order")]
    dials: Vec<(&'a str, Option<Figure>)>,
    #[serde(serialize_with = "in_order")]
    outcomes: Vec<(&'a str, Option<Figure>)>,
    goals: Vec<Goal<'a>>,
    sides: Sides,
    warnings: Vec<String>,
    performance: Performance,
}

/// What a dial shows: of one run a number, of several their mean and its 95 % interval.
#[derive(Serialize)]
#[serde(untagged)]
enum Figure {
    One(Number),
    Mean { mean: Number, low: Option<Number>, high: Option<Number> },
}

#[derive(Serialize)]
struct Goal<'a> {
    reach: &'a str,
    got: Option<Figure>,
    met: bool,
}

/// Ids of the sides of the house on which something was turned.
#[derive(Serialize)]
struct Sides {
    by_hand: Vec<&'static str>,
    by_timeline: Vec<&'static str>,
}

impl Sides {
    fn of(sides: &sides::Sides) -> Sides {
        let ids = |sides: &[Side]| sides.iter().map(|side| side.id()).collect();
        Sides { by_hand: ids(&sides.by_hand), by_timeline: ids(&sides.by_timeline) }
    }
}

#[derive(Serialize)]
struct Performance {
    wall_seconds: f64,
    events_per_second: f64,
    peak_memory_bytes: Option<u64>,
}

impl Performance {
    fn of(events: u64, measured: Measured) -> Performance {
        let Measured { wall_seconds, peak_memory_bytes } = measured;
        let events_per_second = if wall_seconds > 0.0 { events as f64 / wall_seconds } else { 0.0 };
        Performance { wall_seconds, events_per_second, peak_memory_bytes }
    }
}

/// Writes pairs as a map that keeps their order.
fn in_order<S: Serializer, V: Serialize>(pairs: &[(&str, V)], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(pairs.len()))?;
    for (key, value) in pairs {
        map.serialize_entry(key, value)?;
    }
    map.end()
}

/// Numbers of things are written as whole numbers, everything else as it is.
fn number(value: f64, unit: Unit) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if unit == Unit::Count && value.fract() == 0.0 && value.abs() < EXACT {
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

fn one(value: Option<f64>, unit: Unit) -> Option<Figure> {
    number(value?, unit).map(Figure::One)
}

fn mean(interval: Option<Interval>, unit: Unit) -> Option<Figure> {
    let interval = interval?;
    let end = |value: Option<f64>| value.and_then(|value| number(value, unit));
    let (low, high) = (end(interval.low()), end(interval.high()));
    Some(Figure::Mean { mean: number(interval.mean, unit)?, low, high })
}

/// Returns the report as one line of JSON.
pub fn json(report: &Report) -> String {
    let dials = report.dials.iter().map(|(dial, shown)| (&*dial.name, one(*shown, dial.unit)));
    let goals = report.goals.iter().map(|goal| Goal {
        reach: &goal.reach,
        got: one(goal.got, goal.dial.unit),
        met: goal.met,
    });
    let outcome = |id: &'_ str| one(Some(report.outcome(id) as f64), Unit::Count);
    line(&Json {
        schema_version: SCHEMA_VERSION,
        engine: ENGINE,
        scenario: &report.scenario,
        scenario_hash: &report.hash,
        seed: report.seed,
        replications: None,
        partial: report.stopped.is_some(),
        simulated_seconds: report.simulated.seconds(),
        events: report.events,
        dials: dials.collect(),
        outcomes: report.outcomes.iter().map(|id| (id.as_str(), outcome(id))).collect(),
        goals: goals.collect(),
        sides: Sides::of(&report.sides),
        warnings: said(&report.warnings),
        performance: Performance::of(report.events, report.measured),
    })
}

/// Returns the report of replications as one line of JSON.
pub fn replicated_json(report: &Replicated) -> String {
    let run = &report.run;
    let dials = run.dials.iter().map(|(dial, shown)| (&*dial.name, mean(*shown, dial.unit)));
    let goals = run.goals.iter().map(|goal| Goal {
        reach: &goal.reach,
        got: mean(goal.got, goal.dial.unit),
        met: goal.met,
    });
    let outcome = |id: &'_ str| mean(report.dial(&format!("outcomes.{id}")), Unit::Count);
    line(&Json {
        schema_version: SCHEMA_VERSION,
        engine: ENGINE,
        scenario: &report.scenario,
        scenario_hash: &report.hash,
        seed: run.plan.seed,
        replications: Some(run.finished),
        partial: run.stopped.is_some(),
        simulated_seconds: run.simulated_seconds,
        events: run.events,
        dials: dials.collect(),
        outcomes: report.outcomes.iter().map(|id| (id.as_str(), outcome(id))).collect(),
        goals: goals.collect(),
        sides: Sides::of(&report.sides),
        warnings: said(&report.warnings),
        performance: Performance::of(run.events, report.measured),
    })
}

/// Says warnings in the restaurant's words: programs read ids, people read these.
fn said(warnings: &[Said]) -> Vec<String> {
    warnings.iter().map(|warning| warning.by(Lens::kitchen())).collect()
}

fn line(object: &Json<'_>) -> String {
    serde_json::to_string(object).expect("a report holds only numbers and texts")
}

//! The report for programs: one JSON object.

use super::summary::Report;
use crate::dials::Unit;
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
    partial: bool,
    simulated_seconds: f64,
    events: u64,
    #[serde(serialize_with = "in_order")]
    dials: Vec<(&'a str, Option<Number>)>,
    #[serde(serialize_with = "in_order")]
    outcomes: Vec<(&'a str, u64)>,
    goals: Vec<Goal<'a>>,
    warnings: &'a [String],
    performance: Performance,
}

#[derive(Serialize)]
struct Goal<'a> {
    reach: &'a str,
    got: Option<Number>,
    met: bool,
}

#[derive(Serialize)]
struct Performance {
    wall_seconds: f64,
    events_per_second: f64,
    peak_memory_bytes: Option<u64>,
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

/// Returns the report as one line of JSON.
pub fn json(report: &Report) -> String {
    let dials = report.dials.iter().map(|(dial, shown)| {
        (dial.name.as_str(), shown.and_then(|value| number(value, dial.unit)))
    });
    let goals = report.goals.iter().map(|goal| Goal {
        reach: &goal.reach,
        got: goal.got.and_then(|value| number(value, goal.dial.unit)),
        met: goal.met,
    });
    let wall_seconds = report.measured.wall_seconds;
    let object = Json {
        schema_version: SCHEMA_VERSION,
        engine: ENGINE,
        scenario: &report.scenario,
        scenario_hash: &report.hash,
        seed: report.seed,
        partial: report.stopped.is_some(),
        simulated_seconds: report.simulated.seconds(),
        events: report.events,
        dials: dials.collect(),
        outcomes: report.outcomes.iter().map(|id| (id.as_str(), report.outcome(id))).collect(),
        goals: goals.collect(),
        warnings: &report.warnings,
        performance: Performance {
            wall_seconds,
            events_per_second: if wall_seconds > 0.0 {
                report.events as f64 / wall_seconds
            } else {
                0.0
            },
            peak_memory_bytes: report.measured.peak_memory_bytes,
        },
    };
    serde_json::to_string(&object).expect("a report holds only numbers and texts")
}

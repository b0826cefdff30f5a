//! What the report for programs holds, as a JSON Schema.

use crate::dials::{Dial, Unit};
use crate::lens::Lens;
use crate::restaurant::Side;
use crate::scenario::any_names;
use serde_json::{Map, Value, json};

/// Returns the JSON Schema (draft 2020-12) of reports.
///
/// With replications a figure is a mean with its interval. Fields are only ever added, so what is
/// not named here is allowed.
pub fn schema() -> Value {
    let number = |says: &str| json!({ "type": "number", "minimum": 0, "description": says });
    let whole = |says: &str| json!({ "type": "integer", "minimum": 0, "description": says });
    let version = |says: &str| json!({ "type": "integer", "minimum": 1, "description": says });
    let text = |says: &str| json!({ "type": "string", "description": says });
    let end = |which: &str| {
        let says = format!("The {which} end; null where one replication alone showed something.");
        json!({ "type": ["number", "null"], "description": says })
    };
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of Back of House",
        "type": "object",
        "properties": {
            "schema_version": version("The version of this layout; fields are only ever added."),
            "engine": version("Another number may give other results for the same seed."),
            "scenario": text("The scenario's name."),
            "scenario_hash": {
                "type": "string", "pattern": "^[0-9a-f]{32}$",
                "description": "Changes with every byte of what was read.",
            },
            "seed": whole("The seed; with replications that of the first."),
            "partial": {
                "type": "boolean", "description": "Whether the run ended before its time.",
            },
            "simulated_seconds": number("How much was simulated; with replications the sum."),
            "events": whole("How many events there were; with replications the sum."),
            "dials": dials(),
            "outcomes": {
                "type": "object", "description": "How many orders ended in which way.",
                "propertyNames": { "pattern": "^(served|(refused|failed|abandoned)\\.[a-z0-9_]+)$" },
                "additionalProperties": { "$ref": "#/$defs/count" },
            },
            "goals": { "type": "array", "items": {
                "type": "object",
                "properties": {
                    "reach": text("As written in the scenario."),
                    "got": { "$ref": "#/$defs/figure", "description": "What was read." },
                    "met": { "type": "boolean", "description": "With replications: by the mean." },
                },
                "required": ["reach", "got", "met"],
            } },
            "sides": sides(),
            "warnings": { "type": "array", "items": { "type": "string" } },
            "performance": {
                "type": "object",
                "description": "What was measured of the program; the rest is the same in each run.",
                "properties": {
                    "wall_seconds": number("Seconds of real time."),
                    "events_per_second": number("Events per second of real time."),
                    "peak_memory_bytes": {
                        "type": ["integer", "null"],
                        "description": "The most memory held; null where the system does not tell.",
                    },
                },
                "required": ["wall_seconds", "events_per_second", "peak_memory_bytes"],
            },
        },
        "$defs": {
            "figure": { "anyOf": [{ "type": ["number", "null"] }, { "$ref": "#/$defs/interval" }] },
            "count": {
                "anyOf": [{ "type": "integer", "minimum": 0 }, { "$ref": "#/$defs/interval" }],
            },
            "interval": {
                "type": "object",
                "description": "A mean over the replications in which there was something to read, \
                                with its 95 % interval.",
                "properties": {
                    "mean": { "type": "number", "description": "The mean." },
                    "low": end("lower"),
                    "high": end("upper"),
                },
                "required": ["mean", "low", "high"], "additionalProperties": false,
            },
        },
    });
    let fields: Vec<String> =
        schema["properties"].as_object().into_iter().flat_map(Map::keys).cloned().collect();
    schema["required"] = json!(fields);
    schema
}

/// Every dial with its unit and words: those of the whole by name, those of a part by pattern.
fn dials() -> Value {
    let (mut plain, mut of_parts) = (Map::new(), Map::new());
    for dial in Dial::all(&any_names()) {
        let help = Lens::backend().dial(&dial.id).map_or("", |words| words.help.as_str());
        let value = json!({
            "$ref": "#/$defs/figure", "description": format!("{help} Unit: {}.", unit(dial.unit)),
        });
        if dial.name.contains('*') {
            let name = dial.name.replace('.', "\\.").replace('*', "[a-z0-9][a-z0-9_-]*");
            of_parts.insert(format!("^{name}$"), value);
        } else {
            plain.insert(dial.name, value);
        }
    }
    let names: Vec<String> = plain.keys().cloned().collect();
    json!({
        "type": "object", "description": "Every dial; null: nothing that could be read.",
        "properties": plain, "required": names, "patternProperties": of_parts,
        "additionalProperties": { "$ref": "#/$defs/figure" },
    })
}

/// The sides of the house, by who has turned something there.
fn sides() -> Value {
    let ids: Vec<&str> = Side::ALL.into_iter().map(Side::id).collect();
    let turned = |says: &str| {
        let sides = json!({ "enum": &ids });
        json!({ "type": "array", "items": sides, "uniqueItems": true, "description": says })
    };
    json!({
        "type": "object", "description": "The sides of the house on which something was turned.",
        "properties": {
            "by_hand": turned("By somebody, before opening or while it was open."),
            "by_timeline": turned("By the timeline."),
        },
        "required": ["by_hand", "by_timeline"],
    })
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "number of things",
        Unit::Seconds => "seconds",
        Unit::Share => "share from 0 to 1",
        Unit::PerSecond => "per second",
        Unit::Money => "money",
    }
}

//! Single values in the schema: one description for each kind of value.

use super::NAME;
use crate::scenario::bundled::bundled;
use crate::scenario::keys::{KEYS, Key, Kind, MOST_ITEMS};
use serde_json::{Map, Value, json};

/// A number as it is written, in a pattern.
pub(super) const NUMBER: &str = "[0-9]+(\\.[0-9]+)?";
/// Blanks, in a pattern.
pub(super) const BLANKS: &str = "[ \\t]*";
/// The name of a field, in a pattern.
pub(super) const FIELD: &str = "^[a-z][a-z0-9_]*$";
/// A time of day, in a pattern.
pub(super) const CLOCK: &str = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?";
/// The most a count may be.
pub(super) const PORTIONS: u64 = 1_000_000;

fn positive() -> Value {
    json!({ "type": "number", "minimum": 1e-6, "maximum": 1e9 })
}

/// Describes what a key of this kind takes.
pub(super) fn of(kind: Kind) -> Value {
    match kind {
        Kind::Text(most) => json!({ "type": "string", "maxLength": most }),
        Kind::Whole(least, most) => whole(json!(least), json!(most)),
        Kind::Count(least, most) => {
            json!({ "anyOf": [whole(json!(least), json!(most)), { "const": "unlimited" }] })
        }
        Kind::Limited(least, most) => whole(json!(least), json!(most)),
        Kind::Number(least, most) => {
            json!({ "type": "number", "minimum": least, "maximum": most })
        }
        Kind::Positive => positive(),
        Kind::Flow => json!({ "anyOf": [positive(), { "const": "unlimited" }] }),
        Kind::Generator => {
            let starts = json!({
                "type": "object", "additionalProperties": false, "required": ["starts_in", "lasts"],
                "properties": {
                    "starts_in": defined("duration_or_zero"), "lasts": defined("duration"),
                },
            });
            json!({ "anyOf": [{ "enum": ["off", "on"] }, starts] })
        }
        Kind::Device => json!({ "anyOf": [{ "const": "off" }, defined("distribution")] }),
        Kind::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Kind::Money => json!({ "type": "number", "minimum": 0, "maximum": 1_000_000_000_000_u64 }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Word(words) => json!({ "enum": words }),
        Kind::Span => defined("duration"),
        Kind::SpanOrZero => defined("duration_or_zero"),
        Kind::TimeOfDay => defined("time_of_day"),
        Kind::Moment => {
            json!({ "anyOf": [defined("time_of_day"), defined("duration_or_zero")] })
        }
        Kind::Distribution => defined("distribution"),
        Kind::Rate => json!({ "anyOf": [defined("rate"), { "const": "unlimited" }] }),
        Kind::Arrivals => {
            let trace = only("trace", json!({ "type": "string", "minLength": 1 }));
            json!({ "anyOf": [defined("arrivals"), trace] })
        }
        Kind::Weights => named(&json!({ "type": "number", "minimum": 0, "maximum": 1e9 })),
        Kind::Recipe => defined("recipe"),
        Kind::TimeScale => {
            text(&["[1-9][^=]*=[^=]*[1-9]".to_owned(), format!("^{}={}$", duration(), duration())])
        }
        Kind::Name(_) => defined("name"),
        Kind::Buildings => {
            json!({ "anyOf": [defined("name"), list(&defined("name"), 1, MOST_ITEMS)] })
        }
        Kind::Field => field(),
        Kind::Fields => list(&field(), 0, MOST_ITEMS),
        Kind::Scenarios => {
            let names: Vec<&str> = bundled().iter().map(|scenario| scenario.name).collect();
            list(&json!({ "enum": names }), 0, MOST_ITEMS)
        }
        Kind::Rows => defined("rows"),
        Kind::Durable => {
            json!({ "anyOf": [
                { "enum": ["every write", "never"] },
                text(&["[1-9]".to_owned(), format!("^every {}$", duration())]),
            ] })
        }
        Kind::Says => said(),
        Kind::Index => json!({ "anyOf": [list(&field(), 0, MOST_ITEMS), only("words", field())] }),
        Kind::Sets => sets(),
        Kind::Reach => {
            text(
                &["^\\s*[a-z0-9][a-z0-9._-]*(@[^<>=]+)?\\s*(<=|>=|<|>)[^<>=]*[0-9][^<>=]*$".into()],
            )
        }
    }
}

/// The name of a field, or one that a recipe gives.
pub(super) fn field() -> Value {
    json!({ "type": "string", "pattern": FIELD, "maxLength": 64 })
}

/// An expression; a number, true or false stands for itself.
pub(super) fn expression() -> Value {
    json!({ "type": ["string", "number", "boolean"], "maxLength": 1_000 })
}

/// Fields, and an expression for each.
pub(super) fn said() -> Value {
    json!({
        "type": "object", "propertyNames": { "pattern": FIELD },
        "additionalProperties": defined("expression"),
    })
}

/// Rows: one by one, by a pattern, or in a file.
pub(super) fn rows() -> Value {
    let held = json!({ "type": ["string", "number", "boolean"], "maxLength": 4_096 });
    let row = json!({
        "type": "object", "propertyNames": { "pattern": FIELD }, "additionalProperties": held,
    });
    let mut alike = row.clone();
    alike["required"] = json!(["count"]);
    alike["properties"] = json!({ "count": of(Kind::Limited(1, 1_000_000)), "from": false });
    json!({ "anyOf": [
        list(&row, 0, MOST_ITEMS), alike, only("from", json!({ "type": "string", "minLength": 1 })),
    ] })
}

/// Refers to a value that is defined by name.
pub(super) fn defined(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A text that fulfils all these patterns.
pub(super) fn text(patterns: &[String]) -> Value {
    if let [only] = patterns {
        return json!({ "type": "string", "pattern": only });
    }
    let all: Vec<Value> = patterns.iter().map(|pattern| json!({ "pattern": pattern })).collect();
    json!({ "type": "string", "allOf": all })
}

fn whole(least: Value, most: Value) -> Value {
    let mut value = json!({ "type": "integer" });
    value["minimum"] = least;
    value["maximum"] = most;
    value
}

/// Parts of the author's choice, each with such a value.
pub(super) fn named(value: &Value) -> Value {
    json!({
        "type": "object", "minProperties": 1, "propertyNames": { "pattern": NAME },
        "additionalProperties": value,
    })
}

/// A table with exactly one key.
fn only(word: &str, value: Value) -> Value {
    let mut properties = Map::new();
    properties.insert(word.to_owned(), value);
    json!({
        "type": "object", "required": [word], "properties": properties,
        "additionalProperties": false,
    })
}

fn list(of: &Value, least: usize, most: usize) -> Value {
    json!({ "type": "array", "items": of, "minItems": least, "maxItems": most })
}

fn pairs(first: &Value, second: &Value) -> Value {
    let pair = json!({
        "type": "array", "prefixItems": [first, second], "minItems": 2, "maxItems": 2,
    });
    list(&pair, 1, MOST_ITEMS)
}

/// The pattern of a duration: its units descend, and each may be left out.
pub(super) fn duration() -> String {
    let units = ["d", "h", "m", "s", "ms", "(us|\u{b5}s|\u{3bc}s)", "ns"];
    let parts = units.map(|unit| format!("({NUMBER}{unit}{BLANKS})?"));
    format!("{BLANKS}{}", parts.concat())
}

pub(super) fn distribution() -> Value {
    let span = defined("duration");
    let share = of(Kind::Share);
    let both = |first: (&str, Value), second: (&str, Value)| {
        let mut properties = Map::new();
        let names = [first.0.to_owned(), second.0.to_owned()];
        properties.insert(first.0.to_owned(), first.1);
        properties.insert(second.0.to_owned(), second.1);
        json!({
            "type": "object", "required": names, "properties": properties,
            "additionalProperties": false,
        })
    };
    let k = of(Kind::Limited(1, 1_000));
    json!({ "anyOf": [
        defined("duration_or_zero"),
        only("exp", span.clone()),
        only("uniform", list(&span, 2, 2)),
        only("normal", list(&span, 2, 2)),
        only("lognormal", both(("mean", span.clone()), ("sd", span.clone()))),
        only("erlang", both(("k", k), ("mean", span.clone()))),
        only("hyperexp", pairs(&share, &span)),
        only("empirical", list(&span, 1, MOST_ITEMS)),
    ] })
}

/// Patterns of arrivals that a knob can be turned to as well: all but a trace.
pub(super) fn arrivals() -> Value {
    let profile = pairs(&of(Kind::Moment), &defined("rate"));
    let burst = json!({
        "type": "object", "required": ["size", "every"], "additionalProperties": false,
        "properties": { "size": of(Kind::Limited(1, 1_000_000)), "every": of(Kind::Span) },
    });
    json!({ "anyOf": [
        defined("rate"),
        only("every", defined("duration")),
        only("steps", profile.clone()),
        only("ramp", profile),
        only("burst", burst),
    ] })
}

/// Knobs by their full names, or in nested tables, which are not looked into here.
fn sets() -> Value {
    let name = NAME.trim_start_matches('^').trim_end_matches('$');
    let mut knobs = Map::new();
    for key in KEYS.iter().filter(|key| Key::is_live(key)) {
        let path = key.path.replace('.', "\\.").replace('*', name);
        let value = match key.kind {
            Kind::Arrivals => defined("arrivals"),
            kind => of(kind),
        };
        knobs.insert(format!("^{path}$"), value);
    }
    json!({
        "type": "object", "patternProperties": knobs,
        "additionalProperties": { "type": "object" },
    })
}

//! The values that many keys and steps take, by name.

use super::values::{
    BLANKS, CLOCK, NUMBER, PORTIONS, arrivals, distribution, duration, expression, named, rows,
    text,
};
use super::{NAME, steps};
use crate::scenario::keys::MOST_ITEMS;
use serde_json::{Value, json};

/// Describes each of them.
pub(super) fn definitions() -> Value {
    let words = |says: &str, mut value: Value| {
        value["description"] = json!(says);
        value
    };
    json!({
        "name": words("A name: a-z, 0-9, - and _.", text(&[NAME.to_owned()])),
        "duration": words(
            "A duration such as \"1h 30m\", \"1.5s\", \"250ms\" or \"50us\", from 1 ns to 10 years.",
            text(&["[1-9]".to_owned(), format!("^{}$", duration())]),
        ),
        "duration_or_zero": words(
            "A duration of at most 10 years, or \"0s\".",
            text(&["[0-9]".to_owned(), format!("^{}$", duration())]),
        ),
        "time_of_day": words(
            "A time of day such as \"12:00\"; as a moment, one before opening is on the next day.",
            text(&[format!("^{BLANKS}{CLOCK}{BLANKS}$")]),
        ),
        "rate": words(
            "A rate such as \"40/min\", \"9/s\" or \"0.5/h\", at most a million per second.",
            text(&[format!("^{BLANKS}{NUMBER}/(s|min|h|d){BLANKS}$")]),
        ),
        "distribution": words("A duration, or a distribution of durations.", distribution()),
        "arrivals": words("A rate, or a pattern of arrivals.", arrivals()),
        "expression": words(
            "An expression such as \"order.seats * 12.5\"; a number, true or false stands for itself.",
            expression(),
        ),
        "rows": words("Rows: one by one, by a pattern, or in a CSV file.", rows()),
        "portions": words(
            "Shelves and numbers of portions.",
            named(&json!({ "type": "integer", "minimum": 1, "maximum": PORTIONS })),
        ),
        "reason": words(
            "What the outcome is called when the step does not succeed.",
            text(&["^[a-z0-9_ ]{1,64}$".to_owned()]),
        ),
        "recipe": words("The steps of a dish, one after another.", json!({
            "type": "array", "maxItems": MOST_ITEMS, "items": { "anyOf": steps::all() },
        })),
    })
}

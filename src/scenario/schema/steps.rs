//! The steps of a recipe in the schema, and an example of each.

use super::values::{defined, field, named, of, said};
use crate::scenario::keys::{Kind, MOST_ITEMS};
use crate::scenario::recipe::{MOST_FAILURES, MOST_RANKED, MOST_RETRIES, STEPS};
use serde_json::{Map, Value, json};

/// A step of a recipe, for lists and references.
#[derive(Clone, Copy, Debug)]
pub struct StepInfo {
    /// Its name.
    pub name: &'static str,
    /// What else may stand beside it.
    pub more: &'static [&'static str],
    /// How it is written.
    pub example: &'static str,
}

/// Lists the steps that a recipe may have.
pub fn steps() -> impl Iterator<Item = StepInfo> {
    STEPS.iter().map(|(name, more)| StepInfo { name, more, example: example(name) })
}

/// What the examples speak of: shelves of rows, guests and what they say.
pub const SPOKEN_OF: &str = r#"
[pantry.records.shelf]
members  = { rows = [{ id = 1, email = "ada@example.com" }] }
posts    = { rows = [{ id = 1, author = 2, likes = 7 }] }
tables   = { rows = { count = 4, id = "{n}", free = true } }
bookings = { rows = [{ id = 1, guest = 1, total = 25.0 }] }
[partner.mail]
[dining_room.members]
arrivals = "1/h"
people   = [{ id = 1, name = "Ada", friend = 2 }]
says     = { email = '"ada@example.com"', seats = 2, table = 3, id = 1 }
"#;

/// Describes each step.
pub(super) fn all() -> Vec<Value> {
    let step = |info: StepInfo| {
        let mut properties = Map::new();
        for key in std::iter::once(info.name).chain(info.more.iter().copied()) {
            properties.insert(key.to_owned(), value(key).unwrap_or_else(|| json!(false)));
        }
        let mut step = json!({
            "title": info.name, "type": "object", "required": required(info.name),
            "properties": properties, "additionalProperties": false,
            "description": format!("Such as {}", info.example),
        });
        if ["chance", "when"].contains(&info.name) {
            step["anyOf"] = json!([{ "required": ["then"] }, { "required": ["else"] }]);
        }
        step
    };
    steps().map(step).collect()
}

/// Lists the keys that a step must have.
fn required(step: &str) -> Vec<&str> {
    let more: &[&str] = match step {
        "rank" => &["by"],
        "sum" => &["of"],
        "update" => &["key", "set"],
        "remove" => &["key"],
        _ => &[],
    };
    std::iter::once(step).chain(more.iter().copied()).collect()
}

/// Describes what stands at a key of a step; none: it is not known here.
fn value(key: &str) -> Option<Value> {
    Some(match key {
        "prep" | "cook" => defined("distribution"),
        "take" => defined("portions"),
        "put" => json!({ "anyOf": [defined("portions"), named(&said())] }),
        "where" | "set" | "answer" | "let" => said(),
        "by" | "of" | "key" | "require" | "when" | "wristband" | "sends" => defined("expression"),
        "as" => field(),
        "top" => of(Kind::Whole(1, MOST_RANKED)),
        "call" | "refund" | "ask" | "mail" | "outbox" | "find" | "rank" | "count" | "sum"
        | "update" | "remove" => defined("name"),
        "together" => {
            json!({ "type": "array", "items": defined("recipe"), "minItems": 1, "maxItems": MOST_ITEMS })
        }
        "chance" => of(Kind::Share),
        "pasted" | "fresh" => of(Kind::Flag),
        "then" | "else" | "atomic" | "try" => defined("recipe"),
        "timeout" | "lasts" => defined("duration"),
        "retries" => of(Kind::Count(0, MOST_RETRIES)),
        "wait" => of(Kind::SpanOrZero),
        "breaker" => json!({
            "type": "object", "additionalProperties": false,
            "properties": {
                "after": of(Kind::Count(1, MOST_FAILURES)), "for": defined("duration"),
            },
        }),
        "or" => defined("reason"),
        _ => return None,
    })
}

/// Returns how a step is written.
fn example(step: &str) -> &'static str {
    match step {
        "prep" => "{ prep = \"2s\" }",
        "cook" => "{ cook = { exp = \"3s\" } }",
        "take" => "{ take = { patty = 1, bun = 2 }, or = \"sold out\" }",
        "put" => "{ put = { orders = 1 } }",
        "find" => {
            "{ find = \"members\", where = { email = \"order.email\" }, as = \"member\", or = \"who are you\" }"
        }
        "rank" => {
            "{ rank = \"posts\", by = \"row.likes\", where = { author = \"guest.friend\" }, top = 10, as = \"feed\" }"
        }
        "count" => "{ count = \"bookings\", where = { guest = \"guest.id\" }, as = \"booked\" }",
        "sum" => {
            "{ sum = \"bookings\", of = \"row.total\", where = { guest = \"guest.id\" }, as = \"spent\" }"
        }
        "update" => {
            "{ update = \"tables\", key = \"order.table\", set = { free = \"false\" }, or = \"no table\" }"
        }
        "remove" => "{ remove = \"bookings\", key = \"order.id\", or = \"not found\" }",
        "let" => "{ let = { total = \"order.seats * 12.5\" } }",
        "require" => "{ require = \"order.seats <= 8\", or = \"too many seats\" }",
        "when" => {
            "{ when = \"order.seats > 4\", then = [{ call = \"bank\" }], else = [{ prep = \"1s\" }] }"
        }
        "answer" => "{ answer = { name = \"guest.name\", total = \"order.seats * 12.5\" } }",
        "wristband" => "{ wristband = \"guest.id\", lasts = \"30m\" }",
        "atomic" => {
            "{ atomic = [{ find = \"tables\", as = \"table\" }, { remove = \"tables\", key = \"table.id\" }] }"
        }
        "mail" => "{ mail = \"mail\", outbox = \"records\" }",
        "call" => {
            "{ call = \"bank\", timeout = \"5s\", retries = 2, wait = \"1s\", or = \"payment failed\" }"
        }
        "refund" => "{ refund = \"bank\", timeout = \"5s\", retries = 2 }",
        "ask" => "{ ask = \"salad\" }",
        "together" => "{ together = [[{ ask = \"salad\" }], [{ cook = \"3s\" }]] }",
        "try" => "{ try = [{ call = \"bank\", timeout = \"1s\" }], else = [{ prep = \"1s\" }] }",
        "chance" => "{ chance = 0.1, then = [{ prep = \"5s\" }], else = [{ prep = \"1s\" }] }",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_and_every_key_of_it_is_described() {
        for info in steps() {
            assert!(!info.example.is_empty(), "{}: write an example of it here", info.name);
            for key in std::iter::once(&info.name).chain(info.more) {
                assert!(value(key).is_some(), "{}: say here what {key} takes", info.name);
            }
        }
    }
}

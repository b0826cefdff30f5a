//! The steps of a recipe in the schema, and an example of each.

use super::values::{defined, of};
use crate::scenario::keys::{Kind, MOST_ITEMS};
use crate::scenario::recipe::{MOST_FAILURES, MOST_RETRIES, STEPS};
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

/// Describes each step.
pub(super) fn all() -> Vec<Value> {
    let step = |info: StepInfo| {
        let mut properties = Map::new();
        for key in std::iter::once(info.name).chain(info.more.iter().copied()) {
            properties.insert(key.to_owned(), value(key).unwrap_or_else(|| json!(false)));
        }
        let mut step = json!({
            "title": info.name, "type": "object", "required": [info.name],
            "properties": properties, "additionalProperties": false,
            "description": format!("Such as {}", info.example),
        });
        if info.name == "chance" {
            step["anyOf"] = json!([{ "required": ["then"] }, { "required": ["else"] }]);
        }
        step
    };
    steps().map(step).collect()
}

/// Describes what stands at a key of a step; none: it is not known here.
fn value(key: &str) -> Option<Value> {
    Some(match key {
        "prep" | "cook" => defined("distribution"),
        "take" | "put" => defined("portions"),
        "call" | "ask" => defined("name"),
        "together" => {
            json!({ "type": "array", "items": defined("recipe"), "minItems": 1, "maxItems": MOST_ITEMS })
        }
        "chance" => of(Kind::Share),
        "then" | "else" => defined("recipe"),
        "timeout" => defined("duration"),
        "retries" => of(Kind::Whole(0, MOST_RETRIES)),
        "wait" => of(Kind::SpanOrZero),
        "breaker" => json!({
            "type": "object", "additionalProperties": false,
            "properties": {
                "after": of(Kind::Whole(1, MOST_FAILURES)), "for": defined("duration"),
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
        "call" => {
            "{ call = \"bank\", timeout = \"5s\", retries = 2, wait = \"1s\", or = \"payment failed\" }"
        }
        "ask" => "{ ask = \"salad\" }",
        "together" => "{ together = [[{ ask = \"salad\" }], [{ cook = \"3s\" }]] }",
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

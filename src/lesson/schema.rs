//! What the front matter and the blocks of a lesson may hold, as a JSON Schema: made from the one
//! table of keys.

use super::keys::{BLOCKS, FRONT, Key, MOST_CHOICES, MOST_ITEMS, MOST_TEXT, Section, Takes};
use serde_json::{Map, Value, json};

/// Returns the JSON Schema (draft 2020-12) of a lesson's front matter; each kind of block is among
/// its definitions, under the word that stands behind `toml` in the fence.
pub fn schema() -> Value {
    let mut root = Map::new();
    root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".into(), json!("The front matter of a lesson of Back of House"));
    root.extend(section(&FRONT));
    let blocks = BLOCKS.iter().map(|block| (block.word.to_owned(), Value::Object(section(block))));
    root.insert("$defs".into(), Value::Object(blocks.collect()));
    Value::Object(root)
}

fn section(section: &Section) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("type".into(), json!("object"));
    let properties = section.keys.iter().map(|key| (key.name.to_owned(), value(key)));
    object.insert("properties".into(), Value::Object(properties.collect()));
    let required = section.keys.iter().filter(|key| key.is_required());
    let required: Vec<&str> = required.map(|key| key.name).collect();
    if !required.is_empty() {
        object.insert("required".into(), json!(required));
    }
    object.insert("additionalProperties".into(), json!(false));
    object
}

fn value(key: &Key) -> Value {
    let default =
        if key.is_required() { "Required.".into() } else { format!("Default: {}.", key.default) };
    let mut described = takes(key.takes);
    if let Value::Object(object) = &mut described {
        let says = format!("Takes {}. {default}", key.takes.tells());
        object.insert("description".into(), json!(says));
    }
    described
}

fn takes(takes: Takes) -> Value {
    let text = json!({ "type": "string" });
    let sets = json!({ "type": "object", "minProperties": 1 });
    let list = |of: Value, most: usize| json!({ "type": "array", "items": of, "maxItems": most });
    let choice = json!({ "anyOf": [
        { "type": "string", "maxLength": 300 },
        { "type": "object", "required": ["text", "why"], "additionalProperties": false,
          "properties": { "text": { "type": "string" }, "why": { "type": "string" } } },
    ] });
    match takes {
        Takes::Text(most) => json!({ "type": "string", "minLength": 1, "maxLength": most }),
        Takes::Name => json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$" }),
        Takes::Whole(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Takes::Positive => json!({ "type": "number", "exclusiveMinimum": 0 }),
        Takes::NotNegative => json!({ "type": "number", "minimum": 0 }),
        Takes::Measure => json!({ "enum": super::measure::Measure::NAMES }),
        Takes::Scenario
        | Takes::Moment
        | Takes::Until
        | Takes::Span
        | Takes::SpanOrZero
        | Takes::Over
        | Takes::Dial
        | Takes::Who
        | Takes::Knob
        | Takes::Part => text,
        Takes::Turns | Takes::Change | Takes::Says => sets,
        Takes::Attempts => list(sets, MOST_ITEMS),
        Takes::Knobs => list(text, MOST_ITEMS),
        Takes::Hints => list(json!({ "type": "string", "maxLength": MOST_TEXT }), MOST_ITEMS),
        Takes::Reach => json!({ "anyOf": [text, list(text.clone(), MOST_ITEMS)] }),
        Takes::Cut => list(json!({ "type": ["number", "string"] }), MOST_CHOICES),
        Takes::Choice => choice,
        Takes::Wrong => list(choice, MOST_CHOICES - 1),
        Takes::Choices => list(
            json!({ "anyOf": [
                { "type": "string" },
                { "type": "object", "required": ["text", "when"], "additionalProperties": false,
                  "properties": { "text": { "type": "string" }, "when": { "type": "string" } } },
            ] }),
            MOST_CHOICES,
        ),
        Takes::Proof => json!({ "type": "object", "required": ["set", "dial"],
            "additionalProperties": false,
            "properties": { "set": sets, "dial": text,
                "falls_by": { "type": "number", "exclusiveMinimum": 0 },
                "rises_by": { "type": "number", "exclusiveMinimum": 0 } } }),
        Takes::Vary => json!({ "type": "object",
            "additionalProperties": { "type": "array", "minItems": 1, "maxItems": MOST_ITEMS } }),
    }
}

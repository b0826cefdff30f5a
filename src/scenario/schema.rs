//! What a scenario file may hold, as a JSON Schema: made from the one table of keys.

mod definitions;
pub(super) mod steps;
#[cfg(test)]
mod tests;
mod values;

use super::keys::{self, Key, MOST_ITEMS, MOST_PARTS};
use crate::dials::Names;
use serde_json::{Map, Value, json};

/// Names of an author's choice.
const NAME: &str = "^[a-z0-9][a-z0-9_-]{0,63}$";

/// Returns the JSON Schema (draft 2020-12) of scenario files. The words for a key are asked for by
/// its path in the table of keys.
pub fn schema(words: &dyn Fn(&str) -> String) -> Value {
    let mut root = Map::new();
    root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".into(), json!("A scenario of Back of House"));
    if let Value::Object(file) = table("", words) {
        root.extend(file);
    }
    root.insert("$defs".into(), definitions::definitions());
    Value::Object(root)
}

/// Returns the names of a restaurant with one part of each kind, all called `*`: for lists of what
/// can be read of any scenario.
pub fn any_names() -> Names {
    let any = || vec!["*".to_owned()];
    Names {
        rooms: any(),
        dishes: any(),
        kitchens: any(),
        pantries: vec![("*".to_owned(), any())],
        partners: any(),
        buildings: any(),
        ..Names::default()
    }
}

/// Describes whatever stands at a pattern: a value, a list or a table.
fn node(pattern: &str, words: &dyn Fn(&str) -> String) -> Value {
    if let Some(key) = keys::find(pattern) {
        return value(key, words);
    }
    let list = format!("{pattern}[]");
    if keys::is_section(&list) {
        return json!({ "type": "array", "maxItems": MOST_ITEMS, "items": table(&list, words) });
    }
    table(pattern, words)
}

fn table(pattern: &str, words: &dyn Fn(&str) -> String) -> Value {
    let mut object = Map::new();
    object.insert("type".into(), json!("object"));
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut others = json!(false);
    for word in keys::children(pattern) {
        let below = keys::below(pattern, word);
        if word == "*" {
            others = node(&below, words);
            object.insert("propertyNames".into(), json!({ "pattern": NAME }));
            object.insert("maxProperties".into(), json!(MOST_PARTS));
        } else {
            if keys::find(&below).is_some_and(Key::is_required) {
                required.push(word);
            }
            properties.insert(word.into(), node(&below, words));
        }
    }
    if !properties.is_empty() {
        object.insert("properties".into(), Value::Object(properties));
    }
    if !required.is_empty() {
        object.insert("required".into(), json!(required));
    }
    object.insert("additionalProperties".into(), others);
    together(pattern, &mut object);
    Value::Object(object)
}

/// Adds what several keys of a section must fulfil together.
fn together(pattern: &str, object: &mut Map<String, Value>) {
    let rules = match pattern {
        "" => json!({ "required": ["title", "duration", "menu", "dining_room"] }),
        "menu" | "dining_room" => json!({ "minProperties": 1 }),
        "dining_room.*" => json!({ "oneOf": [
            { "required": ["arrivals"], "properties": { "guests": false, "think": false } },
            { "required": ["guests", "think"], "properties": { "arrivals": false } },
        ] }),
        "dining_room.*.retry" => json!({ "required": ["limit"] }),
        "menu.*.locks_out" => json!({ "required": ["by", "after", "for"] }),
        "kitchen.*.breaks" => json!({ "required": ["every", "for"] }),
        "kitchen.*.autoscale" => json!({ "required": ["busy"] }),
        "pantry.*.shelf.*.restock" => json!({ "required": ["every", "to"] }),
        "timeline[]" => json!({ "anyOf": [{ "required": ["set"] }, { "required": ["say"] }] }),
        _ => return,
    };
    if let Value::Object(rules) = rules {
        object.extend(rules);
    }
}

fn value(key: &Key, words: &dyn Fn(&str) -> String) -> Value {
    let Value::Object(mut described) = values::of(key.kind) else {
        return values::of(key.kind);
    };
    let live = if key.is_live() { " A knob: it can be turned while open." } else { "" };
    let default =
        if key.is_required() { "Required.".into() } else { format!("Default: {}.", key.default) };
    let says = format!("{} Takes {}. {default}{live}", words(key.path), key.kind.tells());
    described.insert("description".into(), json!(says.trim()));
    if let Some(default) = plain(key.default) {
        described.insert("default".into(), default);
    }
    Value::Object(described)
}

/// Returns a default that is written as a value; none: it is said in words.
fn plain(default: &str) -> Option<Value> {
    let read: toml::Table = toml::from_str(&format!("v = {default}")).ok()?;
    serde_json::to_value(read.get("v")?).ok()
}

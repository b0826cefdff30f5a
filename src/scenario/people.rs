//! Who the guests of a dining room are, and what they say.

use super::draft::Draft;
use super::lexicon::{Lexicon, arranged, fields};
use super::rows::Given;
use crate::restaurant::roots;
use crate::restaurant::{OWN, Pattern, People};
use crate::rules::{self, Expression, Known, Meaning};

/// Returns who the guests of a room are; none: nothing is known of them.
pub fn people(draft: &Draft<'_, '_>, room: &str, lexicon: &Lexicon) -> Option<People> {
    let written = draft.rows.get(&format!("dining_room.{room}.people"))?;
    // The last fields are what the house itself knows.
    let known = lexicon.pad.guest.len() - OWN.len();
    let names: Vec<&str> = lexicon.pad.guest.iter().take(known).collect();
    Some(match &written.rows {
        Given::Listed(rows) => {
            let kept = |value: &rules::Value| match value {
                rules::Value::Text(text) => lexicon.texts.find(text),
                other => other.clone(),
            };
            People::Listed(arranged(written, rows, &names, kept).into())
        }
        Given::Alike(count, pattern) => {
            let of = |name: &&str| {
                let at = written.fields.iter().position(|field| field == name);
                at.map_or(Pattern::Same(rules::Value::Nothing), |at| pattern[at].clone())
            };
            People::Alike { count: *count, pattern: names.iter().map(of).collect() }
        }
    })
}

/// Returns what the orders of a room carry.
pub fn says(draft: &mut Draft<'_, '_>, room: &str, lexicon: &Lexicon) -> Box<[(u32, Expression)]> {
    let path = format!("dining_room.{room}.says");
    let Some(entry) = draft.written.get(&path) else { return [].into() };
    let mut known = Known::new();
    known.share(&lexicon.texts);
    known.add("guest", roots::GUEST, Meaning::Row(lexicon.pad.guest.clone()));
    if draft.written.get(&format!("dining_room.{room}.overhears")).is_some() {
        known.add("overheard", roots::OVERHEARD, Meaning::Row(lexicon.pad.order.clone()));
    }
    fields(entry.value, ("an order", &lexicon.pad.order), &known).unwrap_or_else(|problem| {
        draft.problems.push(problem);
        [].into()
    })
}

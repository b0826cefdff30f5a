//! Pantries that are copies of others.

use super::draft::Draft;
use crate::restaurant::CopyPlan;
use std::collections::BTreeMap;

/// Returns the copies of pantries, by what they are copies of, and complains of those that cannot
/// be.
pub fn copies(draft: &mut Draft<'_, '_>) -> BTreeMap<u32, u32> {
    let pantries = draft.parts.0.pantries.clone();
    let mut copies = BTreeMap::new();
    for (number, (name, shelves)) in (0..).zip(&pantries) {
        let path = format!("pantry.{name}.copies.of");
        let Some(of) = draft.reference(&path) else {
            check_every(draft, name);
            continue;
        };
        let of_a_copy = format!("pantry.{}.copies.of", pantries[of as usize].0);
        let problem = if of == number {
            Some(("a pantry cannot be a copy of itself", "write the name of another pantry"))
        } else if draft.written.get(&of_a_copy).is_some() {
            Some(("that one is a copy itself", "write the name of a pantry with shelves"))
        } else if !shelves.is_empty() {
            Some(("a copy has no shelves of its own", "remove its shelves, or copies"))
        } else if copies.contains_key(&of) {
            Some(("that pantry has a copy already", "give the one copy more hatches"))
        } else {
            None
        };
        match problem {
            Some((cause, remedy)) => draft.complain(&path, cause, remedy),
            None => {
                copies.insert(of, number);
            }
        }
    }
    copies
}

/// How often nothing is copied says nothing.
fn check_every(draft: &mut Draft<'_, '_>, name: &str) {
    let path = format!("pantry.{name}.copies.every");
    if draft.written.get(&path).is_some() {
        let remedy = "write copies = { of = \"…\", every = \"2s\" }";
        draft.complain(&path, "it does not say what is copied", remedy);
    }
}

/// Returns what a pantry is a copy of.
pub fn copy(draft: &mut Draft<'_, '_>, name: &str) -> Option<CopyPlan> {
    let path = |key: &str| format!("pantry.{name}.copies.{key}");
    let of = draft.reference(&path("of"))?;
    Some(CopyPlan { of, every: draft.get(&path("every")).span().unwrap_or_default() })
}

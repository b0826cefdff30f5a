//! What could be done: a little more of everything that there is a limited number of.

use crate::scenario::{Key, Kind};

/// A knob, and what to turn it to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The knob.
    pub knob: String,
    /// Where it stands, as one would write it.
    pub from: String,
    /// What to turn it to.
    pub to: String,
}

/// Returns what to turn a knob to in order to have more of it; none: it stands for nothing that
/// there could be more of.
pub(super) fn more(key: &Key, stands: &str) -> Option<String> {
    let word = |to: &str| (stands.trim_matches('"') != to).then(|| format!("\"{to}\""));
    match key.path {
        "waiter.count" | "kitchen.*.chefs" | "pantry.*.hatches" | "partner.*.at_once"
        | "building.*.burners" | "building.*.worktop" => quarter(key.kind, stands),
        "waiter.queue"
        | "kitchen.*.juggles"
        | "kitchen.*.rail.capacity"
        | "building.*.storeroom"
        | "pantry.*.shelf.*.stock" => twice(key.kind, stands),
        "building.*.water" => {
            let water: f64 = stands.parse().ok().filter(|water| *water > 0.0)?;
            Some((water * 2.0).to_string())
        }
        "building.*.power" | "district.*.power" | "kitchen.*.open" | "partner.*.power" => {
            word("on")
        }
        "dispatcher.checks" => (stands == key.default).then(|| "\"5s\"".to_owned()),
        "dispatcher.policy" => word("least_busy"),
        "dining_room.*.retry.budget" => (stands == key.default).then(|| "0.1".to_owned()),
        _ => None,
    }
}

/// A quarter more, and at least one.
fn quarter(kind: Kind, stands: &str) -> Option<String> {
    let count: u64 = stands.parse().ok()?;
    bounded(kind, count, count.checked_add(count.div_ceil(4).max(1))?)
}

/// Twice as much.
fn twice(kind: Kind, stands: &str) -> Option<String> {
    let count: u64 = stands.parse().ok()?;
    bounded(kind, count, count.checked_mul(2)?.max(1))
}

fn bounded(kind: Kind, from: u64, to: u64) -> Option<String> {
    let most = match kind {
        Kind::Count(_, most) | Kind::Limited(_, most) => most,
        _ => return None,
    };
    let to = to.min(most);
    (to > from).then(|| to.to_string())
}

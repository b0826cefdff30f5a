//! What could be done: a little more of everything that there is a limited number of, and a few
//! things that can only be on or off.

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

/// Who has one order in hand at a time can as well have so many: waiting takes no hands.
const JUGGLED: &str = "10";

/// Returns what to turn a knob to in order to have more of it; none: it stands for nothing that
/// there could be more of.
pub(super) fn more(key: &Key, stands: &str) -> Option<String> {
    let word = |to: &str| (stands.trim_matches('"') != to).then(|| format!("\"{to}\""));
    let instead = |to: &str| (stands == key.default).then(|| to.to_owned());
    match key.path {
        "waiter.count" | "kitchen.*.chefs" | "pantry.*.hatches" | "partner.*.at_once"
        | "building.*.burners" | "building.*.worktop" => quarter(key.kind, stands),
        "kitchen.*.juggles" if stands == key.default => Some(JUGGLED.to_owned()),
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
        "dining_room.*.address" => word("right"),
        "dispatcher.policy" => word("least_busy"),
        "dispatcher.checks" => instead("\"5s\""),
        "dining_room.*.retry.budget" => instead("0.1"),
        "kitchen.*.tosses_stale_tickets" => instead("true"),
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
    let (Kind::Count(_, most) | Kind::Limited(_, most)) = kind else { return None };
    let to = to.min(most);
    (to > from).then(|| to.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::KEYS;

    fn more_of(path: &str, stands: &str) -> Option<String> {
        more(KEYS.iter().find(|key| key.path == path).unwrap(), stands)
    }

    #[test]
    fn a_little_more_of_what_there_is_a_limit_to() {
        assert_eq!(more_of("pantry.*.hatches", "2").as_deref(), Some("3"));
        assert_eq!(more_of("kitchen.*.chefs", "20").as_deref(), Some("25"));
        assert_eq!(more_of("kitchen.*.chefs", "0").as_deref(), Some("1"));
        assert_eq!(more_of("kitchen.*.chefs", "100000"), None, "there may be no more");
        assert_eq!(more_of("kitchen.*.chefs", "\"unlimited\""), None);
        assert_eq!(more_of("kitchen.*.rail.capacity", "40").as_deref(), Some("80"));
        assert_eq!(more_of("building.*.power", "off").as_deref(), Some("\"on\""));
        assert_eq!(more_of("building.*.power", "\"on\""), None);
        assert_eq!(more_of("kitchen.*.wage", "18.0"), None);
    }
}

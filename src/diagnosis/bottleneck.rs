//! What is short: the part that is busiest with work of its own.

use super::trouble::{MUCH, waited};
use crate::dials::Names;
use crate::restaurant::Phase;

/// Something that there is a limited number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// Waiters.
    Waiters,
    /// Chefs of a kitchen.
    Chefs(usize),
    /// Hatches of a pantry.
    Hatches(usize),
    /// Burners of a building.
    Burners(usize),
    /// Places on the worktop of a building.
    Worktop(usize),
    /// The water pipe of a building.
    Water(usize),
    /// Calls that a partner answers at once.
    Calls(usize),
}

/// What is short, and what shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bottleneck {
    /// What is short.
    pub resource: Resource,
    /// The share of the time that it was busy with work of its own.
    pub busy: f64,
    /// What its users spend most of their time on instead of work, if that is why it is busy.
    pub held_by: Option<Phase>,
    /// Others that look busy only because they wait for it: more of them would not help.
    pub in_vain: Option<Resource>,
}

/// Busier than this is short.
const SHORT: f64 = 0.85;
/// Where orders wait much, less than that is enough: it was busier at times.
pub(super) const SHORT_AT_TIMES: f64 = 0.6;

/// Returns what is short; none: nothing is. `inside` says which building is inside of which, `read`
/// reads a dial by its name.
pub fn bottleneck(
    names: &Names,
    inside: &[Option<usize>],
    read: &dyn Fn(&str) -> Option<f64>,
) -> Option<Bottleneck> {
    let of = |part: &str, name: &str, dial: &str| read(&format!("{part}.{name}.{dial}"));
    let mut own: Vec<(Resource, f64)> = Vec::new();
    let mut note = |resource: Resource, busy: Option<f64>| {
        own.extend(busy.map(|busy| (resource, busy)));
    };
    note(Resource::Waiters, read("waiter.busy"));
    for (at, name) in names.kitchens.iter().enumerate() {
        note(Resource::Chefs(at), of("kitchen", name, "chefs.working"));
    }
    for (at, (name, _)) in names.pantries.iter().enumerate() {
        note(Resource::Hatches(at), of("pantry", name, "hatches.busy"));
    }
    for (at, name) in names.buildings.iter().enumerate() {
        note(Resource::Burners(at), of("building", name, "burners.busy"));
        note(Resource::Water(at), of("building", name, "water.busy"));
    }
    for (at, name) in names.partners.iter().enumerate() {
        note(Resource::Calls(at), of("partner", name, "busy"));
    }
    let much = waited(read).is_some_and(|share| share > MUCH);
    let short = if much { SHORT_AT_TIMES } else { SHORT };
    let busiest = |all: &[(Resource, f64)]| {
        let busy = all.iter().filter(|(_, busy)| *busy >= short);
        busy.max_by(|a, b| a.1.total_cmp(&b.1)).copied()
    };
    let named = |names: &[String], part: &str, dial: &str, resource: fn(usize) -> Resource| {
        let all = names.iter().enumerate();
        let known = all.filter_map(|(at, name)| Some((resource(at), of(part, name, dial)?)));
        busiest(&known.collect::<Vec<_>>())
    };
    let chefs = named(&names.kitchens, "kitchen", "chefs.busy", Resource::Chefs);
    if let Some((resource, busy)) = busiest(&own) {
        // Who has only been promised burners may hold all of them and wait for real ones.
        let outer = match resource {
            Resource::Burners(at) => inside.get(at).copied().flatten().map(Resource::Burners),
            _ => None,
        };
        let outer = own.iter().find(|(known, share)| Some(*known) == outer && *share >= short);
        let (resource, busy) = outer.copied().unwrap_or((resource, busy));
        let in_vain = chefs.map(|(chefs, _)| chefs).filter(|chefs| *chefs != resource);
        return Some(Bottleneck { resource, busy, held_by: None, in_vain });
    }
    // Nobody works all the time, but there is no room for more: all stand somewhere.
    let worktop = named(&names.buildings, "building", "worktop.busy", Resource::Worktop);
    if let Some((resource, busy)) = worktop {
        let in_vain = chefs.map(|(chefs, _)| chefs);
        return Some(Bottleneck { resource, busy, held_by: None, in_vain });
    }
    // Or the chefs' hands are full.
    let (resource, busy) = chefs?;
    let spent = |phase: Phase| Some((phase, read(&format!("phase.{}.mean", phase.id()))?));
    let standing = [
        Phase::PartnerWait,
        Phase::InPantry,
        Phase::HatchWait,
        Phase::BurnerWait,
        Phase::WorktopWait,
    ];
    let held_by = standing.into_iter().filter_map(spent).max_by(|a, b| a.1.total_cmp(&b.1));
    let held_by = held_by.filter(|held| held.1 > 0.0).map(|held| held.0);
    Some(Bottleneck { resource, busy, held_by, in_vain: None })
}

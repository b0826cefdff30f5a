//! What is short: the part that is busiest with work of its own.

use crate::dials::{Dial, Names, Part, Reading, Stat, What};
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
const SHORT_AT_TIMES: f64 = 0.6;
/// Waiting for more than this share of an order's time is much.
const MUCH: f64 = 0.25;

/// Phases in which an order waits for something that there is too little of.
const WAITS: [Phase; 8] = [
    Phase::WaterWait,
    Phase::WaiterWait,
    Phase::RailWait,
    Phase::WorktopWait,
    Phase::HandsWait,
    Phase::BurnerWait,
    Phase::HatchWait,
    Phase::PassWait,
];

/// Returns what is short; none: nothing is.
pub fn bottleneck(reading: &Reading<'_>, names: &Names) -> Option<Bottleneck> {
    let read = |what: What, part: Part| {
        let dials = Dial::all(names);
        let dial = dials.into_iter().find(|dial| dial.what == what && dial.part == part)?;
        reading.read(&dial)
    };
    let mut own: Vec<(Resource, f64)> = Vec::new();
    let mut note = |resource: Resource, busy: Option<f64>| {
        own.extend(busy.map(|busy| (resource, busy)));
    };
    note(Resource::Waiters, read(What::WaiterBusy, Part::All));
    for at in 0..names.kitchens.len() {
        note(Resource::Chefs(at), read(What::ChefsWorking, Part::Kitchen(at)));
    }
    for at in 0..names.pantries.len() {
        note(Resource::Hatches(at), read(What::HatchesBusy, Part::Pantry(at)));
    }
    for at in 0..names.buildings.len() {
        note(Resource::Burners(at), read(What::BurnersBusy, Part::Building(at)));
        note(Resource::Water(at), read(What::WaterBusy, Part::Building(at)));
    }
    let spent = |phase: &Phase| read(What::PhaseMean(*phase), Part::All).unwrap_or(0.0);
    let waited: f64 = WAITS.iter().map(spent).sum();
    let much = read(What::Latency(Stat::Mean), Part::All).is_some_and(|all| waited > MUCH * all);
    let short = if much { SHORT_AT_TIMES } else { SHORT };
    let busy_chefs = (0..names.kitchens.len())
        .filter_map(|at| Some((at, read(What::ChefsBusy, Part::Kitchen(at))?)))
        .filter(|(_, busy)| *busy >= short)
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let busiest = own.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((resource, busy)) = busiest.filter(|(_, busy)| *busy >= short) {
        let chefs = busy_chefs.map(|(at, _)| Resource::Chefs(at));
        let in_vain = chefs.filter(|chefs| *chefs != resource);
        return Some(Bottleneck { resource, busy, held_by: None, in_vain });
    }
    // Nobody works all the time, but there is no room for more: all stand somewhere.
    let full_worktop = (0..names.buildings.len())
        .filter_map(|at| Some((at, read(What::WorktopBusy, Part::Building(at))?)))
        .filter(|(_, busy)| *busy >= short)
        .max_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((at, busy)) = full_worktop {
        let in_vain = busy_chefs.map(|(at, _)| Resource::Chefs(at));
        return Some(Bottleneck { resource: Resource::Worktop(at), busy, held_by: None, in_vain });
    }
    // Or the chefs' hands are full.
    let (at, busy) = busy_chefs?;
    let phase = |phase: Phase| Some((phase, read(What::PhaseMean(phase), Part::All)?));
    let standing = [
        Phase::PartnerWait,
        Phase::InPantry,
        Phase::HatchWait,
        Phase::BurnerWait,
        Phase::WorktopWait,
    ];
    let held_by = standing.into_iter().filter_map(phase).max_by(|a, b| a.1.total_cmp(&b.1));
    Some(Bottleneck {
        resource: Resource::Chefs(at),
        busy,
        held_by: held_by.filter(|held| held.1 > 0.0).map(|held| held.0),
        in_vain: None,
    })
}

//! The registry of dials: every name, its unit, and the parts it can be read of.

use crate::restaurant::{Outcome, Phase, Side};
use std::collections::BTreeSet;
use std::fmt;

/// What a dial is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A number of things.
    Count,
    /// Seconds.
    Seconds,
    /// A share from 0 to 1.
    Share,
    /// Things a second.
    PerSecond,
    /// Money, as a plain number.
    Money,
}

/// A figure of a spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stat {
    /// The mean.
    Mean,
    /// The percentile of so many per mille.
    Percentile(u32),
    /// The maximum.
    Max,
}

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named by its id in the table below")]
pub enum What {
    OrdersPlaced,
    OrdersServed,
    OrdersRefused,
    OrdersFailed,
    OrdersAbandoned,
    OrdersInFlight,
    VisitsBegun,
    VisitsHappy,
    VisitsUnhappy,
    Blame(Side),
    Latency(Stat),
    VisitLatency(Stat),
    ThroughputRate,
    GoodputRate,
    GoodputShare,
    WaiterBusy,
    WaiterWait,
    WaiterQueue,
    RailLengthNow,
    RailLengthMean,
    RailLengthMax,
    RailWait(Stat),
    RailWaitedShare,
    RailLeftWait,
    CopiesOpenNow,
    CopiesOpenMean,
    ChefsBusy,
    ChefsWorking,
    BurnersBusy,
    BurnersWait,
    WorktopBusy,
    WorktopWait,
    WaterBusy,
    WaterWait,
    StoreroomRows,
    Up,
    HatchesBusy,
    HatchesWait,
    PartnerCalls,
    PartnerFailed,
    PartnerBusy,
    PartnerPrevented,
    Charged,
    LettersWritten,
    LettersSent,
    LettersLost,
    ChargedTwice,
    Refunded,
    RowsRead,
    StaleRows,
    Conflicts,
    SoldTwice,
    LostRows,
    LostConfirmed,
    Logins,
    Wrong,
    LockedOut,
    BreakIns,
    LeakedRows,
    Overheard,
    FridgeHits,
    FridgeMisses,
    FridgeStale,
    WastedOrders,
    WastedSeconds,
    Revenue,
    Costs,
    Profit,
    Owed,
    Stock,
    PhaseMean(Phase),
    Ended(Outcome),
}

/// Kinds of parts of which a dial can be read.
const ALL: u8 = 1;
const ROOM: u8 = 2;
const DISH: u8 = 4;
const KITCHEN: u8 = 8;
const PANTRY: u8 = 16;
const BUILDING: u8 = 32;
const PARTNER: u8 = 64;
const SHELF: u8 = 128;

const P50: Stat = Stat::Percentile(500);
const P90: Stat = Stat::Percentile(900);
const P95: Stat = Stat::Percentile(950);
const P99: Stat = Stat::Percentile(990);

const ORDERS: u8 = ALL | ROOM | DISH;

/// The table: id, what, unit, parts. Phases and outcomes follow it.
const TABLE: &[(&str, What, Unit, u8)] = &[
    ("orders.placed", What::OrdersPlaced, Unit::Count, ORDERS),
    ("orders.served", What::OrdersServed, Unit::Count, ORDERS),
    ("orders.refused", What::OrdersRefused, Unit::Count, ORDERS),
    ("orders.failed", What::OrdersFailed, Unit::Count, ORDERS),
    ("orders.abandoned", What::OrdersAbandoned, Unit::Count, ORDERS),
    ("orders.in_flight", What::OrdersInFlight, Unit::Count, ORDERS),
    ("visits.begun", What::VisitsBegun, Unit::Count, ALL | ROOM),
    ("visits.happy", What::VisitsHappy, Unit::Count, ALL | ROOM),
    ("visits.unhappy", What::VisitsUnhappy, Unit::Count, ALL | ROOM),
    ("blame.frontend", What::Blame(Side::Frontend), Unit::Count, ALL | ROOM),
    ("blame.api", What::Blame(Side::Api), Unit::Count, ALL | ROOM),
    ("blame.kitchen", What::Blame(Side::Kitchen), Unit::Count, ALL | ROOM),
    ("blame.pantry", What::Blame(Side::Pantry), Unit::Count, ALL | ROOM),
    ("blame.server", What::Blame(Side::Server), Unit::Count, ALL | ROOM),
    ("blame.partner", What::Blame(Side::Partner), Unit::Count, ALL | ROOM),
    ("latency.mean", What::Latency(Stat::Mean), Unit::Seconds, ORDERS),
    ("latency.p50", What::Latency(P50), Unit::Seconds, ORDERS),
    ("latency.p90", What::Latency(P90), Unit::Seconds, ORDERS),
    ("latency.p95", What::Latency(P95), Unit::Seconds, ORDERS),
    ("latency.p99", What::Latency(P99), Unit::Seconds, ORDERS),
    ("latency.max", What::Latency(Stat::Max), Unit::Seconds, ORDERS),
    ("visit.latency.mean", What::VisitLatency(Stat::Mean), Unit::Seconds, ALL | ROOM),
    ("visit.latency.p50", What::VisitLatency(P50), Unit::Seconds, ALL | ROOM),
    ("visit.latency.p90", What::VisitLatency(P90), Unit::Seconds, ALL | ROOM),
    ("visit.latency.p95", What::VisitLatency(P95), Unit::Seconds, ALL | ROOM),
    ("visit.latency.p99", What::VisitLatency(P99), Unit::Seconds, ALL | ROOM),
    ("visit.latency.max", What::VisitLatency(Stat::Max), Unit::Seconds, ALL | ROOM),
    ("throughput.rate", What::ThroughputRate, Unit::PerSecond, ORDERS),
    ("goodput.rate", What::GoodputRate, Unit::PerSecond, ALL | ROOM),
    ("goodput.share", What::GoodputShare, Unit::Share, ALL | ROOM),
    ("waiter.busy", What::WaiterBusy, Unit::Share, ALL),
    ("waiter.wait.mean", What::WaiterWait, Unit::Seconds, ALL),
    ("waiter.queue.mean", What::WaiterQueue, Unit::Count, ALL),
    ("rail.length.now", What::RailLengthNow, Unit::Count, ALL | KITCHEN),
    ("rail.length.mean", What::RailLengthMean, Unit::Count, ALL | KITCHEN),
    ("rail.length.max", What::RailLengthMax, Unit::Count, ALL | KITCHEN),
    ("rail.wait.mean", What::RailWait(Stat::Mean), Unit::Seconds, ALL | KITCHEN),
    ("rail.wait.p50", What::RailWait(P50), Unit::Seconds, ALL | KITCHEN),
    ("rail.wait.p90", What::RailWait(P90), Unit::Seconds, ALL | KITCHEN),
    ("rail.wait.p95", What::RailWait(P95), Unit::Seconds, ALL | KITCHEN),
    ("rail.wait.p99", What::RailWait(P99), Unit::Seconds, ALL | KITCHEN),
    ("rail.wait.max", What::RailWait(Stat::Max), Unit::Seconds, ALL | KITCHEN),
    ("rail.waited.share", What::RailWaitedShare, Unit::Share, ALL | KITCHEN),
    ("rail.left.wait.mean", What::RailLeftWait, Unit::Seconds, ALL | KITCHEN),
    ("copies.open.now", What::CopiesOpenNow, Unit::Count, ALL | KITCHEN),
    ("copies.open.mean", What::CopiesOpenMean, Unit::Count, ALL | KITCHEN),
    ("chefs.busy", What::ChefsBusy, Unit::Share, ALL | KITCHEN),
    ("chefs.working", What::ChefsWorking, Unit::Share, ALL | KITCHEN),
    ("burners.busy", What::BurnersBusy, Unit::Share, ALL | BUILDING),
    ("burners.wait.mean", What::BurnersWait, Unit::Seconds, ALL | BUILDING),
    ("worktop.busy", What::WorktopBusy, Unit::Share, ALL | BUILDING),
    ("worktop.wait.mean", What::WorktopWait, Unit::Seconds, ALL | BUILDING),
    ("water.busy", What::WaterBusy, Unit::Share, ALL | BUILDING),
    ("water.wait.mean", What::WaterWait, Unit::Seconds, ALL | BUILDING),
    ("storeroom.rows", What::StoreroomRows, Unit::Count, ALL | BUILDING),
    ("up", What::Up, Unit::Share, BUILDING),
    ("hatches.busy", What::HatchesBusy, Unit::Share, ALL | PANTRY),
    ("hatches.wait.mean", What::HatchesWait, Unit::Seconds, ALL | PANTRY),
    ("rows.read", What::RowsRead, Unit::Count, ALL | PANTRY),
    ("pantry.stale", What::StaleRows, Unit::Count, ALL),
    ("stale", What::StaleRows, Unit::Count, PANTRY),
    ("pantry.conflicts", What::Conflicts, Unit::Count, ALL),
    ("conflicts", What::Conflicts, Unit::Count, PANTRY),
    ("pantry.sold_twice", What::SoldTwice, Unit::Count, ALL),
    ("sold_twice", What::SoldTwice, Unit::Count, PANTRY),
    ("pantry.lost_rows", What::LostRows, Unit::Count, ALL),
    ("lost_rows", What::LostRows, Unit::Count, PANTRY),
    ("pantry.lost_confirmed", What::LostConfirmed, Unit::Count, ALL),
    ("lost_confirmed", What::LostConfirmed, Unit::Count, PANTRY),
    ("security.logins", What::Logins, Unit::Count, ALL),
    ("security.wrong", What::Wrong, Unit::Count, ALL),
    ("security.locked_out", What::LockedOut, Unit::Count, ALL),
    ("security.break_ins", What::BreakIns, Unit::Count, ALL),
    ("security.leaked_rows", What::LeakedRows, Unit::Count, ALL),
    ("security.overheard", What::Overheard, Unit::Count, ALL),
    ("fridge.hits", What::FridgeHits, Unit::Count, ALL | KITCHEN),
    ("fridge.misses", What::FridgeMisses, Unit::Count, ALL | KITCHEN),
    ("fridge.stale", What::FridgeStale, Unit::Count, ALL | KITCHEN),
    ("stock", What::Stock, Unit::Count, SHELF),
    ("calls", What::PartnerCalls, Unit::Count, PARTNER),
    ("failed", What::PartnerFailed, Unit::Count, PARTNER),
    ("busy", What::PartnerBusy, Unit::Share, PARTNER),
    ("prevented", What::PartnerPrevented, Unit::Count, PARTNER),
    ("charged", What::Charged, Unit::Money, PARTNER),
    ("charged_twice", What::ChargedTwice, Unit::Count, PARTNER),
    ("refunded", What::Refunded, Unit::Money, PARTNER),
    ("mail.written", What::LettersWritten, Unit::Count, ALL),
    ("mail.sent", What::LettersSent, Unit::Count, ALL),
    ("mail.lost", What::LettersLost, Unit::Count, ALL),
    ("wasted.orders", What::WastedOrders, Unit::Count, ALL),
    ("wasted.seconds", What::WastedSeconds, Unit::Seconds, ALL),
    ("money.revenue", What::Revenue, Unit::Money, ORDERS),
    ("money.costs", What::Costs, Unit::Money, ALL),
    ("money.profit", What::Profit, Unit::Money, ALL),
    ("money.owed", What::Owed, Unit::Money, ALL),
];

/// The part of which a dial is read, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole restaurant.
    All,
    /// A dining room.
    Room(usize),
    /// A dish.
    Dish(usize),
    /// A kitchen.
    Kitchen(usize),
    /// A pantry.
    Pantry(usize),
    /// A shelf of a pantry.
    Shelf(usize, usize),
    /// A partner.
    Partner(usize),
    /// A building.
    Building(usize),
}

/// The names of a scenario's parts, in the order of their indices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Dining rooms.
    pub rooms: Vec<String>,
    /// Dishes.
    pub dishes: Vec<String>,
    /// Kitchens.
    pub kitchens: Vec<String>,
    /// Pantries, each with its shelves.
    pub pantries: Vec<(String, Vec<String>)>,
    /// Partners.
    pub partners: Vec<String>,
    /// Buildings.
    pub buildings: Vec<String>,
    /// Districts, which have no dials.
    pub districts: Vec<String>,
    /// The ids of the outcomes that the scenario names itself.
    pub own_outcomes: Vec<String>,
}

impl Names {
    /// Lists the ids of all outcomes in the order of their numbers.
    pub fn outcomes(&self) -> impl Iterator<Item = &str> {
        let fixed = Outcome::FIXED.iter().map(|(id, _)| *id);
        fixed.chain(self.own_outcomes.iter().map(String::as_str))
    }

    /// Lists every part with the prefix that its dials have and its kind.
    fn parts(&self) -> Vec<(String, Part, u8)> {
        let mut parts = vec![(String::new(), Part::All, ALL)];
        let mut add = |list: &[String], word: &str, part: fn(usize) -> Part, kind: u8| {
            for (at, name) in list.iter().enumerate() {
                parts.push((format!("{word}.{name}."), part(at), kind));
            }
        };
        add(&self.rooms, "dining_room", Part::Room, ROOM);
        add(&self.dishes, "menu", Part::Dish, DISH);
        add(&self.kitchens, "kitchen", Part::Kitchen, KITCHEN);
        add(&self.partners, "partner", Part::Partner, PARTNER);
        add(&self.buildings, "building", Part::Building, BUILDING);
        for (at, (pantry, shelves)) in self.pantries.iter().enumerate() {
            parts.push((format!("pantry.{pantry}."), Part::Pantry(at), PANTRY));
            for (shelf_at, shelf) in shelves.iter().enumerate() {
                let prefix = format!("pantry.{pantry}.shelf.{shelf}.");
                parts.push((prefix, Part::Shelf(at, shelf_at), SHELF));
            }
        }
        parts
    }
}

/// Something that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Dial {
    /// The full name, such as `kitchen.main.rail.wait.p95`.
    pub name: String,
    /// The id without the part, such as `rail.wait.p95`; words for it are under this id.
    pub id: String,
    /// What is read.
    pub what: What,
    /// Of which part.
    pub part: Part,
    /// The unit.
    pub unit: Unit,
}

impl Dial {
    /// Says whether reading it means to look through a spread of durations.
    pub fn reads_a_spread(&self) -> bool {
        matches!(self.what, What::Latency(_) | What::VisitLatency(_) | What::RailWait(_))
    }

    /// Lists every dial of a scenario: the merged ones, then those of each part.
    pub fn all(names: &Names) -> Vec<Dial> {
        let kinds = kinds(names);
        let mut dials = Vec::new();
        for (prefix, part, kind) in names.parts() {
            for (id, what, unit, of) in &kinds {
                if of & kind != 0 {
                    let (name, id) = (format!("{prefix}{id}"), word_id(id, part));
                    dials.push(Dial { name, id, what: *what, part, unit: *unit });
                }
            }
        }
        dials
    }

    /// Returns the dial with this name.
    pub fn find(name: &str, names: &Names) -> Option<Dial> {
        Dial::all(names).into_iter().find(|dial| dial.name == name)
    }

    /// Lists the ids of all kinds of dials, for which every complete lens has words.
    pub fn ids() -> Vec<String> {
        let parts = |of: u8| match of {
            SHELF => Part::Shelf(0, 0),
            PARTNER => Part::Partner(0),
            PANTRY => Part::Pantry(0),
            _ => Part::All,
        };
        let kinds = kinds(&Names::default());
        let ids = kinds.into_iter().map(|kind| word_id(&kind.0, parts(kind.3)));
        let mut seen = BTreeSet::new();
        ids.filter(|id| seen.insert(id.clone())).collect()
    }
}

/// Dials of rows, which a pantry has under these names and all pantries together under `pantry.…`.
const OF_ROWS: &[&str] = &["stale", "conflicts", "sold_twice", "lost_rows", "lost_confirmed"];

/// The id under which lenses hold the words: unlike the name it tells partners and shelves apart.
fn word_id(id: &str, part: Part) -> String {
    match part {
        Part::Shelf(..) => format!("shelf.{id}"),
        Part::Partner(_) => format!("partner.{id}"),
        Part::Pantry(_) if OF_ROWS.contains(&id) => format!("pantry.{id}"),
        _ => id.to_owned(),
    }
}

fn kinds(names: &Names) -> Vec<(String, What, Unit, u8)> {
    let table = TABLE.iter().map(|&(id, what, unit, of)| (id.to_owned(), what, unit, of));
    let phases = Phase::ALL.into_iter().map(|phase| {
        (format!("phase.{}.mean", phase.id()), What::PhaseMean(phase), Unit::Seconds, ORDERS)
    });
    let outcomes = (0..).zip(names.outcomes()).map(|(number, id)| {
        (format!("outcomes.{id}"), What::Ended(Outcome(number)), Unit::Count, ORDERS)
    });
    table.chain(phases).chain(outcomes).collect()
}

impl fmt::Display for Dial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

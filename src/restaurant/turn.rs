//! What can be turned, per actor. A turn says what is so from now on.

use super::arrivals::Arrivals;
use super::autoscaler::AutoscalerTurn;
use super::building::{Generator, Sharing, WhenFull};
use super::dining_room::{Device, Mix, Until};
use super::dispatcher::Policy;
use super::partner::Power;
use super::rail::RailOrder;
use crate::kernel::{Distribution, Span};

/// A knob turned to a value; parts are told by their indices.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// A dining room.
    Room(u32, RoomTurn),
    /// The waiter.
    Waiter(WaiterTurn),
    /// The dispatcher.
    Dispatcher(DispatcherTurn),
    /// A kitchen, all copies of it.
    Kitchen(u32, KitchenTurn),
    /// What opens and closes the copies of a kitchen.
    Autoscaler(u32, AutoscalerTurn),
    /// A pantry.
    Pantry(u32, PantryTurn),
    /// A partner.
    Partner(u32, PartnerTurn),
    /// A building.
    Building(u32, BuildingTurn),
    /// Whether a district has power.
    District(u32, bool),
    /// A dish.
    Dish(u32, DishTurn),
}

/// What can be turned about a dish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DishTurn {
    /// Its price, in cents.
    Price(i64),
    /// After how many wrong tries in a row it is locked; none: never.
    LocksAfter(Option<u32>),
    /// How long it is locked then.
    LocksFor(Span),
    /// How far apart orders of one guest are at the allowed rate.
    GuestLimit(Option<Span>),
}

/// What can be turned in a dining room.
#[derive(Clone, Debug, PartialEq)]
pub enum RoomTurn {
    /// How guests come.
    Arrivals(Arrivals),
    /// How long guests of a closed room think.
    Think(Distribution),
    /// What is ordered.
    Mix(Mix),
    /// How long guests who come from now on wait.
    Patience(Option<Distribution>),
    /// Until when they wait.
    Until(Until),
    /// One way to the waiter.
    Distance(Span),
    /// What guests' devices do with an answer.
    Device(Device),
    /// Whether guests who come from now on go to an address where nobody is.
    Lost(bool),
    /// Whether guests who come from now on speak as waiters do to the kitchen.
    Speaks(bool),
    /// Whether what they say is sealed until the waiter opens it.
    Sealed(bool),
    /// How guests try again.
    Retry(RetryTurn),
}

/// What can be turned about retries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RetryTurn {
    /// How often at most.
    Limit(Option<u32>),
    /// How long before the first.
    Wait(Span),
    /// By how much every further wait is longer.
    Backoff(f64),
    /// Whether waits are drawn.
    Jitter(bool),
    /// How many for each first attempt.
    Budget(Option<f64>),
}

/// What can be turned at the waiter.
#[derive(Clone, Debug, PartialEq)]
pub enum WaiterTurn {
    /// How many waiters there are.
    Count(Option<u32>),
    /// How long taking an order takes.
    TakeOrder(Option<Distribution>),
    /// How long serving takes.
    Serve(Option<Distribution>),
    /// How many guests may wait.
    Queue(Option<u32>),
    /// How far apart orders are at the allowed rate.
    Limit(Option<Span>),
    /// How far apart orders of one guest are at the allowed rate.
    GuestLimit(Option<Span>),
    /// Whether they hand on quotes in what guests say as they are, wherever it is pasted.
    IsCareless(bool),
    /// How long the kitchen's answer is waited for.
    Timeout(Option<Span>),
}

/// What can be turned at the dispatcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DispatcherTurn {
    /// How a copy is chosen.
    Policy(Policy),
    /// How often copies are asked whether they are well.
    Checks(Option<Span>),
}

/// What can be turned in a kitchen.
#[derive(Clone, Debug, PartialEq)]
pub enum KitchenTurn {
    /// How many chefs there are.
    Chefs(Option<u32>),
    /// How many orders a chef has in hand.
    Juggles(u32),
    /// How many tickets may wait.
    Capacity(Option<u32>),
    /// In which order they are taken.
    Order(RailOrder),
    /// Whether stale tickets are thrown away.
    TossesStaleTickets(bool),
    /// What a chef costs an hour, in cents.
    Wage(i64),
    /// Whether chefs take new tickets.
    Open(bool),
    /// How long a chef is there between two breaks.
    BreaksEvery(Option<Distribution>),
    /// How long a break lasts.
    BreaksFor(Option<Distribution>),
    /// How many shelves the fridge holds something of; none: there is no fridge.
    FridgeHolds(Option<u32>),
    /// How long something in it is fresh; none: for ever.
    FreshFor(Option<Span>),
    /// What room for one thing in it costs an hour, in cents.
    FridgeRent(i64),
}

/// What can be turned in a pantry.
#[derive(Clone, Debug, PartialEq)]
pub enum PantryTurn {
    /// How many hatches are open.
    Hatches(Option<u32>),
    /// What one of them costs an hour, in cents.
    Wage(i64),
    /// How long taking takes.
    Take(Option<Distribution>),
    /// How long putting takes.
    Put(Option<Distribution>),
    /// How often a copy is brought up to date.
    CopiedEvery(Span),
    /// One of its shelves.
    Shelf(u32, ShelfTurn),
}

/// What can be turned on a shelf.
#[derive(Clone, Debug, PartialEq)]
pub enum ShelfTurn {
    /// How many portions it holds.
    Stock(Option<u64>),
}

/// What can be turned at a partner.
#[derive(Clone, Debug, PartialEq)]
pub enum PartnerTurn {
    /// How long answers take.
    Answers(Option<Distribution>),
    /// The share of bad answers.
    Fails(f64),
    /// How many calls are answered at once.
    AtOnce(Option<u32>),
    /// Whether it is there.
    Power(Power),
    /// What a call costs, in cents.
    Fee(i64),
}

/// What can be turned in a building.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BuildingTurn {
    /// Whether there is power.
    Power(bool),
    /// What gives power while there is none.
    Generator(Generator),
    /// What one that stands ready costs an hour, in cents.
    GeneratorRent(i64),
    /// How long everything takes until it works after a power cut.
    BootsIn(Span),
    /// How many burners there are.
    Burners(Option<u32>),
    /// What one of them costs an hour, in cents.
    BurnerRent(i64),
    /// How they are shared.
    Sharing(Sharing),
    /// How many orders may be in progress.
    Worktop(Option<u32>),
    /// What happens to one more.
    WorktopFull(WhenFull),
    /// Units of size that fit through the pipe in a second.
    Water(Option<f64>),
    /// How many rows may be kept.
    Storeroom(Option<u64>),
    /// One way from the waiter.
    Distance(Span),
    /// What it costs an hour, in cents.
    Rent(i64),
}

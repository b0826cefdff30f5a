//! Facts: what happened, said once, to whoever watches.

use super::{Outcome, Phase};
use crate::kernel::Time;

/// Something of which there is a limited number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// Waiters.
    Waiters,
    /// Chefs of a kitchen.
    Chefs(u32),
    /// Hatches of a pantry.
    Hatches(u32),
    /// Burners of a building.
    Burners(u32),
    /// Places on the worktop of a building.
    Worktop(u32),
    /// The water pipe of a building: there is one, or any number at once fits through.
    Water(u32),
    /// Rows that a building's storeroom holds.
    Storeroom(u32),
}

/// Something that costs money as time goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// The wages of a kitchen.
    Wages(u32),
    /// The rent of a building.
    Rent(u32),
}

/// What happened. Orders, rooms, dishes and parts are told by their indices; an order's index is
/// used again once it is closed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "fields are indices, named for what they point at")]
pub enum Fact {
    /// A guest placed an order and is on the way to the waiter. No dish: not on the menu.
    Placed { order: u32, room: u32, dish: Option<u32> },
    /// An order entered a phase.
    Moved { order: u32, phase: Phase },
    /// An order was decided.
    Decided { order: u32, outcome: Outcome },
    /// A guest paid, in cents.
    Paid { order: u32, cents: i64 },
    /// Nothing of the order is left in the house.
    Closed { order: u32 },

    /// An order sent somebody on an errand: a branch of its recipe, or a dish asked for. From here
    /// the errand is told as if it were an order, until it is joined, or closed on its own.
    Split { order: u32, errand: u32 },
    /// An errand came back; after the last one the order goes on.
    Joined { order: u32, errand: u32, last: bool },

    /// A guest joined the waiter's queue.
    GuestQueued,
    /// A guest left the waiter's queue unserved.
    GuestUnqueued,
    /// A waiter turned to a guest; `queued` says whether from the queue.
    GuestTaken { order: u32, queued: bool },
    /// A waiter took a plate.
    PlateTaken { order: u32 },
    /// A waiter is free again.
    WaiterFree,

    /// A ticket came to the rail and went straight to a free chef.
    TakenAtOnce { kitchen: u32, order: u32 },
    /// A ticket came to the rail and hangs there.
    Hung { kitchen: u32, order: u32 },
    /// A chef picked a ticket up from the rail.
    PickedUp { kitchen: u32, order: u32 },
    /// A guest took a ticket along.
    TakenAlong { kitchen: u32, order: u32 },
    /// A ticket left the rail in no other way: stale, or the power went out.
    Tossed { kitchen: u32, order: u32 },
    /// A chef's hands were taken.
    HandsTaken { kitchen: u32 },
    /// A chef's hands came free.
    HandsFree { kitchen: u32 },
    /// Prep or cooking began.
    WorkBegan { kitchen: u32, order: u32 },
    /// Prep or cooking ended.
    WorkEnded { kitchen: u32, order: u32 },

    /// An order got a burner.
    BurnerTaken { building: u32, order: u32 },
    /// A burner came free.
    BurnerFree { building: u32 },
    /// An order began to share burners with all others.
    BurnerShared { building: u32, order: u32 },
    /// So many burners are busy now, where some are shared.
    BurnersBusy { building: u32, busy: u32 },
    /// An order got a place on a worktop.
    PlaceTaken { building: u32, order: u32 },
    /// A place on a worktop came free.
    PlaceFree { building: u32 },
    /// An order, or its plate, began to pass through a water pipe.
    WaterTaken { building: u32, order: u32 },
    /// A water pipe is free again.
    WaterFree { building: u32 },
    /// So many rows are in a storeroom now.
    Rows { building: u32, rows: u64 },
    /// A building has power from now on, or is dark.
    Power { building: u32, on: bool },
    /// What is in a building works from now on, or does not: it has power and has booted.
    Up { building: u32, up: bool },

    /// An order got a hatch.
    HatchTaken { pantry: u32, order: u32 },
    /// A hatch came free.
    HatchFree { pantry: u32 },
    /// A shelf holds this much now; no level: never sold out.
    Stock { pantry: u32, shelf: u32, level: Option<u64> },

    /// A partner was called; it asks this fee, in cents.
    Called { partner: u32, order: u32, fee: i64 },
    /// A partner answered well (`true`), badly or too late (`false`).
    Answered { partner: u32, order: u32, well: bool },

    /// There are so many of something from now on; no number: unlimited.
    Capacity { of: Capacity, count: Option<u32> },
    /// Something costs so much an hour from now on, in cents.
    Costs { of: Cost, cents_per_hour: i64 },
}

/// Whoever is told the facts.
pub trait Witness {
    /// Is told one fact, at the moment it happens.
    fn see(&mut self, now: Time, fact: Fact);
}

impl Witness for () {
    #[inline]
    fn see(&mut self, _: Time, _: Fact) {}
}

impl Witness for Vec<(Time, Fact)> {
    fn see(&mut self, now: Time, fact: Fact) {
        self.push((now, fact));
    }
}

impl<A: Witness, B: Witness> Witness for (A, B) {
    fn see(&mut self, now: Time, fact: Fact) {
        self.0.see(now, fact);
        self.1.see(now, fact);
    }
}

//! Facts: what happened, said once, to whoever watches.

use super::{Outcome, Phase, Stage, Words};
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
    /// Calls that a partner answers at once.
    Calls(u32),
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
    /// The wages of a kitchen, and what its fridge costs.
    Wages(u32),
    /// The rent of a building, of its burners and of its generator.
    Rent(u32),
    /// The wages at the hatches of a pantry.
    Hatches(u32),
}

/// What an order is at a hatch for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtHatch {
    /// Portions are handed out.
    Takes,
    /// Portions are put in.
    Puts,
    /// Something is looked up among rows.
    Looks,
    /// A row is written, or taken out.
    Writes,
}

/// What happened. Orders, rooms, dishes and parts are told by their indices; an order's index is
/// used again once it is closed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "fields are indices, named for what they point at")]
pub enum Fact {
    /// A guest placed an order and is on the way to the waiter. No dish: not on the menu. No visit:
    /// it is the first attempt.
    Placed { order: u32, room: u32, dish: Option<u32>, visit: Option<u32> },
    /// The guest of an order that ended without a plate will try again; the visit has this index.
    WillRetry { order: u32, visit: u32 },
    /// The guest of an order that ended without a plate will not try again, but might have.
    GaveUp { order: u32 },
    /// From now on guests of this room try again, or do not.
    Retries { room: u32, on: bool },
    /// An order entered a phase.
    Moved { order: u32, phase: Phase },
    /// An order was decided.
    Decided { order: u32, outcome: Outcome },
    /// A guest paid, in cents; `was_sent` says whether through partners.
    Paid { order: u32, cents: i64, was_sent: bool },
    /// Nothing of the order is left in the house.
    Closed { order: u32 },

    /// An order sent somebody on an errand: a branch of its recipe, or a dish asked for (`dish`, in
    /// a branch that of the order). From here the errand is told as if it were an order, until it
    /// is joined, or closed on its own.
    Split { order: u32, errand: u32, dish: u32 },
    /// An order left a letter for a partner in the outbox, and does not wait for it. From here the
    /// letter is told as if it were an order, until it is closed on its own.
    Mailed { order: u32, letter: u32, partner: u32 },
    /// A letter has been taken by its partner, and is closed.
    LetterSent { partner: u32, letter: u32 },
    /// A power cut has taken a letter, and it is closed.
    LetterLost { partner: u32, letter: u32 },
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
    /// A chef's hands were taken for an order.
    HandsTaken { kitchen: u32, order: u32 },
    /// A chef's hands came free of one.
    HandsFree { kitchen: u32, order: u32 },
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
    /// An order is attended to at the hatch that it got.
    IsAtHatch { order: u32, does: AtHatch },
    /// A hatch came free.
    HatchFree { pantry: u32 },
    /// A shelf holds this much now; no level: never sold out.
    Stock { pantry: u32, shelf: u32, level: Option<u64> },
    /// So many rows were read for an order.
    RowsRead { pantry: u32, order: u32, rows: u64 },
    /// A copy of a pantry gave an order an answer that the pantry itself would not have given.
    Stale { pantry: u32, order: u32 },
    /// An order needs a row that another one holds.
    Conflict { pantry: u32, order: u32 },
    /// An order has changed a row that was not any more what the order had seen.
    SoldTwice { pantry: u32, order: u32 },
    /// A power cut took so many changes of rows, of so many orders whose guests had their plates.
    RowsLost { pantry: u32, rows: u64, confirmed: u64 },
    /// A guest got a wristband; `is_own` says whether that is no attacker.
    Wristband { order: u32, is_own: bool },
    /// An order was overheard on its way to the waiter.
    Overheard { order: u32 },
    /// The answer that a guest gets shows so many rows that belong to somebody else.
    Leaked { order: u32, rows: u64 },
    /// An order was sent back because too many before it that said the same were wrong.
    LockedOut { order: u32 },

    /// A partner was called; it asks this fee, in cents.
    Called { partner: u32, order: u32, fee: i64 },
    /// A partner answered well (`true`), badly or too late (`false`).
    Answered { partner: u32, order: u32, well: bool },

    /// A step of an order is done that moves something, looks for something or tells it somebody;
    /// `for_good`: it cannot be undone by a transaction that comes to nothing.
    StepDone { order: u32, step: u32, for_good: bool },
    /// Nothing comes of what an order has done since that step.
    StepsUndone { order: u32, since: u32 },
    /// An order could not do a step, and goes on as its recipe says for that.
    FellBack { kitchen: u32, order: u32 },

    /// Calls send money to this partner.
    TakesMoney { partner: u32 },
    /// A partner took money, in cents, for an order that was placed then; no order: it has left the
    /// house. `again`: it had done so before for the same step. `is_owed`: the order had ended.
    Charged {
        partner: u32,
        order: Option<u32>,
        placed: Time,
        cents: i64,
        again: bool,
        is_owed: bool,
    },
    /// A partner gave back what it had taken for an order.
    Refunded { partner: u32, order: Option<u32>, placed: Time, cents: i64, is_owed: bool },
    /// A partner was asked for money with a key that it knew: it took nothing.
    Remembered { partner: u32, order: Option<u32> },

    /// A partner that answers only so many calls at once turned to one.
    PartnerTaken { partner: u32, order: u32 },
    /// Such a partner is done with a call, whether or not anybody still waits for the answer.
    PartnerFree { partner: u32 },
    /// A call failed, and the kitchen makes this further attempt at it; the first is number 1.
    CalledAgain { kitchen: u32, partner: u32, order: u32, attempt: u32 },
    /// So many calls of one kind failed that the kitchen makes no more of them for a while.
    BreakerOpened { kitchen: u32, partner: u32 },
    /// The while is over: this call tries whether the partner is well again.
    Probed { kitchen: u32, partner: u32, order: u32 },
    /// The kitchen makes such calls again.
    BreakerClosed { kitchen: u32, partner: u32 },
    /// A call was not made, because a breaker was open.
    Prevented { kitchen: u32, partner: u32, order: u32 },

    /// A kitchen has a fridge for so many shelves from now on; no number: it has none.
    Fridge { kitchen: u32, holds: Option<u32> },
    /// All that an order had to take was in the fridge, some of it perhaps out of date.
    FridgeHit { kitchen: u32, order: u32, is_stale: bool },
    /// Something was not in the fridge, or no longer fresh: the order goes to the pantry.
    FridgeMissed { kitchen: u32, order: u32 },

    /// From now on a copy of a kitchen, the how manieth of it, does this as a whole; only told where
    /// copies open and close by themselves.
    Copy { kitchen: u32, of: u32, nth: u32, stage: Stage },
    /// There are so many of something from now on; no number: unlimited.
    Capacity { of: Capacity, count: Option<u32> },
    /// Something costs so much an hour from now on, in cents.
    Costs { of: Cost, cents_per_hour: i64 },
}

/// Whoever is told the facts.
pub trait Witness {
    /// Is told one fact, at the moment it happens.
    fn see(&mut self, now: Time, fact: Fact);

    /// Says whether it wants to hear what is said and written about an order or errand.
    #[inline]
    fn listens_to(&self, _order: u32) -> bool {
        false
    }

    /// Hears something about an order to which it listens, after the fact that goes with it.
    fn hear(&mut self, _now: Time, _order: u32, _words: Words) {}
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

    #[inline]
    fn listens_to(&self, order: u32) -> bool {
        self.0.listens_to(order) || self.1.listens_to(order)
    }

    fn hear(&mut self, now: Time, order: u32, words: Words) {
        self.0.hear(now, order, words.clone());
        self.1.hear(now, order, words);
    }
}

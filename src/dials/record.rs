//! What is noted about an order while it is in the house.

use crate::kernel::{NOBODY, Time};
use crate::restaurant::{Outcome, Phase};

/// What the ledger notes about an order in the house.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub placed: Time,
    /// When the present phase was entered.
    pub entered: Time,
    /// Up to when time has been booked.
    pub booked: Time,
    pub cell: u32,
    pub room: u32,
    pub phase: Phase,
    pub is_counted: bool,
    /// Nothing of it is left in the house.
    pub is_closed: bool,
    /// How it ended; none: it has not.
    pub outcome: Option<Outcome>,
    /// The errand that it waits for, or [`NOBODY`].
    pub errand: u32,
    pub is_errand: bool,
    pub attempt: Attempt,
    /// Work done on errands whose time is not the order's own.
    pub worked_elsewhere: u64,
    /// So much of the work on it is known to be for nobody.
    pub wasted: u64,
    pub spent: [u64; Phase::COUNT],
}

/// Which attempt of a visit an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attempt {
    /// The first, perhaps the only one.
    First,
    /// Another one of the visit with this index.
    Again(u32),
}

impl Record {
    #[inline]
    pub fn new(now: Time, cell: u32, room: u32, is_counted: bool) -> Record {
        Record {
            placed: now,
            entered: now,
            booked: now,
            cell,
            room,
            phase: Phase::WalkingIn,
            is_counted,
            is_closed: false,
            outcome: None,
            errand: NOBODY,
            is_errand: false,
            attempt: Attempt::First,
            worked_elsewhere: 0,
            wasted: 0,
            spent: [0; Phase::COUNT],
        }
    }

    #[inline]
    pub fn is_served(&self) -> bool {
        self.outcome == Some(Outcome::SERVED)
    }

    /// Says whether it has ended without a plate.
    #[inline]
    pub fn is_lost(&self) -> bool {
        self.outcome.is_some_and(|outcome| outcome != Outcome::SERVED)
    }

    /// Returns the time that was worked on it, with or without fire.
    pub fn worked(&self) -> u64 {
        let own = self.spent[Phase::Prep as usize] + self.spent[Phase::Cooking as usize];
        own + self.worked_elsewhere
    }

    /// It is in another phase from now on.
    #[inline]
    pub fn enter(&mut self, now: Time, phase: Phase) {
        self.book(now);
        self.entered = now;
        self.phase = phase;
    }

    /// Books the time since the last move on the present phase.
    #[inline]
    pub fn book(&mut self, now: Time) {
        self.spent[self.phase as usize] += (now - self.booked).0;
        self.booked = now;
    }
}

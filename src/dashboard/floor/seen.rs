//! The orders of a snapshot, as the floor draws them.

use crate::kernel::Time;
use crate::runner::snapshot::{FloorShot, LetterAt, Phase};

/// Lists the orders of a floor by their slots.
pub fn seen(floor: &FloorShot) -> Vec<Seen> {
    let index = |number: Option<u32>| number.map(|number| number as usize);
    let seen = floor.orders.iter().map(|order| Seen {
        slot: order.scene.slot,
        number: order.number,
        room: order.scene.room as usize,
        dish: index(order.scene.dish),
        phase: order.scene.phase,
        kitchen: index(order.scene.kitchen),
        pantry: index(order.scene.pantry),
        partner: index(order.scene.partner),
        placed: order.placed,
        entered: order.entered,
        due: order.scene.due,
        patience_ends: order.scene.patience_ends,
        is_errand: order.scene.errand.is_some(),
        waits_for_errands: order.scene.waits_for_errands,
        is_retry: order.scene.is_retry,
        is_over: order.scene.fate.is_some(),
        letter: order.scene.letter,
    });
    let mut seen: Vec<Seen> = seen.collect();
    seen.sort_by_key(|order| order.slot);
    seen
}

/// An order, or an errand of one, that can be seen.
#[expect(clippy::struct_excessive_bools, reason = "what is so of an order is so by itself")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Where it is kept.
    pub slot: u32,
    /// Its number.
    pub number: u64,
    /// The dining room.
    pub room: usize,
    /// The dish; none: no menu has it.
    pub dish: Option<usize>,
    /// Where it is.
    pub phase: Phase,
    /// The copy of the kitchen that has it.
    pub kitchen: Option<usize>,
    /// The pantry at whose hatches it is, or waits.
    pub pantry: Option<usize>,
    /// The partner that it calls.
    pub partner: Option<usize>,
    /// When it was placed.
    pub placed: Time,
    /// Since when it is where it is.
    pub entered: Time,
    /// Until when it stays there, if that is known.
    pub due: Option<Time>,
    /// When the guest leaves.
    pub patience_ends: Option<Time>,
    /// Whether it is an errand of another one.
    pub is_errand: bool,
    /// Whether it only waits for its errands.
    pub waits_for_errands: bool,
    /// Whether it is another attempt of a guest who has tried before.
    pub is_retry: bool,
    /// Whether its guest has heard already how it ended; work on it still goes on.
    pub is_over: bool,
    /// Where it is, if it is a letter and no order.
    pub letter: Option<LetterAt>,
}

impl Seen {
    /// Returns how far it is where it is; none: nobody knows how long it stays.
    pub fn done(&self, now: Time) -> Option<f64> {
        let due = self.due.filter(|due| *due > self.entered)?;
        let gone = now.0.saturating_sub(self.entered.0);
        Some((gone as f64 / (due - self.entered).0 as f64).clamp(0.0, 1.0))
    }

    /// Returns for how many seconds it is where it is.
    pub fn stays(&self, now: Time) -> f64 {
        now.0.saturating_sub(self.entered.0) as f64 / 1e9
    }

    /// Says whether somebody works on it, and it does not merely wait.
    pub fn is_worked_on(&self) -> bool {
        matches!(self.phase, Phase::Prep | Phase::Cooking)
    }
}

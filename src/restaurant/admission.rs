//! What a dish asks of an order before the kitchen hears of it.

use super::Outcome;
use super::fact::{Fact, Witness};
use super::house::House;
use super::message::Guest;
use super::turn::DishTurn;
use crate::kernel::Span;
use crate::rules::Value;

/// What a dish asks of an order before the kitchen hears of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Admission {
    /// What it must carry, by field of the order.
    pub asks: Box<[u32]>,
    /// How far apart orders of one guest are at the allowed rate; none: there is no limit.
    pub guest_limit: Option<Span>,
    /// When a value is locked out for a while; none: never.
    pub locks_out: Option<LockOut>,
    /// Whether the guest must wear a wristband.
    pub needs_wristband: bool,
    /// The field of guests that says who belongs to the staff, if only they may order it.
    pub staff: Option<u32>,
}

/// After so many orders in a row in which nobody could show who they are, no more are let in for a
/// while that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockOut {
    /// What must be the same, by field of the order.
    pub by: u32,
    /// After so many; none: never.
    pub after: Option<u32>,
    /// How long.
    pub lasts: Span,
}

impl Admission {
    /// Says whether anybody may order it, with nothing written down.
    pub fn is_free(&self) -> bool {
        *self == Admission::default()
    }

    /// Turns what can be turned of it.
    pub(super) fn turn(&mut self, turn: DishTurn) {
        match (turn, &mut self.locks_out) {
            (DishTurn::GuestLimit(limit), _) => self.guest_limit = limit,
            (DishTurn::LocksAfter(after), Some(lock)) => lock.after = after,
            (DishTurn::LocksFor(lasts), Some(lock)) => lock.lasts = lasts,
            (DishTurn::LocksAfter(_) | DishTurn::LocksFor(_) | DishTurn::Price(_), _) => {}
        }
    }
}

impl<W: Witness> House<'_, W> {
    /// Says why an order is not even taken to the kitchen; none: it is.
    pub fn why_not_admitted(&mut self, order: u32) -> Option<Outcome> {
        let admission = &self.dish(order)?.admission;
        if admission.is_free() {
            return None;
        }
        let pad = self.pad(order)?;
        let carries = |field: &u32| pad.order[*field as usize] != Value::Nothing;
        if !admission.asks.iter().all(carries) {
            return Some(Outcome::MALFORMED);
        }
        let dish = self.orders[order].slip.dish;
        if let Some(price) = admission.guest_limit
            && !self.allows_guest(order, Some(dish), price)
        {
            return Some(Outcome::TOO_MANY_ORDERS);
        }
        if let Some(said) = self.said_to_lock(order)
            && self.data.door.is_locked(dish, said, self.now())
        {
            self.tell(Fact::LockedOut { order });
            return Some(Outcome::TOO_MANY_ORDERS);
        }
        let pad = self.pad(order)?;
        let wears = || self.data.door.wristband(&pad.guest, self.now()) != Value::Nothing;
        if admission.needs_wristband && !wears() {
            return Some(Outcome::WHO_ARE_YOU);
        }
        let is_staff = |field: u32| pad.guest.row.get(field as usize).is_some_and(Value::is_true);
        admission.staff.filter(|field| !is_staff(*field)).map(|_| Outcome::NOT_ALLOWED)
    }

    /// Says whether a guest may order once more by a limit for each guest: the waiter's, or that of
    /// a dish. Whoever is nobody in particular has never been here before.
    pub fn allows_guest(&mut self, order: u32, dish: Option<u32>, price: Span) -> bool {
        let now = self.now();
        let slip = &self.orders[order].slip;
        let known = self.pad(order).and_then(|pad| pad.guest.number);
        let Some(number) = known.or(slip.guest.map(Guest::number)) else { return true };
        let guest = (slip.room, number);
        self.data.door.allows(dish, guest, price, now)
    }
}

impl<W> House<'_, W> {
    /// Returns what an order says by which its dish locks out; none: nothing, or it never does.
    fn said_to_lock(&self, order: u32) -> Option<&Value> {
        let lock = self.dish(order)?.admission.locks_out?;
        let said = &self.pad(order)?.order[lock.by as usize];
        (*said != Value::Nothing).then_some(said)
    }

    /// Nobody could show who they are: that is counted for what the order says, and whether the
    /// guest still waits to hear it does not matter.
    #[cold]
    pub fn note_wrong_try(&mut self, order: u32) {
        let (now, dish) = (self.now(), self.orders[order].slip.dish);
        let lock = self.dish(order).and_then(|dish| dish.admission.locks_out);
        let said = self.said_to_lock(order).cloned();
        if let (Some(LockOut { after: Some(after), lasts, .. }), Some(said)) = (lock, said) {
            self.data.door.wrong_try(dish, said, (after, now + lasts), now);
        }
    }

    /// A guest has got the plate: what was wrong before is forgotten.
    pub fn forget_wrong_tries(&mut self, order: u32) {
        let dish = self.orders[order].slip.dish;
        if let Some(said) = self.said_to_lock(order).cloned() {
            self.data.door.forget(dish, &said);
        }
    }
}

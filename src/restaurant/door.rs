//! The door: who wears a wristband and until when, who is locked out, and how often each guest has
//! ordered of late.

use super::bucket::Bucket;
use super::people::Person;
use crate::kernel::{Span, Time};
use crate::rules::Value;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A wristband.
#[derive(Clone, Debug)]
struct Band {
    value: Value,
    until: Time,
}

/// Tries that were wrong, one right after the other, for one value at one dish.
#[derive(Clone, Copy, Debug)]
struct Tries {
    wrong: u32,
    /// Until then nobody gets in; in the past: it is not locked.
    locked_until: Time,
}

/// A guest, by room and number.
type Guest = (u32, u32);

/// What is known at the door. All of it is shared by clones until it changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Door {
    /// The wristbands of all guests who wear one.
    bands: Arc<FxHashMap<Guest, Band>>,
    /// By dish and by what the orders say.
    tries: Arc<BTreeMap<(u32, Value), Tries>>,
    /// For each guest who was seen by a limit: that of a dish, or the waiter's.
    buckets: Arc<BTreeMap<(Option<u32>, Guest), Bucket>>,
}

impl Door {
    /// Gives a guest a wristband instead of any that it wears.
    pub fn give(&mut self, guest: &Person, value: Value, until: Time) {
        if let Some(number) = guest.number {
            let band = Band { value, until };
            Arc::make_mut(&mut self.bands).insert((guest.room, number), band);
        }
    }

    /// Returns what a guest's wristband says; nothing: it wears none that is still good.
    pub fn wristband(&self, guest: &Person, now: Time) -> Value {
        let band = guest.number.and_then(|number| self.bands.get(&(guest.room, number)));
        band.filter(|band| now < band.until).map_or(Value::Nothing, |band| band.value.clone())
    }

    /// Says whether nobody is let in who says this.
    pub fn is_locked(&self, dish: u32, said: &Value, now: Time) -> bool {
        let tries = self.tries.get(&(dish, said.clone()));
        tries.is_some_and(|tries| now < tries.locked_until)
    }

    /// Counts a wrong try; after so many in a row nobody is let in until then who says the same.
    /// What was tried before the lock, and is found wrong only now, prolongs nothing.
    pub fn wrong_try(&mut self, dish: u32, said: Value, (after, until): (u32, Time), now: Time) {
        let none = Tries { wrong: 0, locked_until: Time::OPENING };
        let tries = Arc::make_mut(&mut self.tries).entry((dish, said)).or_insert(none);
        if now < tries.locked_until {
            return;
        }
        tries.wrong += 1;
        if tries.wrong >= after {
            *tries = Tries { wrong: 0, locked_until: until };
        }
    }

    /// Forgets what was tried for a value.
    pub fn forget(&mut self, dish: u32, said: &Value) {
        let known = (dish, said.clone());
        if self.tries.contains_key(&known) {
            Arc::make_mut(&mut self.tries).remove(&known);
        }
    }

    /// Says whether a guest may order once more at the rate that a limit allows.
    pub fn allows(&mut self, dish: Option<u32>, guest: Guest, price: Span, now: Time) -> bool {
        let buckets = Arc::make_mut(&mut self.buckets);
        buckets.entry((dish, guest)).or_default().allows(price, now)
    }

    /// The limit of a dish, or the waiter's, goes over to another rate.
    pub fn turn_limit(
        &mut self,
        dish: Option<u32>,
        (old, new): (Option<Span>, Option<Span>),
        now: Time,
    ) {
        if old != new && !self.buckets.is_empty() {
            let buckets = Arc::make_mut(&mut self.buckets).iter_mut();
            let of_this = buckets.filter(|((of, _), _)| *of == dish);
            of_this.for_each(|(_, bucket)| bucket.turn(old, new, now));
        }
    }

    /// Returns about how many bytes a clone takes in the end.
    pub fn bytes(&self) -> u64 {
        let each = |count: usize, size: usize| count * (size + 16);
        let bands = each(self.bands.len(), size_of::<Band>());
        let tries = each(self.tries.len(), size_of::<(Value, Tries)>());
        (bands + tries + each(self.buckets.len(), size_of::<Bucket>())) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::SECOND;

    fn at(seconds: u64) -> Time {
        Time(seconds * SECOND.0)
    }

    #[test]
    fn so_many_wrong_tries_in_a_row_lock_one_value_of_one_dish_for_a_while() {
        let mut door = Door::default();
        let (ada, bela) = (Value::text("ada"), Value::text("bela"));
        let wrong = |door: &mut Door, now: u64| {
            door.wrong_try(1, ada.clone(), (3, at(now + 60)), at(now));
        };
        wrong(&mut door, 0);
        wrong(&mut door, 1);
        assert!(!door.is_locked(1, &Value::text("ada"), at(1)));
        wrong(&mut door, 2);
        assert!(door.is_locked(1, &Value::text("ada"), at(2)));
        assert!(!door.is_locked(2, &Value::text("ada"), at(2)), "another dish");
        assert!(!door.is_locked(1, &bela, at(2)), "another value");
        // It was already in the kitchen; the lock ends when it was to end.
        wrong(&mut door, 10);
        assert!(door.is_locked(1, &Value::text("ada"), at(61)));
        assert!(!door.is_locked(1, &Value::text("ada"), at(62)));
        // From there on it is counted anew.
        wrong(&mut door, 63);
        wrong(&mut door, 64);
        assert!(!door.is_locked(1, &Value::text("ada"), at(64)));
        door.forget(1, &Value::text("ada"));
        wrong(&mut door, 65);
        wrong(&mut door, 66);
        assert!(!door.is_locked(1, &Value::text("ada"), at(66)), "one was right between them");
        wrong(&mut door, 67);
        assert!(door.is_locked(1, &Value::text("ada"), at(67)));
        door.forget(1, &Value::text("ada"));
        assert!(!door.is_locked(1, &Value::text("ada"), at(67)));
    }

    #[test]
    fn a_limit_is_for_each_guest_and_for_each_dish() {
        let mut door = Door::default();
        let price = Span(10 * SECOND.0);
        let mut allows = |dish, guest, now| door.allows(dish, guest, price, at(now));
        assert!(allows(None, (0, 1), 5));
        assert!(!allows(None, (0, 1), 14));
        assert!(allows(None, (0, 2), 14) && allows(None, (1, 1), 14), "other guests");
        assert!(allows(Some(3), (0, 1), 14), "another limit");
        assert!(allows(None, (0, 1), 15));
    }

    #[test]
    fn clones_share_what_neither_changes() {
        let mut door = Door::default();
        door.wrong_try(1, Value::text("ada"), (9, at(60)), at(0));
        let mut twin = door.clone();
        assert!(Arc::ptr_eq(&door.tries, &twin.tries));
        twin.forget(1, &Value::text("nobody"));
        assert!(Arc::ptr_eq(&door.tries, &twin.tries), "there was nothing to forget");
        twin.forget(1, &Value::text("ada"));
        assert_eq!((door.tries.len(), twin.tries.len()), (1, 0));
    }
}

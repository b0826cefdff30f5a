//! What a power cut does to rows: transactions under way come to nothing, and what was not safe yet
//! is lost.

use super::Pantry;
use crate::restaurant::Phase;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::message::Message;
use std::collections::BTreeSet;

impl Pantry {
    /// Its building has lost its power.
    #[cold]
    pub fn lose_rows<W: Witness>(&self, house: &mut House<'_, W>) {
        let (pantry, now) = (self.number, house.now());
        let (mut rows, mut confirmed, mut room) = (0, BTreeSet::new(), 0);
        let mut waited = Vec::new();
        let floor = &mut *house.floor;
        for shelf in floor.data.shelves.in_pantry(pantry) {
            let before = shelf.put_since_opening();
            let (changes, writers) = shelf.lose(now);
            room += before.saturating_sub(shelf.put_since_opening());
            rows += changes;
            confirmed.extend(writers);
            waited.extend(shelf.locks.clear(&mut floor.orders));
        }
        for pad in floor.data.pads.all() {
            pad.forget_pantry(pantry);
        }
        for (order, visitor) in &mut floor.data.visitors {
            let stays = |at: &super::RowAt| at.pantry != pantry;
            visitor.waits_for = visitor.waits_for.filter(stays);
            // Given to it just now, and taken again.
            if visitor.holds.take_if(|at| !stays(at)).is_some()
                && floor.orders[*order].phase == Phase::LockWait
            {
                waited.push(*order);
            }
        }
        for order in waited {
            house.send(Message::NoPower(order));
        }
        self.take_rows(room, house);
        if rows > 0 {
            house.tell(Fact::RowsLost { pantry, rows, confirmed: confirmed.len() as u64 });
        }
    }
}

//! What a power cut does to rows: transactions under way come to nothing, and what was not safe yet
//! is lost.

use crate::restaurant::Phase;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::message::Message;
use std::collections::BTreeSet;

impl<W: Witness> House<'_, W> {
    /// A pantry has lost its power.
    #[cold]
    pub fn lose_rows(&mut self, pantry: u32) {
        let now = self.now();
        let (mut rows, mut confirmed) = (0, BTreeSet::new());
        let mut waited = Vec::new();
        let floor = &mut *self.floor;
        for shelf in floor.data.shelves.in_pantry(pantry) {
            let (changes, writers) = shelf.lose(now);
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
            self.send(Message::NoPower(order));
        }
        if rows > 0 {
            self.tell(Fact::RowsLost { pantry, rows, confirmed: confirmed.len() as u64 });
        }
    }
}

//! Which chef has which order in hand: an order keeps its lane from picture to picture.

use crate::runner::snapshot::{MOST_LANES, OrderShot};

/// The number of an order in hand, or of that of an errand, and its slot.
type Held = (u64, u32);

/// The lanes of the chefs of each copy of a kitchen.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    lanes: Vec<Vec<Option<Held>>>,
}

impl Lanes {
    /// Returns the slots of the orders in the lanes, after orders have come and gone.
    pub fn place(&mut self, copies: usize, orders: &[OrderShot]) -> Vec<Vec<Option<u32>>> {
        self.lanes.resize_with(copies, Vec::new);
        let mut held: Vec<Vec<Held>> = vec![Vec::new(); copies];
        for order in orders.iter().filter(|order| order.scene.has_hands) {
            if let Some(copy) = order.scene.kitchen {
                held[copy as usize].push((order.number, order.scene.slot));
            }
        }
        let lanes = self.lanes.iter_mut().zip(&mut held);
        lanes.map(|(lanes, held)| place(lanes, held)).collect()
    }
}

fn place(lanes: &mut Vec<Option<Held>>, held: &mut Vec<Held>) -> Vec<Option<u32>> {
    held.sort_unstable();
    let mut slots = vec![None; lanes.len()];
    for (lane, slot) in lanes.iter_mut().zip(&mut slots) {
        *lane = lane.filter(|order| held.contains(order));
        held.retain(|order| Some(*order) != *lane);
        *slot = lane.map(|(_, slot)| slot);
    }
    for order in held.drain(..) {
        let free = lanes.iter().position(Option::is_none).unwrap_or(lanes.len());
        if free == MOST_LANES {
            break;
        }
        if free == lanes.len() {
            lanes.push(None);
            slots.push(None);
        }
        (lanes[free], slots[free]) = (Some(order), Some(order.1));
    }
    // Lanes at the end that nobody works in are not kept.
    let used = slots.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    lanes.truncate(used);
    slots.truncate(used);
    slots
}

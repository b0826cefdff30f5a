//! What is to be seen of a kitchen.

use super::Kitchen;
use super::calls::StepBreaker;
use crate::restaurant::house::Floor;
use crate::restaurant::scene::{KitchenScene, LineScene, Look};

impl Kitchen {
    /// Shows this copy; whose copy it is, the caller knows.
    pub fn scene(&self, look: &Look<'_>) -> KitchenScene {
        let present = self.present_chefs();
        let absent = self.plan.chefs.zip(present).map_or(0, |(chefs, present)| chefs - present);
        let fridge = self.fridge.as_ref().zip(self.plan.fridge.holds);
        let open_breakers = self.breakers.values().filter_map(StepBreaker::is_open).collect();
        KitchenScene {
            kitchen: 0,
            copy: 0,
            chefs: present,
            on_break: absent,
            juggles: self.plan.juggles,
            hands_taken: self.hands_taken,
            in_hand: self.in_hand,
            rail: LineScene { len: self.rail.len(), first: self.rail.first(self.plan.order, look) },
            rail_capacity: self.plan.capacity,
            rail_order: self.plan.order,
            resuming: look.line(&self.resuming),
            stage: self.stage,
            is_open: self.plan.is_open,
            has_power: self.has_power,
            building: self.building,
            fridge: fridge.map(|(fridge, holds)| (fridge.len(), holds)),
            open_breakers,
        }
    }

    /// Returns the ticket that is taken right before one on the rail.
    pub fn in_front_of(&self, order: u32, floor: &Floor) -> Option<u32> {
        self.rail.in_front_of(order, self.plan.order, floor)
    }
}

//! The plan of a restaurant: what a scenario means, before anything happens.

use super::{
    BuildingPlan, Dish, DispatcherPlan, KitchenPlan, PantryPlan, PartnerPlan, RoomPlan, WaiterPlan,
};
use std::ops::Range;

/// A restaurant as the scenario means it: parts refer to each other by their indices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The menu.
    pub menu: Vec<Dish>,
    /// The dining rooms.
    pub rooms: Vec<RoomPlan>,
    /// The waiters.
    pub waiter: WaiterPlan,
    /// The dispatcher.
    pub dispatcher: DispatcherPlan,
    /// The kitchens.
    pub kitchens: Vec<KitchenPlan>,
    /// The pantries.
    pub pantries: Vec<PantryPlan>,
    /// The partners.
    pub partners: Vec<PartnerPlan>,
    /// The buildings.
    pub buildings: Vec<BuildingPlan>,
    /// Of each district, whether it has power.
    pub districts: Vec<bool>,
}

impl Plan {
    /// Returns the numbers of the copies of each kitchen: those of all kitchens are counted through.
    pub fn copies(&self) -> Vec<Range<u32>> {
        let mut next = 0;
        let mut copies = |kitchen: &KitchenPlan| {
            let first = next;
            next += kitchen.copies;
            first..next
        };
        self.kitchens.iter().map(&mut copies).collect()
    }
}

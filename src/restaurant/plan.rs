//! The plan of a restaurant: what a scenario means, before anything happens.

use super::{
    BuildingPlan, Dish, DispatcherPlan, KitchenPlan, PadPlan, PantryPlan, PartnerPlan, RoomPlan,
    Step, WaiterPlan,
};
use std::ops::Range;
use std::sync::Arc;

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
    /// What can be written down about orders and guests.
    pub pad: Arc<PadPlan>,
}

impl Plan {
    /// Says whether anything is written down about orders: otherwise they have no pads.
    pub fn writes_down(&self) -> bool {
        let thinks = |step: &Step| {
            matches!(step, Step::Search(_) | Step::Change(_) | Step::Rule(_))
                || matches!(step, Step::Call { money: Some(_), .. })
        };
        let needs = |dish: &Dish| !dish.admission.is_free() || dish.recipe.iter().any(thinks);
        let listens = self.pad.overhears.iter().any(Option::is_some);
        listens || self.waiter.guest_limit.is_some() || self.menu.iter().any(needs)
    }

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

//! Which buildings have power, and what a power cut takes with it.

use super::Restaurant;
use crate::restaurant::building::{Layer, Leg};
use crate::restaurant::fact::Witness;
use crate::restaurant::house::House;
use crate::restaurant::order::Order;
use crate::restaurant::pantry::Pantry;
use crate::restaurant::{Outcome, Phase};

impl Restaurant {
    /// Finds out which buildings have power now.
    #[cold]
    pub(super) fn update_power<W: Witness>(&mut self, witness: &mut W) {
        let (mut dark, mut up) = (Vec::new(), Vec::new());
        // Physical buildings first: the virtual ones in them depend on them.
        for is_virtual in [false, true] {
            for at in 0..self.buildings.len() {
                let inside = self.buildings[at].inside();
                if inside.is_some() != is_virtual {
                    continue;
                }
                if let Some(around) = inside {
                    let is_up = self.buildings[around as usize].is_up();
                    self.buildings[at].is_around(is_up);
                }
                match self.buildings[at].update_power(house!(self, witness)) {
                    Some(true) => up.push(at as u32),
                    Some(false) => dark.push(at as u32),
                    None => {}
                }
            }
        }
        if !dark.is_empty() {
            self.go_dark(&dark, witness);
        }
        for building in up {
            self.tell_power(building, true, witness);
        }
    }

    /// Tells what is in a building, and the dispatcher, whether it has power.
    pub(super) fn tell_power<W: Witness>(&mut self, building: u32, on: bool, witness: &mut W) {
        let house = house!(self, witness);
        let inside = self.kitchens.iter_mut().filter(|k| k.building() == Some(building));
        for kitchen in inside {
            kitchen.on_power(on, house);
            self.dispatcher.note(kitchen.number(), kitchen.is_healthy(), house.now());
        }
        let inside = self.pantries.iter_mut().filter(|p| p.building() == Some(building));
        inside.for_each(|pantry| pantry.on_power(on, house));
    }

    /// Buildings go dark at once: everything in them ends.
    #[cold]
    fn go_dark<W: Witness>(&mut self, dark: &[u32], witness: &mut W) {
        for &building in dark {
            for (order, _) in self.orders_in(building, |order, layer| {
                layer == Layer::Own && order.phase.is_in_kitchen()
            }) {
                self.lose(order, witness);
            }
        }
        for &building in dark {
            let pipe = &mut self.buildings[building as usize].pipe;
            for order in pipe.clear(house!(self, witness)) {
                self.lose(order, witness);
                self.floor.orders[order].ticket.leg = Leg::None;
                house!(self, witness).end(order, Outcome::POWER_OUT);
            }
        }
        for &building in dark {
            self.tell_power(building, false, witness);
            self.send_back(building, dark, witness);
        }
        let house = house!(self, witness);
        for kitchen in &mut self.kitchens {
            if kitchen.building().is_some_and(|building| dark.contains(&building)) {
                kitchen.leave_hatches(house);
            }
        }
        let is_here =
            |pantry: &Pantry| pantry.building().is_some_and(|building| dark.contains(&building));
        for pantry in self.pantries.iter().filter(|pantry| is_here(pantry)) {
            pantry.lose_rows(house);
        }
        // What was lost in a virtual building is free in the physical one.
        for building in &mut self.buildings {
            building.go_on(house);
        }
    }

    /// An order loses everything that it has, or waits for, in the buildings around it.
    fn lose<W: Witness>(&mut self, order: u32, witness: &mut W) {
        // From the last thing that it got to the first.
        for layer in [Layer::Outer, Layer::Own] {
            if let Some(building) = self.building_of(order, layer) {
                self.buildings[building as usize].lose(order, layer, house!(self, witness));
            }
        }
    }

    /// Orders of kitchens that have power leave the hatches in a building that has none.
    fn send_back<W: Witness>(&mut self, building: u32, dark: &[u32], witness: &mut W) {
        let from_elsewhere = |order: &Order| {
            let kitchen = &self.kitchens[order.ticket.kitchen as usize];
            kitchen.building().is_none_or(|building| !dark.contains(&building))
        };
        let gone = |order: &Order| {
            matches!(order.phase, Phase::HatchWait | Phase::InPantry) && from_elsewhere(order)
        };
        let orders = self.floor.orders.iter().filter(|(_, order)| gone(order));
        for order in orders.map(|(order, _)| order).collect::<Vec<_>>() {
            if let Some(pantry) = self.pantry_of(order)
                && self.pantries[pantry].building() == Some(building)
            {
                self.pantries[pantry].send_back(order, house!(self, witness));
            }
        }
    }
}

//! Turns of buildings, and what a power cut takes with it.

use super::super::building::{Building, Good, Layer, Leg};
use super::super::fact::Witness;
use super::super::house::House;
use super::super::message::Message;
use super::super::order::Order;
use super::super::turn::BuildingTurn;
use super::super::{Outcome, Phase};
use super::Restaurant;
use crate::kernel::Time;

impl Restaurant {
    /// Notes for every kitchen and pantry what its building means for it.
    pub(super) fn settle_in<W: Witness>(&mut self, witness: &mut W) {
        for building in &mut self.buildings {
            building.open(house!(self, witness));
        }
        self.note_worktops();
        // Nothing is going on yet: whatever is dark is so from the beginning.
        self.update_power(witness);
        for at in 0..self.buildings.len() {
            if !self.buildings[at].is_up() {
                self.tell_power(at as u32, false, witness);
            }
        }
    }

    /// Hands on what concerns a building with more than the burners it has.
    pub(super) fn on_building<W: Witness>(&mut self, message: Message, witness: &mut W) {
        match message {
            Message::OuterBurnerWanted(order) => {
                if let Some(building) = self.building_of(order, Layer::Outer) {
                    let building = &mut self.buildings[building as usize];
                    building.burners.on_wanted(order, house!(self, witness));
                }
            }
            Message::PlaceWanted(order) => self.want_place(order, Layer::Own, witness),
            Message::OuterPlaceWanted(order) => self.want_place(order, Layer::Outer, witness),
            Message::PlaceBack(building) => {
                self.buildings[building as usize].worktop.on_back(house!(self, witness));
            }
            Message::BurnerShared(order) => {
                of!(self.kitchens, order).on_shared_burner(order, house!(self, witness));
            }
            Message::Cooked(order) => {
                of!(self.kitchens, order).on_worked(order, house!(self, witness));
            }
            Message::PlaceGiven(order) => {
                of!(self.kitchens, order).on_place(order, house!(self, witness));
            }
            Message::NoPlace(order) => {
                of!(self.kitchens, order).on_no_place(order, house!(self, witness));
            }
            Message::Crashed(order) => {
                of!(self.kitchens, order).on_crashed(order, house!(self, witness));
            }
            Message::NoPower(order) => {
                of!(self.kitchens, order).on_no_power(order, house!(self, witness));
            }
            Message::NextCooked(_) | Message::PowerChanges(_) => self.on_clock(message, witness),
            other => unreachable!("{other:?} has nothing to do with a building"),
        }
    }

    fn want_place<W: Witness>(&mut self, order: u32, layer: Layer, witness: &mut W) {
        if let Some(building) = self.building_of(order, layer) {
            let building = &mut self.buildings[building as usize];
            building.worktop.on_wanted(order, house!(self, witness));
        }
    }

    /// Something happens by itself in a building.
    fn on_clock<W: Witness>(&mut self, message: Message, witness: &mut W) {
        if !self.is_live(message) {
            self.floor.agenda.was_stale();
            return;
        }
        match message {
            Message::NextCooked(building) => {
                self.floor.clocks[building as usize].cooked = Time::NEVER;
                self.buildings[building as usize].burners.on_cooked(house!(self, witness));
            }
            Message::PowerChanges(building) => {
                self.floor.clocks[building as usize].power = Time::NEVER;
                self.update_power(witness);
            }
            other => unreachable!("{other:?} does not happen by itself"),
        }
    }

    /// Turns a knob of a building.
    pub(super) fn turn_building<W: Witness>(
        &mut self,
        number: u32,
        turn: BuildingTurn,
        witness: &mut W,
    ) {
        let at = number as usize;
        match turn {
            BuildingTurn::Sharing(sharing) => {
                let cook = |order: &Order, layer| {
                    order.phase == Phase::Cooking && order.ticket.holds.has(Good::Burner, layer)
                };
                let holders: Vec<u32> =
                    self.orders_in(number, cook).into_iter().map(|(order, _)| order).collect();
                let burners = &mut self.buildings[at].burners;
                burners.turn_sharing(sharing, &holders, house!(self, witness));
            }
            BuildingTurn::Worktop(most) => {
                let in_progress = self.orders_in(number, is_in_progress);
                let worktop = &mut self.buildings[at].worktop;
                worktop.turn_most(most, &in_progress, house!(self, witness));
            }
            _ => {}
        }
        self.buildings[at].turn(turn, house!(self, witness));
        self.note_worktops();
        self.update_power(witness);
    }

    /// Switches a district's power.
    pub(super) fn turn_district<W: Witness>(&mut self, district: u32, on: bool, witness: &mut W) {
        for building in &mut self.buildings {
            if building.district() == Some(district) {
                building.switch_district(on, house!(self, witness));
            }
        }
        self.update_power(witness);
    }

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
    fn tell_power<W: Witness>(&mut self, building: u32, on: bool, witness: &mut W) {
        let house = house!(self, witness);
        let inside = self.kitchens.iter_mut().filter(|k| k.building() == Some(building));
        for kitchen in inside {
            kitchen.on_power(on, house);
            self.dispatcher.note(kitchen.number(), kitchen.is_healthy(), house.now());
        }
        let inside = self.pantries.iter_mut().filter(|p| p.building() == Some(building));
        inside.for_each(|pantry| pantry.on_power(on));
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

    /// Lists the orders of the kitchens in a building, or in virtual ones inside of it, that a
    /// question is answered with yes for.
    pub(in crate::restaurant) fn orders_in(
        &self,
        building: u32,
        wanted: impl Fn(&Order, Layer) -> bool,
    ) -> Vec<(u32, Layer)> {
        let of = |(number, order): (u32, &Order)| {
            let in_care = order.phase.is_in_kitchen() || order.ticket.leg != Leg::None;
            let own = if in_care { self.building_of(number, Layer::Own)? } else { return None };
            let layer = if own == building {
                Layer::Own
            } else if self.buildings[own as usize].inside() == Some(building) {
                Layer::Outer
            } else {
                return None;
            };
            wanted(order, layer).then_some((number, layer))
        };
        self.floor.orders.iter().filter_map(of).collect()
    }

    /// Notes in which kitchens orders need places on a worktop.
    fn note_worktops(&mut self) {
        let counts = |at: u32| self.buildings[at as usize].worktop.counts();
        for kitchen in &mut self.kitchens {
            if let Some(own) = kitchen.building() {
                let outer = self.buildings[own as usize].inside();
                kitchen.stands_in(outer, counts(own) || outer.is_some_and(counts));
            }
        }
    }
}

/// Says whether an order takes, or would take, a place on a worktop.
fn is_in_progress(order: &Order, layer: Layer) -> bool {
    let holds = order.ticket.holds;
    match order.phase {
        Phase::RailWait => false,
        Phase::WorktopWait => holds.has(Good::Place, layer),
        phase if phase.is_in_kitchen() => !order.ticket.is_branch,
        // A plate that leaves: it is out of the building when it has left the pipe.
        _ => match order.ticket.leg {
            Leg::PipeOut(Layer::Own) => true,
            Leg::PipeOut(Layer::Outer) => layer == Layer::Outer,
            _ => false,
        },
    }
}

/// The buildings of a plan.
pub(super) fn buildings(plans: &[super::super::BuildingPlan], districts: &[bool]) -> Vec<Building> {
    let building = |(number, plan): (u32, &super::super::BuildingPlan)| {
        let on = plan.district.is_none_or(|district| districts[district as usize]);
        Building::new(number, plan, on)
    };
    (0..).zip(plans).map(building).collect()
}

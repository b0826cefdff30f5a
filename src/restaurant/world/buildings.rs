//! Messages and turns of buildings, and the orders in them.

use super::Restaurant;
use crate::kernel::{Span, Time};
use crate::restaurant::building::{Building, Good, Layer, Leg, Storeroom};
use crate::restaurant::fact::Witness;
use crate::restaurant::house::{Clock, Floor, House};
use crate::restaurant::message::Message;
use crate::restaurant::order::Order;
use crate::restaurant::turn::BuildingTurn;
use crate::restaurant::{BuildingPlan, Phase};

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
            Message::LaysDown(order) => self.lay_down(order, witness),
            // Without hands it has not begun: it is laid down, with nothing left to be done.
            Message::Cooked(order) if self.floor.orders[order].phase != Phase::Cooking => {}
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

    /// An order that shares burners is laid down by a chef who goes on a break.
    fn lay_down<W: Witness>(&mut self, order: u32, witness: &mut W) {
        let holds = &self.floor.orders[order].ticket.holds;
        let is_outer = holds.has(Good::Burner, Layer::Outer);
        let layer = if is_outer { Layer::Outer } else { Layer::Own };
        let Some(building) = self.building_of(order, layer) else { return };
        let burners = &mut self.buildings[building as usize].burners;
        let mut left = Span::ZERO;
        // Where there was nothing to be done, it has had its share already.
        if burners.shares(order) {
            self.floor.orders[order].ticket.holds.give_back(Good::Burner, layer);
            left = burners.lay_down(order, house!(self, witness));
        }
        let kitchen = &mut of!(self.kitchens, order);
        kitchen.give_burners_back(order, house!(self, witness));
        kitchen.on_laid_down(order, left, house!(self, witness));
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
                building.switch_district(on, self.floor.now());
            }
        }
        self.update_power(witness);
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
pub(super) fn buildings(plans: &[BuildingPlan], districts: &[bool]) -> Vec<Building> {
    let building = |(number, plan): (u32, &BuildingPlan)| {
        let on = plan.district.is_none_or(|district| districts[district as usize]);
        Building::new(number, plan, on)
    };
    (0..).zip(plans).map(building).collect()
}

/// What all actors have in common, in a house with these buildings.
pub(super) fn floor(buildings: &[BuildingPlan]) -> Floor {
    Floor {
        clocks: vec![Clock::default(); buildings.len()],
        storerooms: buildings.iter().map(|plan| Storeroom::new(plan.storeroom)).collect(),
        ..Floor::default()
    }
}

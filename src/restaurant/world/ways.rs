//! The way between the waiter and a kitchen: the distance of its building, and the water pipes.

use super::Restaurant;
use crate::kernel::Span;
use crate::restaurant::building::{Good, Layer, Leg, was_taken_along};
use crate::restaurant::fact::Witness;
use crate::restaurant::house::House;
use crate::restaurant::{Outcome, Phase};

impl Restaurant {
    /// A ticket, for which the copy of its kitchen has been chosen, sets out.
    #[inline(always)]
    pub(super) fn on_ticket<W: Witness>(&mut self, order: u32, witness: &mut W) {
        let coming = &mut self.floor.orders[order];
        let kitchen = &mut self.kitchens[coming.ticket.kitchen as usize];
        let has_way = kitchen.building().is_some_and(|at| self.buildings[at as usize].has_way());
        if has_way && !coming.is_errand() {
            coming.ticket.leg = Leg::WalksIn;
            self.walk(order, Phase::WalkingIn, witness);
        } else {
            kitchen.on_ticket(order, house!(self, witness));
        }
    }

    /// A plate leaves its kitchen.
    #[inline(always)]
    pub(super) fn on_plate<W: Witness>(&mut self, order: u32, witness: &mut W) {
        let building = of!(self.kitchens, order).building();
        if building.is_some_and(|at| self.buildings[at as usize].has_way()) {
            self.floor.orders[order].ticket.leg = Leg::PipeOut(Layer::Own);
            self.come_to_pipe(order, Layer::Own, witness);
        } else {
            self.bring(order, witness);
        }
    }

    /// A ticket or a plate has come to the end of a leg of its way.
    #[cold]
    pub(super) fn on_leg<W: Witness>(&mut self, order: u32, witness: &mut W) {
        if let Leg::PipeIn(layer) | Leg::PipeOut(layer) = self.floor.orders[order].ticket.leg
            && let Some(building) = self.building_of(order, layer)
        {
            self.buildings[building as usize].pipe.on_passed(house!(self, witness));
        }
        self.go_further(order, witness);
    }

    /// Walks the distance of its building; without any it goes further at once.
    #[cold]
    fn walk<W: Witness>(&mut self, order: u32, phase: Phase, witness: &mut W) {
        let layers = [Layer::Own, Layer::Outer].into_iter();
        let buildings = layers.filter_map(|layer| self.building_of(order, layer));
        let distance = buildings.map(|at| self.buildings[at as usize].distance().0).sum();
        if distance == 0 {
            self.go_further(order, witness);
        } else {
            let house = house!(self, witness);
            house.moved(order, phase);
            house.due_in(Span(distance), order);
        }
    }

    #[cold]
    fn come_to_pipe<W: Witness>(&mut self, order: u32, layer: Layer, witness: &mut W) {
        match self.building_of(order, layer) {
            Some(building) if !self.buildings[building as usize].pipe.is_open() => {
                self.buildings[building as usize].pipe.on_comes(order, house!(self, witness));
            }
            _ => self.go_further(order, witness),
        }
    }

    /// Begins the next leg of the way; in: distance, then water; out: water, then distance.
    fn go_further<W: Witness>(&mut self, order: u32, witness: &mut W) {
        let leg = self.floor.orders[order].ticket.leg;
        let comes_in = matches!(leg, Leg::WalksIn | Leg::PipeIn(_));
        if comes_in && was_taken_along(&self.floor.orders[order]) {
            house!(self, witness).close(order);
            return;
        }
        let next = match leg {
            Leg::WalksIn => Leg::PipeIn(Layer::Outer),
            Leg::PipeIn(Layer::Outer) => Leg::PipeIn(Layer::Own),
            Leg::PipeOut(Layer::Own) => Leg::PipeOut(Layer::Outer),
            Leg::PipeOut(Layer::Outer) => Leg::WalksOut,
            Leg::PipeIn(Layer::Own) | Leg::WalksOut | Leg::None => Leg::None,
        };
        self.floor.orders[order].ticket.leg = next;
        if let Leg::PipeOut(layer) = leg {
            self.clear_place(order, layer, witness);
        }
        match next {
            Leg::PipeIn(layer) if self.is_dark(order, layer) => {
                self.floor.orders[order].ticket.leg = Leg::None;
                house!(self, witness).end(order, Outcome::POWER_OUT);
            }
            Leg::PipeIn(layer) | Leg::PipeOut(layer) => self.come_to_pipe(order, layer, witness),
            Leg::WalksOut => self.walk(order, Phase::WalkingOut, witness),
            Leg::None if comes_in => {
                of!(self.kitchens, order).on_ticket(order, house!(self, witness));
            }
            Leg::None | Leg::WalksIn => self.bring(order, witness),
        }
    }

    /// A plate is at the waiter's.
    #[inline(always)]
    fn bring<W: Witness>(&mut self, order: u32, witness: &mut W) {
        let distance = of!(self.rooms, order).distance();
        self.waiter.on_plate(order, distance, house!(self, witness));
    }

    /// Returns the building of an order's kitchen, or the physical one around it.
    pub(super) fn building_of(&self, order: u32, layer: Layer) -> Option<u32> {
        let own = of!(self.kitchens, order).building()?;
        match layer {
            Layer::Own => Some(own),
            Layer::Outer => self.buildings[own as usize].inside(),
        }
    }

    /// Nobody is there where an order comes to.
    fn is_dark(&self, order: u32, layer: Layer) -> bool {
        let building = self.building_of(order, layer);
        building.is_some_and(|building| !self.buildings[building as usize].is_up())
    }

    /// A plate has left a building: its place on the worktop there is free.
    fn clear_place<W: Witness>(&mut self, order: u32, layer: Layer, witness: &mut W) {
        let holds = &mut self.floor.orders[order].ticket.holds;
        if holds.give_back(Good::Place, layer)
            && let Some(building) = self.building_of(order, layer)
        {
            self.buildings[building as usize].worktop.on_back(house!(self, witness));
        }
    }
}

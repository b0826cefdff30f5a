//! A place on the worktop: an order in progress needs one, until its plate leaves the building.

use super::Kitchen;
use crate::restaurant::Outcome;
use crate::restaurant::building::{Good, Layer};
use crate::restaurant::fact::Witness;
use crate::restaurant::house::House;
use crate::restaurant::message::Message;

impl Kitchen {
    /// Notes what stands around the kitchen's building, and whether orders need places there.
    pub fn stands_in(&mut self, outer: Option<u32>, needs_places: bool) {
        self.outer = outer;
        self.needs_places = needs_places;
    }

    /// There is a place for an order.
    pub fn on_place<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.resume(order, house);
        self.go_on(house);
    }

    /// There is none: a chef who juggles turns to other orders meanwhile.
    pub fn on_no_place<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.set_aside(order, house);
        self.go_on(house);
    }

    /// There is none, and the kitchen does not get over it.
    #[cold]
    pub fn on_crashed<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.give_up(order, Outcome::CRASHED, house);
    }

    /// Where an order has gone for food there is no power.
    #[cold]
    pub fn on_no_power<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.give_up(order, Outcome::POWER_OUT, house);
    }

    /// An order that ends here gives its place back.
    #[inline]
    pub(super) fn clear_place<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let around = [(Layer::Own, self.building), (Layer::Outer, self.outer)];
        for (layer, building) in around {
            if house.orders[order].ticket.holds.give_back(Good::Place, layer)
                && let Some(building) = building
            {
                house.send(Message::PlaceBack(building));
            }
        }
    }
}

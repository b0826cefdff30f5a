//! When the power goes off, everything in a kitchen ends at once.

use super::Kitchen;
use super::branches::disband;
use crate::kernel::Line;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::message::Message;
use crate::restaurant::order::Order;
use crate::restaurant::{Outcome, Phase};

impl Kitchen {
    /// The power goes off: every order in this kitchen ends at once. Comes on: work goes on.
    #[cold]
    pub fn on_power<W: Witness>(&mut self, on: bool, house: &mut House<'_, W>) {
        self.has_power = on;
        if on {
            return;
        }
        for order in self.rail.clear(&mut house.orders) {
            house.tell(Fact::Tossed { kitchen: self.number, order });
            house.end(order, Outcome::POWER_OUT);
        }
        self.drop_all(|phase| !matches!(phase, Phase::RailWait | Phase::InPantry), house);
        self.resuming = Line::default();
        self.empty_fridge();
        self.forget_breakers(house);
    }

    /// Without power, orders at a hatch leave it, after all that wait for one: a hatch that comes
    /// free is not given to somebody who leaves, too.
    pub fn leave_hatches<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if !self.has_power {
            self.drop_all(|phase| phase == Phase::InPantry, house);
        }
    }

    fn drop_all<W: Witness>(&mut self, whose: fn(Phase) -> bool, house: &mut House<'_, W>) {
        let here = |order: &Order| {
            order.ticket.kitchen == self.number && order.phase.is_in_kitchen() && whose(order.phase)
        };
        let is_kept = |letter: u32| house.data.outbox.keeps(letter);
        let orders = house.orders.iter().filter(|(at, order)| here(order) && !is_kept(*at));
        for order in orders.map(|(order, _)| order).collect::<Vec<_>>() {
            self.drop(order, house);
        }
    }

    /// Lets go of an order that was being worked on when the power went out.
    fn drop<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let phase = house.orders[order].phase;
        house.laid_down.remove(&order);
        let at_partner = house.orders[order].ticket.at.has_place();
        if !at_partner {
            if house.data.is_used {
                house.leaves_call_behind(order);
            }
            house.forget_due(order);
        }
        house.forget_call(order);
        self.lose_call(order, house);
        if matches!(phase, Phase::Prep | Phase::Cooking) {
            house.tell(Fact::WorkEnded { kitchen: self.number, order });
        }
        house.disown_errands(order);
        if phase == Phase::LockWait {
            house.forget_rows(order);
        }
        if !house.orders[order].ticket.is_branch && !house.is_letter(order) {
            disband(order, house);
            self.let_go(order, house);
        }
        if matches!(phase, Phase::HatchWait | Phase::InPantry) {
            house.send(Message::LeavesHatch(order));
        } else if at_partner {
            house.send(Message::LeavesPartner(order));
        } else {
            house.end(order, Outcome::POWER_OUT);
        }
    }
}

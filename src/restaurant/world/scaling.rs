//! Copies of kitchens that open and close by themselves.

use super::Restaurant;
use crate::kernel::{Class, Time};
use crate::restaurant::autoscaler::{Autoscaler, AutoscalerTurn, Look, Stage};
use crate::restaurant::building::{Building, Leg};
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::kitchen::{Kitchen, KitchenPlan};
use crate::restaurant::message::Message;
use crate::restaurant::order::Order;
use std::collections::BTreeMap;
use std::ops::Range;

/// The autoscalers of those kitchens that have one.
pub(super) fn autoscalers(
    plans: &[KitchenPlan],
    copies: &[Range<u32>],
) -> BTreeMap<u32, Autoscaler> {
    let of = |(kitchen, (plan, copies)): (u32, (&KitchenPlan, &Range<u32>))| {
        Some((kitchen, Autoscaler::new(plan.autoscale.clone()?, copies.clone())))
    };
    (0..).zip(plans.iter().zip(copies)).filter_map(of).collect()
}

impl Restaurant {
    /// Those copies open that are open from the beginning; the others are closed.
    pub(super) fn open_autoscalers<W: Witness>(&mut self, witness: &mut W) {
        for kitchen in self.autoscalers.keys().copied().collect::<Vec<_>>() {
            for copy in self.autoscalers[&kitchen].in_service() {
                self.tell_copy(kitchen, copy, Stage::Open, witness);
            }
            self.update_copies(kitchen, witness);
            self.look_again(kitchen);
        }
    }

    fn autoscaler(&mut self, kitchen: u32) -> Option<&mut Autoscaler> {
        self.autoscalers.get_mut(&kitchen)
    }

    fn look_again(&mut self, kitchen: u32) {
        if let Some(scaler) = self.autoscalers.get_mut(&kitchen) {
            let (span, message) = (scaler.next_look(), Message::AutoscalerLooks(kitchen));
            scaler.rings = self.floor.agenda.send_in(span, Class::WorkEnds, message);
        }
    }

    #[cold]
    pub(super) fn on_autoscaler_looks<W: Witness>(&mut self, kitchen: u32, witness: &mut W) {
        let now = self.now();
        let Some(scaler) = self.autoscalers.get(&kitchen).filter(|scaler| scaler.rings == now)
        else {
            return;
        };
        let open = scaler.in_service();
        let open = || self.kitchens[open.start as usize..open.end as usize].iter();
        let is_dark = |copy: &&Kitchen| !copy.is_healthy();
        let look = Look {
            hands: open().map(|copy| u64::from(copy.hands_taken())).sum(),
            chefs: open().next().and_then(Kitchen::chefs),
            dark: open().filter(is_dark).count() as u32,
        };
        let called = self.autoscaler(kitchen).map(|scaler| scaler.looks(look, now));
        self.expect_copies(kitchen, called.unwrap_or_default());
        self.update_copies(kitchen, witness);
        self.look_again(kitchen);
    }

    /// Copies of a kitchen may be open now.
    #[cold]
    pub(super) fn on_copy_opens<W: Witness>(&mut self, kitchen: u32, witness: &mut W) {
        let now = self.now();
        if let Some(scaler) = self.autoscaler(kitchen) {
            scaler.opens(now);
        }
        self.update_copies(kitchen, witness);
    }

    pub(super) fn turn_autoscaler<W: Witness>(
        &mut self,
        kitchen: u32,
        turn: AutoscalerTurn,
        witness: &mut W,
    ) {
        let now = self.now();
        let Some(scaler) = self.autoscaler(kitchen) else { return };
        let called = scaler.turn(turn, now);
        self.expect_copies(kitchen, called);
        self.update_copies(kitchen, witness);
        if matches!(turn, AutoscalerTurn::Every(_)) {
            self.look_again(kitchen);
        }
    }

    fn expect_copies(&mut self, kitchen: u32, called: Vec<Time>) {
        for opens in called {
            let delay = opens - self.now();
            self.floor.agenda.send_in(delay, Class::WorkEnds, Message::CopyOpens(kitchen));
        }
    }

    /// Tells every copy of a kitchen, and the dispatcher, what it is doing from now on.
    fn update_copies<W: Witness>(&mut self, kitchen: u32, witness: &mut W) {
        let Some(scaler) = self.autoscalers.get(&kitchen) else { return };
        self.in_service[kitchen as usize] = scaler.in_service();
        for copy in scaler.copies() {
            let is_done = self.is_done(copy);
            let stage = self.autoscalers[&kitchen].stage(copy, is_done);
            let own = &mut self.kitchens[copy as usize];
            let before = own.stage();
            own.enter(stage, is_done, house!(self, witness));
            if before != stage {
                self.tell_copy(kitchen, copy, stage, witness);
            }
            let was_closed = before == Stage::Closed;
            if was_closed != (stage == Stage::Closed)
                && let Some(building) = self.kitchens[copy as usize].building()
            {
                self.update_rent(building, witness);
            }
        }
    }

    fn tell_copy<W: Witness>(&mut self, of: u32, kitchen: u32, stage: Stage, witness: &mut W) {
        let nth = kitchen - self.copies[of as usize].start;
        house!(self, witness).tell(Fact::Copy { kitchen, of, nth, stage });
    }

    /// Says whether a copy has no ticket, and none is on its way.
    fn is_done(&self, copy: u32) -> bool {
        let own = &self.kitchens[copy as usize];
        let comes = |leg: Leg| matches!(leg, Leg::WalksIn | Leg::PipeIn(_));
        let building = own.building().map(|building| &self.buildings[building as usize]);
        let is_near = !building.is_some_and(Building::has_way);
        let mut orders = self.floor.orders.iter();
        let is_its = |order: &Order| order.ticket.kitchen == copy && comes(order.ticket.leg);
        own.load() == 0 && (is_near || !orders.any(|(_, order)| is_its(order)))
    }

    /// Nobody pays for a building in which there are closed copies, and nothing else.
    fn update_rent<W: Witness>(&mut self, building: u32, witness: &mut W) {
        let here = Some(building);
        let mut copies = self.kitchens.iter().filter(|copy| copy.building() == here);
        let is_used = copies.any(|copy| copy.stage() != Stage::Closed)
            || self.pantries.iter().any(|pantry| pantry.building() == here)
            || self.buildings.iter().any(|inner| inner.inside() == here);
        self.buildings[building as usize].use_it(is_used, house!(self, witness));
    }
}

//! Calls that a kitchen takes care of: made once more when they fail, and not at all while a
//! breaker is open.

use super::Kitchen;
use super::breaker::{Advice, Breaker};
use crate::kernel::Span;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::menu::{BreakerPlan, Care, Step};
use crate::restaurant::message::Message;
use crate::restaurant::order::AtPartner;

/// Noted as the attempt on a ticket whose call was prevented: there is no further one.
const PREVENTED: u32 = u32::MAX;

/// The breaker of one step of a recipe.
#[derive(Clone, Debug, Default)]
pub(super) struct StepBreaker {
    breaker: Breaker,
    partner: u32,
}

impl StepBreaker {
    /// Returns the partner that no calls are made to for a while.
    pub(super) fn is_open(&self) -> Option<u32> {
        matches!(self.breaker, Breaker::Open { .. }).then_some(self.partner)
    }
}

impl Kitchen {
    /// An order comes to a call with care, or to a further attempt at it.
    pub(super) fn call<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let Some(Step::Call { partner, care: Some(care), .. }) = house.step(order) else { return };
        let (kitchen, partner) = (self.number, *partner);
        let now = house.now();
        let advice = match care.breaker {
            Some(_) => self.breaker(order, partner, house).ask(now),
            None => Advice::Call,
        };
        if advice == Advice::Leave {
            house.orders[order].ticket.attempt = PREVENTED;
            house.tell(Fact::Prevented { kitchen, partner, order });
            house.send(Message::NotHelped(order));
            return;
        }
        let attempt = house.orders[order].ticket.attempt;
        if attempt > 0 {
            house.tell(Fact::CalledAgain { kitchen, partner, order, attempt });
        }
        if advice == Advice::Probe {
            house.orders[order].ticket.is_probe = true;
            house.tell(Fact::Probed { kitchen, partner, order });
        }
        house.send(Message::Call(order));
    }

    /// Returns the breaker of the step at which an order is.
    fn breaker<W>(&mut self, order: u32, partner: u32, house: &House<'_, W>) -> &mut Breaker {
        let order = &house.orders[order];
        let step = self.breakers.entry((order.slip.dish, order.ticket.step)).or_default();
        step.partner = partner;
        &mut step.breaker
    }

    /// The wait before a further attempt is over.
    pub fn on_calls_again<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.orders[order].ticket.at = AtPartner::Nowhere;
        if house.is_letter(order) {
            house.send(Message::Call(order));
        } else {
            self.call(order, house);
        }
    }

    /// What an order waited for went well; if that was a call with a breaker, it hears so.
    #[cold]
    pub(super) fn tell_breaker<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if let Some(Step::Call { partner, care: Some(care), .. }) = house.step(order)
            && care.breaker.is_some()
        {
            let (kitchen, partner) = (self.number, *partner);
            let is_probe = std::mem::take(&mut house.orders[order].ticket.is_probe);
            if self.breaker(order, partner, house).went_well(is_probe) {
                house.tell(Fact::BreakerClosed { kitchen, partner });
            }
        }
    }

    /// A call with care did not go well; says whether it will be made once more.
    #[cold]
    pub(super) fn calls_again<W: Witness>(
        &mut self,
        order: u32,
        partner: u32,
        care: &Care,
        house: &mut House<'_, W>,
    ) -> bool {
        let attempt = house.orders[order].ticket.attempt;
        if attempt == PREVENTED {
            return false;
        }
        if let Some(plan) = care.breaker {
            self.call_failed(order, partner, plan, house);
        }
        if care.retries.is_some_and(|most| attempt >= most) {
            return false;
        }
        house.orders[order].ticket.attempt = attempt + 1;
        if care.wait == Span::ZERO {
            self.call(order, house);
        } else {
            house.orders[order].ticket.at = AtPartner::CallsAgain;
            house.due_in(care.wait, order);
        }
        true
    }

    fn call_failed<W: Witness>(
        &mut self,
        order: u32,
        partner: u32,
        plan: BreakerPlan,
        house: &mut House<'_, W>,
    ) {
        let (kitchen, now) = (self.number, house.now());
        let is_probe = std::mem::take(&mut house.orders[order].ticket.is_probe);
        if self.breaker(order, partner, house).failed(is_probe, plan, now) {
            house.tell(Fact::BreakerOpened { kitchen, partner });
        }
    }

    /// An order ends in the middle of a call; if that was the probe, another one must come.
    pub(super) fn lose_call<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let now = house.now();
        let lost = &mut house.orders[order];
        if std::mem::take(&mut lost.ticket.is_probe)
            && let Some(step) = self.breakers.get_mut(&(lost.slip.dish, lost.ticket.step))
        {
            step.breaker.lost_probe(now);
        }
    }

    /// The kitchen forgets which calls had failed.
    pub(super) fn forget_breakers<W: Witness>(&mut self, house: &mut House<'_, W>) {
        let kitchen = self.number;
        for step in std::mem::take(&mut self.breakers).into_values() {
            if !step.breaker.is_closed() {
                house.tell(Fact::BreakerClosed { kitchen, partner: step.partner });
            }
        }
    }

    /// Returns how many breakers wait for their probe.
    pub(super) fn half_open(&self) -> u32 {
        let half = self.breakers.values().filter(|step| step.breaker == Breaker::HalfOpen);
        half.count() as u32
    }
}

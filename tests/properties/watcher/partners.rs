//! Partners: calls, their answers, further attempts, and breakers that prevent them.

use super::{Book, Watcher};
use boh::kernel::{Span, Time};
use boh::restaurant::{BreakerPlan, Care, Phase, Power, Step};
use std::collections::BTreeMap;

use super::recipe::constant;

/// What is known of a breaker.
#[derive(Clone, Copy, Debug)]
enum State {
    /// So many calls have failed since it closed.
    Closed(u32),
    /// Until then no call is made.
    Open(Time),
    /// This order's call tries whether the partner is well.
    Half(usize),
}

/// The breakers of one copy and partner, where there is only one kind of call.
#[derive(Clone, Debug, Default)]
pub(super) struct Breakers(BTreeMap<(usize, usize), State>);

/// What a call of a recipe says.
#[derive(Clone, Debug)]
struct Call {
    timeout: Option<Span>,
    care: Care,
}

impl Watcher {
    /// Lists the calls to a partner that an order may be about.
    fn calls(&self, order: usize, partner: usize) -> Vec<Call> {
        let calls = self.steps(order).filter_map(|step| match step {
            Step::Call { partner: of, timeout, care, .. } if *of as usize == partner => {
                let care = care.as_deref().copied().unwrap_or_default();
                Some(Call { timeout: *timeout, care })
            }
            _ => None,
        });
        calls.collect()
    }

    pub(super) fn called(&mut self, partner: usize, slot: u32, order: usize, fee: i64) {
        if self.orders[order].is_counted {
            self.calls[partner].0 += 1;
            self.fees += fee;
        }
        let calls = self.calls(order, partner);
        let plan = &self.plan.partners[partner];
        let (fee_now, power, has_limit) = (plan.fee, plan.power, plan.at_once.is_some());
        let book = &mut self.orders[order];
        let ok = fee_now == fee
            && book.phase == Phase::PartnerWait
            && !book.is_waiting
            && book.answered.is_none()
            && !calls.is_empty();
        (book.called, book.taken, book.answers_in) = (Some(self.now), None, None);
        if power != Power::Off {
            if has_limit {
                self.partners[partner].line.push(slot);
            } else {
                self.turned_to(partner, order);
            }
        }
        self.must(ok, || format!("order {order} calls for {fee} cents"));
    }

    /// A partner begins to answer a call.
    fn turned_to(&mut self, partner: usize, order: usize) {
        let forever = self.calls(order, partner).iter().any(|call| call.timeout.is_none());
        let plan = &self.plan.partners[partner];
        self.hangs |= plan.power == Power::Hangs && forever;
        let book = &mut self.orders[order];
        book.taken = Some(self.now);
        book.answers_in = match plan.power {
            Power::On => constant(plan.answers.as_ref()),
            Power::Off | Power::Hangs => None,
        };
    }

    /// A partner has no limit any more: it turns to all calls in its line, and does not say so.
    pub(super) fn nobody_waits_for(&mut self, partner: usize) {
        for slot in std::mem::take(&mut self.partners[partner].line) {
            if let Some(order) = self.slots[slot as usize] {
                self.turned_to(partner, order);
            }
        }
    }

    /// A partner with a limit turns to a call, or there is a limit from now on.
    pub(super) fn partner_taken(&mut self, partner: usize, slot: u32, order: usize) {
        let place = &mut self.partners[partner];
        let is_next = place.line.first() == Some(&slot);
        place.line.retain(|waiting| *waiting != slot);
        place.pool.add(1, self.now);
        let is_within = place.pool.is_within();
        let book = &self.orders[order];
        let is_taken = book.taken.is_some();
        let calls = book.called.is_some() && book.answered.is_none();
        if !is_taken {
            self.turned_to(partner, order);
        }
        let ok = calls && is_within && (is_taken || is_next);
        self.must(ok, || format!("partner {partner} turns to order {order}"));
    }

    pub(super) fn partner_free(&mut self, partner: usize) {
        let pool = &mut self.partners[partner].pool;
        pool.add(-1, self.now);
        let ok = pool.taken.now >= 0;
        self.must(ok, || format!("partner {partner} is free and was not taken"));
    }

    pub(super) fn answered(&mut self, partner: usize, slot: u32, order: usize, well: bool) {
        let now = self.now;
        self.calls[partner].1 += u64::from(self.orders[order].is_counted && !well);
        self.partners[partner].line.retain(|waiting| *waiting != slot);
        let calls = self.calls(order, partner);
        let Book { called: Some(called), taken, answers_in, answered: None, .. } =
            self.orders[order]
        else {
            self.must(false, || format!("order {order} is answered and has not called"));
            return;
        };
        let book = &mut self.orders[order];
        (book.answered, book.heard) = (Some(well), Some(now));
        let plan = &self.plan.partners[partner];
        let times_out = |call: &Call| call.timeout.is_some_and(|timeout| now == called + timeout);
        let gives_up = calls.iter().any(times_out);
        let is_answer =
            taken.is_some_and(|taken| answers_in.is_none_or(|time| now == taken + time));
        let ok = if well {
            is_answer && plan.fails < 1.0
        } else {
            let is_off = plan.power == Power::Off && taken.is_none();
            gives_up || is_off || is_answer && plan.fails > 0.0
        };
        let in_time = |call: &Call| call.timeout.is_none_or(|timeout| now <= called + timeout);
        let in_time = calls.iter().any(in_time);
        if !well
            && let Some((key, _)) = self.breaker_of(order, partner)
            && let State::Closed(failures) = self.breakers.0.entry(key).or_insert(State::Closed(0))
        {
            *failures += 1;
        }
        self.must(ok && in_time, || format!("order {order} gets an answer: {well}"));
    }

    /// A call is made once more.
    pub(super) fn called_again(&mut self, partner: usize, order: usize, attempt: u32) {
        let now = self.now;
        let calls = self.calls(order, partner);
        let Book { attempt: before, heard, answered, .. } = self.orders[order];
        let after = |call: &Call| heard.is_some_and(|heard| heard + call.care.wait == now);
        let may = |call: &Call| call.care.retries.is_none_or(|most| attempt <= most) && after(call);
        let ok = answered == Some(false) && attempt == before + 1 && calls.iter().any(may);
        let book = &mut self.orders[order];
        (book.answered, book.called, book.attempt) = (None, None, attempt);
        self.must(ok, || format!("order {order} makes attempt {attempt} at a call"));
    }

    /// Says whether a call that failed is not made again.
    pub(super) fn is_last_attempt(&self, order: usize, care: Option<&Care>) -> bool {
        let book = &self.orders[order];
        book.is_prevented
            || care.is_none_or(|care| care.retries.is_some_and(|most| book.attempt >= most))
    }

    /// Returns the breaker that an order's call has to do with, where there is one kind of call
    /// from this copy to this partner.
    fn breaker_of(&self, order: usize, partner: usize) -> Option<((usize, usize), BreakerPlan)> {
        let copy = self.orders[order].copy?;
        Some(((copy, partner), self.only_breaker(copy, partner)?))
    }

    fn only_breaker(&self, copy: usize, partner: usize) -> Option<BreakerPlan> {
        let home = self.kitchens[copy].home;
        let dishes = self.plan.menu.iter().filter(|dish| dish.kitchen as usize == home);
        let calls = dishes.flat_map(|dish| &dish.recipe).filter_map(|step| match step {
            Step::Call { partner: of, care, .. } if *of as usize == partner => Some(care),
            _ => None,
        });
        let calls: Vec<_> = calls.collect();
        match calls[..] {
            [Some(care)] => care.breaker,
            _ => None,
        }
    }

    /// A call is made that tries whether the partner is well.
    pub(super) fn probed(&mut self, partner: usize, order: usize) {
        let Some((key, _)) = self.breaker_of(order, partner) else { return };
        let may = match self.breakers.0.get(&key) {
            Some(State::Open(until)) => *until <= self.now,
            // The one before will never hear an answer.
            Some(State::Half(before)) => self.orders[*before].is_closed,
            _ => false,
        };
        self.must(may, || format!("order {order} tries a breaker: {key:?}"));
        self.breakers.0.insert(key, State::Half(order));
    }

    /// A call is not made.
    pub(super) fn prevented(&mut self, partner: usize, order: usize) {
        if self.orders[order].is_counted {
            self.prevented[partner] += 1;
        }
        let is_asked = self.orders[order].phase == Phase::PartnerWait;
        self.orders[order].is_prevented = true;
        self.orders[order].answered = Some(false);
        let may = match self.breaker_of(order, partner) {
            None => true,
            Some((key, _)) => match self.breakers.0.get(&key) {
                Some(State::Open(until)) => self.now < *until,
                Some(State::Half(_)) => true,
                _ => false,
            },
        };
        self.must(may && is_asked, || format!("the call of order {order} is prevented"));
    }

    pub(super) fn breaker_opened(&mut self, copy: usize, partner: usize) {
        let Some(plan) = self.only_breaker(copy, partner) else { return };
        let may = match self.breakers.0.get(&(copy, partner)) {
            Some(State::Closed(failures)) => *failures >= plan.after,
            Some(State::Half(_)) => true,
            _ => false,
        };
        self.must(may, || format!("the breaker of {copy} for {partner} opens too early"));
        self.breakers.0.insert((copy, partner), State::Open(self.now + plan.lasts));
    }

    pub(super) fn breaker_closed(&mut self, copy: usize, partner: usize) {
        if self.only_breaker(copy, partner).is_none() {
            return;
        }
        let before = self.breakers.0.insert((copy, partner), State::Closed(0));
        let is_dark = self.is_dark(copy);
        let may = match before {
            Some(State::Half(_)) => true,
            Some(State::Open(_)) => is_dark,
            _ => false,
        };
        self.must(may, || format!("the breaker of {copy} for {partner} closes: {before:?}"));
    }
}

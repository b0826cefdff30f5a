//! Guests who try again: a visit may take several attempts.

use super::DiningRoom;
use super::told::Told;
use crate::kernel::{Class, Luck, NOBODY, Span, fraction, stream};
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::message::{Guest, Message};
use crate::restaurant::order::{Order, Slip};
use crate::restaurant::{Outcome, RetryTurn};

/// How guests try again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPlan {
    /// How often at most, the first attempt not counted; none: as often as it takes.
    pub limit: Option<u32>,
    /// How long before the first retry.
    pub wait: Span,
    /// By how much every further wait is longer.
    pub backoff: f64,
    /// Whether a wait is drawn from all that are not longer.
    pub jitter: bool,
    /// How many retries the room allows itself for each first attempt; none: any number.
    pub budget: Option<f64>,
}

impl Default for RetryPlan {
    fn default() -> Self {
        RetryPlan { limit: Some(0), wait: Span::ZERO, backoff: 1.0, jitter: false, budget: None }
    }
}

impl RetryPlan {
    pub(super) fn is_on(&self) -> bool {
        self.limit != Some(0)
    }

    /// Returns the wait before the n-th retry.
    fn wait(&self, retry: u32, luck: Luck) -> Span {
        const WAIT: u64 = stream("retry");
        let longest = self.wait.0 as f64 * libm::pow(self.backoff, f64::from(retry - 1));
        let drawn = || fraction(&mut luck.nth(WAIT).nth(u64::from(retry)).draw());
        let share = if self.jitter { drawn() } else { 1.0 };
        Span::from_nanos(longest * share)
    }
}

/// Retries that a room may still make, in billionths, so that ten tenths are one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Budget(10 * Budget::ONE)
    }
}

impl Budget {
    const ONE: u64 = 1_000_000_000;
    const MOST: u64 = 100 * Budget::ONE;

    /// A first attempt was made.
    pub fn earn(&mut self, plan: &RetryPlan) {
        let earned = plan.budget.unwrap_or(0.0) * Budget::ONE as f64;
        self.0 = (self.0 + earned.round() as u64).min(Budget::MOST);
    }

    fn spend(&mut self, plan: &RetryPlan) -> bool {
        let allows = plan.budget.is_none() || self.0 >= Budget::ONE;
        if allows && plan.budget.is_some() {
            self.0 -= Budget::ONE;
        }
        allows
    }
}

/// What a guest wants, however many attempts it takes.
#[derive(Clone, Copy, Debug)]
pub(in crate::restaurant) struct Wish {
    /// The guest of a closed room, and the how manieth visit it is.
    pub guest: Option<Guest>,
    /// The key of all draws of the first attempt.
    pub luck: Luck,
    pub dish: u32,
    /// How long each attempt waits, where that is written down.
    pub patience: Option<Span>,
    /// Where it is written down what each attempt carries besides what the room says.
    pub told: Told,
}

impl Wish {
    /// Says whether an order itself does not tell all of it.
    fn is_special(&self) -> bool {
        self.patience.is_some() || self.told != Told::Nowhere
    }
}

/// A visit that takes more than one attempt.
#[derive(Clone, Copy, Debug)]
pub(in crate::restaurant) struct LongVisit {
    pub room: u32,
    wish: Wish,
    retries: u32,
    /// The number of the visit's first order, where numbers are written down.
    pub first: Option<u64>,
}

impl LongVisit {
    pub fn is_retry(&self) -> bool {
        self.retries > 0
    }
}

impl DiningRoom {
    /// Notes at the first attempt what the order itself does not tell at its end.
    pub(super) fn note_wish<W: Witness>(&self, wish: &Wish, house: &mut House<'_, W>) -> u32 {
        if !wish.is_special() {
            return NOBODY;
        }
        let visit = LongVisit { room: self.number, wish: *wish, retries: 0, first: None };
        house.long_visits.insert(visit)
    }

    /// Says whether this guest will try again after an attempt that ended so, and lets it.
    pub(super) fn tries_again<W: Witness>(
        &mut self,
        order: u32,
        hears_in: Span,
        house: &mut House<'_, W>,
    ) -> bool {
        let Order { visit: id, fate, .. } = house.orders[order];
        if !self.plan.retry.is_on() && (id == NOBODY || !house.long_visits[id].is_retry()) {
            // Nobody tries again here any more, and this guest has not begun to.
            if id != NOBODY {
                house.long_visits.remove(id);
            }
            return false;
        }
        let mut visit = match id {
            NOBODY => self.first_attempt(order, house),
            id => house.long_visits[id],
        };
        let plan = &self.plan.retry;
        let more = plan.limit.is_none_or(|limit| visit.retries < limit);
        let is_worth_it = fate.is_some_and(Outcome::is_worth_a_retry);
        if !(is_worth_it && more && self.budget.spend(plan)) {
            if id != NOBODY {
                house.long_visits.remove(id);
            }
            house.tell(Fact::GaveUp { order });
            return false;
        }
        visit.retries += 1;
        visit.first = house.pad(order).map(|pad| pad.visit);
        let delay = Span(hears_in.0 + plan.wait(visit.retries, visit.wish.luck).0);
        let id = match id {
            NOBODY => house.long_visits.insert(visit),
            id => {
                house.long_visits[id] = visit;
                id
            }
        };
        house.tell(Fact::WillRetry { order, visit: id });
        house.agenda.send_in(delay, Class::Arrival, Message::ComesBack(id));
        true
    }

    fn first_attempt<W>(&self, order: u32, house: &House<'_, W>) -> LongVisit {
        let Slip { guest, luck, dish, .. } = house.orders[order].slip;
        let wish = Wish { guest, luck, dish, patience: None, told: Told::Nowhere };
        LongVisit { room: self.number, wish, retries: 0, first: None }
    }

    /// A guest tries again.
    pub fn on_back<W: Witness>(&mut self, id: u32, house: &mut House<'_, W>) {
        const ATTEMPT: u64 = stream("attempt");
        let LongVisit { wish, retries, .. } = house.long_visits[id];
        let luck = wish.luck.nth(ATTEMPT).nth(u64::from(retries));
        self.place(&wish, luck, id, house);
    }

    pub(super) fn turn_retry<W: Witness>(&mut self, turn: RetryTurn, house: &mut House<'_, W>) {
        let plan = &mut self.plan.retry;
        match turn {
            RetryTurn::Limit(limit) => plan.limit = limit,
            RetryTurn::Wait(wait) => plan.wait = wait,
            RetryTurn::Backoff(factor) => plan.backoff = factor,
            RetryTurn::Jitter(jitter) => plan.jitter = jitter,
            RetryTurn::Budget(budget) => plan.budget = budget,
        }
        self.tell_retries(house);
    }

    pub(super) fn tell_retries<W: Witness>(&self, house: &mut House<'_, W>) {
        house.tell(Fact::Retries { room: self.number, on: self.plan.retry.is_on() });
    }
}

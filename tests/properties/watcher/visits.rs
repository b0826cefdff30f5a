//! Visits: what a guest wants, however many attempts it takes.

use super::Watcher;
use boh::kernel::{Span, Time};
use boh::restaurant::{Arrivals, Category, Outcome};

/// What is known of one visit, for ever.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub room: u32,
    /// The guest is one of a trace, and may bring a patience along.
    pub(super) is_of_trace: bool,
    pub began: Time,
    /// When it ended, and whether with a plate.
    pub ended: Option<(Time, bool)>,
    pub(super) retries: u32,
    /// The earliest and the latest moment of the next attempt.
    next: Option<(Time, Time)>,
    /// The copies to which sticky guests were sent, by kitchen.
    pub(super) homes: Vec<(usize, usize)>,
}

/// Says whether it may help to try again; never after an answer that is the guest's own fault.
fn is_worth_it(outcome: Outcome) -> bool {
    match outcome.category() {
        Category::Served => false,
        Category::Failed | Category::Abandoned => true,
        Category::Refused => {
            [Outcome::TOO_MANY_ORDERS, Outcome::QUEUE_FULL, Outcome::RAIL_FULL].contains(&outcome)
        }
    }
}

impl Watcher {
    pub(super) fn retries_are_on(&self, room: u32) -> bool {
        self.plan.rooms[room as usize].retry.limit != Some(0)
    }

    /// An order is placed; returns its visit.
    pub(super) fn attempt(&mut self, room: u32, told: Option<u32>) -> usize {
        let (at, now) = (room as usize, self.now);
        if let Some(told) = told {
            let known = self.between.get_mut(told as usize).and_then(Option::take);
            self.must(known.is_some(), || format!("nobody of visit {told} is expected"));
            if let Some(visit) = known {
                let Visit { room: of, next, .. } = self.visits[visit];
                let in_time = next.is_some_and(|(from, to)| (from..=to).contains(&now));
                self.must(in_time && of == room, || format!("visit {visit} goes on, not {next:?}"));
                return visit;
            }
        }
        if self.retries_are_on(room) {
            let earned = self.plan.rooms[at].retry.budget.unwrap_or(0.0);
            self.tokens[at] = (self.tokens[at] + earned).min(100.0);
        }
        let is_of_trace = matches!(self.plan.rooms[at].arrivals, Arrivals::Trace(_));
        self.visits.push(Visit {
            room,
            is_of_trace,
            began: now,
            ended: None,
            retries: 0,
            next: None,
            homes: vec![],
        });
        self.visits.len() - 1
    }

    /// An attempt has ended: with a plate, or the guest thinks about another one, or goes.
    pub(super) fn attempt_ended(&mut self, order: usize, outcome: Outcome) {
        let (visit, room) = (self.orders[order].visit, self.orders[order].room);
        let is_over = self.visits[visit].ended;
        self.must(is_over.is_none(), || format!("visit {visit} has ended and goes on"));
        let is_happy = outcome == Outcome::SERVED;
        if !is_happy && (self.retries_are_on(room) || self.visits[visit].retries > 0) {
            self.unheard.push(order);
        } else {
            self.visits[visit].ended = Some((self.now, is_happy));
        }
    }

    /// The guest of an order says whether it tries again.
    fn heard(&mut self, order: usize) {
        let at = self.unheard.iter().position(|unheard| *unheard == order);
        self.must(at.is_some(), || format!("order {order} has not ended and is tried again"));
        at.map(|at| self.unheard.swap_remove(at));
    }

    fn may_retry(&self, order: usize) -> bool {
        let book = &self.orders[order];
        let retry = &self.plan.rooms[book.room as usize].retry;
        let retries = self.visits[book.visit].retries;
        book.outcome.is_some_and(|(_, outcome)| is_worth_it(outcome))
            && retry.limit.is_none_or(|limit| retries < limit)
            // Ten times a tenth is one, but for the last digits.
            && (retry.budget.is_none() || self.tokens[book.room as usize] > 1.0 - 1e-6)
    }

    pub(super) fn will_retry(&mut self, order: usize, told: u32) {
        self.heard(order);
        let may = self.may_retry(order);
        self.must(may, || format!("the guest of order {order} may not try again"));
        let book = &self.orders[order];
        let (at, room) = (book.visit, &self.plan.rooms[book.room as usize]);
        let left = book.outcome.is_some_and(|(_, outcome)| outcome == Outcome::PATIENCE);
        let hears = self.now + if left { Span::ZERO } else { room.distance };
        let visit = &mut self.visits[at];
        visit.retries += 1;
        let longer = room.retry.backoff.powi(visit.retries as i32 - 1);
        // A nanosecond more or less, and the last digits of a power.
        let wait = room.retry.wait.0 as f64 * longer;
        let off = 1.0 + wait * 1e-12;
        let earliest = if room.retry.jitter { 0.0 } else { (wait - off).max(0.0) };
        let after = |wait: f64| Time(hears.0.saturating_add(wait as u64));
        visit.next = Some((after(earliest), after(wait + off)));
        if room.retry.budget.is_some() {
            self.tokens[self.orders[order].room as usize] -= 1.0;
        }
        let told = told as usize;
        if told >= self.between.len() {
            self.between.resize(told + 1, None);
        }
        let before = self.between[told].replace(at);
        self.must(before.is_none(), || format!("visit {told} is told twice"));
    }

    pub(super) fn gave_up(&mut self, order: usize) {
        self.heard(order);
        let may = self.may_retry(order);
        self.must(!may, || format!("the guest of order {order} gives up too early"));
        let visit = self.orders[order].visit;
        self.visits[visit].ended = Some((self.now, false));
    }
}

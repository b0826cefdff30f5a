//! What things have been like of late: marks at even steps of simulated time, and what was counted
//! since one of them.

use crate::dials::{Ledger, Mark, Reading};
use crate::kernel::{Span, Time};
use crate::scenario::Scenario;
use std::collections::VecDeque;

/// There are so many steps in the time that the restaurant is open.
const STEPS: u64 = 60;
/// At least so many steps are looked at, …
const FEWEST: usize = 4;
/// … or more, until so many orders were decided in them, …
const ENOUGH: u64 = 100;
/// … or all of so many.
const MOST: usize = 16;
/// Marks that take more bytes than this are not set: everything since the warm-up is looked at.
const MOST_BYTES: u64 = 1 << 20;

/// Marks at even steps, the last few.
#[derive(Clone, Debug)]
pub(super) struct Recent {
    step: Span,
    next: Time,
    closing: Time,
    /// Each with the number of orders that had been decided by then.
    marks: VecDeque<(Mark, u64)>,
}

impl Recent {
    pub fn new(scenario: &Scenario) -> Recent {
        let step = Span((scenario.duration.0 / STEPS).max(1));
        Recent {
            step,
            next: scenario.warm_up_ends(),
            closing: scenario.closing(),
            marks: VecDeque::new(),
        }
    }

    /// Returns when the next mark is due.
    pub fn next(&self) -> Time {
        self.next
    }

    /// Sets a mark: it is due.
    pub fn mark(&mut self, ledger: &Ledger, decided: u64) {
        let now = self.next;
        // Until those who are left then have gone, any time may go by.
        self.next = if now < self.closing { now + self.step } else { Time::NEVER };
        if ledger.mark_bytes() > MOST_BYTES {
            return;
        }
        self.marks.push_back((ledger.mark(now), decided));
        if self.marks.len() > MOST {
            self.marks.pop_front();
        }
    }

    /// Opens what was counted of late for reading; none: nothing was marked yet.
    pub fn reading<'a>(
        &'a self,
        ledger: &'a Ledger,
        now: Time,
        decided: u64,
    ) -> Option<Reading<'a>> {
        let enough = |(_, before): &&(Mark, u64)| decided - before >= ENOUGH;
        let older = self.marks.iter().rev().skip(FEWEST);
        let (mark, _) = older.clone().find(enough).or(self.marks.front())?;
        Some(ledger.since(mark, now))
    }

    /// Returns about how many bytes a clone takes.
    pub fn bytes(&self, ledger: &Ledger) -> u64 {
        self.marks.len() as u64 * ledger.mark_bytes()
    }
}

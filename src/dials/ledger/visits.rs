//! Visits that may take more than one attempt.

use super::Ledger;
use crate::dials::record::Attempt;
use crate::kernel::{Span, Time};

/// A visit between attempts, or at another than the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct LongVisit {
    began: Time,
    is_counted: bool,
}

impl Ledger {
    /// Another attempt of a visit begins.
    #[cold]
    pub(super) fn attempt_begins(&mut self, order: u32, visit: u32) {
        let record = &mut self.records[order as usize];
        record.attempt = Attempt::Again(visit);
        if record.is_counted {
            self.levels.totals.visits[record.room as usize].begun -= 1;
        }
    }

    /// Returns the visit of an order, from its first attempt.
    pub(super) fn long_visit(&self, order: u32) -> LongVisit {
        let record = &self.records[order as usize];
        let first = LongVisit { began: record.placed, is_counted: record.is_counted };
        match record.attempt {
            Attempt::First => first,
            Attempt::Again(visit) => self.long_visits[visit as usize],
        }
    }

    #[cold]
    pub(super) fn will_retry(&mut self, order: u32, visit: u32) {
        let (at, long) = (visit as usize, self.long_visit(order));
        if at >= self.long_visits.len() {
            self.long_visits.resize(at + 1, long);
        }
        self.long_visits[at] = long;
    }

    #[cold]
    pub(super) fn gave_up(&mut self, now: Time, order: u32) {
        let visit = self.long_visit(order);
        let room = self.records[order as usize].room as usize;
        if visit.is_counted {
            self.levels.totals.visits[room].unhappy += 1;
            self.blame(now, order);
            self.visit_took(room, now - visit.began);
        }
    }

    /// Notes how long a visit took that was not just one served order.
    pub(super) fn visit_took(&mut self, room: usize, time: Span) {
        self.open.iter_mut().for_each(|tally| tally.visit_latency[room].record(time.0));
    }

    /// A retry was served: its latency is the order's, the visit's is counted from the beginning.
    #[cold]
    pub(super) fn served_again(&mut self, now: Time, order: u32) {
        let visit = self.long_visit(order);
        let record = &self.records[order as usize];
        let (cell, room) = (record.cell as usize, record.room as usize);
        if record.is_counted {
            let latency = (now - record.placed).0;
            self.levels.totals.cells[cell].phases.add(latency, &record.spent);
            self.open.iter_mut().for_each(|tally| tally.again[cell].record(latency));
        }
        if visit.is_counted {
            self.levels.totals.visits[room].happy += 1;
            self.visit_took(room, now - visit.began);
        }
    }
}

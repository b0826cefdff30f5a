//! What things have been like of late: a stopwatch that is pressed at even steps of simulated time,
//! and what was noted in its last laps.

use crate::dials::{Lap, Ledger, Reading};
use crate::kernel::{Span, Time};
use crate::scenario::Scenario;
use std::collections::VecDeque;

/// The number of the stopwatch.
pub(super) const STOPWATCH: u32 = 0;
/// There are so many laps in the time that the restaurant is open.
const LAPS: u64 = 60;
/// At least so many laps are looked at, …
const FEWEST: usize = 4;
/// … or more, until so many orders were decided in them, …
const ENOUGH: u64 = 100;
/// … or all of so many.
const MOST: usize = 16;
/// Where a lap takes more bytes than this there are none: everything since the warm-up is looked at.
pub(super) const MOST_BYTES: u64 = 1 << 20;

/// A stopwatch, and its last laps.
#[derive(Clone, Debug)]
pub(super) struct Recent {
    step: Span,
    next: Time,
    closing: Time,
    /// Each with the number of orders that had been decided before it.
    laps: VecDeque<(Lap, u64)>,
    /// How many had been decided before the present one.
    decided: u64,
}

impl Recent {
    pub fn new(scenario: &Scenario) -> Recent {
        let step = Span((scenario.duration.0 / LAPS).max(1));
        Recent {
            step,
            next: scenario.warm_up_ends(),
            closing: scenario.closing(),
            laps: VecDeque::new(),
            decided: 0,
        }
    }

    /// Returns when the stopwatch is to be pressed next.
    pub fn next(&self) -> Time {
        self.next
    }

    /// Presses the stopwatch: it is time.
    pub fn press(&mut self, ledger: &mut Ledger, decided: u64) {
        let now = self.next;
        // Until those who are left then have gone, any time may go by.
        self.next = if now < self.closing { now + self.step } else { Time::NEVER };
        if ledger.lap_bytes() > MOST_BYTES {
            return;
        }
        let ended = ledger.lap(STOPWATCH, now);
        let before = std::mem::replace(&mut self.decided, decided);
        self.laps.extend(ended.map(|lap| (lap, before)));
        if self.laps.len() >= MOST {
            self.laps.pop_front();
        }
    }

    /// Opens what was noted of late for reading; none: nothing was noted yet.
    pub fn reading<'a>(
        &'a self,
        ledger: &'a Ledger,
        now: Time,
        decided: u64,
    ) -> Option<Reading<'a>> {
        let has_enough = |at: &usize| decided - self.laps[*at].1 >= ENOUGH;
        // The present lap is one of them.
        let first = (0..self.laps.len()).rev().skip(FEWEST - 1).find(has_enough).unwrap_or(0);
        ledger.since(STOPWATCH, self.laps.range(first..).map(|(lap, _)| lap), now)
    }

    /// Returns about how many bytes it takes.
    pub fn bytes(&self, ledger: &Ledger) -> u64 {
        self.laps.iter().map(|(lap, _)| lap.bytes() + ledger.lap_bytes()).sum()
    }
}

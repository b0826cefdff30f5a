//! How busy everything has been over the last moments: of the books, at even steps of simulated time.
//! So it is the same however the run has come to this moment, and whoever goes back there sees it.

use crate::dials::{Ledger, Loads};
use crate::kernel::{Span, Time};
use crate::runner::snapshot::Busy;
use crate::scenario::Scenario;
use std::collections::VecDeque;

/// There are so many steps in the time that the restaurant is open.
const STEPS: u64 = 480;
/// So many of the last ones are looked at, and what has begun of the next.
const LOOKED_AT: usize = 3;

/// What had been taken up at the beginning of each of the last steps.
#[derive(Clone, Debug)]
pub(super) struct BusyKeeper {
    step: Span,
    next: Time,
    closing: Time,
    begun: VecDeque<Loads>,
}

impl BusyKeeper {
    pub fn new(scenario: &Scenario) -> BusyKeeper {
        BusyKeeper {
            step: Span((scenario.duration.0 / STEPS).max(1)),
            next: Time::OPENING,
            closing: scenario.closing(),
            begun: VecDeque::with_capacity(LOOKED_AT + 1),
        }
    }

    /// Returns when the next step begins.
    pub fn next(&self) -> Time {
        self.next
    }

    /// The next step begins.
    pub fn begin_step(&mut self, loads: Loads) {
        if self.begun.len() > LOOKED_AT {
            self.begun.pop_front();
        }
        self.begun.push_back(loads);
        // Until those who are left then have gone, any time may go by.
        self.next = if self.next < self.closing { self.next + self.step } else { Time::NEVER };
    }

    /// Returns how busy everything has been.
    pub fn busy(&self, ledger: &Ledger, now: Time) -> Busy {
        let Some(before) = self.begun.front() else { return Busy::default() };
        let loads = ledger.loads(now);
        Busy {
            waiters: loads.waiters.share_since(before.waiters),
            chefs: loads.chefs.share_since(before.chefs),
            burners: loads.burners.share_since(before.burners),
            hatches: loads.hatches.share_since(before.hatches),
        }
    }
}

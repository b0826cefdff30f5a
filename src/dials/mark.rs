//! A moment to count from, set while the run goes on: what was counted since can be read at any
//! time, but no percentiles and maxima, for which every single value would have to be kept.

use super::ledger::Ledger;
use super::tally::{Tally, Window};
use super::totals::Cell;
use crate::kernel::Time;

/// A moment from which something is counted.
#[derive(Clone, Debug)]
pub struct Mark(pub(super) Tally);

impl Mark {
    /// Returns the moment.
    pub fn at(&self) -> Time {
        self.0.window.from
    }
}

impl Ledger {
    /// Marks a moment: everything before it has been told.
    pub fn mark(&self, now: Time) -> Mark {
        let window = Window { from: now, to: Time::NEVER };
        Mark(Tally::new(window, &self.layout, &self.levels))
    }

    /// Returns about how many bytes a mark takes.
    pub fn mark_bytes(&self) -> u64 {
        let cell = size_of::<Cell>() + self.layout.outcomes * size_of::<u64>();
        (self.layout.cells() * cell) as u64
    }
}

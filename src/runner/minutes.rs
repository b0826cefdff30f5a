//! What each minute has come to, or each other round span of time where a day is long or short. It is
//! plain data in a picture, and bounded.

use crate::kernel::{Span, Time};

/// Round spans of time, in seconds.
pub const ROUND: &[u64] =
    &[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];

/// What went on minute by minute, since opening.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Minutes {
    /// How long each of them is: a minute, or another round span.
    pub step: Span,
    /// Those that are over, the first one first. The clock is at a round time where each begins, but
    /// for the first.
    pub over: Vec<Minute>,
}

/// What one of them has come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Minute {
    /// When it began.
    pub from: Time,
    /// How long it was, or has been so far.
    pub long: Span,
    /// Orders placed in it.
    pub placed: u64,
    /// Orders served in it.
    pub served: u64,
    /// Orders decided in it in any other way.
    pub lost: u64,
    /// Tickets on all rails on average.
    pub rail: f64,
}

impl Minute {
    /// Returns what it and the next one have come to together.
    #[must_use]
    pub fn and(self, next: Minute) -> Minute {
        let long = Span(self.long.0 + next.long.0);
        let tickets = |minute: Minute| minute.rail * minute.long.0 as f64;
        Minute {
            from: self.from,
            long,
            placed: self.placed + next.placed,
            served: self.served + next.served,
            lost: self.lost + next.lost,
            rail: (tickets(self) + tickets(next)) / long.0.max(1) as f64,
        }
    }
}

//! Keeping what each minute has come to.

use super::trends::Counts;
use crate::dials::Loads;
use crate::kernel::{SECOND, Span, Time};
use crate::runner::minutes::{Minute, Minutes, ROUND};
use crate::scenario::Scenario;
use std::sync::Arc;

/// A day has at least so many of them, unless they were shorter than the shortest round span, …
const FEWEST: u64 = 10;
/// … and at most so many.
const MOST: u64 = 240;
/// This is what they are if both is so.
const MINUTE: u64 = 60;

/// Keeps the minutes that are over, and what is needed for the present one.
#[derive(Clone, Debug)]
pub(super) struct MinuteKeeper {
    /// Shared with pictures until one is over.
    minutes: Arc<Minutes>,
    from: Time,
    next: Time,
    before: Counts,
    tickets: i128,
}

/// Returns how long the minutes of a day are that is so long.
fn step(day: Span) -> Span {
    let spans = || ROUND.iter().map(|seconds| seconds * SECOND.0);
    let is_short = day.0 < FEWEST * MINUTE * SECOND.0;
    let found = if is_short {
        spans().filter(|span| day.0 >= FEWEST * span).max().or(spans().next())
    } else {
        spans().find(|span| *span >= MINUTE * SECOND.0 && day.0 <= MOST * span)
    };
    let days = (day.0 / MOST).div_ceil(86_400 * SECOND.0).next_power_of_two();
    Span(found.unwrap_or(days * 86_400 * SECOND.0))
}

impl MinuteKeeper {
    pub fn new(scenario: &Scenario) -> MinuteKeeper {
        let step = step(scenario.duration);
        MinuteKeeper {
            minutes: Arc::new(Minutes { step, over: Vec::new() }),
            from: Time::OPENING,
            next: Time(step.0 - scenario.opens.0 % step.0),
            before: Counts::default(),
            tickets: 0,
        }
    }

    /// Returns when the present minute is over.
    pub fn next(&self) -> Time {
        self.next
    }

    /// The present minute is over.
    pub fn end(&mut self, counts: Counts, loads: Loads) {
        let minute = self.present(counts, loads, self.next);
        let minutes = Arc::make_mut(&mut self.minutes);
        minutes.over.push(minute);
        (self.from, self.before, self.tickets) = (self.next, counts, loads.tickets);
        // Until those who are left at closing time have gone, any time may go by.
        let is_full = minutes.over.len() as u64 > MOST + FEWEST;
        self.next = if is_full { Time::NEVER } else { self.next + minutes.step };
    }

    /// Returns what the present one has come to.
    pub fn present(&self, counts: Counts, loads: Loads, now: Time) -> Minute {
        let (long, before) = (now - self.from, self.before);
        let served = counts.served - before.served;
        Minute {
            from: self.from,
            long,
            placed: counts.placed - before.placed,
            served,
            lost: counts.decided - before.decided - served,
            rail: (loads.tickets - self.tickets) as f64 / long.0.max(1) as f64,
        }
    }

    pub fn all(&self) -> Arc<Minutes> {
        Arc::clone(&self.minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(day: u64) -> u64 {
        step(Span(day * SECOND.0)).0 / SECOND.0
    }

    #[test]
    fn a_minute_is_a_minute_where_the_day_lets_it() {
        assert_eq!([600, 1_800, 14_400].map(seconds), [60; 3]);
        assert_eq!([5, 60, 299, 300].map(seconds), [1, 5, 15, 30]);
        assert_eq!([8 * 3_600, 24 * 3_600].map(seconds), [120, 600]);
        // Whatever the day, there are not too many.
        for day in [59, 601, 14_401, 40 * 86_400, 3_650 * 86_400] {
            assert!(day / seconds(day) <= MOST, "{day}");
        }
    }
}

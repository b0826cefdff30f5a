//! Simulated time: whole nanoseconds since opening.

use std::ops::{Add, AddAssign, Sub};

/// One second.
pub const SECOND: Span = Span(1_000_000_000);
/// One minute.
pub const MINUTE: Span = Span(60 * SECOND.0);
/// One hour.
pub const HOUR: Span = Span(60 * MINUTE.0);

/// A moment: nanoseconds since opening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub u64);

/// A length of time in nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub u64);

impl Time {
    /// Opening time.
    pub const OPENING: Time = Time(0);
    /// The last moment there is, 36 years from opening; as a deadline it means "never". With the
    /// three bits that order one instant it still fits the event queue's keys, which are below 2^63.
    pub const NEVER: Time = Time((1 << 60) - 1);

    /// Returns the seconds since opening.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1e9
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);

    /// Returns the length in seconds.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// Returns the span nearest to a number of nanoseconds; negative ones and NaN count as zero.
    pub fn from_nanos(nanos: f64) -> Span {
        // The cast to a signed number is the cheaper one, and ten years fit in it.
        Span(((nanos + 0.5) as i64).max(0) as u64)
    }
}

impl Add<Span> for Time {
    type Output = Time;
    fn add(self, span: Span) -> Time {
        Time(self.0.saturating_add(span.0).min(Time::NEVER.0))
    }
}

impl AddAssign<Span> for Time {
    fn add_assign(&mut self, span: Span) {
        *self = *self + span;
    }
}

impl Sub for Time {
    type Output = Span;
    fn sub(self, earlier: Time) -> Span {
        Span(self.0 - earlier.0)
    }
}

//! A breaker: after several calls in a row have failed, no more are made for a while.
//!
//! ```text
//!  closed --so many failures in a row--> open --the while is over--> half-open
//!    ^                                    ^                             |  |
//!    |                                    '--------the probe fails------'  |
//!    '----------------------the probe goes well----------------------------'
//! ```

use crate::kernel::Time;
use crate::restaurant::menu::BreakerPlan;

/// A breaker in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaker {
    /// Calls are made.
    Closed {
        /// How many of the last ones have failed, one right after the other.
        failures: u32,
    },
    /// No call is made.
    Open {
        /// Before this moment.
        until: Time,
    },
    /// One call is under way and tries whether the partner is well; no other is made.
    HalfOpen,
}

/// What a breaker says to somebody who is about to call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Advice {
    /// Call.
    Call,
    /// Call, for all others.
    Probe,
    /// Do not.
    Leave,
}

impl Default for Breaker {
    fn default() -> Self {
        Breaker::Closed { failures: 0 }
    }
}

impl Breaker {
    /// Somebody is about to call.
    pub fn ask(&mut self, now: Time) -> Advice {
        match *self {
            Breaker::Closed { .. } => Advice::Call,
            Breaker::Open { until } if now >= until => {
                *self = Breaker::HalfOpen;
                Advice::Probe
            }
            Breaker::Open { .. } | Breaker::HalfOpen => Advice::Leave,
        }
    }

    /// A call went well; returns whether that closes the breaker. While it is not closed, only the
    /// probe counts: other calls began before it opened.
    pub fn went_well(&mut self, is_probe: bool) -> bool {
        let closes = is_probe && *self == Breaker::HalfOpen;
        if closes || matches!(self, Breaker::Closed { .. }) {
            *self = Breaker::default();
        }
        closes
    }

    /// A call failed; returns whether that opens the breaker.
    pub fn failed(&mut self, is_probe: bool, plan: BreakerPlan, now: Time) -> bool {
        let opens = match self {
            Breaker::Closed { failures } => {
                *failures += 1;
                *failures >= plan.after
            }
            Breaker::HalfOpen => is_probe,
            Breaker::Open { .. } => false,
        };
        if opens {
            *self = Breaker::Open { until: now + plan.lasts };
        }
        opens
    }

    /// The probe will never come back: the next call is one.
    pub fn lost_probe(&mut self, now: Time) {
        if *self == Breaker::HalfOpen {
            *self = Breaker::Open { until: now };
        }
    }

    pub fn is_closed(self) -> bool {
        matches!(self, Breaker::Closed { .. })
    }
}

#[cfg(test)]
mod tests;

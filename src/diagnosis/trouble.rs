//! What is worst for the guests: that they get nothing, or that they wait.

use crate::restaurant::Phase;

/// What is worst for the guests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trouble {
    /// So large a share of the orders that were decided was not served.
    Lost(f64),
    /// Orders are served, but wait for so large a share of their time.
    Slow(f64),
    /// Orders are served and hardly wait, but rows are read for so large a share of their time.
    Reads(f64),
    /// Whoever waits longest has waited for so many seconds: much longer than is usual.
    Late(f64),
    /// So many were sold what somebody else had been sold already.
    Twice(f64),
}

/// Losing more than this share of the orders is worse than any wait.
const LOST: f64 = 0.01;
/// Waiting for more than this share of an order's time is much.
pub(super) const MUCH: f64 = 0.25;

/// Returns what is worst for the guests; none: nothing is, or nothing is known yet. `read` reads a
/// dial by its name.
pub fn trouble(read: &dyn Fn(&str) -> Option<f64>) -> Option<Trouble> {
    let count = |dial: &str| read(dial).unwrap_or(0.0);
    let lost = ["orders.refused", "orders.failed", "orders.abandoned"].map(count);
    let lost: f64 = lost.iter().sum();
    let decided = lost + count("orders.served");
    let twice = count("pantry.sold_twice");
    if twice > 0.0 {
        return Some(Trouble::Twice(twice));
    }
    if decided > 0.0 && lost > LOST * decided {
        return Some(Trouble::Lost(lost / decided));
    }
    let share = waited(read);
    share.filter(|share| *share > MUCH).map(Trouble::Slow)
}

/// Returns the share of the time of served orders that they waited.
pub(super) fn waited(read: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
    let spent = |phase: Phase| read(&format!("phase.{}.mean", phase.id()));
    let all: f64 = Phase::ALL.into_iter().filter_map(spent).sum();
    let waits = Phase::ALL.into_iter().filter(|phase| phase.is_wait());
    let waited: f64 = waits.filter_map(spent).sum();
    (all > 0.0).then(|| waited / all)
}

//! The token bucket behind every limit of orders per time.

use crate::kernel::{SECOND, Span, Time};

/// A token bucket that holds one second's worth, at least one order, counted in nanoseconds. It is
/// full at opening.
#[derive(Clone, Debug)]
pub(super) struct Bucket {
    saved: Span,
    since: Time,
}

impl Default for Bucket {
    fn default() -> Self {
        Bucket { saved: Span(u64::MAX), since: Time::OPENING }
    }
}

impl Bucket {
    /// Takes the price of one order out, if there is as much in it.
    pub fn allows(&mut self, price: Span, now: Time) -> bool {
        let most = SECOND.0.max(price.0);
        self.saved = Span((self.saved.0.saturating_add((now - self.since).0)).min(most));
        self.since = now;
        let enough = self.saved >= price;
        if enough {
            self.saved = Span(self.saved.0 - price.0);
        }
        enough
    }
}

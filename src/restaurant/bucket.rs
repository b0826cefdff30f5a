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
        self.fill(price, now);
        let enough = self.saved >= price;
        if enough {
            self.saved = Span(self.saved.0 - price.0);
        }
        enough
    }

    /// Goes over to another rate, with as many orders in it as there are. Without a limit it is full.
    pub fn turn(&mut self, old: Option<Span>, new: Option<Span>, now: Time) {
        match (old, new) {
            (Some(old), Some(new)) => {
                self.fill(old, now);
                let saved = u128::from(self.saved.0) * u128::from(new.0) / u128::from(old.0.max(1));
                self.saved = Span(u64::try_from(saved).unwrap_or(u64::MAX));
            }
            _ => *self = Bucket { since: now, ..Bucket::default() },
        }
    }

    /// Puts in what has been earned since at the price of one order.
    fn fill(&mut self, price: Span, now: Time) {
        let most = SECOND.0.max(price.0);
        self.saved = Span((self.saved.0.saturating_add((now - self.since).0)).min(most));
        self.since = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOURLY: Span = Span(3_600 * SECOND.0);
    const HUNDRED: Span = Span(SECOND.0 / 100);

    fn at(seconds: f64) -> Time {
        Time::OPENING + Span::from_nanos(seconds * 1e9)
    }

    fn allowed(bucket: &mut Bucket, price: Span, now: Time) -> usize {
        (0..1_000).filter(|_| bucket.allows(price, now)).count()
    }

    #[test]
    fn what_was_earned_before_a_turn_was_earned_at_the_rate_of_then() {
        let mut bucket = Bucket::default();
        assert_eq!(allowed(&mut bucket, HOURLY, at(0.0)), 1);
        bucket.turn(Some(HOURLY), Some(HUNDRED), at(10.0));
        assert_eq!(allowed(&mut bucket, HUNDRED, at(10.0)), 0);
        assert_eq!(allowed(&mut bucket, HUNDRED, at(10.05)), 5);
    }

    #[test]
    fn orders_that_are_saved_up_stay_at_another_rate() {
        let (two, six_a_minute) = (Span(SECOND.0 / 2), Span(10 * SECOND.0));
        let mut bucket = Bucket::default();
        assert_eq!(allowed(&mut bucket, two, at(4.0)), 2);
        bucket.turn(Some(two), Some(six_a_minute), at(5.0));
        assert_eq!(allowed(&mut bucket, six_a_minute, at(5.0)), 1, "no more than it holds");
    }

    #[test]
    fn where_there_was_no_limit_it_is_full() {
        let mut bucket = Bucket::default();
        assert_eq!(allowed(&mut bucket, HUNDRED, at(1.0)), 100);
        bucket.turn(Some(HUNDRED), None, at(1.0));
        bucket.turn(None, Some(HUNDRED), at(1.0));
        assert_eq!(allowed(&mut bucket, HUNDRED, at(1.0)), 100);
    }
}

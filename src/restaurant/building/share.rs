//! Burners in slices: all that cooks gets the same share of them, and nobody waits.
//!
//! Whatever cooks at once cooks equally fast, so one clock is enough: it shows how much work each
//! of them has had, and an order is done when the clock shows what it showed at its joining and
//! its work. The clock counts whole parts of a nanosecond, so nothing is rounded as long as there
//! are not more than forty.

use crate::kernel::{Span, Time};
use std::collections::{BTreeMap, BTreeSet};

/// So many parts has a nanosecond of work: every number up to forty divides it.
const PARTS: u128 = 5_342_931_457_063_200;

/// The orders that share burners.
#[derive(Clone, Debug, Default)]
pub(super) struct Share {
    /// What the clock shows when an order is done, the how manieth it was to join, the order.
    orders: BTreeSet<(u128, u64, u32)>,
    /// Of each order, what it is sorted by, so that any can be found and taken out.
    keys: BTreeMap<u32, (u128, u64)>,
    /// The work that each order has had so far, in parts of nanoseconds.
    clock: u128,
    since: Time,
    joined: u64,
}

impl Share {
    pub fn len(&self) -> u32 {
        self.orders.len() as u32
    }

    pub fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    pub fn has(&self, order: u32) -> bool {
        self.keys.contains_key(&order)
    }

    /// Lets everybody work up to now, on so many burners; none: there are always enough.
    pub fn work_until(&mut self, now: Time, burners: Option<u32>) {
        let worked = u128::from((now - self.since).0) * PARTS;
        self.since = now;
        let orders = self.orders.len() as u128;
        self.clock += match burners {
            Some(burners) if u128::from(burners) < orders => {
                let (burners, left) = (u128::from(burners), worked % orders);
                worked / orders * burners + left * burners / orders
            }
            _ => worked,
        };
    }

    /// Lets an order join; the work of the others is as of now.
    pub fn join(&mut self, order: u32, work: Span) {
        let done = self.clock + u128::from(work.0) * PARTS;
        self.orders.insert((done, self.joined, order));
        self.keys.insert(order, (done, self.joined));
        self.joined += 1;
    }

    /// Returns how long it takes until the next order is done, on so many burners.
    pub fn next_in(&self, burners: Option<u32>) -> Option<Span> {
        let (done, ..) = self.orders.first()?;
        let work = done.saturating_sub(self.clock);
        let orders = self.orders.len() as u128;
        let time = match burners {
            Some(0) if work > 0 => return None,
            Some(burners) if u128::from(burners) < orders && burners > 0 => {
                let parts = PARTS * u128::from(burners);
                work / parts * orders + (work % parts * orders).div_ceil(parts)
            }
            _ => work.div_ceil(PARTS),
        };
        Some(Span(u64::try_from(time).unwrap_or(u64::MAX)))
    }

    /// Takes out the next order that is done.
    pub fn take_done(&mut self) -> Option<u32> {
        let (done, _, order) = *self.orders.first()?;
        if done > self.clock {
            return None;
        }
        self.orders.pop_first();
        self.keys.remove(&order);
        Some(order)
    }

    /// Returns the work that is left of an order, to the next nanosecond.
    pub fn left(&self, order: u32) -> Span {
        let parts = self.keys.get(&order).map_or(0, |(done, _)| done.saturating_sub(self.clock));
        Span(u64::try_from(parts.div_ceil(PARTS)).unwrap_or(u64::MAX))
    }

    /// Takes an order out, done or not; says whether it was there.
    pub fn remove(&mut self, order: u32) -> bool {
        let found = self.keys.remove(&order);
        found.is_some_and(|(done, joined)| self.orders.remove(&(done, joined, order)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(share: &mut Share, burners: Option<u32>) -> Vec<(u32, u64)> {
        let mut done = Vec::new();
        while let Some(time) = share.next_in(burners) {
            share.work_until(share.since + time, burners);
            while let Some(order) = share.take_done() {
                done.push((order, share.since.0));
            }
        }
        done
    }

    #[test]
    fn all_get_the_same_share_to_the_nanosecond() {
        let mut share = Share::default();
        share.join(0, Span(100));
        share.work_until(Time(10), Some(1));
        share.join(1, Span(10));
        share.work_until(Time(20), Some(1));
        share.join(2, Span(85));
        // Order 0 has 85 left, 1 has 5; at 35 the one is done, the others have 80 left each.
        assert_eq!(run(&mut share, Some(1)), [(1, 35), (0, 195), (2, 195)]);
    }

    #[test]
    fn many_share_without_an_error_that_grows() {
        for count in [7, 37, 1000] {
            let mut share = Share::default();
            for order in 0..count {
                share.work_until(Time(u64::from(order)), Some(3));
                share.join(order, Span(1_000_000));
            }
            let done = run(&mut share, Some(3));
            // Three burners are never idle until the last few: no work is lost or made.
            let last = done.last().map(|done| done.1);
            let work = u64::from(count) * 1_000_000 / 3;
            assert!(last.is_some_and(|last| last.abs_diff(work) < 100 + u64::from(count)));
        }
    }

    #[test]
    fn the_longest_work_there_may_be_does_not_overflow() {
        const TEN_YEARS: u64 = 10 * 365 * 86_400 * 1_000_000_000;
        let mut share = Share::default();
        for order in 0..3 {
            share.join(order, Span(TEN_YEARS));
        }
        let done = run(&mut share, Some(2));
        assert_eq!(done.last(), Some(&(2, TEN_YEARS / 2 * 3)));
        share.join(9, Span(5));
        assert_eq!(share.next_in(Some(0)), None);
        assert!(share.remove(9) && !share.remove(9));
    }
}

//! Many durations, counted by size: bounded memory, an error below a thousandth.
//!
//! The slots are those of Gil Tene's HDR histogram with three digits: durations below 2,048 ns have
//! slots of their own, and from there on every doubling is cut into 1,024 slots. Written here,
//! because a sample is to cost one addition: the crate's bookkeeping was a tenth of a run.

/// Each doubling has 2 to this power slots.
const BITS: u32 = 10;

/// How many durations there are in each slot; grows by whole doublings as they come. A run has fewer
/// than 2^32 of them, and the smaller the numbers, the more of them are in the processor's cache.
#[derive(Clone, Debug, Default)]
pub(super) struct Rough(Vec<u32>);

#[inline]
fn slot(nanos: u64) -> usize {
    let doublings = (nanos >> BITS | 1).ilog2();
    ((u64::from(doublings) << BITS) + (nanos >> doublings)) as usize
}

/// Returns the longest duration that belongs in a slot.
fn longest(slot: usize) -> u64 {
    let doublings = (slot >> BITS).saturating_sub(1);
    let first = (slot - (doublings << BITS)) as u64;
    (first << doublings) + ((1 << doublings) - 1)
}

impl Rough {
    /// Says whether nothing has been counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Counts a duration if there are slots for its size already; says whether that is so.
    #[inline]
    pub fn try_count(&mut self, nanos: u64) -> bool {
        let slot = self.0.get_mut(slot(nanos));
        slot.is_some_and(|count| {
            *count += 1;
            true
        })
    }

    /// Counts a duration.
    pub fn count(&mut self, nanos: u64) {
        if !self.try_count(nanos) {
            self.0.resize(((slot(nanos) >> BITS) + 1) << BITS, 0);
            self.try_count(nanos);
        }
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Rough) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(count, other)| *count += other);
    }

    /// Returns the longest duration of the slot in which the one of this rank is, the first rank
    /// being 1.
    pub fn value_at(&self, rank: u64) -> u64 {
        let mut seen = 0;
        let reaches = |count: &u32| {
            seen += u64::from(*count);
            seen >= rank
        };
        self.0.iter().position(reaches).map_or(0, longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_follow_each_other_and_are_a_thousandth_wide_at_most() {
        let mut next = 0;
        for at in 0..40_000 {
            let longest = longest(at);
            assert_eq!((slot(next), slot(longest)), (at, at));
            assert!(longest - next <= next / 1000, "slot {at}: {next} to {longest}");
            next = longest + 1;
        }
    }
}

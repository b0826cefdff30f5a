//! A spread of durations: mean, maximum and percentiles in bounded memory.

use super::rough::Rough;

/// Up to so many samples are kept as they are.
const EXACT: usize = 100_000;

/// Durations in nanoseconds.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    count: u64,
    /// How many of them took no time at all; they are kept nowhere else.
    zeros: u64,
    sum: u128,
    max: u64,
    exact: Vec<u64>,
    rough: Rough,
}

impl Spread {
    /// Adds a duration.
    #[inline]
    pub fn record(&mut self, nanos: u64) {
        self.count += 1;
        if nanos == 0 {
            self.zeros += 1;
            return;
        }
        self.sum += u128::from(nanos);
        self.max = self.max.max(nanos);
        self.keep(nanos);
    }

    /// Adds so many durations of no time at all.
    pub fn record_zeros(&mut self, count: u64) {
        self.count += count;
        self.zeros += count;
    }

    #[inline]
    fn keep(&mut self, nanos: u64) {
        if !self.rough.try_count(nanos) {
            self.keep_exactly(nanos);
        }
    }

    #[inline(never)]
    fn keep_exactly(&mut self, nanos: u64) {
        if self.rough.is_empty() && self.exact.len() < EXACT {
            self.exact.push(nanos);
        } else {
            self.become_rough();
            self.rough.count(nanos);
        }
    }

    fn become_rough(&mut self) {
        for nanos in std::mem::take(&mut self.exact) {
            self.rough.count(nanos);
        }
    }

    /// Adds everything that another spread holds; the same as if it had been recorded here.
    pub fn merge(&mut self, other: &Spread) {
        other.exact.iter().for_each(|nanos| self.keep(*nanos));
        if !other.rough.is_empty() {
            self.become_rough();
            self.rough.merge(&other.rough);
        }
        self.count += other.count;
        self.zeros += other.zeros;
        self.sum += other.sum;
        self.max = self.max.max(other.max);
    }

    /// Returns how many durations there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Returns the exact mean in nanoseconds; none without samples.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }

    /// Returns the exact maximum in nanoseconds; none without samples.
    pub fn max(&self) -> Option<u64> {
        (self.count > 0).then_some(self.max)
    }

    /// Returns percentiles by nearest rank, in nanoseconds; none without samples.
    ///
    /// Each level is a per mille: 950 is the 95th percentile.
    pub fn percentiles<const N: usize>(&self, per_mille: [u32; N]) -> Option<[u64; N]> {
        if self.count == 0 {
            return None;
        }
        let mut sorted = self.exact.clone();
        sorted.sort_unstable();
        let read = |level: u32| {
            let rank = (self.count * u64::from(level)).div_ceil(1000).max(1);
            let Some(rank) = rank.checked_sub(self.zeros).filter(|rank| *rank > 0) else {
                return 0;
            };
            if self.rough.is_empty() {
                sorted[rank as usize - 1]
            } else {
                self.rough.value_at(rank).min(self.max)
            }
        };
        Some(per_mille.map(read))
    }
}

/// A mean of durations without their spread.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mean {
    count: u64,
    sum: u128,
}

impl Mean {
    #[inline]
    pub fn record(&mut self, nanos: u64) {
        self.count += 1;
        self.sum += u128::from(nanos);
    }

    /// Returns what was recorded since `earlier`.
    pub fn since(self, earlier: Mean) -> Mean {
        Mean { count: self.count - earlier.count, sum: self.sum - earlier.sum }
    }

    pub fn merge(self, other: Mean) -> Mean {
        Mean { count: self.count + other.count, sum: self.sum + other.sum }
    }

    pub fn count(self) -> u64 {
        self.count
    }

    pub fn total_seconds(self) -> f64 {
        self.sum as f64 / 1e9
    }

    pub fn seconds(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64 / 1e9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hdrhistogram::Histogram;
    use proptest::prelude::*;

    fn of(values: impl IntoIterator<Item = u64>) -> Spread {
        let mut spread = Spread::default();
        values.into_iter().for_each(|value| spread.record(value));
        spread
    }

    #[test]
    fn percentiles_go_by_nearest_rank() {
        let six = of([534, 575, 593, 616, 656, 1156]);
        assert_eq!(six.percentiles([500, 900, 950, 990]), Some([593, 1156, 1156, 1156]));
        let hundred = of(1..=100);
        assert_eq!(hundred.percentiles([500, 950, 990, 999]), Some([50, 95, 99, 100]));
        assert_eq!(of([7]).percentiles([1, 500, 999]), Some([7, 7, 7]));
        assert_eq!(of([]).percentiles([500]), None);
        assert_eq!((of([]).mean(), of([]).max()), (None, None));
    }

    #[test]
    fn above_a_hundred_thousand_samples_percentiles_stay_within_a_thousandth() {
        let values = (0..250_000_u64).map(|n| (n * 7_919 % 250_000) * 1_000_003 + 1);
        let spread = of(values);
        for level in [1, 10, 500, 900, 950, 990, 999] {
            let exact = (250_000 * u64::from(level) / 1000 - 1) * 1_000_003 + 1;
            let [found] = spread.percentiles([level]).unwrap();
            let off = found.abs_diff(exact) as f64 / exact as f64;
            assert!(off <= 0.001, "per mille {level}: {found} instead of {exact}");
        }
        assert_eq!(spread.max(), Some(249_999 * 1_000_003 + 1));
    }

    #[test]
    fn rough_percentiles_are_those_of_a_histogram_of_three_digits() {
        let values = (0..150_000_u64).map(|n| (n * 7_919 % 150_000).pow(3) >> (n % 40));
        let mut histogram = Histogram::<u64>::new(3).unwrap();
        values.clone().for_each(|value| histogram.record(value).unwrap());
        let spread = of(values);
        for level in 1..1000 {
            let rank = 150 * u64::from(level);
            let expected = histogram.value_at_quantile((rank as f64 - 0.5) / 150_000.0);
            let expected = expected.min(histogram.max());
            assert_eq!(spread.percentiles([level]), Some([expected]), "per mille {level}");
        }
    }

    proptest! {
        #[test]
        fn merging_is_recording_one_after_the_other(
            a in prop::collection::vec(0..1_u64 << 60, 0..200),
            b in prop::collection::vec(0..1_u64 << 60, 0..200),
        ) {
            let mut merged = of(a.clone());
            merged.merge(&of(b.clone()));
            let together = of(a.into_iter().chain(b));
            prop_assert_eq!(merged.percentiles([500, 900, 990]), together.percentiles([500, 900, 990]));
            prop_assert_eq!((merged.mean(), merged.max()), (together.mean(), together.max()));
        }

        #[test]
        fn percentiles_are_in_order_and_below_the_maximum(
            values in prop::collection::vec(0..1_u64 << 60, 1..300)
        ) {
            let spread = of(values);
            let levels = spread.percentiles([500, 900, 950, 990, 999]).unwrap();
            prop_assert!(levels.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert!(Some(levels[4]) <= spread.max());
        }
    }
}

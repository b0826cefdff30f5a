//! A spread of durations: mean, maximum and percentiles in bounded memory.

use hdrhistogram::Histogram;
use std::borrow::Cow;

/// Up to so many samples are kept as they are.
const EXACT: usize = 100_000;

/// Digits that a histogram keeps; the relative error is at most 0.1 %.
const DIGITS: u8 = 3;

/// Durations in nanoseconds.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    count: u64,
    /// How many of them took no time at all; they are kept nowhere else.
    zeros: u64,
    sum: u128,
    max: u64,
    exact: Vec<u64>,
    rough: Option<Box<Histogram<u64>>>,
}

impl Spread {
    /// Adds a duration.
    #[inline(always)]
    pub fn record(&mut self, nanos: u64) {
        self.count += 1;
        if nanos == 0 {
            self.zeros += 1;
            return;
        }
        self.sum += u128::from(nanos);
        self.max = self.max.max(nanos);
        match &mut self.rough {
            None if self.exact.len() < EXACT => self.exact.push(nanos),
            None => record(self.become_rough(), nanos),
            Some(rough) => record(rough, nanos),
        }
    }

    /// Adds so many durations of no time at all.
    pub fn record_zeros(&mut self, count: u64) {
        self.count += count;
        self.zeros += count;
    }

    /// Puts what is kept in order, so that reading it again and again is cheap.
    #[expect(clippy::stable_sort_primitive, reason = "it makes use of what is in order already")]
    pub fn settle(&mut self) {
        self.exact.sort();
    }

    #[cold]
    fn become_rough(&mut self) -> &mut Histogram<u64> {
        let exact = std::mem::take(&mut self.exact);
        let rough = self.rough.get_or_insert_with(|| {
            Box::new(Histogram::new(DIGITS).expect("three digits are allowed"))
        });
        for nanos in exact {
            record(rough, nanos);
        }
        rough
    }

    /// Returns about how many bytes a clone takes.
    pub fn bytes(&self) -> u64 {
        let rough = self.rough.as_ref().map_or(0, |rough| rough.distinct_values());
        (size_of::<Spread>() + 8 * (self.exact.len() + rough)) as u64
    }

    /// Adds everything that another spread holds; the same as if it had been recorded here.
    pub fn merge(&mut self, other: &Spread) {
        let is_empty = self.exact.is_empty() && self.rough.is_none();
        let fits = self.rough.is_none() && self.exact.len() + other.exact.len() <= EXACT;
        match &other.rough {
            _ if is_empty => {
                self.exact.clone_from(&other.exact);
                self.rough.clone_from(&other.rough);
            }
            Some(rough) => {
                let merged = self.become_rough();
                merged.add(rough.as_ref()).expect("the histogram grows on demand");
            }
            None if fits => self.exact.extend_from_slice(&other.exact),
            None => {
                let merged = self.become_rough();
                other.exact.iter().for_each(|nanos| record(merged, *nanos));
            }
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
    #[expect(clippy::stable_sort_primitive, reason = "it makes use of what is in order already")]
    pub fn percentiles<const N: usize>(&self, per_mille: [u32; N]) -> Option<[u64; N]> {
        if self.count == 0 {
            return None;
        }
        // Mostly it has been settled.
        let sorted: Cow<'_, [u64]> = if self.exact.is_sorted() {
            Cow::Borrowed(&self.exact)
        } else {
            let mut sorted = self.exact.clone();
            sorted.sort();
            Cow::Owned(sorted)
        };
        let read = |level: u32| {
            let rank = (self.count * u64::from(level)).div_ceil(1000).max(1);
            let Some(rank) = rank.checked_sub(self.zeros).filter(|rank| *rank > 0) else {
                return 0;
            };
            match &self.rough {
                None => sorted[rank as usize - 1],
                Some(rough) => {
                    // Half a rank below, so that no rounding reaches the next one.
                    let quantile = (rank as f64 - 0.5) / rough.len() as f64;
                    rough.value_at_quantile(quantile).min(self.max)
                }
            }
        };
        Some(per_mille.map(read))
    }
}

#[inline]
fn record(histogram: &mut Histogram<u64>, nanos: u64) {
    histogram.record(nanos).expect("the histogram grows on demand, and durations are below 2^63");
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

    /// Adds to the sum without another sample.
    pub fn add(&mut self, nanos: u64) {
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

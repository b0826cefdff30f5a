//! A mean over replications, and how sure it is.

use super::student;

/// A mean and how far its 95 % interval reaches to each side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// How far it reaches; none: one value alone says nothing about how sure it is.
    pub reach: Option<f64>,
}

impl Interval {
    /// Returns its lower end.
    pub fn low(&self) -> Option<f64> {
        Some(self.mean - self.reach?)
    }

    /// Returns its upper end.
    pub fn high(&self) -> Option<f64> {
        Some(self.mean + self.reach?)
    }
}

/// Values folded one by one (Welford 1962), so that a thousand replications need no more memory
/// than two. The order of the values decides the last digits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Estimate {
    count: u64,
    mean: f64,
    /// The sum of squared distances from the mean.
    squares: f64,
}

impl Estimate {
    /// Takes in a value.
    pub fn add(&mut self, value: f64) {
        self.count += 1;
        let before = value - self.mean;
        self.mean += before / self.count as f64;
        self.squares += before * (value - self.mean);
    }

    /// Returns the mean with its 95 % interval by Student's t; none without values.
    pub fn interval(&self) -> Option<Interval> {
        let degrees = self.count.checked_sub(1)?;
        let reach = (degrees > 0).then(|| {
            let variance = self.squares / degrees as f64;
            student::quantile(degrees) * (variance / self.count as f64).sqrt()
        });
        Some(Interval { mean: self.mean + 0.0, reach })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Option<Interval> {
        let mut estimate = Estimate::default();
        for value in values {
            estimate.add(*value);
        }
        estimate.interval()
    }

    #[test]
    fn one_value_has_no_interval_and_none_has_no_mean() {
        assert_eq!(of(&[]), None);
        let one = of(&[7.0]).expect("there is a mean");
        assert_eq!((one.mean, one.reach, one.low(), one.high()), (7.0, None, None, None));
        assert_eq!(of(&[3.0, 3.0, 3.0]), Some(Interval { mean: 3.0, reach: Some(0.0) }));
    }

    /// Student's own sleep data (Biometrika 1908): gains of ten patients, mean 1.58, and a 95 %
    /// interval from 0.70 to 2.46.
    #[test]
    fn the_interval_is_students() {
        let gains = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let interval = of(&gains).expect("there is a mean");
        assert!((interval.mean - 1.58).abs() < 1e-12);
        let (low, high) = (interval.low().unwrap(), interval.high().unwrap());
        assert!((low - 0.7001).abs() < 1e-4 && (high - 2.4599).abs() < 1e-4, "{low} to {high}");
    }
}

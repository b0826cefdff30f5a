//! A level that changes in steps, and its integral over time.

use crate::kernel::Time;

/// A level with its time-weighted sum.
///
/// The integral up to `t` is `level * t` minus the sum of `change * moment` of all changes, so a
/// change costs one addition.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gauge {
    level: i64,
    changes: i128,
}

impl Gauge {
    #[inline]
    pub fn rise(&mut self, now: Time) {
        self.level += 1;
        self.changes += i128::from(now.0);
    }

    #[inline]
    pub fn fall(&mut self, now: Time) {
        self.level -= 1;
        self.changes -= i128::from(now.0);
    }

    pub fn set(&mut self, level: i64, now: Time) {
        self.changes += i128::from(level - self.level) * i128::from(now.0);
        self.level = level;
    }

    #[inline]
    pub fn level(&self) -> i64 {
        self.level
    }

    /// Returns the integral since opening, in level times nanoseconds.
    pub fn integral(&self, now: Time) -> i128 {
        i128::from(self.level) * i128::from(now.0) - self.changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_integral_is_the_area_under_the_steps() {
        let mut gauge = Gauge::default();
        gauge.rise(Time(10));
        gauge.rise(Time(20));
        gauge.fall(Time(50));
        gauge.set(7, Time(60));
        assert_eq!(gauge.level(), 7);
        // 10 at level 1, 30 at 2, 10 at 1, 40 at 7
        assert_eq!(gauge.integral(Time(100)), 10 + 60 + 10 + 280);
    }
}

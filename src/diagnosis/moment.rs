//! What is to be seen at this very moment: the figures of those who were served say nothing about
//! those who still wait.

use crate::runner::snapshot::FloorShot;

/// A restaurant at this very moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    /// For how many seconds whoever waits longest has waited; none: nobody waits.
    pub oldest: Option<f64>,
    /// How many seconds an ordinary order takes.
    pub ordinary: f64,
}

/// Whoever has waited so many times as long as is usual has waited long.
const LONG: f64 = 3.0;

impl Moment {
    /// Returns that of a floor, where an ordinary order takes so many seconds.
    pub fn of(floor: &FloorShot, ordinary: f64) -> Moment {
        let now = floor.scene.now;
        let oldest = floor.oldest.map(|placed| now.0.saturating_sub(placed.0) as f64 / 1e9);
        Moment { oldest, ordinary }
    }

    /// Returns for how many seconds somebody has waited, if that is long; `slowest` is what hardly
    /// anybody of those took longer than who were served of late.
    pub(super) fn late(self, slowest: Option<f64>) -> Option<f64> {
        let usual = slowest.unwrap_or(0.0).max(self.ordinary);
        self.oldest.filter(|oldest| *oldest > LONG * usual)
    }
}

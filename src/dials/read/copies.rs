//! How many copies of kitchens are open, and what everything costs as time goes by.

use super::Reading;
use crate::dials::registry::Part;
use crate::kernel::HOUR;

impl Reading<'_> {
    pub(super) fn open_now(&self, copy: usize) -> f64 {
        self.levels.kitchens[copy].open.level() as f64
    }

    /// Adds up something of copies that open and close by themselves; none: all are always open.
    pub(super) fn copies(&self, part: Part, of: impl Fn(usize) -> Option<f64>) -> Option<f64> {
        let scaling = self.kitchens(part).filter(|at| self.levels.kitchens[*at].scales);
        scaling.map(of).reduce(|sum, copy| Some(sum? + copy?)).flatten()
    }

    pub(super) fn costs(&self) -> f64 {
        let wages = self
            .kitchens(Part::All)
            .map(|at| self.area(|levels| levels.kitchens[at].wages))
            .sum::<f64>();
        let rents = (0..self.ledger.layout.buildings)
            .map(|at| self.area(|l| l.buildings[at].rent))
            .sum::<f64>();
        let hatches = (0..self.ledger.layout.pantries)
            .map(|at| self.area(|l| l.hatch_wages[at]))
            .sum::<f64>();
        // Whole cents, as everywhere; areas are in cents an hour times nanoseconds.
        let cents = ((wages + rents + hatches) / HOUR.0 as f64).round_ties_even();
        let (end, opened) = self.ends();
        (cents + (end.fees - opened.fees) as f64) / 100.0
    }
}

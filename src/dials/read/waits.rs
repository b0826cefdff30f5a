//! How long was waited for something limited, and how many waited; for what has no limit nobody does.

use super::{Reading, indices};
use crate::dials::levels::{BuildingLevels, Pool};
use crate::dials::registry::{Part, What};
use crate::dials::spread::Mean;
use crate::dials::totals::BuildingWaits;

impl Reading<'_> {
    /// Returns the mean wait for what a dial is about; none: nobody came for it, it is not there, or
    /// it is unlimited.
    pub(super) fn mean_wait(&self, what: What, part: Part) -> Option<f64> {
        match what {
            What::WaiterWait => {
                of_limited(self.mean(|totals| totals.waiter_wait), self.levels.waiters).seconds()
            }
            What::HatchesWait => {
                let wait = |at: usize| {
                    let wait = self.mean(|totals| totals.hatch_wait[at]);
                    of_limited(wait, self.levels.hatches[at])
                };
                let all = indices(part, self.ledger.layout.pantries).map(wait);
                all.fold(Mean::default(), Mean::merge).seconds()
            }
            What::BurnersWait => self.wait_in(part, |waits| waits.burner, |of| of.burners),
            What::WorktopWait => self.wait_in(part, |waits| waits.worktop, |of| of.worktop),
            What::WaterWait => self.wait_in(part, |waits| waits.water, |of| of.water),
            _ => None,
        }
    }

    /// Returns how many guests waited for a waiter, on average; none: there are none, or any number.
    pub(super) fn mean_queue(&self) -> Option<f64> {
        let queue = self.mean_level(|levels| levels.guests_queued);
        queue.filter(|mean| self.levels.waiters.wanted.is_some() || *mean > 0.0)
    }

    /// Returns the mean wait for something in one building, or in all.
    fn wait_in(
        &self,
        part: Part,
        waited: fn(&BuildingWaits) -> Mean,
        pool: fn(&BuildingLevels) -> Pool,
    ) -> Option<f64> {
        let wait = |at: usize| {
            let wait = self.mean(|totals| waited(&totals.buildings[at]));
            of_limited(wait, pool(&self.levels.buildings[at]))
        };
        let all = indices(part, self.ledger.layout.buildings).map(wait);
        all.fold(Mean::default(), Mean::merge).seconds()
    }
}

/// Leaves out what was never waited for because there is no limit.
fn of_limited(wait: Mean, pool: Pool) -> Mean {
    if pool.wanted.is_some() || wait.seconds() > Some(0.0) { wait } else { Mean::default() }
}

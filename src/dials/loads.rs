//! How much has been taken up so far: integrals since opening, of which trends take differences.

use super::ledger::Ledger;
use super::levels::Pool;
use crate::kernel::Time;

/// How much of all things of one kind has been taken up, where there is a limit to them: in things
/// times nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    busy: i128,
    there: i128,
    /// How many of them there is a limit to.
    limited: usize,
}

impl Load {
    fn of<'a>(pools: impl IntoIterator<Item = &'a Pool>, now: Time) -> Load {
        let limited = pools.into_iter().filter(|pool| pool.wanted.is_some());
        limited.fold(Load::default(), |sum, pool| Load {
            busy: sum.busy + pool.busy.integral(now),
            there: sum.there + pool.there.integral(now),
            limited: sum.limited + 1,
        })
    }

    /// Returns the share that was taken up since an earlier moment; none: there was nothing to
    /// take up, or a limit came or went.
    pub fn share_since(self, earlier: Load) -> Option<f64> {
        let (busy, there) = (self.busy - earlier.busy, self.there - earlier.there);
        let is_same = self.limited == earlier.limited && self.limited > 0;
        (is_same && there > 0).then(|| busy as f64 / there as f64)
    }
}

/// What has been taken up, and how long rails were, since opening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loads {
    /// Waiters.
    pub waiters: Load,
    /// Chefs' hands.
    pub chefs: Load,
    /// Burners.
    pub burners: Load,
    /// Hatches.
    pub hatches: Load,
    /// Calls that partners answer at once.
    pub partners: Load,
    /// Tickets on all rails times nanoseconds.
    pub tickets: i128,
}

impl Ledger {
    /// Returns what has been taken up until now.
    pub fn loads(&self, now: Time) -> Loads {
        let levels = &self.levels;
        Loads {
            waiters: Load::of([&levels.waiters], now),
            chefs: Load::of(levels.kitchens.iter().map(|kitchen| &kitchen.chefs), now),
            burners: Load::of(levels.buildings.iter().map(|building| &building.burners), now),
            hatches: Load::of(&levels.hatches, now),
            partners: Load::of(&levels.partners, now),
            tickets: levels.kitchens.iter().map(|kitchen| kitchen.rail.integral(now)).sum(),
        }
    }
}

//! Burners in slices: whatever cooks at once gets the same share of them, and nobody waits.

use super::Watcher;
use boh::kernel::{Span, Time};
use boh::restaurant::{Phase, Sharing};

/// So many nanoseconds may be rounded away until an order is done; whenever its chef lays it down,
/// another one.
const ROUNDING: f64 = 5.0;

/// The work that an order gets while it shares burners.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    building: usize,
    /// What everybody who cooks there had been given when it began.
    from: f64,
}

impl Watcher {
    fn is_shared(&self, building: usize) -> bool {
        self.plan.buildings[building].sharing == Sharing::Slices
    }

    /// Counts the orders that cook in a building, and in those inside of it.
    pub(super) fn cooking(&self, building: usize) -> i64 {
        let is_here = |copy: &usize| {
            self.building_of(*copy) == Some(building) || self.outer_of(*copy) == Some(building)
        };
        let inside = (0..self.kitchens.len()).filter(is_here);
        inside.map(|copy| self.kitchens[copy].phases[Phase::Cooking as usize]).sum()
    }

    /// Returns how many burners are busy there.
    pub(super) fn busy_with(&self, building: usize, cooking: i64) -> i64 {
        let most = self.plan.buildings[building].burners.filter(|_| self.is_shared(building));
        most.map_or(cooking, |most| cooking.min(most.into()))
    }

    /// Time goes by: all that cooks gets its share, up to a moment.
    pub(super) fn cook_until(&mut self, now: Time) {
        let time = (now.0 - self.now.0.min(now.0)) as f64;
        for building in 0..self.plan.buildings.len() {
            let cooking = self.cooking(building);
            if time > 0.0 && cooking > 0 && self.is_shared(building) {
                let share = self.busy_with(building, cooking) as f64 / cooking as f64;
                self.given[building] += time * share;
            }
        }
    }

    pub(super) fn burner_shared(&mut self, building: usize, order: usize) {
        let wait = self.waits(order, Phase::BurnerWait);
        self.burners[building].waits.extend(wait);
        self.orders[order].next_slice = Some(Slice { building, from: self.given[building] });
        let ok = self.is_shared(building);
        self.must(ok, || format!("order {order} shares burners that are held in turns"));
    }

    pub(super) fn burners_busy(&mut self, building: usize, busy: u32) {
        let pool = &mut self.burners[building].pool;
        pool.add(i64::from(busy) - pool.taken.now, self.now);
        let ok = pool.is_within();
        self.must(ok, || format!("{busy} burners are busy in building {building}"));
    }

    /// An order no longer cooks: what it was given must be its work, or is less if it was
    /// interrupted; says whether it shared burners.
    pub(super) fn has_cooked(&mut self, order: usize, is_interrupted: bool) -> bool {
        let book = &mut self.orders[order];
        let Some(Slice { building, from }) = book.slice.filter(|_| book.phase == Phase::Cooking)
        else {
            return false;
        };
        let given = self.given[building] - from;
        book.laid_down += u32::from(is_interrupted);
        let rounding = ROUNDING + f64::from(book.laid_down);
        book.places.retain(|place| {
            let over = place.lasts.map(|lasts| lasts.0 as f64 - given);
            over.is_none_or(|over| over > -rounding && (is_interrupted || over < rounding))
        });
        let left = |lasts: Span| Span((lasts.0 as f64 - given).max(0.0) as u64);
        if is_interrupted {
            book.places.iter_mut().for_each(|place| place.lasts = place.lasts.map(left));
        }
        true
    }
}

//! What happens between a kitchen and its partners, and at its fridge.

use super::Ledger;
use crate::kernel::Time;
use crate::restaurant::Fact;

impl Ledger {
    /// What happened between a kitchen and its partners and fridge.
    pub(super) fn of_call_or_fridge(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Called { partner, order, fee } => self.count(order, |totals| {
                totals.partners[partner as usize].calls += 1;
                totals.fees += fee;
            }),
            Fact::Answered { partner, order, well: false } => {
                self.count(order, |totals| totals.partners[partner as usize].failed += 1);
            }
            Fact::PartnerTaken { partner, .. } => self.levels.partners[partner as usize].take(now),
            Fact::PartnerFree { partner } => self.levels.partners[partner as usize].free(now),
            Fact::Prevented { partner, order, .. } => {
                self.count(order, |totals| totals.partners[partner as usize].prevented += 1);
            }
            Fact::Fridge { kitchen, holds } => {
                self.levels.kitchens[kitchen as usize].has_fridge = holds.is_some();
            }
            Fact::FridgeHit { kitchen, order, is_stale } => self.count(order, |totals| {
                let fridge = &mut totals.fridges[kitchen as usize];
                fridge.hits += 1;
                fridge.stale += u64::from(is_stale);
            }),
            Fact::FridgeMissed { kitchen, order } => {
                self.count(order, |totals| totals.fridges[kitchen as usize].misses += 1);
            }
            _ => {}
        }
    }
}

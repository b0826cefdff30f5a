//! Money that partners take and give back: what is held for orders in the house, and what is owed.

use super::Ledger;
use crate::restaurant::Fact;

impl Ledger {
    #[cold]
    pub(super) fn of_money(&mut self, fact: Fact) {
        let (partner, order, placed, cents, is_owed) = match fact {
            Fact::TakesMoney { partner } => {
                self.levels.takes_money[partner as usize] = true;
                return;
            }
            Fact::Charged { partner, order, placed, cents, is_owed, .. } => {
                (partner, order, placed, cents, is_owed)
            }
            Fact::Refunded { partner, order, placed, cents, is_owed } => {
                (partner, order, placed, -cents, is_owed)
            }
            _ => return,
        };
        if placed < self.warm_up {
            return;
        }
        let totals = &mut self.levels.totals;
        let books = &mut totals.partners[partner as usize];
        match fact {
            Fact::Charged { again, .. } => {
                books.charged += cents;
                books.charged_twice += u64::from(again);
            }
            _ => books.refunded -= cents,
        }
        match order.filter(|_| !is_owed) {
            Some(order) => *self.held.entry(order).or_default() += cents,
            None => totals.owed += cents,
        }
    }

    /// An order ends: what partners hold for it is owed, unless the till gets it.
    #[cold]
    pub(super) fn is_owed_from_now_on(&mut self, order: u32) {
        self.levels.totals.owed += self.held.remove(&order).unwrap_or(0);
    }
}

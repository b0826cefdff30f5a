//! What happens to rows, and at the door.

use super::Ledger;
use crate::kernel::Time;
use crate::restaurant::Fact;

impl Ledger {
    /// What happened to rows, and at the door.
    pub(super) fn of_rows_or_door(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::RowsLost { pantry, rows, confirmed } if now >= self.warm_up => {
                let lost = &mut self.levels.totals.pantries[pantry as usize];
                lost.lost_rows += rows;
                lost.lost_confirmed += confirmed;
            }
            Fact::RowsRead { pantry, order, rows } => {
                self.count(order, |totals| totals.pantries[pantry as usize].rows_read += rows);
            }
            Fact::Stale { pantry, order } => {
                self.count(order, |totals| totals.pantries[pantry as usize].stale += 1);
            }
            Fact::Conflict { pantry, order } => {
                self.count(order, |totals| totals.pantries[pantry as usize].conflicts += 1);
            }
            Fact::SoldTwice { pantry, order } => {
                self.count(order, |totals| totals.pantries[pantry as usize].sold_twice += 1);
            }
            Fact::Wristband { order, is_own } => self.count(order, |totals| {
                totals.door.logins += 1;
                totals.door.break_ins += u64::from(!is_own);
            }),
            Fact::Leaked { order, rows } => {
                self.count(order, |totals| totals.door.leaked_rows += rows);
            }
            Fact::Overheard { order } => self.count(order, |totals| totals.door.overheard += 1),
            Fact::LockedOut { order } => self.count(order, |totals| totals.door.locked_out += 1),
            _ => {}
        }
    }
}

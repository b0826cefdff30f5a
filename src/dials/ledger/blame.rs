//! Whose doing it is that a visit was lost.
//!
//! Most outcomes say it. An order that took too long is that side's that has had it longest: its
//! own phases tell. While it hung on the rail it waited for chefs, so that time goes to whatever
//! the orders in chefs' hands are waiting for, or to the kitchen if they are being worked on.

use super::Ledger;
use crate::kernel::{NOBODY, SECOND, Time};
use crate::restaurant::{Outcome, Phase, Side};

/// At most so many slots of orders are looked at for what the chefs are doing …
const LOOKED_AT: usize = 1_024;
/// … and not more often than this.
const EVERY: u64 = SECOND.0;

/// What the chefs were doing when somebody last looked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    at: Time,
    side: Side,
}

impl Ledger {
    /// Notes whose doing it is that the visit of an order is lost.
    #[cold]
    pub(super) fn blame(&mut self, now: Time, order: u32) {
        let record = &self.records[order as usize];
        let room = record.room as usize;
        let side = match record.outcome.and_then(Outcome::side) {
            Some(side) => side,
            None => self.longest(now, order),
        };
        self.levels.totals.visits[room].lost[side as usize] += 1;
    }

    /// Returns the side that has had an order longest.
    fn longest(&mut self, now: Time, order: u32) -> Side {
        let mut sums = [0; Side::COUNT];
        let waited = self.add_times(now, order, &mut sums);
        if waited > 0 {
            sums[self.what_chefs_wait_for(now, order) as usize] += waited;
        }
        let longest = sums.iter().max().copied().unwrap_or(0);
        let first = Side::ALL.into_iter().find(|side| sums[*side as usize] == longest);
        first.unwrap_or(Side::Frontend)
    }

    /// Adds up how long each side had an order; returns how long it hung on the rail.
    fn add_times(&self, now: Time, order: u32, sums: &mut [u64; Side::COUNT]) -> u64 {
        let mut waited = 0;
        let mut next = order;
        while next != NOBODY {
            let record = &self.records[next as usize];
            let mut spent = record.spent;
            spent[record.phase as usize] += (now - record.booked).0;
            next = record.errand;
            if next != NOBODY {
                // Since it was sent, the errand knows where the time goes.
                let sent = self.records[next as usize].placed;
                let while_out = &mut spent[Phase::PartnerWait as usize];
                *while_out = while_out.saturating_sub((now - sent).0);
            }
            waited += spent[Phase::RailWait as usize];
            for phase in Phase::ALL.into_iter().filter(|phase| *phase != Phase::RailWait) {
                sums[phase.side() as usize] += spent[phase as usize];
            }
        }
        waited
    }

    /// Returns the side for which most orders in chefs' hands are waiting.
    fn what_chefs_wait_for(&mut self, now: Time, order: u32) -> Side {
        if let Some(glance) = self.glance
            && now.0 - glance.at.0 < EVERY
        {
            return glance.side;
        }
        let mut counts = [0_u32; Side::COUNT];
        let (before, after) = self.records.split_at(order as usize);
        for record in after.iter().chain(before).take(LOOKED_AT) {
            let is_in_hands = (Phase::WorktopWait..=Phase::PartnerWait).contains(&record.phase);
            if is_in_hands && !record.is_closed && record.errand == NOBODY {
                counts[record.phase.side() as usize] += 1;
            }
        }
        let most = counts.iter().max().copied().unwrap_or(0);
        let is_most = |side: &Side| counts[*side as usize] == most && most > 0;
        let side = Side::ALL.into_iter().find(is_most).unwrap_or(Side::Kitchen);
        self.glance = Some(Glance { at: now, side });
        side
    }
}

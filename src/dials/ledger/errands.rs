//! Errands keep their own time until they are joined.

use super::Ledger;
use crate::dials::record::Record;
use crate::kernel::{NOBODY, Time};
use crate::restaurant::{Fact, Phase};

impl Ledger {
    /// An errand begins to keep its own time; the order that waits for it stops.
    #[cold]
    pub(super) fn split(&mut self, now: Time, order: u32, errand: u32) {
        let waiting = &mut self.records[order as usize];
        waiting.book(now);
        waiting.phase = Phase::PartnerWait;
        waiting.errand = errand;
        self.mailed(now, order, errand);
    }

    /// A letter is written, taken by its partner, or lost.
    #[cold]
    pub(super) fn of_letters(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Mailed { order, letter, .. } => {
                self.mailed(now, order, letter);
                // No chef has it in hand.
                self.records[letter as usize].is_closed = true;
                self.count(letter, |totals| totals.letters.written += 1);
            }
            Fact::LetterSent { letter, .. } => {
                self.count(letter, |totals| totals.letters.sent += 1);
            }
            Fact::LetterLost { letter, .. } => {
                self.count(letter, |totals| totals.letters.lost += 1);
            }
            _ => {}
        }
    }

    /// A letter keeps its own time, and nobody waits for it.
    #[cold]
    fn mailed(&mut self, now: Time, order: u32, errand: u32) {
        if self.records.len() == errand as usize {
            self.add_record();
        }
        let Record { cell, room, is_counted, .. } = self.records[order as usize];
        let record = Record::new(now, cell, room, is_counted);
        self.records[errand as usize] =
            Record { phase: Phase::PartnerWait, is_errand: true, ..record };
    }

    /// The time of the errand that ended last is the order's own; all its work counts.
    #[cold]
    pub(super) fn joined(&mut self, now: Time, order: u32, errand: u32, last: bool) {
        self.records[errand as usize].book(now);
        let Record { spent, worked_elsewhere, .. } = self.records[errand as usize];
        let worked = self.records[errand as usize].worked();
        self.records[errand as usize].is_closed = true;
        let record = &mut self.records[order as usize];
        if last {
            record.worked_elsewhere += worked_elsewhere;
            record.spent.iter_mut().zip(spent).for_each(|(sum, spent)| *sum += spent);
            (record.booked, record.entered) = (now, now);
            record.errand = NOBODY;
        } else {
            record.worked_elsewhere += worked;
            if record.errand == errand {
                // Where the others are is not known: in the kitchen, somewhere.
                (record.errand, record.phase) = (NOBODY, Phase::HandsWait);
            }
        }
        if self.records[order as usize].is_lost() {
            self.waste(order);
        }
    }
}

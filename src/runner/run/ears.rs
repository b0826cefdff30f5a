//! Who hears what happens in a run.

use crate::dials::Ledger;
use crate::kernel::Time;
use crate::restaurant::{Fact, Witness, Words};

/// Who is told the facts: the books, then whoever follows.
#[derive(Clone, Debug)]
pub(super) struct Ears<F> {
    pub ledger: Ledger,
    pub follower: F,
}

impl<F: Witness> Witness for Ears<F> {
    // The caller names the fact: see the ledger.
    #[inline(always)]
    fn see(&mut self, now: Time, fact: Fact) {
        self.ledger.see(now, fact);
        self.follower.see(now, fact);
    }

    #[inline]
    fn listens_to(&self, order: u32) -> bool {
        self.follower.listens_to(order)
    }

    fn hear(&mut self, now: Time, order: u32, words: Words) {
        self.follower.hear(now, order, words);
    }
}

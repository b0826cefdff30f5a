//! A run that goes on a second time, somewhere else, and what is measured in it.

use super::{Ears, Run};
use crate::dials::{Reading, Window};
use crate::runner::follower::Follower;

impl<'a, F: Follower> Run<'a, F> {
    /// Returns the same run once more, with nobody who follows; nothing enters it any more.
    pub(in crate::runner) fn twin(&self) -> Run<'a> {
        let Ears { ledger, .. } = &self.ears;
        let mut twin = Run {
            scenario: self.scenario,
            seed: self.seed,
            drain: self.drain,
            restaurant: self.restaurant.clone(),
            ears: Ears { ledger: ledger.clone(), follower: () },
            board: self.board.clone(),
            tasks: self.tasks.clone(),
            windows: self.windows.clone(),
            passing: self.passing.clone(),
            in_house: self.in_house.clone(),
            entries: self.entries.clone(),
            expected_end: self.expected_end,
            stage: self.stage,
            is_between: self.is_between,
            begun: self.begun,
        };
        twin.expect_instead(&[]);
        twin
    }

    /// Opens a window for reading, as far as it has come; none: it has not begun.
    pub fn reading_of(&mut self, window: Window) -> Option<Reading<'_>> {
        let now = self.now();
        self.ears.ledger.advance(now);
        self.ears.ledger.reading(window)
    }
}

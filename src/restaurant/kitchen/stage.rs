//! A copy that opens and closes: who is there, and who is paid.

use super::Kitchen;
use crate::restaurant::autoscaler::Stage;
use crate::restaurant::fact::Witness;
use crate::restaurant::house::House;

impl Kitchen {
    /// Returns what it is doing as a whole.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Returns how many chefs there should be; none: unlimited.
    pub fn chefs(&self) -> Option<u32> {
        self.plan.chefs
    }

    /// Returns how many chefs have their hands full.
    pub fn hands_taken(&self) -> u32 {
        self.hands_taken
    }

    /// From now on it does this; `is_done` says whether nothing is left for it to do.
    pub fn enter<W: Witness>(&mut self, stage: Stage, is_done: bool, house: &mut House<'_, W>) {
        let is_staffed = match stage {
            Stage::Open | Stage::Closing => true,
            // Called back before the last ticket was done.
            Stage::Opening => self.is_staffed && !is_done,
            Stage::Closed => false,
        };
        if (stage, is_staffed) == (self.stage, self.is_staffed) {
            return;
        }
        (self.stage, self.is_staffed) = (stage, is_staffed);
        self.tell_chefs(house);
        self.tell_wages(house);
        if stage == Stage::Closed {
            self.empty_fridge();
        }
    }
}

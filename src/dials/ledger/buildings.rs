//! What happens in buildings: burners, worktops, water pipes, rows and power.

use super::Ledger;
use crate::kernel::Time;
use crate::restaurant::{Fact, Phase};

impl Ledger {
    #[inline]
    pub(super) fn burner_wait(&mut self, now: Time, building: u32, order: u32) {
        let at = building as usize;
        self.waited(now, order, Phase::BurnerWait, |totals| &mut totals.buildings[at].burner);
    }

    /// What happened in a building, its burners held in turns left out.
    pub(super) fn of_building(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::BurnerShared { building, order } => self.burner_wait(now, building, order),
            Fact::BurnersBusy { building, busy } => {
                self.levels.buildings[building as usize].burners.set_busy(busy, now);
            }
            Fact::PlaceTaken { building, order } => {
                let at = building as usize;
                self.levels.buildings[at].worktop.take(now);
                self.waited(now, order, Phase::WorktopWait, |totals| {
                    &mut totals.buildings[at].worktop
                });
            }
            Fact::PlaceFree { building } => {
                self.levels.buildings[building as usize].worktop.free(now);
            }
            Fact::WaterTaken { building, order } => {
                let at = building as usize;
                self.levels.buildings[at].water.take(now);
                self.waited(now, order, Phase::WaterWait, |totals| &mut totals.buildings[at].water);
            }
            Fact::WaterFree { building } => {
                self.levels.buildings[building as usize].water.free(now);
            }
            Fact::Rows { building, rows } => self.levels.buildings[building as usize].rows = rows,
            Fact::Up { building, up } => {
                self.levels.buildings[building as usize].up.set(i64::from(up), now);
            }
            _ => {}
        }
    }
}

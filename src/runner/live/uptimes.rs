//! When buildings went down and came up: rare, and noted whether or not somebody listens.

use crate::kernel::Time;
use crate::runner::snapshot::Uptime;
use std::sync::Arc;

/// Of each building so many changes are kept, the last ones.
const KEPT: usize = 128;

/// Keeps the changes; shared with pictures until the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct UptimeKeeper(Arc<Vec<Uptime>>);

impl UptimeKeeper {
    /// Returns one for so many buildings, none of which has been down.
    pub fn new(buildings: usize) -> UptimeKeeper {
        UptimeKeeper(Arc::new(vec![Uptime::default(); buildings]))
    }

    /// A building works from now on, or does not.
    #[cold]
    pub fn note(&mut self, building: u32, is_up: bool, now: Time) {
        let Some(uptime) = Arc::make_mut(&mut self.0).get_mut(building as usize) else { return };
        if now == Time::OPENING {
            uptime.began_up = is_up;
            return;
        }
        if uptime.changes.len() == KEPT {
            // What is known begins later then.
            uptime.since = uptime.changes.remove(0);
            uptime.began_up = !uptime.began_up;
        }
        uptime.changes.push(now);
    }

    pub fn all(&self) -> Arc<Vec<Uptime>> {
        Arc::clone(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeper() -> UptimeKeeper {
        let mut keeper = UptimeKeeper::new(2);
        keeper.note(1, true, Time(0));
        keeper.note(1, false, Time(10));
        keeper.note(1, true, Time(30));
        keeper
    }

    #[test]
    fn a_day_is_cut_where_the_power_changes() {
        let all = keeper().all();
        let pieces: Vec<_> = all[1].pieces(Time(40)).collect();
        let at = |from, to| (Time(from), Time(to));
        assert_eq!(pieces, [(at(0, 10), true), (at(10, 30), false), (at(30, 40), true)]);
        assert_eq!(all[0].pieces(Time(40)).collect::<Vec<_>>(), [(at(0, 40), true)]);
        assert!(all[1].has_been_down() && !all[0].has_been_down());
    }

    #[test]
    fn of_very_many_changes_the_last_ones_are_known() {
        let mut keeper = keeper();
        for at in 0..KEPT as u64 {
            keeper.note(1, at % 2 == 1, Time(100 + at));
        }
        let all = keeper.all();
        assert_eq!((all[1].since, all[1].changes.len()), (Time(30), KEPT));
        let first = all[1].pieces(Time(1000)).next();
        assert_eq!(first, Some(((Time(30), Time(100)), true)));
    }
}

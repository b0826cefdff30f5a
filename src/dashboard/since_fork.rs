//! What two futures have come to from the fork on: dials over a window that begins there, which the
//! run is asked for while there are two.

use super::app::App;
use super::panels::windows;
use crate::kernel::Time;
use crate::runner::snapshot::FloorShot;

/// The dials that are compared.
pub const COMPARED: &[&str] = &[
    "latency.p50",
    "latency.p95",
    "orders.served",
    "orders.abandoned",
    "orders.refused",
    "orders.failed",
    "rail.wait.mean",
    "money.profit",
];

impl App {
    /// Returns from when on two futures are compared: since the second left the first, but not
    /// before anything is counted; none: there are not two.
    pub fn forked_at(&self) -> Option<Time> {
        let [_, is] = &self.shot.floors[..] else { return None };
        let branch = self.shot.branches.iter().find(|branch| branch.number == is.branch)?;
        Some(branch.from.max(self.scenario.warm_up_ends()))
    }

    /// Lists the dials with their window that are to be read while there are two futures.
    pub fn read_since_fork(&self) -> Vec<String> {
        let text = |name: &&str| self.over_fork(name);
        COMPARED.iter().filter(|name| self.book.dial(name).is_some()).filter_map(text).collect()
    }

    /// Reads a dial of one of two futures from the fork on; none: that is not known yet.
    pub fn since_fork(&self, floor: &FloorShot, name: &str) -> Option<f64> {
        windows::shot(floor, &self.over_fork(name)?)?.value
    }

    /// Writes a dial with the window from the fork on.
    fn over_fork(&self, name: &str) -> Option<String> {
        let from = self.forked_at()?.0;
        // Whoever is still there after closing time is counted as well.
        let to = self.scenario.closing().0.max(from).saturating_mul(2);
        Some(format!("{name}@{from}ns..{to}ns"))
    }
}

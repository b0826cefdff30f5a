//! What happened in one span of time: levels and totals at its two ends, spreads and maxima.

use super::layout::Layout;
use super::levels::Levels;
use super::spread::Spread;
use crate::kernel::Time;

/// A span of simulated time, from its first moment to just before its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Where it begins.
    pub from: Time,
    /// Where it ends.
    pub to: Time,
}

/// What happened in one span of time.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    pub window: Window,
    /// Whose lap it is; none: it is a window that somebody asked for.
    pub stopwatch: Option<u32>,
    pub opened: Levels,
    pub closed: Option<(Time, Levels)>,
    /// Latencies of served first attempts, by dining room, then dish.
    pub latency: Vec<Spread>,
    /// Latencies of served retries, likewise.
    pub again: Vec<Spread>,
    /// Latencies of visits that were not just one served order, by dining room.
    pub visit_latency: Vec<Spread>,
    /// Waits for a chef, by copy of a kitchen; those of no time at all are among the totals.
    pub rail_wait: Vec<Spread>,
    /// The most tickets on the rails of one kitchen at once.
    pub longest: Vec<i64>,
    pub longest_rails: i64,
}

impl Tally {
    /// Says whether it is of a window that somebody asked for.
    pub fn is_of(&self, window: Window) -> bool {
        self.window == window && self.stopwatch.is_none()
    }

    /// Lists all spreads, for reading.
    pub fn all_spreads(&self) -> impl Iterator<Item = &Spread> {
        let orders = self.latency.iter().chain(&self.again);
        orders.chain(&self.visit_latency).chain(&self.rail_wait)
    }

    /// Lists all spreads.
    pub fn spreads(&mut self) -> impl Iterator<Item = &mut Spread> {
        let orders = self.latency.iter_mut().chain(&mut self.again);
        orders.chain(&mut self.visit_latency).chain(&mut self.rail_wait)
    }

    pub fn new(window: Window, layout: &Layout, levels: &Levels) -> Tally {
        Tally {
            window,
            stopwatch: None,
            opened: levels.clone(),
            closed: None,
            latency: vec![Spread::default(); layout.cells()],
            again: vec![Spread::default(); layout.cells()],
            visit_latency: vec![Spread::default(); layout.rooms],
            rail_wait: vec![Spread::default(); layout.copies()],
            longest: levels.tickets_of.clone(),
            longest_rails: levels.tickets,
        }
    }
}

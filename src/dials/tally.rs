//! What happened in one span of time: counts, spreads, and levels at its two ends.

use super::layout::Layout;
use super::levels::Levels;
use super::spread::{Mean, Spread};
use crate::kernel::Time;
use crate::restaurant::Phase;

/// A span of simulated time, from its first moment to just before its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Where it begins.
    pub from: Time,
    /// Where it ends.
    pub to: Time,
}

/// The orders of one dining room for one dish.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub placed: u64,
    pub ended: Box<[u64]>,
    pub latency: Spread,
    pub phases: PhaseSums,
    pub revenue: i64,
}

/// The time that served orders spent in each phase.
///
/// Sums of 64 bits are quick to add to; before they could overflow they are moved to wide ones.
#[derive(Clone, Debug, Default)]
pub(super) struct PhaseSums {
    recent: [u64; Phase::COUNT],
    /// The sum of all recent ones.
    recent_latency: u64,
    wide: [u128; Phase::COUNT],
}

impl PhaseSums {
    /// Adds an order: its latency is the sum of its phases.
    #[inline]
    pub fn add(&mut self, latency: u64, spent: &[u64; Phase::COUNT]) {
        if self.recent_latency >= u64::MAX / 4 {
            self.widen();
        }
        self.recent_latency += latency;
        for (sum, spent) in self.recent.iter_mut().zip(spent) {
            *sum += spent;
        }
    }

    #[cold]
    fn widen(&mut self) {
        self.recent_latency = 0;
        for (wide, recent) in self.wide.iter_mut().zip(&mut self.recent) {
            *wide += u128::from(std::mem::take(recent));
        }
    }

    /// Returns the time spent in one phase, in nanoseconds.
    pub fn of(&self, phase: Phase) -> u128 {
        self.wide[phase as usize] + u128::from(self.recent[phase as usize])
    }
}

/// The visits of one dining room.
#[derive(Clone, Debug, Default)]
pub(super) struct Visits {
    pub begun: u64,
    pub happy: u64,
    pub unhappy: u64,
    /// Latencies of visits that were not just one served order; those are with the orders.
    pub latency: Spread,
}

/// The rail of one copy of a kitchen.
#[derive(Clone, Debug, Default)]
pub(super) struct RailTally {
    pub came: u64,
    pub at_once: u64,
    pub wait: Spread,
    pub left: Mean,
}

/// A partner.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PartnerTally {
    pub calls: u64,
    pub failed: u64,
}

/// What was waited for in a building.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BuildingWaits {
    pub burner: Mean,
    pub worktop: Mean,
    pub water: Mean,
}

/// What happened in one span of time.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    pub window: Window,
    pub opened: Levels,
    pub closed: Option<(Time, Levels)>,
    /// By dining room, then dish; the last dish of each room is the one that no menu has.
    pub cells: Vec<Cell>,
    pub visits: Vec<Visits>,
    pub rails: Vec<RailTally>,
    /// The most tickets on the rails of one kitchen at once.
    pub longest: Vec<i64>,
    pub longest_of_all: i64,
    pub waiter_wait: Mean,
    pub hatch_wait: Vec<Mean>,
    pub buildings: Vec<BuildingWaits>,
    pub partners: Vec<PartnerTally>,
    pub fees: i64,
    pub wasted: Mean,
}

impl Tally {
    pub fn new(window: Window, layout: &Layout, levels: &Levels) -> Tally {
        let cell = Cell {
            placed: 0,
            ended: vec![0; layout.outcomes].into(),
            latency: Spread::default(),
            phases: PhaseSums::default(),
            revenue: 0,
        };
        Tally {
            window,
            opened: levels.clone(),
            closed: None,
            cells: vec![cell; layout.cells()],
            visits: vec![Visits::default(); layout.rooms],
            rails: vec![RailTally::default(); layout.copies()],
            longest: layout.kitchens.iter().map(|copies| levels.tickets_of(copies)).collect(),
            longest_of_all: levels.tickets(),
            waiter_wait: Mean::default(),
            hatch_wait: vec![Mean::default(); layout.pantries],
            buildings: vec![BuildingWaits::default(); layout.buildings],
            partners: vec![PartnerTally::default(); layout.partners],
            fees: 0,
            wasted: Mean::default(),
        }
    }
}

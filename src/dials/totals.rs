//! What has been counted so far: in a window happened what its end has more than its beginning.

use super::layout::Layout;
use super::spread::Mean;
use crate::restaurant::{Outcome, Phase, Side};

/// The orders of one dining room for one dish.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub placed: u64,
    pub ended: Box<[u64]>,
    pub phases: PhaseSums,
    pub revenue: i64,
}

impl Cell {
    /// Returns how many orders are not decided.
    pub fn open(&self) -> u64 {
        self.placed - self.ended.iter().sum::<u64>()
    }

    /// Returns how many orders ended as `whose` says.
    pub fn ended_as(&self, whose: impl Fn(Outcome) -> bool) -> u64 {
        let ended = (0..).map(Outcome).zip(&self.ended);
        ended.filter(|(outcome, _)| whose(*outcome)).map(|(_, count)| count).sum()
    }
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
    #[inline(always)]
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
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Visits {
    pub begun: u64,
    pub happy: u64,
    pub unhappy: u64,
    /// The unhappy ones, by whose doing it was.
    pub lost: [u64; Side::COUNT],
}

/// The rail of one copy of a kitchen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RailTotals {
    pub came: u64,
    /// Tickets that waited for no time at all.
    pub at_once: u64,
    pub left: Mean,
}

/// A partner.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PartnerTotals {
    pub calls: u64,
    pub failed: u64,
    pub prevented: u64,
    /// In cents.
    pub charged: i64,
    /// Calls that took money again for the same step of the same order.
    pub charged_twice: u64,
    /// In cents.
    pub refunded: i64,
}

/// What was waited for in a building.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BuildingWaits {
    pub burner: Mean,
    pub worktop: Mean,
    pub water: Mean,
}

/// The fridge of one copy of a kitchen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FridgeTotals {
    pub hits: u64,
    pub misses: u64,
    /// Hits on something out of date.
    pub stale: u64,
}

/// The rows of a pantry.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PantryTotals {
    pub rows_read: u64,
    /// Answers of a copy that the pantry itself would not have given.
    pub stale: u64,
    /// Orders that needed a row that another one held.
    pub conflicts: u64,
    /// Changes to rows that were not any more what the order had seen.
    pub sold_twice: u64,
    /// Changes that a power cut took.
    pub lost_rows: u64,
    /// Orders that made them and whose guests had their plates.
    pub lost_confirmed: u64,
}

/// The door.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DoorTotals {
    /// Wristbands given.
    pub logins: u64,
    /// Those of them that were somebody else's.
    pub break_ins: u64,
    /// Orders overheard on their way to the waiter.
    pub overheard: u64,
    /// Rows shown to somebody to whom they do not belong.
    pub leaked_rows: u64,
    /// Orders that said what is locked out.
    pub locked_out: u64,
}

/// Letters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LetterTotals {
    pub written: u64,
    pub sent: u64,
    pub lost: u64,
}

/// Everything that is only counted or added up, of orders that count.
#[derive(Clone, Debug)]
pub(super) struct Totals {
    /// By dining room, then dish; the last dish of each room is the one that no menu has.
    pub cells: Vec<Cell>,
    pub visits: Vec<Visits>,
    pub rails: Vec<RailTotals>,
    pub waiter_wait: Mean,
    pub hatch_wait: Vec<Mean>,
    pub buildings: Vec<BuildingWaits>,
    pub partners: Vec<PartnerTotals>,
    pub fridges: Vec<FridgeTotals>,
    pub pantries: Vec<PantryTotals>,
    pub door: DoorTotals,
    pub letters: LetterTotals,
    pub fees: i64,
    /// What partners have taken for orders that have ended, less what they gave back and what the
    /// till got, in cents.
    pub owed: i64,
    pub wasted: Mean,
}

impl Totals {
    pub fn new(layout: &Layout) -> Totals {
        let cell = Cell {
            placed: 0,
            ended: vec![0; layout.outcomes].into(),
            phases: PhaseSums::default(),
            revenue: 0,
        };
        Totals {
            cells: vec![cell; layout.cells()],
            visits: vec![Visits::default(); layout.rooms],
            rails: vec![RailTotals::default(); layout.copies()],
            waiter_wait: Mean::default(),
            hatch_wait: vec![Mean::default(); layout.pantries],
            buildings: vec![BuildingWaits::default(); layout.buildings],
            partners: vec![PartnerTotals::default(); layout.partners],
            fridges: vec![FridgeTotals::default(); layout.copies()],
            pantries: vec![PantryTotals::default(); layout.pantries],
            door: DoorTotals::default(),
            letters: LetterTotals::default(),
            fees: 0,
            owed: 0,
            wasted: Mean::default(),
        }
    }
}

//! All levels of a restaurant: what is busy, what there is of it, what waits, what it costs; and
//! what has been counted so far.

use super::gauge::Gauge;
use super::layout::Layout;
use super::totals::Totals;
use crate::kernel::Time;
use crate::restaurant::Stage;

/// Something limited: how much of it is busy, how much there is. While there is no limit, there is
/// as much as is busy.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pool {
    pub busy: Gauge,
    pub there: Gauge,
    /// How many there should be; none: unlimited.
    pub wanted: Option<u32>,
}

impl Pool {
    #[inline]
    pub fn take(&mut self, now: Time) {
        self.busy.rise(now);
        if self.wanted.is_none() {
            self.there.rise(now);
        }
    }

    /// One comes free; who is surplus goes home.
    #[inline]
    pub fn free(&mut self, now: Time) {
        self.busy.fall(now);
        match self.wanted {
            None => self.there.fall(now),
            Some(wanted) if self.there.level() > i64::from(wanted) => self.staff(now),
            Some(_) => {}
        }
    }

    /// So many are busy from now on.
    pub fn set_busy(&mut self, busy: u32, now: Time) {
        self.busy.set(i64::from(busy), now);
        match self.wanted {
            None => self.there.set(i64::from(busy), now),
            Some(_) => self.staff(now),
        }
    }

    pub fn want(&mut self, count: Option<u32>, now: Time) {
        self.wanted = count;
        self.staff(now);
    }

    /// Surplus ones stay until their work is done.
    fn staff(&mut self, now: Time) {
        let wanted = i64::from(self.wanted.unwrap_or(0));
        self.there.set(wanted.max(self.busy.level()), now);
    }
}

/// The levels of a kitchen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KitchenLevels {
    /// The kitchen that this is a copy of.
    of: u32,
    pub chefs: Pool,
    pub working: Gauge,
    pub rail: Gauge,
    /// Cents an hour.
    pub wages: Gauge,
    /// One while it is open.
    pub open: Gauge,
    /// Whether it opens and closes by itself.
    pub scales: bool,
    pub has_fridge: bool,
}

/// The levels of a building.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BuildingLevels {
    pub burners: Pool,
    pub worktop: Pool,
    pub water: Pool,
    /// Rows that the storeroom holds; none: any number.
    pub storeroom: Option<u32>,
    /// Rows in it.
    pub rows: u64,
    /// One while everything in it works.
    pub up: Gauge,
    /// Cents an hour.
    pub rent: Gauge,
}

/// Every level and total there is, as of now. A clone of it marks the beginning or end of a window.
#[derive(Clone, Debug)]
pub(super) struct Levels {
    pub waiters: Pool,
    pub guests_queued: Gauge,
    /// By copy.
    pub kitchens: Vec<KitchenLevels>,
    pub hatches: Vec<Pool>,
    /// Of each pantry, what its hatches cost: cents an hour.
    pub hatch_wages: Vec<Gauge>,
    pub buildings: Vec<BuildingLevels>,
    /// Calls being answered.
    pub partners: Vec<Pool>,
    /// Of each partner, whether calls send money there.
    pub takes_money: Vec<bool>,
    /// Portions on the shelves of each pantry; none: never sold out.
    pub stock: Vec<Vec<Option<u64>>>,
    /// By kitchen: tickets waiting in all its copies.
    pub tickets_of: Vec<i64>,
    /// Tickets waiting in all kitchens.
    pub tickets: i64,
    pub totals: Totals,
}

impl Levels {
    pub fn new(layout: &Layout, shelves: &[usize]) -> Levels {
        Levels {
            waiters: Pool::default(),
            guests_queued: Gauge::default(),
            kitchens: kitchens(layout),
            hatches: vec![Pool::default(); layout.pantries],
            hatch_wages: vec![Gauge::default(); layout.pantries],
            buildings: vec![BuildingLevels::default(); layout.buildings],
            partners: vec![Pool::default(); layout.partners],
            takes_money: vec![false; layout.partners],
            stock: shelves.iter().map(|&count| vec![None; count]).collect(),
            tickets_of: vec![0; layout.kitchens.len()],
            tickets: 0,
            totals: Totals::new(layout),
        }
    }

    /// A ticket is hung up; returns the kitchen of this copy, and how many wait there now.
    #[inline]
    pub fn hang(&mut self, kitchen: u32, now: Time) -> (usize, i64) {
        let copy = &mut self.kitchens[kitchen as usize];
        copy.rail.rise(now);
        self.tickets += 1;
        let of = copy.of as usize;
        self.tickets_of[of] += 1;
        (of, self.tickets_of[of])
    }

    /// A copy of a kitchen whose copies open and close by themselves does this from now on.
    #[cold]
    pub fn enter(&mut self, kitchen: u32, of: u32, stage: Stage, now: Time) {
        for copy in self.kitchens.iter_mut().filter(|copy| copy.of == of) {
            copy.scales = true;
        }
        let is_open = stage == Stage::Open;
        self.kitchens[kitchen as usize].open.set(i64::from(is_open), now);
    }

    /// A ticket comes down.
    #[inline]
    pub fn take_down(&mut self, kitchen: u32, now: Time) {
        let copy = &mut self.kitchens[kitchen as usize];
        copy.rail.fall(now);
        self.tickets -= 1;
        self.tickets_of[copy.of as usize] -= 1;
    }
}

fn kitchens(layout: &Layout) -> Vec<KitchenLevels> {
    let copies = (0..).zip(&layout.kitchens);
    let each = copies.flat_map(|(of, copies)| copies.clone().map(move |_| of));
    each.map(|of| KitchenLevels { of, ..KitchenLevels::default() }).collect()
}

//! Worktops: a place for each order in progress, in its building and in the one around it.

use super::{Book, Watcher};
use boh::kernel::Time;
use boh::restaurant::{Phase, WhenFull};

/// What is known of a worktop, beside who has a place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WorktopBook {
    /// Places are counted from the first limit on.
    counts: bool,
    /// When a place came free last.
    freed: Time,
}

impl Watcher {
    /// There is, or was, a limit of places in a building.
    pub(super) fn counts_places(&mut self, building: usize) {
        self.worktop_books[building].counts |= self.plan.buildings[building].worktop.is_some();
    }

    pub(super) fn place_taken(&mut self, building: usize, slot: u32, order: usize) {
        let wait = self.waits(order, Phase::WorktopWait);
        let has_waited = self.worktops[building].line.contains(&slot);
        let is_next = self.worktops[building].take(slot, wait, self.now);
        let copy = self.orders[order].copy;
        let own = copy.and_then(|copy| self.building_of(copy));
        let outer = copy.and_then(|copy| self.outer_of(copy));
        let is_own = own == Some(building);
        let book = &mut self.orders[order];
        book.has_own_place |= is_own;
        book.turns_outward = is_own && outer.is_some() && has_waited;
        let ok = is_next && (is_own || outer == Some(building));
        self.must(ok, || format!("order {order} gets a place in building {building}"));
    }

    pub(super) fn place_free(&mut self, building: usize) {
        let place = &mut self.worktops[building];
        place.pool.add(-1, self.now);
        self.worktop_books[building].freed = self.now;
        let ok = place.pool.taken.now >= 0;
        self.must(ok, || "a place is free that was not taken".into());
    }

    /// An order waits for a place: in its building, or in the one around it.
    pub(super) fn waits_for_place(&mut self, slot: u32, order: usize) {
        let Some(copy) = self.orders[order].copy else { return };
        let book = &mut self.orders[order];
        if std::mem::take(&mut book.turns_outward) {
            // It has not asked for the other place yet.
            return;
        }
        let has_own = book.has_own_place;
        let own = self.building_of(copy);
        let own = own.filter(|own| !has_own && self.worktop_books[*own].counts);
        if let Some(building) = own.or(self.outer_of(copy)) {
            self.worktops[building].line.push(slot);
        }
    }

    /// Says whether an order that was just picked up is lost because there is no place for it.
    pub(super) fn may_crash(&self, order: usize) -> bool {
        let book = &self.orders[order];
        let Some(copy) = book.copy.filter(|_| book.is_new || book.phase == Phase::WorktopWait)
        else {
            return false;
        };
        let around = [self.building_of(copy), self.outer_of(copy)].into_iter().flatten();
        around.into_iter().any(|building| {
            let was_full = self.worktop_books[building].freed == self.now;
            let is_full = !self.worktops[building].pool.is_free() || was_full;
            is_full && self.plan.buildings[building].worktop_full == WhenFull::Crash
        })
    }

    /// Says whether an order has a place in a building around its kitchen.
    fn has_place(&self, book: &Book, is_outer: bool, building: usize) -> bool {
        match book.phase {
            Phase::RailWait => false,
            Phase::WorktopWait => !is_outer && book.has_own_place,
            phase if phase > Phase::RailWait && phase <= Phase::PartnerWait => !book.is_branch(),
            _ => book.errand.is_none() && self.is_leaving(book, building),
        }
    }

    /// What must be so whenever everything that is due now has been done.
    pub(super) fn worktops_at_rest(&mut self) {
        for building in 0..self.worktops.len() {
            if !self.worktop_books[building].counts {
                continue;
            }
            let has = |order: &&usize| {
                let book = &self.orders[**order];
                let Some(copy) = book.copy else { return false };
                let is_own = self.building_of(copy) == Some(building);
                let is_outer = self.outer_of(copy) == Some(building);
                let is_here = is_own || is_outer;
                is_here && self.has_place(book, is_outer, building)
            };
            let in_progress = self.slots.iter().flatten().filter(has).count() as i64;
            let taken = self.worktops[building].pool.taken.now;
            let ok = taken == in_progress;
            self.must(ok, || format!("{in_progress} orders in building {building}, not {taken}"));
        }
    }
}

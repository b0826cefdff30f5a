//! Fridges: what lies in one was fetched from the pantry by the same copy, not too long ago.

use super::{Place, Watcher};
use boh::kernel::{Span, Time};
use boh::restaurant::Step;
use std::collections::BTreeMap;

/// What is known of the fridge of one copy.
#[derive(Clone, Debug, Default)]
pub(crate) struct FridgeBook {
    pub is_there: bool,
    pub hits: u64,
    pub misses: u64,
    pub stale: u64,
    /// When each shelf was fetched last: perhaps, and for sure.
    fetched: BTreeMap<(u32, u32), (Time, Option<Time>)>,
}

impl FridgeBook {
    pub(super) fn clear(&mut self) {
        self.fetched.clear();
    }
}

fn is_fresh(fetched: Time, fresh_for: Option<Span>, now: Time) -> bool {
    fresh_for.is_none_or(|span| now - fetched < span)
}

impl Watcher {
    /// Lists what an order takes at a step.
    fn shelves(&self, place: &Place) -> Vec<(u32, u32)> {
        match self.step_at(place) {
            Some(Step::Take { pantry, items, .. }) => {
                items.iter().map(|(shelf, _)| (*pantry, *shelf)).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn fridge(&mut self, copy: usize, holds: Option<u32>) {
        let planned = self.plan_of(copy).fridge.holds;
        let fridge = &mut self.kitchens[copy].fridge;
        fridge.is_there = holds.is_some();
        // What had to make room is not told.
        fridge.fetched.values_mut().for_each(|fetched| fetched.1 = None);
        self.must(planned == holds, || format!("a fridge for {holds:?}, not {planned:?}"));
    }

    /// An order leaves a hatch: what it has taken is put into the fridge.
    pub(super) fn fetches(&mut self, order: usize) {
        if !std::mem::take(&mut self.orders[order].is_fetching) {
            return;
        }
        let book = &self.orders[order];
        let Some(copy) = book.copy else { return };
        if self.is_dark(copy) || self.plan_of(copy).fridge.holds.is_none() {
            return;
        }
        let (now, is_sure) = (self.now, book.places.len() == 1);
        let mut shelves: Vec<_> =
            book.places.iter().flat_map(|place| self.shelves(place)).collect();
        // What was not handed out any more was not fetched.
        shelves.retain(|(pantry, _)| !self.is_pantry_dark(*pantry));
        for shelf in shelves {
            let fetched = self.kitchens[copy].fridge.fetched.entry(shelf).or_insert((now, None));
            fetched.0 = now;
            fetched.1 = if is_sure { Some(now) } else { fetched.1 };
        }
    }

    /// Says whether something may lie fresh in the fridge: it was fetched, or is just now.
    fn may_lie(&self, copy: usize, shelf: (u32, u32)) -> bool {
        let fresh_for = self.plan_of(copy).fridge.fresh_for;
        let known = self.kitchens[copy].fridge.fetched.get(&shelf);
        let is_back = |order: &usize| {
            let book = &self.orders[*order];
            book.copy == Some(copy)
                && book.is_fetching
                && book.places.iter().any(|place| self.shelves(place).contains(&shelf))
        };
        known.is_some_and(|(at, _)| is_fresh(*at, fresh_for, self.now))
            || self.slots.iter().flatten().any(is_back)
    }

    /// Says whether something lies fresh in a fridge that has room for everything.
    fn must_lie(&self, copy: usize, shelf: (u32, u32)) -> bool {
        let plan = self.plan_of(copy).fridge;
        let all: usize = self.stock.iter().map(Vec::len).sum();
        let has_room = plan.holds.is_some_and(|holds| holds as usize >= all);
        let known = self.kitchens[copy].fridge.fetched.get(&shelf);
        let is_fresh = |at: &Time| is_fresh(*at, plan.fresh_for, self.now);
        has_room && known.is_some_and(|(_, sure)| sure.as_ref().is_some_and(is_fresh))
    }

    pub(super) fn fridge_hit(&mut self, copy: usize, order: usize, is_stale: bool) {
        self.has_lasted(order, false);
        self.begin_step(order, |watcher, place| {
            let shelves = watcher.shelves(place);
            !shelves.is_empty() && shelves.iter().all(|shelf| watcher.may_lie(copy, *shelf))
        });
        self.orders[order].is_past = true;
        let is_counted = u64::from(self.orders[order].is_counted);
        let fridge = &mut self.kitchens[copy].fridge;
        fridge.hits += is_counted;
        fridge.stale += is_counted * u64::from(is_stale);
        let ok = fridge.is_there && self.orders[order].copy == Some(copy);
        self.must(ok, || format!("order {order} finds something in fridge {copy}"));
    }

    pub(super) fn fridge_missed(&mut self, copy: usize, order: usize) {
        let may_miss = |place: &Place| {
            let shelves = self.shelves(place);
            !shelves.is_empty() && !shelves.iter().all(|shelf| self.must_lie(copy, *shelf))
        };
        let may = self.next_places(order).iter().any(may_miss);
        let is_counted = u64::from(self.orders[order].is_counted);
        let fridge = &mut self.kitchens[copy].fridge;
        fridge.misses += is_counted;
        let ok = fridge.is_there && self.orders[order].copy == Some(copy);
        self.must(ok && may, || format!("order {order} misses something in fridge {copy}"));
    }
}

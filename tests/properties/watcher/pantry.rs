//! Burners, hatches, shelves and fridges.

use super::{Place, Watcher};
use boh::restaurant::{Phase, Step};

impl Watcher {
    pub(super) fn burner_taken(&mut self, building: usize, slot: u32, order: usize) {
        let wait = self.waits(order, Phase::BurnerWait);
        let has_waited = self.burners[building].line.contains(&slot);
        let is_first = self.burners[building].take(slot, wait, self.now);
        self.must(is_first, || format!("order {order} gets a burner out of turn"));
        let copy = self.orders[order].copy;
        let is_own = copy.and_then(|copy| self.building_of(copy)) == Some(building);
        let is_virtual = is_own && copy.is_some_and(|copy| self.outer_of(copy).is_some());
        let book = &mut self.orders[order];
        book.has_own_burner |= is_virtual;
        book.turns_outward = is_virtual && has_waited;
    }

    /// An order waits for a burner: in its building, or in the one around it.
    pub(super) fn waits_for_burner(&mut self, slot: u32, order: usize) {
        let Some(copy) = self.orders[order].copy else { return };
        let book = &mut self.orders[order];
        if std::mem::take(&mut book.turns_outward) {
            // It has not asked for the other burner yet.
            return;
        }
        let has_own = book.has_own_burner;
        let own = self.building_of(copy).filter(|_| !has_own);
        if let Some(building) = own.or(self.outer_of(copy)) {
            self.burners[building].line.push(slot);
        }
    }

    /// Says whether an order in the line of a pantry is in no other: whoever may be at another hatch
    /// is in several lines.
    pub(super) fn is_surely_at(&self, slot: u32, pantry: usize) -> bool {
        let order = self.slots[slot as usize];
        order.is_some_and(|order| self.pantries_of(order) == [pantry])
    }

    pub(super) fn hatch_taken(&mut self, pantry: usize, slot: u32, order: usize) {
        let wait = self.waits(order, Phase::HatchWait);
        let is_here = |watcher: &Watcher, place: &Place| match watcher.step_at(place) {
            Some(Step::Take { pantry: of, .. } | Step::Put { pantry: of, .. }) => {
                *of as usize == pantry
            }
            _ => false,
        };
        if self.orders[order].phase == Phase::HatchWait {
            let mut places = std::mem::take(&mut self.orders[order].places);
            places.retain(|place| is_here(self, place));
            self.orders[order].places = places;
        } else {
            self.has_lasted(order, false);
            self.begin_step(order, is_here);
        }
        let mut before = self.hatches[pantry].line.iter().take_while(|other| **other != slot);
        let is_next = !before.any(|slot| self.is_surely_at(*slot, pantry));
        self.hatches.iter_mut().for_each(|place| place.line.retain(|waiting| *waiting != slot));
        let place = &mut self.hatches[pantry];
        place.waits.extend(wait);
        place.pool.add(1, self.now);
        let ok = is_next && place.pool.is_within();
        self.must(ok, || format!("order {order} gets a hatch out of turn"));
        self.taking = Some(order);
    }

    /// An order is at the hatch: it has taken what was told just before, or puts something in.
    pub(super) fn gets_in(&mut self, order: usize) {
        let stocked = std::mem::take(&mut self.stocked);
        let ok = self.taking.take() == Some(order);
        let mut places = std::mem::take(&mut self.orders[order].places);
        places.retain(|place| match self.step_at(place) {
            Some(Step::Take { pantry, items, .. }) => {
                self.after_taking(*pantry, items).is_some_and(|after| after == stocked)
            }
            Some(Step::Put { pantry, items, .. }) => {
                let portions = items.iter().map(|(_, portions)| portions).sum();
                stocked.is_empty() && self.has_room(order, *pantry, portions) != Some(false)
            }
            _ => false,
        });
        self.must(ok && !places.is_empty(), || format!("order {order} takes {stocked:?}"));
        let takes = |place: &Place| matches!(self.step_at(place), Some(Step::Take { .. }));
        self.orders[order].is_fetching = places.iter().any(takes);
        self.orders[order].places = places;
        for (pantry, shelf, level) in stocked {
            self.stock[pantry as usize][shelf as usize] = Some(level);
        }
        self.keeps(order);
    }

    /// Returns what there is on the shelves after these items have been taken, if they are there.
    fn after_taking(&self, pantry: u32, items: &[(u32, u64)]) -> Option<Vec<(u32, u32, u64)>> {
        let mut after = Vec::new();
        for (shelf, portions) in items {
            if let Some(level) = self.stock[pantry as usize][*shelf as usize] {
                after.push((pantry, *shelf, level.checked_sub(*portions)?));
            }
        }
        Some(after)
    }

    /// The hatch that an order got has nothing for it.
    fn is_sold_out(&mut self, order: usize) {
        let mut places = std::mem::take(&mut self.orders[order].places);
        places.retain(|place| match self.step_at(place) {
            Some(Step::Take { pantry, items, .. }) => self.after_taking(*pantry, items).is_none(),
            Some(Step::Put { pantry, items, .. }) => {
                let portions = items.iter().map(|(_, portions)| portions).sum();
                self.has_room(order, *pantry, portions) != Some(true)
            }
            _ => false,
        });
        self.must(!places.is_empty(), || format!("order {order} gets nothing of enough"));
        let book = &mut self.orders[order];
        (book.places, book.sold_out) = (places, true);
    }

    /// A hatch comes free; stock that rose just before was put in by whoever leaves.
    pub(super) fn hatch_free(&mut self, pantry: u32) {
        let place = &mut self.hatches[pantry as usize];
        place.pool.add(-1, self.now);
        let ok = place.pool.taken.now >= 0;
        self.must(ok, || "a hatch is free that was not taken".into());
        if let Some(order) = self.taking.take() {
            self.is_sold_out(order);
            return;
        }
        let stocked = std::mem::take(&mut self.stocked);
        if stocked.is_empty() {
            let is_taken = self.is_left(pantry);
            self.must(is_taken, || "a hatch is free and nothing was put in".into());
            return;
        }
        let mut items = Vec::new();
        for (of, shelf, level) in stocked {
            let own = &mut self.stock[of as usize][shelf as usize];
            let more = own.and_then(|own| level.checked_sub(own)).unwrap_or(0);
            *own = Some(level);
            self.must(of == pantry && more > 0, || format!("{level} portions on shelf {shelf}"));
            items.push((shelf, more));
        }
        let is_put = self.is_put(pantry, &items);
        self.must(is_put, || format!("nobody puts {items:?} in"));
    }

    /// Says whether some order leaves a hatch without having put anything in.
    fn is_left(&self, pantry: u32) -> bool {
        let leaves = |order: usize| {
            let is_dark = self.orders[order].copy.is_some_and(|copy| self.is_dark(copy));
            let changes_nothing = self.steps(order).any(|step| match step {
                Step::Take { pantry: of, .. } => *of == pantry,
                Step::Put { pantry: of, items, .. } => {
                    let shelves = &self.stock[pantry as usize];
                    let is_limited = |(shelf, _): &(u32, u64)| shelves[*shelf as usize].is_some();
                    *of == pantry && !items.iter().any(is_limited)
                }
                _ => false,
            });
            let is_over = is_dark || self.is_pantry_dark(pantry) || changes_nothing;
            self.orders[order].phase == Phase::InPantry && is_over
        };
        self.slots.iter().flatten().any(|order| leaves(*order))
    }

    /// Says whether some order is at a hatch to put exactly this in.
    pub(super) fn is_put(&self, pantry: u32, items: &[(u32, u64)]) -> bool {
        let shelves = &self.stock[pantry as usize];
        let puts = |step: &Step| match step {
            Step::Put { pantry: of, items: all, .. } if *of == pantry => {
                all.iter().filter(|(shelf, _)| shelves[*shelf as usize].is_some()).eq(items)
            }
            _ => false,
        };
        let is_in = |order: &usize| self.orders[*order].phase == Phase::InPantry;
        self.slots.iter().flatten().any(|order| is_in(order) && self.steps(*order).any(puts))
    }

    pub(super) fn stocked(&mut self, pantry: u32, shelf: u32, level: Option<u64>) {
        let own = self.stock[pantry as usize][shelf as usize];
        if own != level {
            let limited = own.is_some() && level.is_some();
            self.must(limited, || format!("{level:?} portions on shelf {shelf}, not {own:?}"));
            self.stocked.push((pantry, shelf, level.unwrap_or(0)));
        }
    }

    /// What is left unexplained after a message was restocked.
    pub(super) fn restocked(&mut self) {
        for (pantry, shelf, level) in std::mem::take(&mut self.stocked) {
            let plan = self.plan.pantries[pantry as usize].shelves[shelf as usize].restock;
            let own = &mut self.stock[pantry as usize][shelf as usize];
            let rises = own.is_some_and(|own| own < level);
            *own = Some(level);
            let now = self.now.0;
            let due = plan.is_some_and(|plan| now.is_multiple_of(plan.every.0) && plan.to == level);
            self.must(rises && due, || format!("{level} portions on shelf {shelf}"));
        }
    }
}

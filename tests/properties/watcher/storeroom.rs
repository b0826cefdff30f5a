//! Storerooms: the rows that are in one are those that were put into its pantries and not taken
//! again. Where an order may be at one of several steps the rows cannot be followed.

use super::Watcher;
use boh::restaurant::{Phase, Step};

/// What is known of the storeroom of a building.
#[derive(Clone, Debug, Default)]
pub(crate) struct StoreBook {
    pub rows: u64,
    /// Rows just put by orders that have not left the hatch yet.
    arrived: u64,
    /// Somebody did something there and nobody knows what.
    is_unsure: bool,
}

/// What an order is putting.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Putting {
    building: usize,
    pantry: usize,
    items: Vec<(u32, u64)>,
}

impl Putting {
    fn portions(&self) -> u64 {
        self.items.iter().map(|(_, portions)| portions).sum()
    }
}

impl Watcher {
    fn room_of(&self, pantry: u32) -> Option<usize> {
        self.plan.pantries[pantry as usize].building.map(|building| building as usize)
    }

    /// Says whether there is room for what an order puts; none: that is not known.
    pub(super) fn has_room(&self, order: usize, pantry: u32, portions: u64) -> Option<bool> {
        let Some(building) = self.room_of(pantry) else { return Some(true) };
        let Some(most) = self.plan.buildings[building].storeroom else { return Some(true) };
        let store = &self.storerooms[building];
        let open = self.slots.iter().flatten().filter(|other| **other != order);
        let putting = open.filter_map(|other| {
            let putting = self.orders[*other].putting.as_ref()?;
            (putting.building == building).then(|| (self.is_cut_short(*other), putting.portions()))
        });
        let putting: Vec<(bool, u64)> = putting.collect();
        if store.is_unsure || putting.iter().any(|(is_cut_short, _)| *is_cut_short) {
            return None;
        }
        let coming = putting.iter().map(|(_, portions)| portions).sum::<u64>();
        Some(store.rows + coming.saturating_sub(store.arrived) + portions <= most)
    }

    /// An order is at a hatch, and what it does there is known if there is only one such step.
    pub(super) fn keeps(&mut self, order: usize) {
        let doing = |step: &Step| match step {
            Step::Take { pantry, items, .. } => Some((true, *pantry, items.to_vec())),
            Step::Put { pantry, items, .. } => Some((false, *pantry, items.to_vec())),
            _ => None,
        };
        let doings: Vec<_> = self.steps(order).filter_map(doing).collect();
        let Some((is_take, pantry, items)) = doings.first().cloned() else { return };
        if doings.iter().any(|other| *other != doings[0]) {
            let rooms = doings.iter().filter_map(|(_, pantry, _)| self.room_of(*pantry));
            for building in rooms.collect::<Vec<_>>() {
                self.storerooms[building].is_unsure = true;
            }
            return;
        }
        let Some(building) = self.room_of(pantry) else { return };
        let pantry = pantry as usize;
        if is_take {
            for (shelf, portions) in items {
                let kept = &mut self.kept[pantry][shelf as usize];
                *kept = kept.saturating_sub(portions);
            }
        } else {
            self.orders[order].putting = Some(Putting { building, pantry, items });
        }
    }

    /// An order leaves its hatch, having put what it was to put unless it was cut short.
    pub(super) fn has_put(&mut self, order: usize) {
        let is_cut_short = self.is_cut_short(order);
        if let Some(putting) = self.orders[order].putting.take()
            && !is_cut_short
        {
            let store = &mut self.storerooms[putting.building];
            store.arrived = store.arrived.saturating_sub(putting.portions());
        }
    }

    /// There are so many rows in a storeroom now.
    pub(super) fn rows(&mut self, building: usize, rows: u64) {
        let before = std::mem::replace(&mut self.storerooms[building].rows, rows);
        let more = rows.saturating_sub(before);
        if more == 0 || self.storerooms[building].is_unsure {
            return;
        }
        let fits = |putting: &&Putting| putting.building == building && putting.portions() == more;
        let open = self.slots.iter().flatten().map(|order| &self.orders[*order]);
        let here = open.filter(|book| book.phase == Phase::InPantry);
        let putting: Vec<Putting> =
            here.filter_map(|book| book.putting.as_ref().filter(fits)).cloned().collect();
        self.must(!putting.is_empty(), || format!("nobody puts {more} rows into {building}"));
        let Some(first) = putting.first() else { return };
        self.storerooms[building].arrived += more;
        self.storerooms[building].is_unsure |= putting.iter().any(|other| other != first);
        for (shelf, portions) in &first.items {
            self.kept[first.pantry][*shelf as usize] += portions;
        }
    }

    /// A shelf holds so much now, so no more of it can be kept.
    pub(super) fn keeps_at_most(&mut self, pantry: usize, shelf: usize, stock: Option<u64>) {
        let kept = &mut self.kept[pantry][shelf];
        *kept = (*kept).min(stock.unwrap_or(u64::MAX));
    }

    pub(super) fn storerooms_at_rest(&mut self) {
        for building in 0..self.storerooms.len() {
            let here = |at: &usize| self.room_of(*at as u32) == Some(building);
            let pantries = (0..self.kept.len()).filter(here);
            let kept: u64 = pantries.flat_map(|pantry| &self.kept[pantry]).sum();
            let StoreBook { rows, is_unsure, .. } = self.storerooms[building];
            let ok = is_unsure || rows == kept;
            self.must(ok, || format!("{rows} rows in storeroom {building}, not {kept}"));
        }
    }
}

//! What a pantry keeps takes up room in the storeroom of its building.

use super::Pantry;
use crate::restaurant::building::Storeroom;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::menu::{Items, Step};

fn portions(items: &Items) -> u64 {
    items.iter().map(|(_, portions)| portions).sum()
}

impl Pantry {
    /// Says whether there is room for what is about to be put, and keeps it.
    pub(super) fn has_room(&self, items: &Items, storerooms: &mut [Storeroom]) -> bool {
        self.has_room_for(portions(items), storerooms)
    }

    /// The same for so many rows.
    pub(super) fn has_room_for(&self, rows: u64, storerooms: &mut [Storeroom]) -> bool {
        let building = self.plan.building.map(|building| &mut storerooms[building as usize]);
        building.is_none_or(|storeroom| storeroom.reserve(rows))
    }

    /// Rows for which room was kept are not put.
    pub(super) fn forgo_rows(&self, rows: u64, storerooms: &mut [Storeroom]) {
        if let Some(building) = self.plan.building {
            storerooms[building as usize].forgo(rows);
        }
    }

    /// Rows for which room was kept are put.
    pub(super) fn put_rows<W: Witness>(&self, rows: u64, house: &mut House<'_, W>) {
        if let Some(building) = self.plan.building {
            let rows = house.storerooms[building as usize].put(rows);
            house.tell(Fact::Rows { building, rows });
        }
    }

    /// Rows are removed.
    pub(super) fn take_rows<W: Witness>(&self, rows: u64, house: &mut House<'_, W>) {
        self.clear_room(rows, house);
    }

    /// A visit ends before anything was put.
    #[cold]
    pub(super) fn forgo_room<W: Witness>(&self, order: u32, house: &mut House<'_, W>) {
        match house.step(order) {
            Some(Step::Put { items, .. }) => {
                self.forgo_rows(portions(items), &mut house.storerooms);
            }
            Some(Step::Change(change)) if change.is_put() => {
                self.forgo_rows(1, &mut house.storerooms);
            }
            _ => {}
        }
    }

    pub(super) fn put_into_storeroom<W: Witness>(
        &mut self,
        items: &Items,
        house: &mut House<'_, W>,
    ) {
        let Some(building) = self.plan.building else { return };
        for &(shelf, portions) in items {
            self.kept[shelf as usize] += portions;
        }
        let rows = house.storerooms[building as usize].put(portions(items));
        house.tell(Fact::Rows { building, rows });
    }

    pub(super) fn take_from_storeroom<W: Witness>(
        &mut self,
        items: &Items,
        house: &mut House<'_, W>,
    ) {
        if self.plan.building.is_none() {
            return;
        }
        let mut taken = 0;
        for &(shelf, portions) in items {
            let kept = &mut self.kept[shelf as usize];
            let of_these = portions.min(*kept);
            *kept -= of_these;
            taken += of_these;
        }
        self.clear_room(taken, house);
    }

    /// A shelf holds this much now, so no more of it can have been put.
    pub(super) fn keep_at_most<W: Witness>(
        &mut self,
        shelf: u32,
        stock: Option<u64>,
        house: &mut House<'_, W>,
    ) {
        let kept = &mut self.kept[shelf as usize];
        let less = stock.map_or(0, |stock| kept.saturating_sub(stock));
        *kept -= less;
        self.clear_room(less, house);
    }

    fn clear_room<W: Witness>(&self, rows: u64, house: &mut House<'_, W>) {
        if let Some(building) = self.plan.building
            && rows > 0
        {
            let rows = house.storerooms[building as usize].take(rows);
            house.tell(Fact::Rows { building, rows });
        }
    }
}

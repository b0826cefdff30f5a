//! How many parts a restaurant has: the shape of every ledger of it.

use std::ops::Range;

/// How many there are of each part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Dining rooms.
    pub rooms: usize,
    /// Dishes.
    pub dishes: usize,
    /// Kitchens: the numbers of the copies of each, counted through.
    pub kitchens: Vec<Range<u32>>,
    /// Pantries.
    pub pantries: usize,
    /// Partners.
    pub partners: usize,
    /// Buildings.
    pub buildings: usize,
    /// Outcomes, the scenario's own included.
    pub outcomes: usize,
}

impl Layout {
    /// Returns how many pairs of dining room and dish there are; each room has one dish more than
    /// the menu, the one that is not on it.
    pub(super) fn cells(&self) -> usize {
        self.rooms * (self.dishes + 1)
    }

    /// Returns how many copies of kitchens there are.
    pub(super) fn copies(&self) -> usize {
        self.kitchens.last().map_or(0, |copies| copies.end as usize)
    }
}

//! The storeroom of a building: the space that what is kept takes up.

/// The storeroom of one building in a run. Its pantries see it at hand.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::restaurant) struct Storeroom {
    /// How many rows it holds; none: any number.
    pub most: Option<u64>,
    /// Rows that were put and not taken again.
    rows: u64,
    /// Rows that are being put.
    coming: u64,
}

impl Storeroom {
    pub fn new(most: Option<u64>) -> Storeroom {
        Storeroom { most, ..Storeroom::default() }
    }

    /// Returns how many rows there are.
    pub fn rows(self) -> u64 {
        self.rows
    }

    /// Keeps room for rows that are about to be put; says whether there was any.
    pub fn reserve(&mut self, rows: u64) -> bool {
        let all = self.rows.saturating_add(self.coming).saturating_add(rows);
        let fits = self.most.is_none_or(|most| all <= most);
        if fits {
            self.coming += rows;
        }
        fits
    }

    /// Rows that were about to be put are not.
    pub fn forgo(&mut self, rows: u64) {
        self.coming -= rows;
    }

    /// Rows have been put; returns how many there are.
    pub fn put(&mut self, rows: u64) -> u64 {
        self.coming -= rows;
        self.rows += rows;
        self.rows
    }

    /// Rows have been taken; returns how many are left.
    pub fn take(&mut self, rows: u64) -> u64 {
        self.rows -= rows;
        self.rows
    }
}

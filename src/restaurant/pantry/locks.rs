//! Who holds a row, and who waits for it.
//!
//! Whoever comes back for a row that has become free holds it already, so that rows go round in the
//! order in which they were asked for.

use crate::kernel::Line;
use crate::restaurant::order::Orders;
use std::collections::BTreeMap;

/// The lock of one row.
#[derive(Clone, Debug)]
struct Lock {
    /// The order that holds the row.
    holder: u32,
    waiting: Line,
}

/// The rows of a shelf that somebody holds.
#[derive(Clone, Debug, Default)]
pub(in crate::restaurant) struct Locks(BTreeMap<u32, Lock>);

impl Locks {
    /// Returns who holds a row.
    pub fn holder(&self, row: u32) -> Option<u32> {
        self.0.get(&row).map(|lock| lock.holder)
    }

    /// Gives a row that nobody holds to an order.
    pub fn hold(&mut self, row: u32, order: u32) {
        let lock = Lock { holder: order, waiting: Line::default() };
        debug_assert!(!self.0.contains_key(&row), "nobody holds the row");
        self.0.insert(row, lock);
    }

    /// Lets an order wait for a row that somebody holds.
    pub fn wait(&mut self, row: u32, order: u32, orders: &mut Orders) {
        if let Some(lock) = self.0.get_mut(&row) {
            lock.waiting.join(order, orders);
        }
    }

    /// An order waits no longer.
    pub fn leave(&mut self, row: u32, order: u32, orders: &mut Orders) {
        if let Some(lock) = self.0.get_mut(&row) {
            lock.waiting.leave(order, orders);
        }
    }

    /// Frees a row; returns the order that holds it from now on.
    pub fn free(&mut self, row: u32, orders: &mut Orders) -> Option<u32> {
        let lock = self.0.get_mut(&row)?;
        match lock.waiting.serve(orders) {
            Some(next) => lock.holder = next,
            None => drop(self.0.remove(&row)),
        }
        self.0.get(&row).map(|lock| lock.holder)
    }

    /// Nobody holds or waits for a row any more; returns who has waited.
    pub fn clear(&mut self, orders: &mut Orders) -> Vec<u32> {
        let mut waited = Vec::new();
        for (_, mut lock) in std::mem::take(&mut self.0) {
            while let Some(order) = lock.waiting.serve(orders) {
                waited.push(order);
            }
        }
        waited
    }

    /// Returns how many rows somebody holds.
    pub fn held(&self) -> u32 {
        self.0.len() as u32
    }

    /// Returns how many orders wait for a row.
    pub fn waiting(&self) -> usize {
        self.0.values().map(|lock| lock.waiting.len() as usize).sum()
    }
}

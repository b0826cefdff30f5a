//! Slots that are handed out and taken back; an index is as good as a pointer and can be cloned.

use std::ops::{Index, IndexMut};

/// A list of reusable slots; memory grows with what is held at once.
#[derive(Clone, Debug)]
pub struct Arena<T> {
    slots: Vec<T>,
    free: Vec<u32>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Arena { slots: Vec::new(), free: Vec::new() }
    }
}

impl<T> Arena<T> {
    /// Puts a value into a free slot and returns its index.
    #[inline]
    pub fn insert(&mut self, value: T) -> u32 {
        if let Some(id) = self.free.pop() {
            self.slots[id as usize] = value;
            return id;
        }
        let id = u32::try_from(self.slots.len()).expect("runs are capped far below 2^32 orders");
        self.slots.push(value);
        id
    }

    /// Gives a slot back.
    #[inline]
    pub fn remove(&mut self, id: u32) {
        self.free.push(id);
    }

    /// Returns how many slots are in use.
    #[inline]
    pub fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Returns how many slots there are, in use or free.
    pub fn slots(&self) -> usize {
        self.slots.len()
    }

    /// Says whether no slot is in use.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lists the slots in use in the order of their indices; takes time and memory for all slots.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let mut held = vec![true; self.slots.len()];
        for id in &self.free {
            held[*id as usize] = false;
        }
        (0..).zip(&self.slots).zip(held).filter_map(|(slot, held)| held.then_some(slot))
    }
}

impl<T> Index<u32> for Arena<T> {
    type Output = T;
    #[inline]
    fn index(&self, id: u32) -> &T {
        &self.slots[id as usize]
    }
}

impl<T> IndexMut<u32> for Arena<T> {
    #[inline]
    fn index_mut(&mut self, id: u32) -> &mut T {
        &mut self.slots[id as usize]
    }
}

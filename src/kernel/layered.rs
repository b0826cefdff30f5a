//! The event queue of the engine: near events in a short sorted list, far ones in a radix heap.
//!
//! Most events are due soon after they are scheduled. A list of a few dozen, sorted by insertion,
//! handles those faster than any heap; the radix heap behind it keeps millions at the same price.

use super::{EventQueue, RadixQueue};

/// The most events on the list, unless all of them are due at one instant.
const MOST: usize = 64;
/// So many events are moved to the list at a time.
const FEW: usize = MOST / 2;

/// An event queue in two layers. Every event on the list is due before every other, or came before
/// it at the same key.
#[derive(Clone, Debug)]
pub struct LayeredQueue<E> {
    /// The last one is due first.
    near: Vec<(u64, E)>,
    /// Events from this key on belong behind the list.
    horizon: u64,
    far: RadixQueue<E>,
}

impl<E: Copy> Default for LayeredQueue<E> {
    fn default() -> Self {
        LayeredQueue { near: Vec::new(), horizon: u64::MAX, far: RadixQueue::default() }
    }
}

impl<E: Copy> LayeredQueue<E> {
    /// Puts an event on the list, behind those of the same key.
    #[inline]
    fn insert(&mut self, key: u64, event: E) {
        self.near.push((key, event));
        let mut list = &mut self.near[..];
        while let [ahead @ .., place] = list {
            match ahead.last() {
                Some(entry) if entry.0 <= key => *place = *entry,
                _ => {
                    *place = (key, event);
                    return;
                }
            }
            list = ahead;
        }
    }

    /// Adds an event that is far ahead, or one for which the list may have no place.
    // Apart, so that the usual way has no registers to save.
    #[inline(never)]
    fn push_far(&mut self, key: u64, event: E) {
        if self.near.len() >= MOST && key < self.horizon {
            self.spill();
        }
        if key < self.horizon {
            self.insert(key, event);
        } else if self.far.is_empty() {
            self.horizon = u64::MAX;
            self.insert(key, event);
        } else {
            self.far.push(key, event);
        }
    }

    /// Moves the farther half of the list behind it; events of one key stay together.
    #[cold]
    fn spill(&mut self) {
        let half = self.near.len() / 2;
        let smaller = |at: &usize| self.near[*at].0 < self.near[*at - 1].0;
        let cut = (half..self.near.len()).find(smaller).unwrap_or(self.near.len());
        self.horizon = self.near[cut - 1].0;
        for (key, event) in self.near.drain(..cut).rev() {
            self.far.push(key, event);
        }
    }

    /// Fills the empty list from behind. Returns false if nothing there is due up to `limit`.
    // Apart, as above.
    #[inline(never)]
    fn refill(&mut self, limit: u64) -> bool {
        if let Some(horizon) = self.far.take_few(limit, FEW, &mut self.near) {
            self.horizon = horizon;
            // Due last first, and of one key the latest first.
            self.near.reverse();
            self.near.sort_by_key(|entry| std::cmp::Reverse(entry.0));
            return true;
        }
        let Some(popped) = self.far.pop_up_to(limit) else { return false };
        // Others of the same key may be left, and come before any that is scheduled now.
        self.horizon = popped.0;
        self.near.push(popped);
        true
    }
}

impl<E: Copy> EventQueue<E> for LayeredQueue<E> {
    #[inline]
    fn push(&mut self, key: u64, event: E) {
        if key < self.horizon && self.near.len() < self.near.capacity() {
            self.insert(key, event);
        } else {
            self.push_far(key, event);
        }
    }

    // Key and event are read one by one: an entry that was just written in two parts and is read as
    // a whole makes the processor wait.
    #[inline(always)]
    fn pop_up_to(&mut self, limit: u64) -> Option<(u64, E)> {
        if self.near.is_empty() && !self.refill(limit) {
            return None;
        }
        let &(key, event) = self.near.last()?;
        if key > limit {
            return None;
        }
        self.near.truncate(self.near.len() - 1);
        Some((key, event))
    }

    fn len(&self) -> usize {
        self.near.len() + self.far.len()
    }

    fn sweep(&mut self, mut keep: impl FnMut(u64, &E) -> bool) {
        self.near.retain(|(key, event)| keep(*key, event));
        self.far.sweep(keep);
    }
}

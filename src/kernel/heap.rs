//! A 4-ary heap: the reference that the radix queue is tested and measured against.

use super::EventQueue;

const ARITY: usize = 4;

/// An event queue that compares (key, number of arrival).
#[derive(Clone, Debug)]
pub struct HeapQueue<E> {
    entries: Vec<(u64, u64, E)>,
    arrivals: u64,
}

impl<E> Default for HeapQueue<E> {
    fn default() -> Self {
        HeapQueue { entries: Vec::new(), arrivals: 0 }
    }
}

impl<E: Copy> HeapQueue<E> {
    fn rank(&self, at: usize) -> (u64, u64) {
        (self.entries[at].0, self.entries[at].1)
    }

    fn rise(&mut self, mut at: usize) {
        while at > 0 {
            let parent = (at - 1) / ARITY;
            if self.rank(parent) <= self.rank(at) {
                break;
            }
            self.entries.swap(parent, at);
            at = parent;
        }
    }

    fn sink(&mut self, mut at: usize) {
        loop {
            let first = at * ARITY + 1;
            let children = first..(first + ARITY).min(self.entries.len());
            let Some(smallest) = children.min_by_key(|&child| self.rank(child)) else { break };
            if self.rank(at) <= self.rank(smallest) {
                break;
            }
            self.entries.swap(at, smallest);
            at = smallest;
        }
    }
}

impl<E: Copy> EventQueue<E> for HeapQueue<E> {
    fn push(&mut self, key: u64, event: E) {
        self.entries.push((key, self.arrivals, event));
        self.arrivals += 1;
        self.rise(self.entries.len() - 1);
    }

    fn pop_up_to(&mut self, limit: u64) -> Option<(u64, E)> {
        if self.entries.first()?.0 > limit {
            return None;
        }
        let (key, _, event) = self.entries.swap_remove(0);
        self.sink(0);
        Some((key, event))
    }

    fn len(&self) -> usize {
        self.entries.len()
    }

    fn sweep(&mut self, mut keep: impl FnMut(u64, &E) -> bool) {
        self.entries.retain(|(key, _, event)| keep(*key, event));
        // A sorted list is a heap.
        self.entries.sort_unstable_by_key(|entry| (entry.0, entry.1));
    }
}

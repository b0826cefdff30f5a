//! A monotone radix heap, for events far ahead: no comparisons between events, no sequence numbers.
//!
//! After Ahuja, Mehlhorn, Orlin and Tarjan, "Faster algorithms for the shortest path problem"
//! (1990). Bucket `i` holds the keys whose highest bit that differs from the last popped key is
//! bit `i - 1`; an event moves only to lower buckets, at most 64 times, and in order.

use super::EventQueue;

const BUCKETS: usize = 64;

/// An event queue for any number of events; keys below 2^63.
#[derive(Clone, Debug)]
pub struct RadixQueue<E> {
    buckets: Vec<Vec<(u64, E)>>,
    /// Bit `i` is set when bucket `i` holds something.
    occupied: u64,
    /// How much of bucket 0 has been popped.
    head: usize,
    last: u64,
    len: usize,
}

impl<E: Copy> Default for RadixQueue<E> {
    fn default() -> Self {
        let buckets = (0..BUCKETS).map(|_| Vec::new()).collect();
        RadixQueue { buckets, occupied: 0, head: 0, last: 0, len: 0 }
    }
}

impl<E: Copy> RadixQueue<E> {
    #[inline]
    fn bucket_of(&self, key: u64) -> usize {
        (64 - (key ^ self.last).leading_zeros()) as usize
    }

    #[inline]
    fn place(&mut self, key: u64, event: E) {
        let bucket = self.bucket_of(key);
        self.buckets[bucket].push((key, event));
        self.occupied |= 1 << bucket;
    }

    #[inline]
    fn pop_equal(&mut self, limit: u64) -> Option<(u64, E)> {
        if self.last > limit {
            return None;
        }
        let first = &mut self.buckets[0];
        let entry = first[self.head];
        self.head += 1;
        if self.head == first.len() {
            first.clear();
            self.head = 0;
            self.occupied &= !1;
        }
        self.len -= 1;
        Some(entry)
    }

    /// Takes out the next events, all or none of them, if they are few and due by `limit`: a whole
    /// bucket, in the order in which they came. Returns a key that all events left are not below.
    /// Nothing is taken when there are many; then [`pop_up_to`](EventQueue::pop_up_to) is as good.
    pub(super) fn take_few(
        &mut self,
        limit: u64,
        few: usize,
        to: &mut Vec<(u64, E)>,
    ) -> Option<u64> {
        let bucket = self.occupied.trailing_zeros() as usize;
        if bucket == 0 || bucket >= BUCKETS || self.buckets[bucket].len() > few {
            return None;
        }
        let entries = &mut self.buckets[bucket];
        if entries.iter().all(|entry| entry.0 > limit) {
            return None;
        }
        self.len -= entries.len();
        self.occupied &= !(1 << bucket);
        to.append(entries);
        // Whatever is left differs from the last popped key in a higher bit.
        Some(((self.last >> bucket) + 1) << bucket)
    }

    /// Spreads a bucket over the lower ones, relative to its smallest key.
    fn spread(&mut self, bucket: usize, smallest: u64) {
        self.last = smallest;
        self.occupied &= !(1 << bucket);
        let mut entries = std::mem::take(&mut self.buckets[bucket]);
        for &(key, event) in &entries {
            self.place(key, event);
        }
        entries.clear();
        self.buckets[bucket] = entries;
    }
}

impl<E: Copy> EventQueue<E> for RadixQueue<E> {
    #[inline]
    fn push(&mut self, key: u64, event: E) {
        debug_assert!(key >= self.last, "an event was scheduled in the past");
        self.place(key, event);
        self.len += 1;
    }

    #[inline]
    fn pop_up_to(&mut self, limit: u64) -> Option<(u64, E)> {
        if self.occupied & 1 == 0 {
            if self.occupied == 0 {
                return None;
            }
            let bucket = self.occupied.trailing_zeros() as usize;
            let entries = &mut self.buckets[bucket];
            if let [(key, event)] = entries[..] {
                if key > limit {
                    return None;
                }
                entries.clear();
                self.occupied &= !(1 << bucket);
                self.last = key;
                self.len -= 1;
                return Some((key, event));
            }
            let smallest = entries.iter().map(|entry| entry.0).min()?;
            if smallest > limit {
                return None;
            }
            self.spread(bucket, smallest);
        }
        self.pop_equal(limit)
    }

    fn len(&self) -> usize {
        self.len
    }

    fn sweep(&mut self, mut keep: impl FnMut(u64, &E) -> bool) {
        self.buckets[0].drain(..self.head);
        self.head = 0;
        self.len = 0;
        self.occupied = 0;
        for (bucket, entries) in self.buckets.iter_mut().enumerate() {
            entries.retain(|(key, event)| keep(*key, event));
            self.len += entries.len();
            self.occupied |= u64::from(!entries.is_empty()) << bucket;
        }
    }
}

//! What every event queue promises.

/// Events ordered by a key that never runs backwards.
///
/// Entries of equal keys leave in the order in which they came. A queue is *monotone*: nobody
/// pushes a key below the last one popped.
pub trait EventQueue<E>: Clone + Default {
    /// Adds an event.
    fn push(&mut self, key: u64, event: E);

    /// Takes out the first event if its key is at most `limit`; otherwise changes nothing, so that
    /// keys between the last one popped and `limit` may still be pushed.
    fn pop_up_to(&mut self, limit: u64) -> Option<(u64, E)>;

    /// Returns how many events are pending.
    fn len(&self) -> usize;

    /// Says whether nothing is pending.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops every event that `keep` rejects.
    fn sweep(&mut self, keep: impl FnMut(u64, &E) -> bool);
}

#[cfg(test)]
mod tests;

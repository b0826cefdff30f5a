//! Checkpoints: clones of a run to go back to, thinned so that they fit under a cap.
//!
//! The opening needs none: a restaurant can always be opened again. A checkpoint belongs to every
//! branch in which the same had been done by hand before its moment.

use super::history::Notes;
use super::recent::STOPWATCH;
use super::watcher::Watcher;
use crate::kernel::Time;
use crate::runner::command::Entry;
use crate::runner::run::Run;

/// At least so many events lie between two checkpoints: so many are handled again in an instant.
const APART: u64 = 100_000;
/// A clone of so many bytes takes about as long as an event.
const BYTES_AN_EVENT: u64 = 12;

/// So many are enough, however small they are.
const MOST: usize = 64;

/// Clones of runs, from the first to the last by the events handled.
#[derive(Debug)]
pub(super) struct Checkpoints<'a> {
    kept: Vec<Checkpoint<'a>>,
    /// The most bytes of all of them.
    cap: u64,
}

#[derive(Debug)]
struct Checkpoint<'a> {
    run: Run<'a, Watcher>,
    bytes: u64,
}

/// Returns about how many bytes a clone of a run takes.
fn bytes(run: &Run<'_, Watcher>) -> u64 {
    run.bytes() + run.watcher().bytes() + run.watcher().recent.bytes(run.ledger())
}

impl Checkpoint<'_> {
    /// Says whether it is on the way of a branch with these entries.
    fn is_on_the_way_of(&self, entries: &[Entry]) -> bool {
        // Nothing of its own moment has happened yet.
        let is_past = |entry: &Entry| entry.at < self.run.now();
        let own = self.run.entries();
        own[..own.partition_point(is_past)] == entries[..entries.partition_point(is_past)]
    }
}

impl<'a> Checkpoints<'a> {
    /// Returns none yet; they may take so many bytes.
    pub fn new(cap: u64) -> Checkpoints<'a> {
        Checkpoints { kept: Vec::new(), cap }
    }

    /// Returns how many there are, and about how many bytes they take.
    pub fn size(&self) -> (usize, u64) {
        (self.kept.len(), self.kept.iter().map(|kept| kept.bytes).sum())
    }

    /// Returns the last one up to a moment, on the way of a branch with these entries, that is good
    /// for what somebody wants to see.
    pub fn last(
        &self,
        at: Time,
        entries: &[Entry],
        is_good: impl Fn(&Watcher) -> bool,
    ) -> Option<&Run<'a, Watcher>> {
        let fits = |kept: &&Checkpoint<'_>| {
            kept.run.now() <= at && kept.is_on_the_way_of(entries) && is_good(kept.run.watcher())
        };
        self.kept.iter().rev().find(fits).map(|kept| &kept.run)
    }

    /// Keeps a clone of a run that stands between two moments, unless the last one is close enough.
    /// Returns after how many events handled it is worth asking again.
    pub fn keep(&mut self, run: &Run<'a, Watcher>) -> u64 {
        let handled = run.handled();
        let last = self.last(run.now(), run.entries(), |_| true).map_or(0, Run::handled);
        let bytes = bytes(run);
        let due = last + APART.max(bytes / BYTES_AN_EVENT);
        if handled < due || bytes > self.cap {
            return due.max(handled + APART);
        }
        let place = self.kept.partition_point(|kept| kept.run.handled() <= handled);
        let mut run = run.clone();
        // Whoever goes back there begins to note anew.
        run.follower().notes = Notes::default();
        run.forget_windows(Time::NEVER);
        run.books_and_follower().0.keep_stopwatch(STOPWATCH);
        self.kept.insert(place, Checkpoint { run, bytes });
        while self.size().1 > self.cap || self.kept.len() > MOST {
            self.thin(handled);
        }
        handled + APART.max(bytes / BYTES_AN_EVENT)
    }

    /// Takes one out: the longer ago, the farther apart they may be.
    fn thin(&mut self, now: u64) {
        let handled = |at: usize| self.kept.get(at).map(|kept| kept.run.handled());
        let gap = |at: usize| {
            let before = at.checked_sub(1).and_then(handled).unwrap_or(0);
            let behind = handled(at + 1).or(handled(at)).unwrap_or(0);
            let age = now.abs_diff(handled(at).unwrap_or(0)) + APART;
            (behind - before) as f64 / age as f64
        };
        let least = (0..self.kept.len()).min_by(|a, b| gap(*a).total_cmp(&gap(*b)));
        if let Some(at) = least {
            self.kept.remove(at);
        }
    }
}

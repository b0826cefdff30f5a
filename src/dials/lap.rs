//! Laps: what happened from one press of a stopwatch to the next. Laps in a row are read as one
//! window, so there always is one that reaches back from now, while every order is noted only once.

use super::ledger::Ledger;
use super::read::Reading;
use super::tally::{Tally, Window};
use super::totals::Cell;
use crate::kernel::Time;
use std::sync::Arc;

/// One lap of a stopwatch. A clone of it shares what was noted.
#[derive(Clone, Debug)]
pub struct Lap(pub(super) Arc<Tally>);

impl Lap {
    /// Returns when it began.
    pub fn from(&self) -> Time {
        self.0.window.from
    }

    /// Returns about how many bytes its samples take.
    pub fn bytes(&self) -> u64 {
        self.0.all_spreads().map(super::spread::Spread::bytes).sum()
    }
}

impl Ledger {
    /// Presses a stopwatch: everything before this moment has been told. Returns the lap that ends;
    /// another begins.
    pub fn lap(&mut self, stopwatch: u32, now: Time) -> Option<Lap> {
        let ended = self.take(stopwatch);
        let window = Window { from: now, to: Time::NEVER };
        let tally = Tally::new(window, &self.layout, &self.levels);
        self.open.push(Tally { stopwatch: Some(stopwatch), ..tally });
        ended.map(|tally| Lap(Arc::new(tally)))
    }

    /// Stops a stopwatch; returns its last lap.
    pub fn stop(&mut self, stopwatch: u32, now: Time) -> Option<Lap> {
        let mut tally = self.take(stopwatch)?;
        tally.closed = Some((now, self.levels.clone()));
        Some(Lap(Arc::new(tally)))
    }

    fn take(&mut self, stopwatch: u32) -> Option<Tally> {
        let at = self.open.iter().position(|tally| tally.stopwatch == Some(stopwatch))?;
        let mut tally = self.open.remove(at);
        tally.spreads().for_each(super::spread::Spread::settle);
        Some(tally)
    }

    /// Throws away all stopwatches but this one.
    pub fn keep_stopwatch(&mut self, kept: u32) {
        self.open.retain(|tally| tally.stopwatch.is_none_or(|number| number == kept));
    }

    /// Opens these laps, and what has been noted since, for reading; none: it does not run.
    pub fn since<'a>(
        &'a self,
        stopwatch: u32,
        laps: impl IntoIterator<Item = &'a Lap>,
        now: Time,
    ) -> Option<Reading<'a>> {
        let present = self.open.iter().find(|tally| tally.stopwatch == Some(stopwatch))?;
        let tallies = laps.into_iter().map(|lap| &*lap.0).chain([present]);
        Reading::of(self, tallies.collect(), (now, &self.levels))
    }

    /// Opens these laps for reading, up to the last press; none: there was none.
    pub fn over<'a>(
        &'a self,
        stopwatch: u32,
        laps: impl IntoIterator<Item = &'a Lap>,
    ) -> Option<Reading<'a>> {
        let tallies: Vec<&Tally> = laps.into_iter().map(|lap| &*lap.0).collect();
        let end = if let Some((end, levels)) = &tallies.last()?.closed {
            (*end, levels)
        } else {
            let next = self.open.iter().find(|tally| tally.stopwatch == Some(stopwatch))?;
            (next.window.from, &next.opened)
        };
        Reading::of(self, tallies, end)
    }

    /// Returns about how many bytes a lap takes before anything happens in it.
    pub fn lap_bytes(&self) -> u64 {
        let cell = size_of::<Cell>() + self.layout.outcomes * size_of::<u64>();
        (self.layout.cells() * cell) as u64
    }
}

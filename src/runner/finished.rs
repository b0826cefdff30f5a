//! A run that has ended, ready to be read.

use crate::dials::{Dial, Ledger, Names, Reading};
use crate::kernel::Time;
use crate::restaurant::Round;
use crate::scenario::{Reach, WindowSpec};
use std::time::Duration;

/// Why a run stopped before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Somebody asked.
    Interrupted,
    /// More events than a run may have.
    TooManyEvents,
    /// More orders in the house than a run may have.
    TooManyOrders,
    /// Endlessly many events at one instant.
    StandsStill,
}

/// A run that has ended.
#[derive(Debug)]
pub struct Finished {
    /// The seed.
    pub seed: u64,
    /// When it ended.
    pub end: Time,
    /// How many messages were handled.
    pub events: u64,
    /// Why it ended early; none: it did not.
    pub stopped: Option<Stopped>,
    /// What went round when it was stopped for going on for ever.
    pub goes_round: Option<Round>,
    /// Orders that can never end, because nobody will ever do anything about them.
    pub stuck: usize,
    /// How many orders were in the house at even distances since the warm-up.
    pub in_house: Vec<usize>,
    /// The knobs that somebody turned on the way.
    pub turned: Vec<String>,
    /// How long it took, building the world included.
    pub wall: Duration,
    pub(super) ledger: Ledger,
    pub(super) warm_up: Time,
}

impl Finished {
    /// Opens the run since its warm-up for reading.
    pub fn reading(&self) -> Option<Reading<'_>> {
        self.ledger.reading(WindowSpec::Whole.resolve(self.warm_up, self.end))
    }

    /// Reads what a goal looks at.
    pub fn read(&self, reach: &Reach) -> Option<f64> {
        let window = reach.window.resolve(self.warm_up, self.end);
        self.ledger.reading(window)?.read(&reach.dial)
    }

    /// Reads every dial since the warm-up.
    pub fn dials(&self, names: &Names) -> Vec<(Dial, Option<f64>)> {
        let reading = self.reading();
        let read = |dial: Dial| {
            let shown = shown(reading.as_ref(), &dial);
            (dial, shown)
        };
        Dial::all(names).into_iter().map(read).collect()
    }
}

/// Reads a dial as it is shown: what is not a finite number is nothing; there is no negative zero.
pub fn shown(reading: Option<&Reading<'_>>, dial: &Dial) -> Option<f64> {
    let shown = reading.and_then(|reading| reading.read(dial));
    shown.filter(|value| value.is_finite()).map(|value| value + 0.0)
}

//! A trial: a world from its opening on, with what enters it, and what is read of it where.
//!
//! Everything in a lesson is graded from trials: the same scenario, seed and journal give the same
//! figures, whoever asks, and however the run that is watched was cut into pieces.

use super::block::Over;
use crate::dials::{Dial, Window};
use crate::kernel::Time;
use crate::runner::{Entry, Run, shown};
use crate::scenario::{Reach, Scenario, WindowSpec};
use std::sync::Arc;

/// A world, and what is to be read of it.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The world.
    pub scenario: Arc<Scenario>,
    /// Its seed.
    pub seed: u64,
    /// What enters it, in the order of time.
    pub entries: Vec<Entry>,
    /// What is read.
    pub looks: Vec<Look>,
}

/// A dial, read at a moment, over the time since another.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The dial.
    pub dial: Dial,
    /// Since when; none: since the opening.
    pub from: Option<Time>,
    /// When it is read.
    pub at: Time,
}

impl Look {
    /// Looks at a dial over a stretch of time, when that is over.
    pub fn over(dial: &Dial, over: Over) -> Look {
        Look { dial: dial.clone(), from: Some(over.from), at: over.to }
    }

    /// Looks at a dial over its own window, if it has one, otherwise over `otherwise`.
    pub fn through(dial: &Dial, window: WindowSpec, otherwise: Over) -> Look {
        match window {
            WindowSpec::Whole => Look::over(dial, otherwise),
            _ => Look::at(dial, window, otherwise.to),
        }
    }

    /// Looks at a dial at a moment, over its window: the last so long before the moment, or between
    /// two moments, or since the opening.
    pub fn at(dial: &Dial, window: WindowSpec, at: Time) -> Look {
        let dial = dial.clone();
        match window {
            WindowSpec::Whole => Look { dial, from: None, at },
            WindowSpec::Last(span) => {
                Look { dial, from: Some(Time(at.0.saturating_sub(span.0))), at }
            }
            WindowSpec::Between(from, to) => Look { dial, from: Some(from), at: to },
        }
    }

    /// Looks at what a condition compares, at a moment.
    pub fn of(reach: &Reach, at: Time) -> Look {
        Look::at(&reach.dial, reach.window, at)
    }

    /// Returns the window in which that is measured.
    fn window(&self, warm_up: Time) -> Window {
        match self.from {
            None => Window { from: warm_up, to: Time::NEVER },
            Some(from) => Window { from: from.max(warm_up), to: self.at.max(from) },
        }
    }
}

impl Trial {
    /// Runs it as far as anybody looks; returns what each look sees. None: there is nothing to be
    /// seen, as the mean of no orders, or the run was stopped before; `interrupted` is asked now and
    /// then whether to stop.
    pub fn run(&self, interrupted: &dyn Fn() -> bool) -> Vec<Option<f64>> {
        let warm_up = self.scenario.warm_up_ends();
        let mut run = Run::open(&self.scenario, self.seed, self.scenario.drain, ());
        run.expect(&self.entries);
        for look in &self.looks {
            run.measure(look.window(warm_up));
        }
        let mut order: Vec<usize> = (0..self.looks.len()).collect();
        order.sort_by_key(|look| self.looks[*look].at);
        let mut seen = vec![None; self.looks.len()];
        for number in order {
            let look = &self.looks[number];
            if !run.go_to(look.at, interrupted) {
                break;
            }
            let reading = run.reading_of(look.window(warm_up));
            seen[number] = shown(reading.as_ref(), &look.dial);
        }
        seen
    }
}

//! What trials of knobs have shown so far: plain data for whoever draws or judges it.

use crate::kernel::Time;
use std::sync::Arc;

/// Trials of several knobs, each turned at the same moment, and one in which nothing is turned: the
/// same guests come in all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// When the knobs are turned: what happens from then on is counted.
    pub from: Time,
    /// How far all of them go; shorter than asked for, if that would take too long.
    pub to: Time,
    /// The branch that they leave.
    pub branch: u32,
    /// The one in which nothing is turned.
    pub unchanged: TrialState,
    /// The others, as they were asked for.
    pub trials: Vec<Trial>,
}

impl Checked {
    /// Returns how many trials have ended, one way or another, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        let states = self.trials.iter().map(|trial| &trial.state).chain([&self.unchanged]);
        let ended = states.filter(|state| state.has_ended()).count();
        (ended, self.trials.len() + 1)
    }

    /// Says whether nothing more will come.
    pub fn is_complete(&self) -> bool {
        let (ended, all) = self.progress();
        ended == all
    }
}

/// A knob that is turned for a trial.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The knob.
    pub knob: String,
    /// Where it stood, as one would write it.
    pub from: String,
    /// What it is turned to.
    pub to: String,
    /// How far the trial has come.
    pub state: TrialState,
}

/// How far a trial has come.
#[derive(Clone, Debug, PartialEq)]
pub enum TrialState {
    /// It has not begun.
    Waits,
    /// It is on its way: so much of it is done.
    Runs(f64),
    /// It has ended; its dials in the order of [`Dial::all`](crate::dials::Dial::all), from when
    /// the knob was turned.
    Done(Arc<[Option<f64>]>),
    /// It was given up: the knob cannot be turned so, or it takes too long.
    GivenUp,
}

impl TrialState {
    /// Says whether nothing more will come of it.
    pub fn has_ended(&self) -> bool {
        matches!(self, TrialState::Done(_) | TrialState::GivenUp)
    }

    /// Returns what the dials showed at its end.
    pub fn dials(&self) -> Option<&[Option<f64>]> {
        match self {
            TrialState::Done(dials) => Some(dials),
            _ => None,
        }
    }
}

//! Whoever follows a run while it goes on: is told the facts, and what does not come from the model.

use crate::kernel::Time;
use crate::restaurant::{Witness, Words};
use crate::scenario::Turned;

/// Who has turned a knob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The timeline of the scenario.
    Timeline,
    /// Somebody outside.
    Outside,
    /// Nobody: a turn for a while is over, and the knob goes back.
    Back,
}

/// Whoever follows a run while it goes on.
pub trait Follower: Witness {
    /// Is told a text of the timeline.
    fn on_said(&mut self, _now: Time, _text: &str) {}

    /// Is told that a knob is turned, before anything comes of it.
    fn on_turned(&mut self, _now: Time, _turned: &Turned, _by: By) {}

    /// Is told that the order which has just been placed was placed by hand, and what is said
    /// of it.
    fn on_placed_by_hand(&mut self, _now: Time, _order: u32, _words: Vec<Words>) {}
}

impl Follower for () {}

//! What enters a run from outside.

use crate::kernel::Time;
use crate::scenario::Turned;

/// Something that somebody outside does to a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A knob is turned.
    Turn(Turned),
}

/// A command and the moment at which it enters: before everything else of that moment, after what
/// entered before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub at: Time,
    /// What.
    pub command: Command,
}

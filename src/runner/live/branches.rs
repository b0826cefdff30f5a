//! Branches: the courses that a run has taken. A branch is what was done by hand in it, and how far
//! it has come; the world in it can be made again from that.

use crate::kernel::{Span, Time};
use crate::runner::command::{Command, Entry};
use crate::runner::snapshot::BranchShot;

/// How far something has come: the clock, and how many events have been handled by then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub at: Time,
    pub handled: u64,
}

/// One course of the run.
#[derive(Clone, Debug, Default)]
pub(super) struct Branch {
    pub parent: Option<u32>,
    /// When it left its parent.
    pub from: Time,
    /// What was done by hand, that of its parent before it was left included.
    pub entries: Vec<Entry>,
    /// That of it which was done in this branch, and not in its parent.
    pub own: Vec<Entry>,
    pub reached: Position,
}

impl Branch {
    /// Returns the branch that a run begins with, and what is to be done in it.
    pub fn first(entries: Vec<Entry>) -> Branch {
        Branch { own: entries.clone(), entries, ..Branch::default() }
    }

    /// Returns one that leaves another here, and does what had been done in that one.
    pub fn of(parent: u32, here: Position, entries: Vec<Entry>) -> Branch {
        Branch { parent: Some(parent), from: here.at, entries, own: Vec::new(), reached: here }
    }

    /// Says whether it has been further than here, or is known to do more than it has by then.
    pub fn goes_beyond(&self, here: Position) -> bool {
        // In the middle of a moment things enter right after it.
        here < self.reached || self.own.iter().any(|entry| entry.at > here.at + Span(1))
    }

    pub fn shot(&self, number: u32, is_shown: bool) -> BranchShot {
        let done = |entry: &Entry| (entry.at, entry.command.to_string());
        BranchShot {
            number,
            parent: self.parent,
            from: self.from,
            reached: self.reached.at,
            done: self.own.iter().map(done).collect(),
            entries: if is_shown { self.entries.clone() } else { Vec::new() },
            is_shown,
        }
    }
}

impl std::fmt::Display for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Command::Turn(turned) => write!(f, "{} = {}", turned.knob, turned.written),
            Command::Place(order) => write!(f, "{}: {}", order.room_name, order.dish_name),
        }
    }
}

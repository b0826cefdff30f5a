//! How content somebody is who waits: by what is left of the patience, or by the length of the wait.

use super::{Picture, Seen};
use crate::dashboard::theme::Role;

/// How content somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    /// Content.
    Fine,
    /// Uneasy.
    Uneasy,
    /// About to leave.
    Bad,
}

impl Mood {
    /// All moods.
    pub const ALL: [Mood; 3] = [Mood::Fine, Mood::Uneasy, Mood::Bad];

    /// Returns the mood of whoever waits for an order.
    pub fn of(order: &Seen, picture: &Picture<'_>) -> Mood {
        let waited = (picture.now() - order.placed).0 as f64;
        let spent = match order.patience_ends {
            Some(ends) if ends > order.placed => waited / (ends - order.placed).0 as f64,
            // Whoever has all the time in the world still notices that it takes longer than it did.
            _ => waited / (picture.ordinary.max(1e-9) * 1e9 * 6.0),
        };
        if spent < 0.5 {
            Mood::Fine
        } else if spent < 0.8 {
            Mood::Uneasy
        } else {
            Mood::Bad
        }
    }

    /// Returns the role in which it is drawn.
    pub fn role(self) -> Role {
        match self {
            Mood::Fine => Role::Fine,
            Mood::Uneasy => Role::Uneasy,
            Mood::Bad => Role::Bad,
        }
    }

    /// Returns a small face.
    pub fn face(self) -> &'static str {
        match self {
            Mood::Fine => ":)",
            Mood::Uneasy => ":|",
            Mood::Bad => ":(",
        }
    }

    /// Returns the id of its name.
    pub fn id(self) -> &'static str {
        match self {
            Mood::Fine => "mood.fine",
            Mood::Uneasy => "mood.uneasy",
            Mood::Bad => "mood.bad",
        }
    }
}

//! What has happened of late, as stretches of time: what each chef did, and where each order was.
//! It is plain data in a picture, and bounded.

use super::snapshot::{Outcome, Phase};
use crate::kernel::Time;

/// So many ordinary orders long is what is to be known of the past, wherever a run is looked at.
pub const ORDERS_LONG: f64 = 3.0;

/// So many stretches are kept of what a chef did, or of an order: the last ones.
pub const MOST_STRETCHES: usize = 64;

/// What happened since a moment from which on nothing was missed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// That moment.
    pub since: Time,
    /// Of each copy of a kitchen, of each of its lanes: what its chef did, oldest first. Between
    /// two stretches a chef had nothing in hand.
    pub lanes: Vec<Vec<Vec<Stretch>>>,
    /// Of each copy of a kitchen: every how manieth chef has a lane. Where that is not every one, a
    /// lane stands for so many.
    pub each: Vec<u32>,
    /// Orders from their arrival on, by number. While there are very many, only some of them.
    pub courses: Vec<Course>,
}

/// A stretch of time in which one thing went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The number of the order.
    pub order: u64,
    /// What went on.
    pub doing: Doing,
    /// From when.
    pub from: Time,
    /// Until when; none: it goes on.
    pub to: Option<Time>,
}

/// What goes on with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// A phase of it.
    Phase(Phase),
    /// Others are on errands for it, and it waits for them.
    Errands,
    /// Several things at once, none of which takes hands.
    Several,
    /// It has just been taken up.
    Begins,
    /// Nobody knows: of very many orders not all are looked at.
    Unknown,
}

/// The course of one order.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Its running number.
    pub number: u64,
    /// The dining room that it came from.
    pub room: u32,
    /// The dish; none: it is on no menu.
    pub dish: Option<u32>,
    /// When it was placed.
    pub placed: Time,
    /// From when on its course is known.
    pub known_from: Time,
    /// Its stretches, oldest first.
    pub stretches: Vec<Stretch>,
    /// When it was decided, and how.
    pub decided: Option<(Time, Outcome)>,
}

impl Stretch {
    /// Returns how many seconds of it lie between two moments; one that goes on ends at the later.
    pub fn seconds_within(&self, from: Time, to: Time) -> f64 {
        let end = self.to.unwrap_or(to).min(to);
        end.0.saturating_sub(self.from.max(from).0) as f64 / 1e9
    }
}

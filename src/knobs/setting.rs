//! What a key of the scenario file, and so a knob, can stand at.

use crate::kernel::{Distribution, Span};
use crate::restaurant::{Arrivals, Device, Generator, Mix};

/// A value, typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// Not set: the part is ideal in this respect.
    Absent,
    /// A number of things; none: unlimited.
    Count(Option<u64>),
    /// A whole number that may be negative.
    Whole(i64),
    /// A share from 0 to 1.
    Share(f64),
    /// A plain number.
    Number(f64),
    /// Money in cents.
    Cents(i64),
    /// A length of time.
    Span(Span),
    /// A distribution of lengths of time.
    Distribution(Distribution),
    /// Events a second.
    Rate(f64),
    /// What gives power while there is none.
    Generator(Generator),
    /// What guests' devices do with an answer.
    Device(Device),
    /// One of several words, by its place in the list.
    Word(usize),
    /// Yes or no.
    Flag(bool),
    /// How guests come.
    Arrivals(Arrivals),
    /// What they order.
    Mix(Mix),
    /// A text.
    Text(String),
}

impl Setting {
    /// Returns a number of things as the actors hold it.
    pub fn count(&self) -> Option<u32> {
        match self {
            Setting::Count(Some(count)) => u32::try_from(*count).ok(),
            _ => None,
        }
    }

    /// Returns a number if one is set.
    pub fn number(&self) -> Option<f64> {
        match self {
            Setting::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns a length of time if one is set.
    pub fn span(&self) -> Option<Span> {
        match self {
            Setting::Span(span) => Some(*span),
            _ => None,
        }
    }

    /// Returns a distribution if one is set.
    pub fn distribution(&self) -> Option<Distribution> {
        match self {
            Setting::Distribution(distribution) => Some(distribution.clone()),
            _ => None,
        }
    }

    /// Returns cents; nothing set is nothing to pay.
    pub fn cents(&self) -> i64 {
        match self {
            Setting::Cents(cents) => *cents,
            _ => 0,
        }
    }

    /// Returns the place of a word in its list; nothing set is the first.
    pub fn word(&self) -> usize {
        match self {
            Setting::Word(at) => *at,
            _ => 0,
        }
    }
}

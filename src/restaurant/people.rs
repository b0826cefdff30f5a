//! Who the guests of a dining room are, as rows.

use crate::rules::Value;
use std::sync::Arc;

/// The guests of a dining room, as rows.
#[derive(Clone, Debug, PartialEq)]
pub enum People {
    /// One by one.
    Listed(Arc<[Arc<[Value]>]>),
    /// So many, all after one pattern.
    Alike {
        /// How many.
        count: u32,
        /// What their fields hold.
        pattern: Arc<[Pattern]>,
    },
}

/// What a field of generated rows holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// The same in all rows.
    Same(Value),
    /// The number of the row, from 1.
    Number,
    /// A text in which `{n}` stands for the number of the row.
    Numbered(Arc<str>),
}

impl Pattern {
    /// Returns what the field holds in the row with this number, from 1.
    pub fn of(&self, number: u32) -> Value {
        match self {
            Pattern::Same(value) => value.clone(),
            Pattern::Number => Value::from(f64::from(number)),
            Pattern::Numbered(text) => Value::text(&text.replace("{n}", &number.to_string())),
        }
    }
}

impl People {
    /// Returns how many there are.
    pub fn count(&self) -> u32 {
        match self {
            People::Listed(rows) => rows.len() as u32,
            People::Alike { count, .. } => *count,
        }
    }

    /// Returns the row of one of them, counted from 0.
    pub fn row(&self, number: u32) -> Arc<[Value]> {
        match self {
            People::Listed(rows) => Arc::clone(&rows[number as usize]),
            People::Alike { pattern, .. } => {
                pattern.iter().map(|field| field.of(number + 1)).collect()
            }
        }
    }
}

/// Who a guest is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Person {
    pub room: u32,
    /// The number of the guest's row in its room; none: nothing is known of guests there.
    pub number: Option<u32>,
    /// Whether it comes to do harm.
    pub is_attacker: bool,
    pub row: Arc<[Value]>,
}

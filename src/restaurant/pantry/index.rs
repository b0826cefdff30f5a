//! Finding rows by what a field holds, or by its words.

use crate::rules::{self, Value};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Rows by what one of their fields holds. Nobody ever asks for all of them, so that it does not
/// matter in which order the map keeps them.
#[derive(Clone, Debug, Default)]
pub(super) struct Index(FxHashMap<Value, Alike>);

/// The rows of which a field holds one value.
#[derive(Clone, Debug, Default)]
pub(super) struct Alike {
    /// In the order in which they stand.
    pub rows: Vec<u32>,
    /// How often the shelf had changed when one of these was last changed; 0: there are none.
    pub changed: u64,
}

/// Where no row is.
static NO_ROWS: Alike = Alike { rows: Vec::new(), changed: 0 };

impl Index {
    pub fn at(&self, value: &Value) -> &Alike {
        self.0.get(value).unwrap_or(&NO_ROWS)
    }

    pub fn enter(&mut self, value: &Value, row: u32, changes: u64) {
        let alike = self.0.entry(value.clone()).or_default();
        alike.changed = changes;
        enter(&mut alike.rows, row);
    }

    /// One of the rows that hold this has changed elsewhere.
    pub fn touch(&mut self, value: &Value, changes: u64) {
        if let Some(alike) = self.0.get_mut(value) {
            alike.changed = changes;
        }
    }

    pub fn strike_out(&mut self, value: &Value, row: u32, changes: u64) {
        if let Some(alike) = self.0.get_mut(value) {
            alike.changed = changes;
            strike_out(&mut alike.rows, row);
            if alike.rows.is_empty() {
                self.0.remove(value);
            }
        }
    }
}

/// Rows by the words of one of their fields.
#[derive(Clone, Debug, Default)]
pub(super) struct WordIndex(BTreeMap<Box<str>, Vec<u32>>);

impl WordIndex {
    /// Returns the rows that have any of the words of a text, in the order in which they stand.
    pub fn with_any(&self, text: &str) -> Vec<u32> {
        let of = |word: &String| self.0.get(word.as_str()).map_or(&[][..], Vec::as_slice);
        let mut rows: Vec<u32> = rules::words(text).iter().flat_map(of).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    pub fn enter(&mut self, value: &Value, row: u32) {
        if let Value::Text(text) = value {
            for word in rules::words(text) {
                enter(self.0.entry(word.into()).or_default(), row);
            }
        }
    }

    pub fn strike_out(&mut self, value: &Value, row: u32) {
        if let Value::Text(text) = value {
            for word in rules::words(text) {
                if let Some(rows) = self.0.get_mut(word.as_str()) {
                    strike_out(rows, row);
                    if rows.is_empty() {
                        self.0.remove(word.as_str());
                    }
                }
            }
        }
    }
}

fn enter(rows: &mut Vec<u32>, row: u32) {
    if let Err(place) = rows.binary_search(&row) {
        rows.insert(place, row);
    }
}

fn strike_out(rows: &mut Vec<u32>, row: u32) {
    if let Ok(place) = rows.binary_search(&row) {
        rows.remove(place);
    }
}

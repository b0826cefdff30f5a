//! Finding rows by what a field holds, or by its words.

use crate::rules::{self, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A value as the key of an index.
#[derive(Clone, Debug)]
pub(in crate::restaurant) struct Key(pub Value);

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        self.0.order(&other.0)
    }
}

/// Rows by what one of their fields holds, those of one value in the order in which they stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Index(BTreeMap<Key, Vec<u32>>);

impl Index {
    pub fn at(&self, value: &Value) -> &[u32] {
        self.0.get(&Key(value.clone())).map_or(&[], Vec::as_slice)
    }

    pub fn enter(&mut self, value: &Value, row: u32) {
        enter(self.0.entry(Key(value.clone())).or_default(), row);
    }

    pub fn strike_out(&mut self, value: &Value, row: u32) {
        let key = Key(value.clone());
        if let Some(rows) = self.0.get_mut(&key) {
            strike_out(rows, row);
            if rows.is_empty() {
                self.0.remove(&key);
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

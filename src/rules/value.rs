//! What a field holds, and rows of such fields.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What a field of a row, an order or a guest holds.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Nothing was ever put there.
    #[default]
    Nothing,
    /// True or false.
    Flag(bool),
    /// A number; never one that is not a number.
    Number(f64),
    /// A text.
    Text(Arc<str>),
    /// A row of a table.
    Row(Record),
    /// Some values in order.
    List(Arc<[Value]>),
}

/// Two of a kind that hold the same.
impl PartialEq for Value {
    // Searches compare row by row, mostly numbers and texts.
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => {
                Arc::ptr_eq(a, b) || a.len() == b.len() && is_same_text(a, b)
            }
            _ => self.is_like(other),
        }
    }
}

#[inline(never)]
fn is_same_text(a: &str, b: &str) -> bool {
    a == b
}

/// No number is not a number, so each is the same as itself.
impl Eq for Value {}

/// Any two have an order, so that they can be keys: see [`Value::order`].
impl Ord for Value {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.order(other)
    }
}

impl PartialOrd for Value {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Two that are the same have the same hash.
impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Nothing => {}
            Self::Flag(flag) => flag.hash(state),
            // Added to zero, minus zero is plain zero. Small whole numbers differ in the first bytes
            // only, and quick hashes are made of the last.
            Self::Number(number) => (number + 0.0).to_bits().swap_bytes().hash(state),
            Self::Text(text) => text.hash(state),
            Self::Row(row) => row.cells().hash(state),
            Self::List(list) => list.hash(state),
        }
    }
}

impl Value {
    /// Makes a text.
    pub fn text(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }

    /// Returns the number it is.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether it is the flag `true`; nothing else counts as true.
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Flag(true))
    }

    /// Says what it is, as it stands in a sentence.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::Row(_) => "a row",
            Self::List(_) => "a list",
        }
    }

    /// Compares any two values, for keys and ranks: first by kind, then by what they hold.
    // Most keys and ranks are numbers, and searches compare very many.
    #[inline]
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => {
                a.partial_cmp(b).unwrap_or_else(|| a.total_cmp(b))
            }
            _ => self.order_of_others(other),
        }
    }

    #[inline(never)]
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Flag(a), Self::Flag(b)) => a == b,
            (Self::Nothing, Self::Nothing) => true,
            (Self::Row(a), Self::Row(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            _ => false,
        }
    }

    fn order_of_others(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Flag(a), Self::Flag(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) if Arc::ptr_eq(a, b) => Ordering::Equal,
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Row(a), Self::Row(b)) => {
                let by_cells = all_in_order(a.cells(), b.cells());
                by_cells.then_with(|| a.fields().0.cmp(&b.fields().0))
            }
            (Self::List(a), Self::List(b)) => all_in_order(a, b),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    /// Returns the place of its kind among all kinds.
    fn rank(&self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::Flag(_) => 1,
            Self::Number(_) => 2,
            Self::Text(_) => 3,
            Self::Row(_) => 4,
            Self::List(_) => 5,
        }
    }
}

/// Compares value by value; of two that begin alike the shorter comes first.
fn all_in_order(one: &[Value], other: &[Value]) -> Ordering {
    let pairs = one.iter().zip(other);
    let first = pairs.map(|(a, b)| a.order(b)).find(|order| order.is_ne());
    first.unwrap_or_else(|| one.len().cmp(&other.len()))
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing"),
            Self::Flag(flag) => write!(f, "{flag}"),
            // Added to zero, minus zero is plain zero.
            Self::Number(number) => write!(f, "{}", number + 0.0),
            Self::Text(text) => f.write_str(text),
            Self::Row(row) => write!(f, "{row}"),
            Self::List(list) => {
                for (at, value) in list.iter().enumerate() {
                    write!(f, "{}{value}", if at == 0 { "" } else { "; " })?;
                }
                Ok(())
            }
        }
    }
}

/// What is not a number is nothing.
impl From<f64> for Value {
    fn from(number: f64) -> Self {
        if number.is_nan() { Self::Nothing } else { Self::Number(number) }
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

/// The names of the fields of rows, in order. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Fields(Arc<[Box<str>]>);

impl Fields {
    /// Takes the names in their order.
    pub fn new<N: Into<Box<str>>>(names: impl IntoIterator<Item = N>) -> Self {
        Self(names.into_iter().map(Into::into).collect())
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the place of a name.
    pub fn at(&self, name: &str) -> Option<u32> {
        self.0.iter().position(|known| **known == *name).map(|at| at as u32)
    }

    /// Returns the name at a place; an empty one if there is none.
    pub fn name(&self, at: u32) -> &str {
        self.0.get(at as usize).map_or("", |name| name)
    }

    /// Lists the names in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|name| &**name)
    }
}

/// A row: its fields and what they hold. Cheap to clone, and as thin as a pointer.
#[derive(Clone, Debug, Default)]
pub struct Record(Arc<(Fields, Box<[Value]>)>);

/// Two with the same fields that hold the same.
impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.is(other) || self.0 == other.0
    }
}

impl Eq for Record {}

impl Record {
    /// Makes a row of the names of its fields and of what they hold, in the same order.
    pub fn new(fields: Fields, cells: Vec<Value>) -> Self {
        Self(Arc::new((fields, cells.into())))
    }

    /// Returns the names of its fields.
    pub fn fields(&self) -> &Fields {
        &self.0.0
    }

    /// Returns what its fields hold, in their order.
    #[inline]
    pub fn cells(&self) -> &[Value] {
        &self.0.1
    }

    /// Whether the other is this very row, and not one that is like it.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Returns a row of which one field holds something else.
    #[must_use]
    pub fn with(&self, field: u32, value: Value) -> Self {
        let mut cells = self.cells().to_vec();
        cells[field as usize] = value;
        Self::new(self.fields().clone(), cells)
    }

    /// Returns what a field holds; nothing if there is no such field.
    pub fn get(&self, name: &str) -> &Value {
        self.fields().at(name).map_or(&Value::Nothing, |at| self.cell(at))
    }

    /// Returns what a field holds that is at this place in all likelihood; nothing if there is none.
    #[inline]
    pub fn get_near(&self, place: u32, name: &str) -> &Value {
        if self.fields().name(place) == name { self.cell(place) } else { self.get(name) }
    }

    /// Returns what the field at a place holds; nothing if there is no such field.
    pub fn cell(&self, at: u32) -> &Value {
        self.cells().get(at as usize).unwrap_or(&Value::Nothing)
    }
}

/// As `name: value, name: value`.
impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, name) in self.fields().iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            match self.cell(at as u32) {
                Value::Number(number) => write!(f, "{comma}{name}: {}", in_short(*number))?,
                value => write!(f, "{comma}{name}: {value}")?,
            }
        }
        Ok(())
    }
}

/// Returns a number as people write it: 29.8, where a sum has come to 29.799999999999997.
fn in_short(number: f64) -> f64 {
    const PLACES: f64 = 1e9;
    let short = (number * PLACES).round() / PLACES;
    // Added to zero, minus zero is plain zero.
    if number.abs() < 1e6 { short + 0.0 } else { number + 0.0 }
}

#[cfg(test)]
mod tests;

//! The order pad: what is written down about an order that is more than a dish: what it carries,
//! whose it is, and what its recipe has given names to.
//!
//! Only restaurants in which something is written down have pads; elsewhere an order has none.

use super::belongings::Belonging;
use super::money::Sent;
use super::pantry::RowAt;
use super::people::Person;
use super::transaction::Transaction;
use crate::kernel::Time;
use crate::rules::{Fields, Record, Value};
use std::sync::Arc;

/// The roots of names in expressions.
pub mod roots {
    /// What the order carries.
    pub const ORDER: u32 = 0;
    /// The row of its guest.
    pub const GUEST: u32 = 1;
    /// The row that is looked at.
    pub const ROW: u32 = 2;
    /// What the order carried that the guest's room has overheard last.
    pub const OVERHEARD: u32 = 3;
    /// The first name that a recipe gives.
    pub const NAMES: u32 = 4;
}

/// What the house itself knows of every guest: the wristband, the number of the first order of this
/// visit, and that of this order. A guest who tries again is still on the same visit.
pub const OWN: [&str; 3] = ["wristband", "visit", "order"];

/// What can be written down in a restaurant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PadPlan {
    /// What orders may carry, over all dishes and rooms.
    pub order: Fields,
    /// What is known of guests, over all rooms; the last fields are what the house itself knows.
    pub guest: Fields,
    /// Which room each room overhears.
    pub overhears: Box<[Option<u32>]>,
}

impl PadPlan {
    /// Returns the row of a guest of whom nothing is known.
    pub(super) fn nobody(&self) -> Arc<[Value]> {
        let known = self.guest.len().saturating_sub(OWN.len());
        vec![Value::Nothing; known].into()
    }
}

/// What somebody has said that an order carries, by field; the rest is as its room says.
pub type Carried = Arc<[(u32, Value)]>;

/// A row that an order has looked at, as it was then.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seen {
    pub at: RowAt,
    pub record: Record,
}

/// What an order is answered: the names of the parts, if there is an answer yet, and the parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub names: Option<Fields>,
    pub parts: Vec<Value>,
}

impl Answer {
    fn wipe(&mut self) {
        self.names = None;
        self.parts.clear();
    }

    /// Returns it as a row.
    pub fn record(&self) -> Option<Record> {
        Some(Record::new(self.names.clone()?, self.parts.clone()))
    }
}

/// What is written down about one order.
#[derive(Clone, Debug, Default)]
pub(super) struct Pad {
    pub order: Arc<[Value]>,
    /// Whether the waiter has handed on as it is what is to be pasted somewhere.
    pub is_raw: bool,
    pub guest: Person,
    pub names: Vec<Value>,
    /// Rows behind the names that belong to somebody.
    pub belongings: Vec<Belonging>,
    pub seen: Vec<Seen>,
    /// Rows that its transaction holds.
    pub locked: Vec<RowAt>,
    pub transaction: Option<Transaction>,
    /// What its calls have sent so far; none: nothing was to be sent.
    pub sent: Option<Vec<Sent>>,
    /// Whether partners keep an account of it.
    pub has_account: bool,
    /// When the order was placed.
    pub placed: Time,
    /// The number of the first order of the same visit.
    pub visit: u64,
    pub answer: Answer,
    /// How many rows the answer shows that belong to somebody else.
    pub leaks: u64,
    /// Tells its writing from that of all other orders.
    pub writer: u64,
}

impl Pad {
    /// Begins to write, on an empty pad, about the order of a guest that gives so many names.
    pub fn begin(&mut self, guest: Person, names: u32, writer: u64) {
        self.guest = guest;
        self.names.resize(names as usize, Value::Nothing);
        self.writer = writer;
        self.visit = writer;
    }

    /// Empties it. What was set aside for writing stays, so that the next order needs no memory of
    /// its own.
    fn wipe(&mut self) {
        #[rustfmt::skip]
        let Pad {
            order: _, guest: _, is_raw, names, belongings, seen, locked, transaction, sent,
            has_account, placed, visit, answer, leaks, writer,
        } = self;
        *is_raw = false;
        names.clear();
        belongings.clear();
        seen.clear();
        locked.clear();
        (*transaction, *sent, *has_account) = (None, None, false);
        (*placed, *visit, *writer) = (Time::OPENING, 0, 0);
        answer.wipe();
        *leaks = 0;
    }

    /// Returns what the order carries; what it does not is left out.
    pub fn carried(&self, plan: &PadPlan) -> Record {
        let all = plan.order.iter().zip(&*self.order);
        let carried = all.filter(|(_, value)| **value != Value::Nothing);
        let (names, cells): (Vec<&str>, Vec<Value>) =
            carried.map(|(name, value)| (name, value.clone())).unzip();
        Record::new(Fields::new(names), cells)
    }

    /// Notes that it has looked at a row.
    pub fn note(&mut self, at: RowAt, record: Record) {
        match self.seen.iter_mut().find(|seen| seen.at == at) {
            Some(seen) => seen.record = record,
            None => self.seen.push(Seen { at, record }),
        }
    }

    /// Returns the row that was looked at as this value.
    pub fn seen_as(&self, value: &Value) -> Option<(RowAt, Record)> {
        let Value::Row(record) = value else { return None };
        let seen = self.seen.iter().find(|seen| seen.record.is(record))?;
        Some((seen.at, record.clone()))
    }

    /// A pantry has lost its power, and with it what its rows were.
    pub fn forget_pantry(&mut self, pantry: u32) {
        self.seen.retain(|seen| seen.at.pantry != pantry);
        if let Some(transaction) = &mut self.transaction {
            let is_there = self.locked.iter().any(|at| at.pantry == pantry);
            transaction.is_lost |= is_there || transaction.touches(pantry);
        }
        self.locked.retain(|at| at.pantry != pantry);
    }

    /// Says whether a field of a row holds something else than when the order looked at it.
    pub fn is_outdated(&self, at: RowAt, field: u32, now: &Value) -> bool {
        let is_it = |seen: &&Seen| seen.at == at;
        self.seen.iter().find(is_it).is_some_and(|seen| seen.record.cell(field) != now)
    }
}

/// The pads of all orders in the house, by their slots.
#[derive(Debug, Default)]
pub(super) struct Pads {
    written: Vec<Option<Box<Pad>>>,
    /// Empty ones, to be written on once more.
    #[expect(clippy::vec_box, reason = "pads go to and fro without being copied")]
    blank: Vec<Box<Pad>>,
}

impl Clone for Pads {
    fn clone(&self) -> Pads {
        Pads { written: self.written.clone(), blank: Vec::new() }
    }
}

impl Pads {
    pub fn of(&self, slot: u32) -> Option<&Pad> {
        self.written.get(slot as usize)?.as_deref()
    }

    pub fn of_mut(&mut self, slot: u32) -> Option<&mut Pad> {
        self.written.get_mut(slot as usize)?.as_deref_mut()
    }

    /// Lists all that there are.
    pub fn all(&mut self) -> impl Iterator<Item = &mut Pad> {
        self.written.iter_mut().flatten().map(Box::as_mut)
    }

    /// Takes an empty one.
    pub fn take_blank(&mut self) -> Box<Pad> {
        self.blank.pop().unwrap_or_default()
    }

    pub fn put(&mut self, slot: u32, pad: Box<Pad>) {
        let at = slot as usize;
        if self.written.len() <= at {
            self.written.resize_with(at + 1, || None);
        }
        self.written[at] = Some(pad);
    }

    /// Wipes a pad; returns who has written on it, if partners keep an account of that.
    pub fn wipe(&mut self, slot: u32) -> Option<u64> {
        let mut pad = self.written.get_mut(slot as usize)?.take()?;
        let account = pad.has_account.then_some(pad.writer);
        pad.wipe();
        self.blank.push(pad);
        account
    }
}

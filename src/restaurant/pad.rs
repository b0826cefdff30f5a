//! The order pad: what is written down about an order that is more than a dish: what it carries,
//! whose it is, and what its recipe has given names to.
//!
//! Only restaurants in which something is written down have pads; elsewhere an order has none.

use super::pantry::{Cells, RowAt};
use super::transaction::Transaction;
use crate::kernel::Span;
use crate::rules::{Expression, Fields, Record, Value};
use std::sync::Arc;

/// The roots of names in expressions.
pub mod roots {
    /// What the order carries.
    pub const ORDER: u32 = 0;
    /// The row of its guest.
    pub const GUEST: u32 = 1;
    /// The row that is looked at.
    pub const ROW: u32 = 2;
    /// The first name that a recipe gives.
    pub const NAMES: u32 = 3;
}

/// What can be written down in a restaurant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PadPlan {
    /// What orders may carry, over all dishes and rooms.
    pub order: Fields,
    /// What is known of guests, over all rooms; the last field is the wristband.
    pub guest: Fields,
}

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

/// What a dish asks of an order before the kitchen hears of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Admission {
    /// What it must carry, by field of the order.
    pub asks: Box<[u32]>,
    /// Whether the guest must wear a wristband.
    pub needs_wristband: bool,
    /// The field of guests that says who belongs to the staff, if only they may order it.
    pub staff: Option<u32>,
}

impl Admission {
    /// Says whether anybody may order it, with nothing written down.
    pub fn is_free(&self) -> bool {
        *self == Admission::default()
    }
}

/// A rule of a recipe: it takes no time, for it is what a chef knows.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// Gives something a name.
    Let {
        /// The number of the name.
        name: u32,
        /// What it stands for.
        value: Expression,
    },
    /// Goes on only if this is true.
    Require {
        /// What must be true.
        value: Expression,
        /// The outcome if it is not.
        or: super::Outcome,
    },
    /// Goes on with the next step if this is true, else elsewhere.
    When {
        /// What is asked.
        value: Expression,
        /// Where it goes on otherwise.
        otherwise: u32,
    },
    /// Writes down the answer.
    Answer {
        /// The names of its parts.
        fields: Fields,
        /// What they hold.
        values: Box<[Expression]>,
    },
    /// Gives the guest a wristband.
    Wristband {
        /// Whose.
        value: Expression,
        /// How long it is good.
        lasts: Option<Span>,
    },
    /// Leaves a letter for a partner in the outbox.
    Mail {
        /// To whom.
        partner: u32,
    },
    /// A transaction begins here: what is changed from now on is changed at its end, or not at all.
    Begin,
    /// And ends here.
    Commit,
}

/// Who a guest is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Person {
    pub room: u32,
    /// The number of the guest's row in its room; none: nothing is known of guests there.
    pub number: Option<u32>,
    /// Whether it comes to do harm.
    pub is_attacker: bool,
    pub row: Arc<[Value]>,
}

/// A row that an order has looked at, and what it held then.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seen {
    pub at: RowAt,
    pub cells: Cells,
}

/// What is written down about one order.
#[derive(Clone, Debug)]
pub(super) struct Pad {
    pub order: Arc<[Value]>,
    pub guest: Person,
    pub names: Box<[Value]>,
    pub seen: Vec<Seen>,
    /// Rows that its transaction holds.
    pub locked: Vec<RowAt>,
    pub transaction: Option<Transaction>,
    /// What the call that is made now sends, in cents.
    pub sending: i64,
    /// What its calls have sent so far; none: nothing was to be sent.
    pub sent: Option<i64>,
    pub answer: Option<Record>,
    /// Tells its writing from that of all other orders.
    pub writer: u64,
}

impl Pad {
    pub fn new(order: Arc<[Value]>, guest: Person, names: u32, writer: u64) -> Pad {
        Pad {
            writer,
            order,
            guest,
            names: vec![Value::Nothing; names as usize].into(),
            seen: Vec::new(),
            locked: Vec::new(),
            transaction: None,
            sending: 0,
            sent: None,
            answer: None,
        }
    }

    /// Notes that it has looked at a row.
    pub fn note(&mut self, at: RowAt, cells: Cells) {
        match self.seen.iter_mut().find(|seen| seen.at == at) {
            Some(seen) => seen.cells = cells,
            None => self.seen.push(Seen { at, cells }),
        }
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
        self.seen.iter().find(is_it).is_some_and(|seen| seen.cells[field as usize] != *now)
    }
}

/// The pads of all orders in the house, by their slots.
#[derive(Clone, Debug, Default)]
pub(super) struct Pads(Vec<Option<Box<Pad>>>);

impl Pads {
    pub fn of(&self, slot: u32) -> Option<&Pad> {
        self.0.get(slot as usize)?.as_deref()
    }

    pub fn of_mut(&mut self, slot: u32) -> Option<&mut Pad> {
        self.0.get_mut(slot as usize)?.as_deref_mut()
    }

    /// Lists all that there are.
    pub fn all(&mut self) -> impl Iterator<Item = &mut Pad> {
        self.0.iter_mut().filter_map(Option::as_deref_mut)
    }

    pub fn write(&mut self, slot: u32, pad: Pad) {
        let at = slot as usize;
        if self.0.len() <= at {
            self.0.resize_with(at + 1, || None);
        }
        self.0[at] = Some(Box::new(pad));
    }

    pub fn throw_away(&mut self, slot: u32) {
        if let Some(pad) = self.0.get_mut(slot as usize) {
            *pad = None;
        }
    }
}

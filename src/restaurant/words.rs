//! What is said and written about an order: what its guest asks for, what is asked at a hatch, the
//! answer. It is put into words only for a witness who listens to that order.

use super::fact::Witness;
use super::house::House;
use super::menu::{Change, ChangeKind, Items, Search, Step, Wanted};
use super::pad::roots;
use super::pantry::RowsPlan;
use crate::rules::{Expression, Failure, Record, Value};

/// Something that is said or written about an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Words {
    /// What the order carries; what it does not is left out.
    Carries(Record),
    /// What the wristband of its guest says.
    Wears(Value),
    /// What is asked at a hatch.
    Asks(Statement),
    /// What goes back to the guest.
    Answers(Record),
    /// Why something in its recipe could not be worked out.
    Fails(Box<str>),
}

/// What is asked at a hatch, with what it stands for at that moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Whose hatch.
    pub pantry: u32,
    /// What.
    pub asks: Asks,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Asks {
    /// Portions: whether they are put and not taken, and how many of which shelf.
    Portions {
        /// Put, not taken.
        puts: bool,
        /// Shelves and portions.
        items: Items,
    },
    /// Something about rows.
    Rows {
        /// Of which shelf.
        shelf: u32,
        /// What is to be done.
        verb: Verb,
        /// Fields of the rows that are meant, and what they hold.
        fits: Vec<(Box<str>, Term)>,
        /// Fields, and what they are to hold.
        sets: Vec<(Box<str>, Term)>,
        /// The text that is really sent, if it is pasted together.
        paste: Option<Paste>,
    },
}

/// A statement that a careless recipe has pasted together.
#[derive(Clone, Debug, PartialEq)]
pub struct Paste {
    /// What is sent.
    pub text: Box<str>,
    /// What the pantry understands.
    pub meant: Meant,
}

/// What is understood of a text that was pasted together.
#[derive(Clone, Debug, PartialEq)]
pub enum Meant {
    /// Fields of the rows that are meant, and what they hold.
    Fits,
    /// Anything else that is so of a row, or not.
    IsSo(Box<str>),
    /// Nobody knows what it means.
    Nonsense,
}

/// What is to be done with rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// One is looked for.
    Find,
    /// Those that rank highest by this, so many.
    Rank(Box<str>, u32),
    /// They are counted.
    Count,
    /// This is added up over them.
    Sum(Box<str>),
    /// A new one comes.
    Put,
    /// One changes.
    Update,
    /// One goes.
    Remove,
}

/// What a field holds, or is to hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// This.
    Value(Value),
    /// What comes of this, row by row.
    Text(Box<str>),
}

impl<W: Witness> House<'_, W> {
    /// Tells what an order carries, if anybody listens.
    #[inline]
    pub fn say_what_it_carries(&mut self, order: u32) {
        if self.data.is_used && self.witness.listens_to(order) {
            let now = self.floor.now();
            for words in self.data.spoken(order, now) {
                self.witness.hear(now, order, words);
            }
        }
    }

    /// Tells what an order asks at a hatch, if anybody listens.
    #[inline]
    pub fn say_what_it_asks(&mut self, order: u32, pantry: u32) {
        if self.witness.listens_to(order) {
            self.say_statement(order, pantry);
        }
    }

    #[cold]
    fn say_statement(&mut self, order: u32, pantry: u32) {
        let asks = match self.step(order) {
            Some(Step::Take { items, .. }) => Asks::Portions { puts: false, items: items.clone() },
            Some(Step::Put { items, .. }) => Asks::Portions { puts: true, items: items.clone() },
            Some(Step::Search(search)) => {
                // A copy has the shelves of the pantry that it copies.
                let asks = self.searched(order, search);
                return self.hear_asked(order, Statement { pantry: search.of, asks });
            }
            Some(Step::Change(change)) => self.changed(order, change),
            _ => return,
        };
        self.hear_asked(order, Statement { pantry, asks });
    }

    fn hear_asked(&mut self, order: u32, statement: Statement) {
        self.witness.hear(self.floor.now(), order, Words::Asks(statement));
    }

    /// Tells what goes back to the guest, if anybody listens.
    pub fn say_answer(&mut self, order: u32) {
        if self.witness.listens_to(order)
            && let Some(answer) = self.pad(order).and_then(|pad| pad.answer.record())
        {
            self.witness.hear(self.floor.now(), order, Words::Answers(answer));
        }
    }

    /// Tells why something could not be worked out, if anybody listens.
    #[cold]
    pub fn say_why_it_failed(&mut self, order: u32, failure: Failure) {
        if self.witness.listens_to(order) {
            self.witness.hear(self.floor.now(), order, Words::Fails(failure.cause));
        }
    }

    fn searched(&self, order: u32, search: &Search) -> Asks {
        let text = |expression: &Expression| Box::from(expression.text());
        let verb = match &search.wanted {
            Wanted::One => Verb::Find,
            Wanted::Ranked { by, top, .. } => Verb::Rank(text(by), *top),
            Wanted::Count => Verb::Count,
            Wanted::Sum { of } => Verb::Sum(text(of)),
        };
        let plan = self.data.shelves.of(search.of, search.shelf).plan();
        let (fits, paste) = match self.paste(order, search) {
            Some((fits, paste)) => (fits, Some(paste)),
            None => (self.terms(order, plan, &search.conditions), None),
        };
        Asks::Rows { shelf: search.shelf, verb, fits, sets: Vec::new(), paste }
    }

    fn changed(&self, order: u32, change: &Change) -> Asks {
        let plan = self.data.shelves.of(change.pantry, change.shelf).plan();
        let keyed =
            |key: &Expression| vec![(plan.fields.name(plan.key).into(), self.term(order, key))];
        let (verb, fits, sets) = match &change.kind {
            ChangeKind::Put { cells, .. } => (Verb::Put, vec![], self.terms(order, plan, cells)),
            ChangeKind::Update { key, set } => {
                (Verb::Update, keyed(key), self.terms(order, plan, set))
            }
            ChangeKind::Remove { key } => (Verb::Remove, keyed(key), vec![]),
        };
        Asks::Rows { shelf: change.shelf, verb, fits, sets, paste: None }
    }

    fn terms(
        &self,
        order: u32,
        plan: &RowsPlan,
        cells: &[(u32, Expression)],
    ) -> Vec<(Box<str>, Term)> {
        let named = |(field, value): &(u32, Expression)| {
            (plan.fields.name(*field).into(), self.term(order, value))
        };
        cells.iter().map(named).collect()
    }

    fn term(&self, order: u32, expression: &Expression) -> Term {
        let by_row = expression.roots().contains(&roots::ROW);
        let value = (!by_row).then(|| self.work_out(order, expression, None).ok()).flatten();
        value.map_or_else(|| Term::Text(expression.text().into()), Term::Value)
    }
}

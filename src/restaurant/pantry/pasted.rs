//! Statements that a careless recipe pastes together: the text of an order stands in them as it is,
//! and what it means is found out only then. Whoever says a quote can say more than a value.

use super::search::work_out_all;
use crate::restaurant::fact::Witness;
use crate::restaurant::house::House;
use crate::restaurant::menu::Search;
use crate::restaurant::pad::roots;
use crate::restaurant::words::{Meant, Paste, Term};
use crate::rules::{self, Expression, Failure, Fields, Known, Meaning, Record, Sight, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many statements are remembered; then all are forgotten.
const MOST_KNOWN: usize = 256;
/// The most bytes of one that is remembered; longer ones are never understood.
const MOST_BYTES: usize = 4_000;

/// What was understood of a statement.
#[derive(Clone, Debug)]
pub(super) enum Pasted {
    /// What fields must hold, as it was meant to be.
    Plain(Vec<(u32, Value)>),
    /// Anything else that is so of a row, or not.
    Other(Expression),
    /// Nobody knows what it means.
    Nonsense,
}

/// Fields and what they hold, and the text of which that was understood.
type Said = (Vec<(Box<str>, Term)>, Paste);

/// A statement about the rows of a shelf of a pantry.
type About = (u32, u32, Arc<str>);

/// Statements that have been understood lately: many orders say the same. What is
/// remembered changes nothing but how long this program takes.
#[derive(Clone, Debug, Default)]
pub(in crate::restaurant) struct Statements(Arc<BTreeMap<About, Arc<Pasted>>>);

impl Statements {
    /// Understands a statement about the rows of a shelf.
    fn understand(
        &mut self,
        (pantry, shelf): (u32, u32),
        text: &str,
        fields: &Fields,
    ) -> Arc<Pasted> {
        if text.len() > MOST_BYTES {
            return Arc::new(Pasted::Nonsense);
        }
        let key = (pantry, shelf, Arc::from(text));
        if let Some(known) = self.0.get(&key) {
            return Arc::clone(known);
        }
        let statement = Arc::new(understood(text, fields));
        if self.0.len() >= MOST_KNOWN {
            self.0 = Arc::default();
        }
        Arc::make_mut(&mut self.0).insert(key, Arc::clone(&statement));
        statement
    }
}

fn understood(text: &str, fields: &Fields) -> Pasted {
    let mut known = Known::new();
    known.add("row", roots::ROW, Meaning::Row(fields.clone()));
    known.add_bare(roots::ROW);
    match Expression::compile(text, &known) {
        Ok(statement) => match statement.as_equalities(roots::ROW) {
            Some(conditions) => Pasted::Plain(conditions),
            // Hashing for every row would be somebody else's work without end.
            None if statement.is_work() => Pasted::Nonsense,
            None => Pasted::Other(statement),
        },
        Err(_) => Pasted::Nonsense,
    }
}

/// A row, and nothing else, is to be seen.
struct Only<'r>(&'r Record);

impl Sight for Only<'_> {
    fn held(&self, _: u32, field: Option<u32>) -> Option<&Value> {
        Some(self.0.cell(field?))
    }

    fn made(&self, _: u32, _: Option<u32>) -> Value {
        Value::Row(self.0.clone())
    }
}

/// Says whether a statement is so of a row.
pub(super) fn is_so(statement: &Expression, row: &Record) -> Result<bool, Failure> {
    match &*statement.look(&Only(row))? {
        Value::Flag(flag) => Ok(*flag),
        other => Err(Failure { cause: format!("{} is no condition", other.kind()).into() }),
    }
}

/// Pastes a statement together; none: it has values that no text can stand for.
fn together(is_raw: bool, fields: &Fields, conditions: &[(u32, Value)]) -> Option<String> {
    let mut text = String::new();
    for (field, value) in conditions {
        let value = if is_raw { value.clone() } else { rules::neutral(value) };
        let value = rules::pasted(&value)?;
        let and = if text.is_empty() { "" } else { " && " };
        text.extend([and, fields.name(*field), " == ", &value]);
    }
    Some(text)
}

impl<W> House<'_, W> {
    /// Pastes the statement of an order together, and understands it.
    pub(super) fn pasted(
        &mut self,
        order: u32,
        search: &Search,
        conditions: &[(u32, Value)],
    ) -> Arc<Pasted> {
        let is_raw = self.pad(order).is_some_and(|pad| pad.is_raw);
        let fields = self.data.shelves.of(search.of, search.shelf).plan().fields.clone();
        match together(is_raw, &fields, conditions) {
            Some(text) => {
                self.data.statements.understand((search.of, search.shelf), &text, &fields)
            }
            None => Arc::new(Pasted::Nonsense),
        }
    }
}

impl<W: Witness> House<'_, W> {
    /// Returns what is really sent for a search whose statement is pasted together, and which fields
    /// of rows it is understood to mean; none: nothing is pasted.
    pub(in crate::restaurant) fn paste(&self, order: u32, search: &Search) -> Option<Said> {
        let conditions =
            search.is_pasted.then(|| work_out_all(order, &search.conditions, self).ok())??;
        let fields = &self.data.shelves.of(search.of, search.shelf).plan().fields;
        let is_raw = self.pad(order).is_some_and(|pad| pad.is_raw);
        let text = together(is_raw, fields, &conditions)?;
        let short = Some(text.as_str()).filter(|text| text.len() <= MOST_BYTES);
        let (fits, meant) = match short.map(|text| understood(text, fields)) {
            Some(Pasted::Plain(conditions)) => (conditions, Meant::Fits),
            Some(Pasted::Other(statement)) => (vec![], Meant::IsSo(statement.text().into())),
            Some(Pasted::Nonsense) | None => (vec![], Meant::Nonsense),
        };
        let named = |(field, value)| (fields.name(field).into(), Term::Value(value));
        Some((fits.into_iter().map(named).collect(), Paste { text: text.into(), meant }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_bounded_and_changes_nothing() {
        let fields = Fields::new(["id", "email"]);
        let mut statements = Statements::default();
        for number in 0..3 * MOST_KNOWN {
            for _ in 0..2 {
                let text = format!("id == {number} || email == \"x\"");
                let known = statements.understand((0, 0), &text, &fields);
                let Pasted::Other(statement) = &*known else { panic!("{known:?}") };
                let row = |id: usize| {
                    Record::new(fields.clone(), vec![Value::from(id as f64), "y".into()])
                };
                assert_eq!(is_so(statement, &row(number)), Ok(true));
                assert_eq!(is_so(statement, &row(number + 1)), Ok(false));
            }
            assert!(statements.0.len() <= MOST_KNOWN);
        }
    }

    #[test]
    fn what_nobody_understands_is_nonsense() {
        let fields = Fields::new(["id", "email"]);
        let mut statements = Statements::default();
        let long = format!("email == \"{}\"", "x".repeat(MOST_BYTES));
        let deep = format!("email == {}\"x\"{}", "(".repeat(200), ")".repeat(200));
        for text in
            ["email == \"x\" ||", "order.email == \"x\"", "email == hash(\"x\")", &long, &deep]
        {
            let statement = statements.understand((0, 0), text, &fields);
            assert!(matches!(*statement, Pasted::Nonsense), "{text:.60}: {statement:?}");
        }
        let number = statements.understand((0, 0), "id + 1", &fields);
        let Pasted::Other(number) = &*number else { panic!("{number:?}") };
        let row = Record::new(fields, vec![Value::from(1.0), "y".into()]);
        assert!(is_so(number, &row).is_err());
    }
}

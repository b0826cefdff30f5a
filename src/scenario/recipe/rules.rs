//! Steps of a recipe that look for rows, change them, or think.

use super::{Reader, own_reason, reason};
use crate::restaurant::roots;
use crate::restaurant::{Change, ChangeKind, Outcome, RowsPlan, Rule, Search, Step, Wanted};
use crate::rules::{Expression, Fields, Known, Meaning};
use crate::scenario::keys::Kind;
use crate::scenario::lexicon::{expression, fields};
use crate::scenario::rows::{field_name, is_field};
use crate::scenario::value::{Problem, Read, Value, expected, span, table, text, unknown, whole};
use crate::text::safe_text::safe_short;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// The most names that one recipe gives: what an expression has read of them is one bit for each.
const MOST_NAMES: usize = 64;
/// The most rows that a ranking returns.
pub const MOST_RANKED: i64 = 1_000;
/// So many, if it does not say how many.
const TOP: i64 = 10;
/// Words that mean something already.
const TAKEN: [&str; 6] = ["order", "guest", "row", "nothing", "true", "false"];

/// A shelf of rows that a step names.
struct Shelf {
    pantry: u32,
    number: u32,
    name: String,
    rows: Arc<RowsPlan>,
}

impl Reader<'_> {
    /// Reads a step that has to do with rows or rules; none: it is no such step.
    pub(super) fn thinking(
        &mut self,
        name: &str,
        (entries, inner): (&DeTable<'_>, &Value<'_>),
        depth: usize,
    ) -> Read<Option<Step>> {
        let rule = |rule: Rule| Ok(Some(Step::Rule(Box::new(rule))));
        match name {
            "find" | "rank" | "count" | "sum" => {
                self.search(name, entries, inner).map(|search| Some(Step::Search(Box::new(search))))
            }
            "update" | "remove" => {
                self.change(name, entries, inner).map(|change| Some(Step::Change(Box::new(change))))
            }
            "let" => self.names_given(inner).map(|()| None),
            "require" => rule(Rule::Require {
                value: expression(inner, &self.known)?,
                or: reason(entries, Outcome::NOT_ALLOWED, self.own)?,
            }),
            "answer" => {
                let (fields, values) = self.answer(inner)?;
                rule(Rule::Answer { fields, values })
            }
            "wristband" => rule(Rule::Wristband {
                value: expression(inner, &self.known)?,
                lasts: entries.get("lasts").map(span).transpose()?,
            }),
            "mail" => {
                let partner = super::call::partner(inner, self.parts)?;
                let outbox = entries.get("outbox").map(|value| self.pantry(value)).transpose()?;
                rule(Rule::Mail { partner, outbox })
            }
            "when" => self.when(entries, inner, depth).map(|()| None),
            _ => self.atomic(inner, depth).map(|()| None),
        }
    }

    /// Reads the name of a pantry.
    fn pantry(&self, value: &Value<'_>) -> Read<u32> {
        let name = text(value, "the name of a pantry")?;
        let found = self.parts.find("pantry", name);
        found.ok_or_else(|| unknown(value.span(), "pantry", name, &self.parts.names("pantry")))
    }

    /// Returns the shelf of rows with a name.
    fn shelf(&self, value: &Value<'_>) -> Read<Shelf> {
        let name = text(value, "the name of a shelf")?;
        self.shelf_called(name, value.span())
    }

    fn shelf_called(&self, name: &str, at: std::ops::Range<usize>) -> Read<Shelf> {
        let Some((pantry, shelf)) = self.parts.shelf(name) else {
            return Err(unknown(at, "shelf", name, &self.parts.shelf_names()));
        };
        let Some(rows) = self.lexicon.rows(pantry, shelf) else {
            let cause = format!("the shelf {name} holds portions, not rows");
            return Err(
                Problem::on(at, cause).remedy("add rows = [] to the shelf, or take from it")
            );
        };
        Ok(Shelf { pantry, number: shelf, name: name.to_owned(), rows: Arc::clone(rows) })
    }

    /// Returns what is known while a row of a shelf is looked at.
    fn known_with_row(&self, rows: &RowsPlan) -> Known {
        let mut known = self.known.clone();
        known.add("row", roots::ROW, Meaning::Row(rows.fields.clone()));
        known.add_bare(roots::ROW);
        known
    }

    fn search(&mut self, kind: &str, entries: &DeTable<'_>, inner: &Value<'_>) -> Read<Search> {
        let Shelf { pantry, number: shelf, name, rows } = self.shelf(inner)?;
        let conditions = match entries.get("where") {
            Some(value) => fields(value, (&name, &rows.fields), &self.known)?,
            None => [].into(),
        };
        let of_row = |key: &str, example: &str| {
            let Some(value) = entries.get(key) else {
                let cause = format!("the step {kind} does not say {key} what");
                return Err(Problem::at(inner, cause).remedy(format!("add {key} = \"{example}\"")));
            };
            expression(value, &self.known_with_row(&rows))
        };
        let wanted = match kind {
            "find" => Wanted::One,
            "count" => Wanted::Count,
            "sum" => Wanted::Sum { of: of_row("of", "row.price")? },
            _ => {
                let by = of_row("by", "row.likes")?;
                let top = entries.get("top").map(|value| {
                    whole(value, 1, MOST_RANKED, &Kind::Whole(1, MOST_RANKED).tells())
                });
                let words = by.as_relevance(roots::ROW);
                let words = words.filter(|(asked, _)| !asked.roots().contains(&roots::ROW));
                Wanted::Ranked { by, top: top.transpose()?.unwrap_or(TOP) as u32, words }
            }
        };
        let meaning = match wanted {
            Wanted::One => Meaning::Row(rows.fields.clone()),
            Wanted::Ranked { .. } => Meaning::Rows(rows.fields.clone()),
            Wanted::Count | Wanted::Sum { .. } => Meaning::Single,
        };
        let into = entries.get("as").map(|value| self.name(value, meaning)).transpose()?;
        let or = match own_reason(entries, self.own)? {
            Some(or) => or,
            None => self.not_found(inner)?,
        };
        let is_pasted = is_pasted(entries, (&rows, &conditions))?;
        let is_fresh = flag(entries, "fresh")? || self.is_atomic;
        let copy = self.lexicon.copies.get(&pantry).filter(|_| !is_fresh);
        let hatch = copy.copied().unwrap_or(pantry);
        let of = pantry;
        Ok(Search { pantry: hatch, of, shelf, wanted, conditions, is_pasted, into, or })
    }

    /// The outcome of a step that does not find its row and does not say what that is called.
    fn not_found(&mut self, at: &Value<'_>) -> Read<Outcome> {
        super::own_outcome("not_found", at, self.own)
    }

    fn change(&mut self, kind: &str, entries: &DeTable<'_>, inner: &Value<'_>) -> Read<Change> {
        let Shelf { pantry, number: shelf, name, rows } = self.shelf(inner)?;
        let Some(key) = entries.get("key") else {
            let cause = format!("the step {kind} does not say which row");
            return Err(Problem::at(inner, cause).remedy("add key = \"order.id\""));
        };
        let key = expression(key, &self.known)?;
        let kind = match (kind, entries.get("set")) {
            ("remove", _) => ChangeKind::Remove { key },
            (_, Some(set)) => {
                let known = self.known_with_row(&rows);
                ChangeKind::Update { key, set: fields(set, (&name, &rows.fields), &known)? }
            }
            (_, None) => {
                return Err(Problem::at(inner, "the step update does not say what changes")
                    .remedy("add set = { free = \"false\" }"));
            }
        };
        let or = match own_reason(entries, self.own)? {
            Some(or) => or,
            None => self.not_found(inner)?,
        };
        Ok(Change { pantry, shelf, kind, or })
    }

    /// Reads `{ put = { shelf = { row } } }`; none: it puts portions.
    pub(super) fn put_row(
        &mut self,
        entries: &DeTable<'_>,
        inner: &Value<'_>,
    ) -> Read<Option<Step>> {
        let shelves = table(inner, "shelves and portions, or a shelf and a row")?;
        let Some((shelf, row)) = shelves.iter().find(|(_, row)| row.get_ref().is_table()) else {
            return match entries.get("as") {
                Some(name) => Err(Problem::at(name, "portions get no name")
                    .remedy("remove as, or put a row, such as { bookings = { … } }")),
                None => Ok(None),
            };
        };
        if shelves.len() > 1 {
            return Err(Problem::at(inner, "one visit puts one row").remedy("write two steps"));
        }
        let place = shelf.span();
        let Shelf { pantry, number: shelf, name, rows } =
            self.shelf_called(shelf.get_ref(), place)?;
        let cells = fields(row, (&name, &rows.fields), &self.known)?;
        let meaning = Meaning::Row(rows.fields.clone());
        let into = entries.get("as").map(|value| self.name(value, meaning)).transpose()?;
        let kind = ChangeKind::Put { cells, into };
        let or = reason(entries, Outcome::STOREROOM_FULL, self.own)?;
        let change = Change { pantry, shelf, kind, or };
        Ok(Some(Step::Change(Box::new(change))))
    }

    /// What a faulty step gives a name to is no fault wherever it is used.
    pub(super) fn know_anyway(&mut self, step: &Value<'_>) {
        let entries = step.get_ref().as_table();
        let name = entries.and_then(|entries| entries.get("as")?.get_ref().as_str());
        if let Some(name) = name.filter(|name| !self.known.has(name)) {
            self.known.add(name, roots::NAMES, Meaning::Any);
        }
    }

    /// Returns the number of a name, which may be used from here on.
    fn name(&mut self, value: &Value<'_>, meaning: Meaning) -> Read<u32> {
        let name = text(value, "a name, such as \"member\"")?;
        self.name_called(name, value.span(), meaning)
    }

    fn name_called(
        &mut self,
        name: &str,
        at: std::ops::Range<usize>,
        meaning: Meaning,
    ) -> Read<u32> {
        if !is_field(name) || TAKEN.contains(&name) {
            let cause = format!("\"{}\" cannot be used as a name", safe_short(name, 40));
            let remedy = "write a-z, 0-9 and _, beginning with a letter, such as \"member\"";
            return Err(Problem::on(at, cause).remedy(remedy));
        }
        let number = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        if number >= MOST_NAMES {
            let remedy = format!("give at most {MOST_NAMES} names");
            return Err(Problem::on(at, "the recipe gives too many names").remedy(remedy));
        }
        self.known.add(name, roots::NAMES + number as u32, meaning);
        Ok(number as u32)
    }

    /// Reads `{ let = { total = "…", … } }`: one after the other.
    fn names_given(&mut self, inner: &Value<'_>) -> Read<()> {
        const TELLS: &str = "names and expressions, such as { total = \"order.seats * 12.5\" }";
        for (name, value) in table(inner, TELLS)? {
            let value = expression(value, &self.known)?;
            let meaning = self.meaning(&value);
            let name = self.name_called(name.get_ref(), name.span(), meaning)?;
            self.recipe.steps.push(Step::Rule(Box::new(Rule::Let { name, value })));
        }
        Ok(())
    }

    /// Another name for something with fields has the same fields.
    fn meaning(&self, value: &Expression) -> Meaning {
        match value.reads() {
            [(_, None)] if self.known.has(value.text()) => self.known.meaning(value.text()),
            _ => Meaning::Any,
        }
    }

    fn answer(&mut self, inner: &Value<'_>) -> Read<(Fields, Box<[Expression]>)> {
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for (name, value) in table(inner, "names and expressions, such as { total = \"total\" }")? {
            field_name(name.get_ref(), name.span())?;
            names.push(name.get_ref().to_string());
            values.push(expression(value, &self.known)?);
        }
        Ok((Fields::new(names), values.into()))
    }

    /// The first way stands behind the step and leads past the second one.
    fn when(&mut self, entries: &DeTable<'_>, inner: &Value<'_>, depth: usize) -> Read<()> {
        let value = expression(inner, &self.known)?;
        if !entries.contains_key("then") && !entries.contains_key("else") {
            let remedy = "add then = [{ … }], and perhaps else = [{ … }]";
            return Err(Problem::at(inner, "nothing depends on this").remedy(remedy));
        }
        self.then_or_else(entries, depth, |otherwise| {
            Step::Rule(Box::new(Rule::When { value, otherwise }))
        });
        Ok(())
    }

    fn atomic(&mut self, inner: &Value<'_>, depth: usize) -> Read<()> {
        if !matches!(inner.get_ref(), DeValue::Array(_)) {
            return Err(expected(inner, "a list of steps"));
        }
        if std::mem::replace(&mut self.is_atomic, true) {
            return Err(Problem::at(inner, "a transaction cannot be part of another one")
                .remedy("write one atomic around all steps"));
        }
        if self.is_branch {
            self.is_atomic = false;
            return Err(Problem::at(inner, "a branch cannot be a transaction of its own")
                .remedy("write atomic before or behind together"));
        }
        self.recipe.steps.push(Step::Rule(Box::new(Rule::Begin)));
        self.list(inner, depth + 1);
        self.recipe.steps.push(Step::Rule(Box::new(Rule::Commit)));
        self.is_atomic = false;
        Ok(())
    }

    /// Says that a step cannot be part of a transaction.
    pub(super) fn not_in_atomic(&self, step: &str, inner: &Value<'_>) -> Read<()> {
        if !self.is_atomic {
            return Ok(());
        }
        let cause = format!("{step} cannot be part of a transaction");
        Err(Problem::at(inner, cause).remedy("write it before or behind atomic"))
    }
}

/// Reads whether something is so; what is not written is not.
fn flag(entries: &DeTable<'_>, key: &str) -> Read<bool> {
    let Some(value) = entries.get(key) else { return Ok(false) };
    value.get_ref().as_bool().ok_or_else(|| expected(value, &Kind::Flag.tells()))
}

/// Says whether conditions are pasted as a text, and whether they can be.
fn is_pasted(
    entries: &DeTable<'_>,
    (rows, conditions): (&RowsPlan, &[(u32, Expression)]),
) -> Read<bool> {
    let Some(value) = entries.get("pasted") else { return Ok(false) };
    let is_pasted = flag(entries, "pasted")?;
    if is_pasted && conditions.is_empty() {
        return Err(Problem::at(value, "nothing is looked for that could be pasted")
            .remedy("add where = { email = \"order.email\" }"));
    }
    let mut known = Known::new();
    known.add("row", roots::ROW, Meaning::Row(rows.fields.clone()));
    known.add_bare(roots::ROW);
    for (field, _) in conditions.iter().filter(|_| is_pasted) {
        let name = rows.fields.name(*field);
        let read = Expression::compile(&format!("{name} == 0"), &known);
        if read.is_ok_and(|read| read.reads() == [(roots::ROW, Some(*field))]) {
            continue;
        }
        let cause = format!("the field {name} means something else in a pasted statement");
        return Err(Problem::at(value, cause).remedy("give the field another name"));
    }
    Ok(is_pasted)
}

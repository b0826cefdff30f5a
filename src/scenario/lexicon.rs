//! What the expressions of a scenario may speak of: what orders carry, what is known of guests, and
//! the fields of shelves.

use super::copies;
use super::door;
use super::draft::Draft;
use super::rows::{Cells, MOST_ROWS, WrittenRows, field_name};
use super::value::{Problem, Read, Value, expected, table};
use crate::kernel::Span;
use crate::restaurant::roots;
use crate::restaurant::{OWN, PadPlan, RowsPlan};
use crate::rules::{self, Expression, Fields, Known, Meaning, Record, Texts, Wrong};
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::de::DeValue;

/// The field that tells rows apart.
pub const KEY: &str = "id";

/// What expressions may speak of.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// What orders carry, and what is known of guests.
    pub pad: Arc<PadPlan>,
    /// The shelves that hold rows, by pantry and shelf.
    pub shelves: BTreeMap<(u32, u32), Arc<RowsPlan>>,
    /// The copies of pantries, by what they are copies of.
    pub copies: BTreeMap<u32, u32>,
    /// The texts that those shelves hold.
    pub texts: Arc<Texts>,
}

impl Lexicon {
    /// Collects it from all sections.
    pub fn of(draft: &mut Draft<'_, '_>) -> Lexicon {
        let pad = PadPlan {
            order: order_fields(draft),
            guest: guest_fields(draft),
            overhears: overhears(draft),
        };
        let mut texts = Texts::default();
        let shelves = shelves(draft, &mut texts);
        let copies = copies::copies(draft);
        Lexicon { pad: Arc::new(pad), shelves, copies, texts: Arc::new(texts) }
    }

    /// Returns the names that every recipe knows.
    pub fn known(&self) -> Known {
        let mut known = Known::new();
        known.share(&self.texts);
        known.add("order", roots::ORDER, Meaning::Row(self.pad.order.clone()));
        known.add("guest", roots::GUEST, Meaning::Row(self.pad.guest.clone()));
        known
    }

    /// Returns the rows of a shelf; none: it holds portions.
    pub fn rows(&self, pantry: u32, shelf: u32) -> Option<&Arc<RowsPlan>> {
        self.shelves.get(&(pantry, shelf))
    }
}

/// Reads an expression; a number, true or false stands for itself.
pub fn expression(value: &Value<'_>, known: &Known) -> Read<Expression> {
    const TELLS: &str = "an expression, such as \"order.seats * 12.5\"";
    match value.get_ref() {
        DeValue::String(text) => {
            Expression::compile(text, known).map_err(|wrong| problem(value, text, wrong))
        }
        DeValue::Boolean(flag) => Ok(Expression::constant((*flag).into())),
        DeValue::Integer(_) | DeValue::Float(_) => {
            let number = super::value::number(value, TELLS)?;
            Ok(Expression::constant(number.into()))
        }
        _ => Err(expected(value, TELLS)),
    }
}

/// Says where in the file something is wrong with an expression.
fn problem(value: &Value<'_>, text: &str, wrong: Wrong) -> Problem {
    let whole = value.span();
    // Without escapes and line breaks the text stands there as it is, between its quotes.
    let is_plain = whole.len() == text.len() + 2;
    let at = wrong.at.start.min(text.len())..wrong.at.end.min(text.len());
    let span = if is_plain && !at.is_empty() {
        whole.start + 1 + at.start..whole.start + 1 + at.end
    } else {
        whole
    };
    Problem { span, cause: wrong.cause, remedy: wrong.remedy, did_you_mean: wrong.did_you_mean }
}

/// Reads fields and what they are to hold; the fields are known.
pub fn fields(
    value: &Value<'_>,
    (of, fields): (&str, &Fields),
    known: &Known,
) -> Read<Box<[(u32, Expression)]>> {
    let mut read = Vec::new();
    for (name, held) in table(value, "fields and expressions, such as { id = \"order.id\" }")? {
        let Some(field) = fields.at(name.get_ref()) else {
            let names: Vec<&str> = fields.iter().collect();
            let what = format!("field of {of}");
            return Err(super::value::unknown(name.span(), &what, name.get_ref(), &names));
        };
        read.push((field, expression(held, known)?));
    }
    Ok(read.into())
}

/// Lists the keys of a table if it is one.
fn keys_of<'v>(value: Option<&'v Value<'_>>) -> impl Iterator<Item = &'v str> {
    let table = value.and_then(|value| value.get_ref().as_table());
    table.into_iter().flat_map(|table| table.keys().map(|key| key.get_ref().as_ref()))
}

/// What orders carry: all that any dish asks for, and all that guests of any room say.
fn order_fields(draft: &mut Draft<'_, '_>) -> Fields {
    let mut names: Vec<String> = Vec::new();
    let mut problems = Vec::new();
    let mut add = |name: &str, span: std::ops::Range<usize>| match field_name(name, span) {
        Ok(()) if names.iter().any(|known| known == name) => {}
        Ok(()) => names.push(name.to_owned()),
        Err(problem) => problems.push(problem),
    };
    for entry in &draft.written.entries {
        match entry.key.path {
            "menu.*.asks" => {
                for field in entry.value.get_ref().as_array().into_iter().flatten() {
                    if let Some(name) = field.get_ref().as_str() {
                        add(name, field.span());
                    }
                }
            }
            "dining_room.*.says" => {
                for (name, _) in entry.value.get_ref().as_table().into_iter().flatten() {
                    add(name.get_ref(), name.span());
                }
            }
            "dining_room.*.arrivals" => {
                for name in draft.traced.get(&entry.path).into_iter().flat_map(Fields::iter) {
                    add(name, entry.value.span());
                }
            }
            _ => {}
        }
    }
    draft.problems.extend(problems);
    Fields::new(names)
}

/// Which room each room overhears.
fn overhears(draft: &mut Draft<'_, '_>) -> Box<[Option<u32>]> {
    let rooms = draft.names("dining_room").into_iter();
    rooms.map(|room| draft.reference(&format!("dining_room.{room}.overhears"))).collect()
}

/// What is known of guests: the fields of the people of all rooms, and what the house knows itself.
fn guest_fields(draft: &mut Draft<'_, '_>) -> Fields {
    let mut names: Vec<String> = Vec::new();
    let mut taken = Vec::new();
    for (path, rows) in draft.rows.iter().filter(|(path, _)| path.starts_with("dining_room.")) {
        for field in &rows.fields {
            if OWN.contains(&field.as_str()) {
                taken.push((
                    path.clone(),
                    format!("{field} is what the house itself knows of a guest"),
                ));
            } else if !names.contains(field) {
                names.push(field.clone());
            }
        }
    }
    for (path, cause) in taken {
        draft.complain(&path, &cause, "give the field another name");
    }
    names.extend(OWN.map(str::to_owned));
    Fields::new(names)
}

/// Returns rows with their cells, as `kept` hands them out, in the order of these fields.
pub fn arranged(
    written: &WrittenRows,
    rows: &[Cells],
    fields: &[&str],
    mut kept: impl FnMut(&rules::Value) -> rules::Value,
) -> Vec<Cells> {
    let from: Vec<Option<usize>> =
        fields.iter().map(|field| written.fields.iter().position(|known| known == field)).collect();
    let arrange = |cells: &Cells| {
        let cell = |at: &Option<usize>| at.map_or(rules::Value::Nothing, |at| kept(&cells[at]));
        from.iter().map(cell).collect()
    };
    rows.iter().map(arrange).collect()
}

fn shelves(draft: &mut Draft<'_, '_>, texts: &mut Texts) -> BTreeMap<(u32, u32), Arc<RowsPlan>> {
    let mut shelves = BTreeMap::new();
    for (pantry, (name, list)) in (0..).zip(draft.parts.0.pantries.clone()) {
        for (shelf, shelf_name) in (0..).zip(list) {
            let path = format!("pantry.{name}.shelf.{shelf_name}");
            if let Some(rows) = draft.rows.get(&format!("{path}.rows")).cloned() {
                let plan = rows_plan(draft, &path, (&shelf_name, &rows), texts);
                shelves.insert((pantry, shelf), Arc::new(plan));
            } else if let Some(key) = ["index", "scan", "owner", "stands_for"].iter().find(|key| {
                draft.written.get(&format!("{path}.{key}")).is_some()
                    && draft.written.get(&format!("{path}.rows")).is_none()
            }) {
                let cause = format!("{key} is about rows, and this shelf holds portions");
                draft.complain(&format!("{path}.{key}"), &cause, "add rows = [] to the shelf");
            }
        }
    }
    shelves
}

fn rows_plan(
    draft: &mut Draft<'_, '_>,
    path: &str,
    (shelf, written): (&str, &WrittenRows),
    texts: &mut Texts,
) -> RowsPlan {
    let mut names = written.fields.clone();
    if names.is_empty() {
        names = fields_put(draft, shelf);
    }
    if !names.iter().any(|name| name == KEY) {
        names.push(KEY.to_owned());
    }
    if draft.written.get(&format!("{path}.stock")).is_some() {
        let cause = "a shelf holds portions or rows, not both";
        draft.complain(&format!("{path}.stock"), cause, "remove stock, or rows");
    }
    let listed = written.listed(MOST_ROWS + 1);
    if listed.len() > MOST_ROWS {
        let cause = format!("more than {MOST_ROWS} rows are too many on one shelf");
        let remedy = "write fewer, and stands_for = 1000 to let one stand for many";
        draft.complain(&format!("{path}.rows"), &cause, remedy);
    }
    let order: Vec<&str> = names.iter().map(String::as_str).collect();
    let fields = Fields::new(names.iter().map(String::as_str));
    let row = |cells: Cells| Record::new(fields.clone(), cells.to_vec());
    let kept = |value: &rules::Value| texts.keep(value);
    let rows = arranged(written, &listed, &order, kept).into_iter().map(row).collect();
    let (index, words) = index(draft, &format!("{path}.index"), (shelf, &fields));
    let stands_for = match draft.get(&format!("{path}.stands_for")) {
        crate::knobs::Setting::Count(Some(count)) => *count,
        _ => 1,
    };
    RowsPlan {
        key: fields.at(KEY).unwrap_or(0),
        rows,
        index,
        words,
        owner: door::field(draft, &format!("{path}.owner"), (shelf, &fields)),
        scan: draft.get(&format!("{path}.scan")).span().unwrap_or(Span::ZERO),
        stands_for,
        fields,
    }
}

/// Lists the fields that recipes put on a shelf that is empty at opening.
fn fields_put(draft: &Draft<'_, '_>, shelf: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let recipes = draft.written.entries.iter().filter(|entry| entry.key.path == "menu.*.recipe");
    let mut lists: Vec<&Value<'_>> = recipes.map(|entry| entry.value).collect();
    while let Some(value) = lists.pop() {
        for step in value.get_ref().as_array().into_iter().flatten() {
            // Lists of steps in lists, as in branches.
            if step.get_ref().is_array() {
                lists.push(step);
            }
            let Some(table) = step.get_ref().as_table() else { continue };
            lists.extend(
                ["then", "else", "atomic", "together", "try"]
                    .iter()
                    .filter_map(|key| table.get(*key)),
            );
            let put = table.get("put").and_then(|put| put.get_ref().as_table()?.get(shelf));
            let set = table
                .get("update")
                .filter(|update| update.get_ref().as_str() == Some(shelf))
                .and_then(|_| table.get("set"));
            for name in keys_of(put).chain(keys_of(set)) {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
    }
    names.sort();
    names
}

/// Reads `["email"]` or `{ words = "text" }`.
fn index(
    draft: &mut Draft<'_, '_>,
    path: &str,
    (shelf, fields): (&str, &Fields),
) -> (Vec<u32>, Option<u32>) {
    let Some(entry) = draft.written.get(path) else { return (Vec::new(), None) };
    let value = entry.value;
    let find = |value: &Value<'_>| {
        let name = super::value::text(value, "the name of a field")?;
        let names: Vec<&str> = fields.iter().collect();
        let what = format!("field of {shelf}");
        let at = fields.at(name);
        at.ok_or_else(|| super::value::unknown(value.span(), &what, name, &names))
    };
    let read = match value.get_ref() {
        DeValue::Array(names) => {
            names.iter().map(find).collect::<Read<Vec<u32>>>().map(|fields| (fields, None))
        }
        _ => super::value::only(value, &super::keys::Kind::Index.tells()).and_then(
            |(word, inner)| {
                if word == "words" {
                    find(inner).map(|field| (Vec::new(), Some(field)))
                } else {
                    Err(expected(value, &super::keys::Kind::Index.tells()))
                }
            },
        ),
    };
    read.unwrap_or_else(|problem| {
        draft.problems.push(problem);
        (Vec::new(), None)
    })
}

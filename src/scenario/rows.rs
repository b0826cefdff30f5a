//! Rows as they are written: one by one, by a pattern, or in a CSV file.

use super::keys::Kind;
use super::value::{Problem, Read, Value, expected, list, number, table, text, whole};
use super::written::is_name;
use crate::restaurant::Pattern;
use crate::rules;
use crate::text::safe_text::{safe, safe_short};
use std::collections::BTreeSet;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// The most rows of one list.
pub const MOST_ROWS: usize = 100_000;
/// The most rows by a pattern.
pub const MOST_ALIKE: i64 = 1_000_000;
/// The most fields of a row.
const MOST_FIELDS: usize = 64;
/// The most bytes of a text in a row.
const MOST_TEXT: usize = 4_096;
/// The most fields of all rows that are kept, over all shelves and lists of guests.
const MOST_CELLS: usize = 2_000_000;
/// The most bytes of all texts in them.
const MOST_BYTES: usize = 64 << 20;

/// What the fields of one row hold, in their order.
pub type Cells = Arc<[rules::Value]>;

/// Rows as written, with their fields in the order in which they first appear.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenRows {
    pub fields: Vec<String>,
    pub rows: Given,
}

/// What is given of rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Each of them, in the order of the fields.
    Listed(Vec<Cells>),
    /// How many there are, and what each field holds.
    Alike(u32, Vec<Pattern>),
}

/// How much rows come to, before any of them is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bulk {
    cells: usize,
    bytes: usize,
}

impl Bulk {
    /// Adds others.
    pub fn add(&mut self, other: Bulk) {
        self.cells = self.cells.saturating_add(other.cells);
        self.bytes = self.bytes.saturating_add(other.bytes);
    }

    /// Says what is too much of them, if anything is; `value` is where they became too much.
    pub fn problem(self, value: &Value<'_>) -> Option<Problem> {
        let Bulk { cells, bytes } = self;
        let (cause, most) = if cells > MOST_CELLS {
            (format!("with these rows there are {cells} fields"), format!("{MOST_CELLS}"))
        } else if bytes > MOST_BYTES {
            let cause = format!("with these rows there are {bytes} bytes of text");
            (cause, format!("{MOST_BYTES}"))
        } else {
            return None;
        };
        let remedy = format!(
            "let there be at most {most} in all rows together: write fewer, and stands_for = 1000 \
             on a shelf to let one row stand for many"
        );
        Some(Problem::at(value, cause).remedy(remedy))
    }
}

impl WrittenRows {
    /// Returns how much they come to once each of them lies on a shelf.
    pub fn on_a_shelf(&self) -> Bulk {
        let Given::Alike(count, pattern) = &self.rows else { return self.as_listed() };
        // A shelf that holds more is a finding of its own.
        let rows = (*count as usize).min(MOST_ROWS + 1);
        let longest = |field: &Pattern| match field {
            Pattern::Numbered(_) => size(&field.of(rows as u32)),
            // The others share what they hold.
            Pattern::Same(_) | Pattern::Number => 0,
        };
        let bytes = pattern.iter().map(longest).sum::<usize>();
        Bulk { cells: rows * self.fields.len(), bytes: rows * bytes }
    }

    /// Returns how much they come to as they are: by a pattern they are made one by one, when they
    /// are wanted.
    pub fn as_listed(&self) -> Bulk {
        match &self.rows {
            Given::Alike(..) => Bulk::default(),
            Given::Listed(rows) => Bulk {
                cells: rows.len() * self.fields.len(),
                bytes: rows.iter().flat_map(|row| row.iter()).map(size).sum(),
            },
        }
    }

    /// Returns the rows themselves, at most so many.
    pub fn listed(&self, most: usize) -> Vec<Cells> {
        match &self.rows {
            Given::Listed(rows) => rows.iter().take(most).cloned().collect(),
            Given::Alike(count, pattern) => {
                let row = |number| pattern.iter().map(|field| field.of(number)).collect();
                (1..=*count).take(most).map(row).collect()
            }
        }
    }
}

/// Returns how many bytes of text a cell holds.
fn size(cell: &rules::Value) -> usize {
    match cell {
        rules::Value::Text(text) => text.len(),
        _ => 0,
    }
}

/// Reads rows; `csv` reads a file beside the scenario.
pub fn rows(
    value: &Value<'_>,
    csv: &dyn Fn(&str) -> Result<String, String>,
) -> Result<WrittenRows, Vec<Problem>> {
    match value.get_ref() {
        DeValue::Array(_) => listed(value),
        DeValue::Table(entries) if entries.contains_key("from") => {
            from_file(entries, csv).map_err(|problem| vec![problem])
        }
        DeValue::Table(entries) => by_pattern(value, entries).map_err(|problem| vec![problem]),
        _ => Err(vec![expected(value, &Kind::Rows.tells())]),
    }
}

fn listed(value: &Value<'_>) -> Result<WrittenRows, Vec<Problem>> {
    let entries = list(value, &Kind::Rows.tells()).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let mut fields: Vec<String> = Vec::new();
    let mut kinds: Vec<Option<&'static str>> = Vec::new();
    let mut rows = Vec::new();
    for entry in entries {
        let row = match table(entry, "a row, such as { email = \"ada@example.com\", id = 1 }") {
            Ok(row) => row,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let mut cells = vec![rules::Value::Nothing; fields.len()];
        for (name, held) in row {
            let read = field_name(name.get_ref(), name.span()).and_then(|()| cell(held));
            let read = match read {
                Ok(read) => read,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            let name: &str = name.get_ref();
            let at = fields.iter().position(|known| known == name).unwrap_or_else(|| {
                fields.push(name.to_owned());
                kinds.push(None);
                cells.push(rules::Value::Nothing);
                fields.len() - 1
            });
            let kind = *kinds[at].get_or_insert(read.kind());
            if kind != read.kind() {
                let cause = format!("{} does not fit here: {name} holds {kind}", read.kind());
                let remedy = format!("write {kind}, as in the rows above");
                problems.push(Problem::at(held, cause).remedy(remedy));
            }
            cells[at] = read;
        }
        rows.push(cells);
        // Each row has room for all fields: more of them would fill the memory.
        if fields.len() > MOST_FIELDS {
            break;
        }
    }
    if fields.len() > MOST_FIELDS {
        problems.push(too_many_fields(value));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let full = |mut cells: Vec<rules::Value>| {
        cells.resize(fields.len(), rules::Value::Nothing);
        cells.into()
    };
    let rows = rows.into_iter().map(full).collect();
    Ok(WrittenRows { fields, rows: Given::Listed(rows) })
}

fn too_many_fields(value: &Value<'_>) -> Problem {
    Problem::at(value, "the rows have too many fields")
        .remedy(format!("write at most {MOST_FIELDS}"))
}

/// Reads `{ count = 40, id = "{n}", … }`.
fn by_pattern(value: &Value<'_>, entries: &DeTable<'_>) -> Read<WrittenRows> {
    let tells = Kind::Rows.tells();
    let Some(count) = entries.get("count") else { return Err(expected(value, &tells)) };
    let bounds = format!("a whole number from 1 to {MOST_ALIKE}");
    let count = whole(count, 1, MOST_ALIKE, &bounds)? as u32;
    let (mut fields, mut pattern) = (Vec::new(), Vec::new());
    for (name, held) in entries.iter().filter(|(name, _)| name.get_ref() != "count") {
        field_name(name.get_ref(), name.span())?;
        fields.push(name.get_ref().to_string());
        pattern.push(match cell(held)? {
            rules::Value::Text(text) if &*text == "{n}" => Pattern::Number,
            rules::Value::Text(text) if text.contains("{n}") => Pattern::Numbered(text),
            same => Pattern::Same(same),
        });
    }
    if fields.len() > MOST_FIELDS {
        return Err(too_many_fields(value));
    }
    Ok(WrittenRows { fields, rows: Given::Alike(count, pattern) })
}

/// Reads `{ from = "people.csv" }`.
fn from_file(
    entries: &DeTable<'_>,
    csv: &dyn Fn(&str) -> Result<String, String>,
) -> Read<WrittenRows> {
    let from = entries.get("from").ok_or_else(|| Problem::on(0..0, "there is no from"))?;
    if let Some((other, _)) = entries.iter().find(|(name, _)| name.get_ref() != "from") {
        let cause = format!("rows from a file take no \"{}\"", safe_short(other.get_ref(), 40));
        return Err(Problem::on(other.span(), cause).remedy("write only from = \"file.csv\""));
    }
    let name = text(from, "the name of a CSV file")?;
    super::value::from_file(
        (from, csv(name).and_then(|file| table_of(&file))),
        "write a CSV file beside the scenario whose first line names the fields",
    )
}

/// Reads the text of a CSV file: its first line names the fields.
fn table_of(text: &str) -> Result<WrittenRows, String> {
    closed(text)?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let unread = |error: csv::Error| {
        format!("the file cannot be read: {}", safe_short(&error.to_string(), 200))
    };
    let header = reader.headers().map_err(unread)?.clone();
    let fields: Vec<String> = header.iter().map(str::to_owned).collect();
    if let Some(word) = fields.iter().find(|word| !is_field(word)) {
        return Err(format!(
            "\"{}\" in its first line is no name of a field",
            safe_short(word, 40)
        ));
    }
    if fields.iter().collect::<BTreeSet<_>>().len() < fields.len() {
        return Err("its first line names a field twice".into());
    }
    if fields.is_empty() || fields.len() > MOST_FIELDS {
        return Err(format!("its first line does not name 1 to {MOST_FIELDS} fields"));
    }
    let mut records = Vec::new();
    for record in reader.records() {
        records.push(record.map_err(unread)?);
        if records.len() > MOST_ROWS {
            return Err(format!("it has more than {MOST_ROWS} rows"));
        }
    }
    let columns: Vec<Column> = (0..fields.len()).map(|at| column(&records, at)).collect();
    let row = |record: &csv::StringRecord| -> Cells {
        record.iter().zip(&columns).map(|(field, column)| in_file(field, *column)).collect()
    };
    let rows = records.iter().map(row).collect();
    Ok(WrittenRows { fields, rows: Given::Listed(rows) })
}

/// Checks that each quote that begins a field is closed: otherwise all rows below it are its text.
pub fn closed(text: &str) -> Result<(), String> {
    let (mut line, mut opened) = (1, None);
    let (mut begins, mut rest) = (true, text.chars().peekable());
    while let Some(c) = rest.next() {
        line += usize::from(c == '\n');
        match (opened, c) {
            (None, '"') if begins => opened = Some(line),
            (Some(_), '"') if rest.peek() == Some(&'"') => drop(rest.next()),
            (Some(_), '"') => opened = None,
            _ => {}
        }
        begins = opened.is_none() && matches!(c, ',' | '\n' | '\r');
    }
    let unclosed = |line| {
        format!(
            "in line {line} a quote opens that nothing closes: write \" behind the text, and \"\" for \
             a quote in it"
        )
    };
    opened.map_or(Ok(()), |line| Err(unclosed(line)))
}

/// What a column of a CSV file holds.
#[derive(Clone, Copy)]
pub enum Column {
    Numbers,
    Flags,
    Texts,
}

/// A column holds numbers, or true and false, if all of its fields are that; an empty one is nothing.
pub fn column(records: &[csv::StringRecord], at: usize) -> Column {
    let fields = || records.iter().filter_map(|record| record.get(at)).filter(|f| !f.is_empty());
    if fields().all(|field| number_in_file(field).is_some()) {
        Column::Numbers
    } else if fields().all(|field| ["true", "false"].contains(&field)) {
        Column::Flags
    } else {
        Column::Texts
    }
}

fn number_in_file(field: &str) -> Option<f64> {
    field.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number + 0.0)
}

/// Returns what a field of a CSV file holds.
pub fn in_file(field: &str, column: Column) -> rules::Value {
    match column {
        _ if field.is_empty() => rules::Value::Nothing,
        Column::Numbers => number_in_file(field).unwrap_or_default().into(),
        Column::Flags => (field == "true").into(),
        Column::Texts => rules::Value::text(&safe(field)),
    }
}

/// Reads what a field of a row holds.
fn cell(value: &Value<'_>) -> Read<rules::Value> {
    const TELLS: &str = "a number, a text, true or false";
    match value.get_ref() {
        DeValue::String(text) if text.len() > MOST_TEXT => {
            Err(Problem::at(value, "the text is too long")
                .remedy(format!("write at most {MOST_TEXT} bytes")))
        }
        DeValue::String(text) => Ok(rules::Value::text(&safe(text))),
        DeValue::Boolean(flag) => Ok((*flag).into()),
        DeValue::Integer(_) | DeValue::Float(_) => number(value, TELLS).map(rules::Value::from),
        _ => Err(expected(value, TELLS)),
    }
}

/// Says whether a word can name a field, in rows and in expressions: `[a-z][a-z0-9_]*`.
pub fn is_field(word: &str) -> bool {
    is_name(word) && word.starts_with(|c: char| c.is_ascii_lowercase()) && !word.contains('-')
}

/// Checks the name of a field.
pub fn field_name(word: &str, span: std::ops::Range<usize>) -> Read<()> {
    if is_field(word) {
        return Ok(());
    }
    let cause = format!("\"{}\" is no name of a field", safe_short(word, 40));
    Err(Problem::on(span, cause).remedy("write a-z, 0-9 and _, beginning with a letter"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::keys::{MOST_ITEMS, MOST_PARTS};

    /// Writes a number as documents do.
    fn written(number: usize) -> String {
        let digits = number.to_string();
        let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join(",")
    }

    #[test]
    fn documents_tell_how_much_fits() {
        let reference = include_str!("../../docs/scenarios.md");
        let guide = include_str!("../../docs/instructors.md").replace('\n', " ");
        let alike = MOST_ALIKE as usize;
        let (fields, bytes) = (written(MOST_CELLS), MOST_BYTES >> 20);
        for said in [
            format!("{MOST_PARTS} parts of a kind"),
            format!("{} entries in a list", written(MOST_ITEMS)),
            format!("{} rows on a shelf or in a CSV file", written(MOST_ROWS)),
            format!("{} guests by a pattern", written(alike)),
            format!("{MOST_FIELDS} fields in a row"),
            format!("{} bytes in each text of a row", written(MOST_TEXT)),
            format!("together {fields} fields and {bytes} MiB of text"),
        ] {
            assert!(reference.contains(&said), "the reference does not say: {said}");
        }
        assert!(guide.contains(&format!("at most {fields} fields and {bytes} MiB of text")));
    }
}

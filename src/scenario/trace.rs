//! Traces: guests written down one by one in a CSV file.

use super::keys::MOST_GUESTS;
use super::parts::Parts;
use super::rows::{self, Column};
use super::units;
use crate::kernel::{Span, Time};
use crate::restaurant::{Arrivals, Carried, TraceRow};
use crate::rules::Fields;
use crate::text::safe_text::safe_short;
use std::collections::BTreeSet;

/// Reads the text of a trace: header `at,dish[,patience][,field …]`, times in seconds. Returns also
/// the names of the fields that its orders carry.
pub fn read(text: &str, parts: &Parts) -> Result<(Arrivals, Fields), String> {
    rows::closed(text)?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| wrong(&error))?.clone();
    let mut named = BTreeSet::new();
    if let Some(name) = header.iter().find(|name| !named.insert(*name)) {
        let name = safe_short(name, 40);
        let cause = format!("the first line of the trace names the column \"{name}\" twice");
        return Err(cause + ": write each once");
    }
    let column = |name: &str| header.iter().position(|word| word == name);
    let (Some(at), Some(dish)) = (column("at"), column("dish")) else {
        return Err("the first line of the trace does not name the columns at and dish".into());
    };
    let carried: Vec<usize> = (0..header.len())
        .filter(|at| !["at", "dish", "patience"].contains(&&header[*at]))
        .collect();
    let names: Vec<&str> = carried.iter().map(|at| &header[*at]).collect();
    check_fields(&names)?;
    let patience = column("patience");
    let mut records = Vec::new();
    for record in reader.records() {
        records.push(record.map_err(|error| wrong(&error))?);
        if records.len() as u64 > MOST_GUESTS {
            return Err(format!("the trace has more than {MOST_GUESTS} rows"));
        }
    }
    let columns: Vec<Column> = carried.iter().map(|at| rows::column(&records, *at)).collect();
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for record in &records {
        let line = record.position().map_or(0, csv::Position::line);
        let field = |column: usize| record.get(column).unwrap_or_default();
        let mut time = |column: usize| match units::seconds_ns(field(column)) {
            Ok(nanos) => nanos,
            Err(cause) => {
                wrong.push(format!("line {line}: {cause}"));
                0
            }
        };
        let patience = patience.filter(|column| !field(*column).is_empty());
        let cells =
            (0..).zip(&carried).zip(&columns).filter(|((_, at), _)| !field(**at).is_empty());
        let carries: Carried = cells
            .map(|((number, at), column)| (number, rows::in_file(field(*at), *column)))
            .collect();
        rows.push(TraceRow {
            at: Time(time(at)),
            dish: parts.dish(field(dish)),
            patience: patience.map(time).map(Span),
            carries: Some(carries).filter(|carries| !carries.is_empty()),
        });
    }
    if !wrong.is_empty() {
        return Err(listed(&wrong));
    }
    // Guests of one instant come in the order in which they are written.
    rows.sort_by_key(|row| row.at);
    Ok((Arrivals::Trace(rows.into()), Fields::new(names)))
}

/// Lists the first of all that is wrong in the lines of a trace.
fn listed(wrong: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = wrong.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("; ");
    match wrong.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown}; and {more} more lines"),
    }
}

/// Checks the names of the columns that orders carry.
fn check_fields(names: &[&str]) -> Result<(), String> {
    match names.iter().find(|name| !rows::is_field(name)) {
        None => Ok(()),
        Some(name) => {
            let name = safe_short(name, 40);
            Err(format!("the trace has a column \"{name}\", which is no name of a field"))
        }
    }
}

/// Returns the same with what its orders carry in the order of these fields.
pub fn arranged(arrivals: Arrivals, names: &Fields, order: &Fields) -> Arrivals {
    let Arrivals::Trace(rows) = &arrivals else { return arrivals };
    if names.is_empty() {
        return arrivals;
    }
    let to: Vec<Option<u32>> = names.iter().map(|name| order.at(name)).collect();
    let carried = |carried: &Carried| -> Carried {
        let cells = carried.iter();
        cells.filter_map(|(at, value)| Some((to[*at as usize]?, value.clone()))).collect()
    };
    let row =
        |row: &TraceRow| TraceRow { carries: row.carries.as_ref().map(carried), ..row.clone() };
    Arrivals::Trace(rows.iter().map(row).collect())
}

fn wrong(error: &csv::Error) -> String {
    format!("the trace cannot be read: {}", safe_short(&error.to_string(), 200))
}

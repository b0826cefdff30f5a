//! Traces: guests written down one by one in a CSV file.

use super::keys::MOST_GUESTS;
use super::parts::Parts;
use super::safe_text::safe_short;
use super::units;
use crate::kernel::{Span, Time};
use crate::restaurant::{Arrivals, TraceRow};

/// Reads the text of a trace: header `at,dish[,patience]`, times in seconds.
pub fn read(text: &str, parts: &Parts) -> Result<Arrivals, String> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| wrong(&error))?.clone();
    let column = |name: &str| header.iter().position(|word| word == name);
    let (Some(at), Some(dish)) = (column("at"), column("dish")) else {
        return Err("the first line of the trace does not name the columns at and dish".into());
    };
    if let Some(extra) = header.iter().find(|word| !["at", "dish", "patience"].contains(word)) {
        return Err(format!("the trace has an unknown column \"{}\"", safe_short(extra, 40)));
    }
    let patience = column("patience");
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| wrong(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let field = |column: usize| record.get(column).unwrap_or_default();
        let time = |column: usize| {
            units::seconds_ns(field(column)).map_err(|cause| format!("line {line}: {cause}"))
        };
        let patience = patience.filter(|column| !field(*column).is_empty());
        rows.push(TraceRow {
            at: Time(time(at)?),
            dish: parts.dish(field(dish)),
            patience: patience.map(time).transpose()?.map(Span),
        });
        if rows.len() as u64 > MOST_GUESTS {
            return Err(format!("the trace has more than {MOST_GUESTS} rows"));
        }
    }
    // Guests of one instant come in the order in which they are written.
    rows.sort_by_key(|row| row.at);
    Ok(Arrivals::Trace(rows.into()))
}

fn wrong(error: &csv::Error) -> String {
    format!("the trace cannot be read: {}", safe_short(&error.to_string(), 200))
}

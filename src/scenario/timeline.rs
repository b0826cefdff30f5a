//! The timeline: knobs turned, and words said, at given times.

use super::keys::{Key, below};
use super::parts::Parts;
use super::value::{Problem, Read, Value, setting, table};
use crate::kernel::{Span, Time};
use crate::knobs::Setting;
use crate::restaurant::Turn;
use crate::text::safe_text::safe_short;
use std::ops::Range;
use toml::de::DeTable;

/// A knob and what it is turned to.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    /// The knob's name.
    pub knob: String,
    /// Its new setting.
    pub setting: Setting,
    /// The setting as somebody wrote it, which may do harm to a terminal; empty: nobody did.
    pub written: String,
}

/// An entry of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub at: Time,
    /// What is turned.
    pub sets: Vec<Turned>,
    /// For how long; none: for good.
    pub lasts: Option<Span>,
    /// What is said.
    pub say: Option<String>,
}

/// Reads knobs and what they are set to, in a text; finds everything that is wrong.
pub fn sets(
    value: &Value<'_>,
    (text, opens): (&str, Span),
    parts: &Parts,
    guesses: &mut u32,
) -> Result<Vec<Turned>, Vec<Problem>> {
    let mut read = Vec::new();
    let mut problems = Vec::new();
    match table(value, "knobs, such as { \"kitchen.main.chefs\" = 3 }") {
        Ok(entries) => {
            for (path, name, value) in knobs("", entries, parts) {
                let written = text.get(value.span()).unwrap_or_default();
                match turned(path, (written, name), value, opens, parts, guesses) {
                    Ok(turned) => read.push(turned),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        Err(problem) => problems.push(problem),
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

/// Lists the knobs in a table below a path, with the places of their names:
/// `"kitchen.main.chefs" = 3` and `kitchen.main.chefs = 3` are the same knob, though not the same
/// TOML.
pub fn knobs<'v, 'a>(
    above: &str,
    entries: &'v DeTable<'a>,
    parts: &Parts,
) -> Vec<(String, Range<usize>, &'v Value<'a>)> {
    let mut found = Vec::new();
    let mut tables = vec![(above.to_owned(), entries)];
    while let Some((above, entries)) = tables.pop() {
        for (name, value) in entries {
            let path = below(&above, name.get_ref());
            match (parts.locate(&path), value.get_ref().as_table()) {
                (None, Some(inner)) => tables.push((path, inner)),
                _ => found.push((path, name.span(), value)),
            }
        }
    }
    found
}

/// Reads a knob, named in a place, and what it is turned to.
pub fn turned(
    knob: String,
    (written, place): (&str, Range<usize>),
    value: &Value<'_>,
    opens: Span,
    parts: &Parts,
    guesses: &mut u32,
) -> Read<Turned> {
    let key = live_key(&knob, place, parts, guesses)?;
    let setting = setting(key.kind, value, opens, parts)?;
    Ok(Turned { knob, setting, written: written.to_owned() })
}

/// Returns the key of a knob.
fn live_key(
    path: &str,
    span: Range<usize>,
    parts: &Parts,
    guesses: &mut u32,
) -> Read<&'static Key> {
    match parts.locate(path) {
        Some((key, ..)) if key.is_live() => Ok(key),
        Some(_) => Err(Problem::on(
            span,
            format!("{} cannot be turned while it is open", safe_short(path, 60)),
        )
        .remedy("`boh knobs SCENARIO` lists what can be turned")),
        None => {
            let may_guess = *guesses > 0;
            *guesses = guesses.saturating_sub(1);
            let paths = if may_guess { parts.paths(Key::is_live) } else { Vec::new() };
            let meant = super::diagnostics::nearest(path, paths.iter().map(|path| path.0.as_str()));
            Err(Problem::on(span, format!("there is no knob \"{}\"", safe_short(path, 60)))
                .remedy("`boh knobs SCENARIO` lists them")
                .meant(meant))
        }
    }
}

impl Turned {
    /// Returns the turn that this is for the actors.
    pub fn turn(&self, parts: &Parts) -> Option<Turn> {
        let (key, part, shelf) = parts.locate(&self.knob)?;
        Some(key.turner?(part, shelf, &self.setting))
    }
}

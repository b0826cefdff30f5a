//! The journal: a run as a text of a few lines, so that it can be run again.
//!
//! It holds the scenario's own text and whatever was read beside it, the keys set from outside, the
//! seed, and what entered while the restaurant was open. Nothing else decides what happens.

#[cfg(test)]
mod tests;

use super::ENGINE;
use super::command::{ByHand, Command, Entry};
use crate::kernel::Time;
use crate::rules::Value;
use crate::scenario::diagnostics::Findings;
use crate::scenario::units::{duration_or_zero_ns, write_duration};
use crate::scenario::{Scenario, Set, Source, turned, understand};
use crate::text::safe_text::{safe, safe_short};
use crate::text::syntax::malformed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeTable;

/// The version of the journal's form.
const FORMAT: i64 = 1;

/// The first line, for whoever opens the file.
const HEAD: &str = "# A journal of Back of House. Run it again with: boh replay FILE\n";

/// A run, written down.
#[derive(Clone, Debug)]
pub struct Journal {
    written: Written,
    /// What it is called in messages, and the text that it was read from.
    shown: String,
    text: String,
}

/// A run that can be run again.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The scenario.
    pub scenario: Scenario,
    /// The seed.
    pub seed: u64,
    /// Whether to go on after closing time until the house is empty.
    pub drain: bool,
    /// What entered from outside.
    pub entries: Vec<Entry>,
    /// What the reader should know; there are no errors.
    pub warnings: Findings,
}

/// The form of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: i64,
    engine: u32,
    /// As a text: not every seed is a number of TOML.
    seed: Spanned<String>,
    drain: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    set: Vec<WrittenSet>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    entry: Vec<WrittenEntry>,
    scenario: WrittenScenario,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSet {
    path: String,
    value: String,
}

/// What entered; every kind of command has a key of its own, which names it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    at: Spanned<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    turn: Option<Spanned<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Spanned<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dish: Option<String>,
    /// What the order carries besides what its room says.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    says: BTreeMap<String, toml::Value>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenScenario {
    name: String,
    hash: Spanned<String>,
    text: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    beside: BTreeMap<String, String>,
}

/// A text that stands nowhere yet.
fn nowhere(text: String) -> Spanned<String> {
    Spanned::new(0..0, text)
}

impl Journal {
    /// Writes a run down: what it was made from, and what entered.
    pub fn of(
        source: &Source,
        sets: &[Set],
        scenario: &Scenario,
        (seed, drain): (u64, bool),
        entries: &[Entry],
    ) -> Journal {
        let set = |set: &Set| WrittenSet { path: set.path.clone(), value: set.value.clone() };
        let written = Written {
            format: FORMAT,
            engine: ENGINE,
            seed: nowhere(seed.to_string()),
            drain,
            set: sets.iter().map(set).collect(),
            entry: entries.iter().map(WrittenEntry::of).collect(),
            scenario: WrittenScenario {
                name: source.name.clone(),
                hash: nowhere(scenario.hash.clone()),
                text: source.text.clone(),
                beside: source.all_beside(),
            },
        };
        Journal { written, shown: String::new(), text: String::new() }
    }

    /// Returns the same with what entered this time.
    #[must_use]
    pub fn with(mut self, entries: &[Entry]) -> Journal {
        self.written.engine = ENGINE;
        self.written.entry = entries.iter().map(WrittenEntry::of).collect();
        self
    }

    /// Returns the text of the file.
    pub fn text(&self) -> String {
        let body = toml::to_string_pretty(&self.written);
        format!("{HEAD}{}", body.expect("a journal holds only texts, numbers and lists of them"))
    }

    /// Reads the text of a file, which is called `shown` in messages.
    pub fn read(shown: &str, text: &str) -> Result<Journal, Findings> {
        let damaged = |span: Option<Range<usize>>, cause: &str| {
            let mut findings = Findings::new(shown, text);
            findings
                .error(span, format!("this journal is damaged: {}", first_line(cause)))
                .remedy("take another copy of it, or run the scenario again with --journal FILE");
            findings
        };
        let document = document(shown, text)?;
        foreign(shown, text, document.get_ref())?;
        let written: Written =
            toml::from_str(text).map_err(|error| damaged(error.span(), error.message()))?;
        if written.format != FORMAT {
            return Err(damaged(None, &format!("there is no format {}", written.format)));
        }
        Ok(Journal { written, shown: shown.to_owned(), text: text.to_owned() })
    }

    /// Checks it and makes everything ready to run it again.
    pub fn replay(&self) -> Result<Replay, Findings> {
        let mut findings = Findings::new(self.shown.clone(), self.text.clone());
        let written = &self.written;
        let seed = written.seed.get_ref().parse().unwrap_or_else(|_| {
            findings
                .error(written.seed.span(), "this is no seed")
                .remedy("write a whole number from 0 to 18446744073709551615");
            0
        });
        if written.engine < ENGINE {
            let cause = format!(
                "this journal was written with engine {}, and this is engine {ENGINE}",
                written.engine
            );
            findings.warning(None, cause).remedy("the figures may differ from those of then");
        }
        let scenario = self.scenario(&mut findings);
        let entries = scenario.as_ref().map(|scenario| self.entries(scenario, &mut findings));
        match (scenario, entries) {
            (Some(scenario), Some(entries)) if !findings.has_errors() => {
                Ok(Replay { scenario, seed, drain: written.drain, entries, warnings: findings })
            }
            _ => Err(findings),
        }
    }

    fn scenario(&self, findings: &mut Findings) -> Option<Scenario> {
        let WrittenScenario { name, hash, text, beside } = &self.written.scenario;
        let source = Source::from_journal(name, text, beside.clone());
        let set = |set: &WrittenSet| Set { path: set.path.clone(), value: set.value.clone() };
        let sets: Vec<Set> = self.written.set.iter().map(set).collect();
        match understand(&source, &sets) {
            Ok(scenario) if scenario.hash == *hash.get_ref() => Some(scenario),
            Ok(_) => {
                let cause = "the scenario in this journal is not the one that was run";
                findings
                    .error(hash.span(), cause)
                    .remedy("take the journal as it was written, or run the scenario with boh run");
                None
            }
            Err(wrong) => {
                let cause = wrong.iter().next().map_or("", |finding| finding.cause.as_str());
                findings
                    .error(hash.span(), format!("its scenario cannot be run: {cause}"))
                    .remedy("take the journal as it was written, with the boh that wrote it");
                None
            }
        }
    }

    fn entries(&self, scenario: &Scenario, findings: &mut Findings) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for written in &self.written.entry {
            let at = match duration_or_zero_ns(written.at.get_ref()) {
                Ok(at) => Time(at),
                Err(sentence) => {
                    let (cause, remedy) = sentence.split_once(": ").unwrap_or((&sentence, ""));
                    findings.error(written.at.span(), cause).remedy(remedy);
                    continue;
                }
            };
            if entries.last().is_some_and(|before| before.at > at) {
                let cause = "this is before the entry above";
                findings.error(written.at.span(), cause).remedy("write the entries in order");
            }
            entries
                .extend(written.command(scenario, findings).map(|command| Entry { at, command }));
        }
        entries
    }
}

impl WrittenEntry {
    fn of(entry: &Entry) -> WrittenEntry {
        let at = nowhere(write_duration(entry.at.0));
        let says = BTreeMap::new();
        let mut written = WrittenEntry { at, turn: None, to: None, place: None, dish: None, says };
        match &entry.command {
            Command::Turn(turned) => {
                written.turn = Some(nowhere(turned.knob.clone()));
                written.to = Some(turned.written.clone());
            }
            Command::Place(ByHand { room_name, dish_name, says, .. }) => {
                written.place = Some(nowhere(room_name.clone()));
                written.dish = Some(dish_name.clone());
                let pair = |(name, value): &(String, Value)| Some((name.clone(), in_toml(value)?));
                written.says = says.iter().filter_map(pair).collect();
            }
        }
        written
    }

    /// Reads what an order carries.
    fn says(&self) -> Result<Vec<(String, Value)>, String> {
        let read = |(name, value): (&String, &toml::Value)| {
            let value = match value {
                toml::Value::Boolean(flag) => Value::from(*flag),
                toml::Value::Integer(number) => Value::from(*number as f64),
                toml::Value::Float(number) => Value::from(*number),
                toml::Value::String(text) => Value::text(&safe(text)),
                _ => return Err("an order carries no lists: write numbers, texts or flags".into()),
            };
            Ok((name.clone(), value))
        };
        self.says.iter().map(read).collect()
    }

    /// Reads what entered; finds what is wrong with it.
    fn command(&self, scenario: &Scenario, findings: &mut Findings) -> Option<Command> {
        match (&self.turn, &self.to, &self.place, &self.dish) {
            (Some(knob), Some(value), None, None) => {
                let set = Set { path: knob.get_ref().clone(), value: value.clone() };
                match turned(scenario, &set) {
                    Ok(turned) => return Some(Command::Turn(turned)),
                    Err(wrong) => {
                        for problem in wrong {
                            let found = findings.error(knob.span(), problem.cause);
                            (found.remedy, found.suggestion) = (problem.remedy, problem.suggestion);
                        }
                    }
                }
            }
            (None, None, Some(room), Some(dish)) => {
                let order = (room.get_ref().as_str(), dish.as_str());
                match self.says().and_then(|says| ByHand::read(scenario, order, says)) {
                    Ok(order) => return Some(Command::Place(order)),
                    Err(sentence) => {
                        let (cause, remedy) = sentence.split_once(": ").unwrap_or((&sentence, ""));
                        findings.error(room.span(), cause).remedy(remedy);
                    }
                }
            }
            _ => {
                findings
                    .error(self.at.span(), "this entry does nothing, or several things")
                    .remedy("write turn and to, or place and dish");
            }
        }
        None
    }
}

/// What an order carries, as it stands in a journal.
fn in_toml(value: &Value) -> Option<toml::Value> {
    match value {
        Value::Flag(flag) => Some(toml::Value::Boolean(*flag)),
        Value::Number(number) => Some(toml::Value::Float(*number)),
        Value::Text(text) => Some(toml::Value::String(text.to_string())),
        Value::Nothing | Value::Row(_) | Value::List(_) => None,
    }
}

/// Reads a text as TOML, or says what to write instead, as for scenarios.
fn document<'a>(shown: &str, text: &'a str) -> Result<Spanned<DeTable<'a>>, Findings> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut findings = Findings::new(shown, text);
    for error in errors {
        let wrong = malformed(text, error.message(), error.span());
        let cause = first_line(&wrong.cause);
        findings
            .error(wrong.span, format!("this journal is damaged: {cause}"))
            .remedy(format!("{}; or take another copy of the journal", wrong.remedy));
    }
    if findings.has_errors() { Err(findings) } else { Ok(document) }
}

/// Says what else a document is if it is no journal that can be read here.
fn foreign(shown: &str, text: &str, document: &DeTable<'_>) -> Result<(), Findings> {
    let mut findings = Findings::new(shown, text);
    let number = |key: &str| {
        let value = document.get(key)?;
        let number = value.get_ref().as_integer()?;
        Some((value.span(), i64::from_str_radix(number.as_str(), number.radix()).ok()?))
    };
    if document.get("scenario").is_none() {
        let (cause, remedy) = if document.get("menu").is_some() {
            ("this is a scenario, and no journal", "run it with: boh run FILE")
        } else {
            ("this is no journal", "`boh run SCENARIO --journal FILE` writes one")
        };
        findings.error(None, cause).remedy(remedy);
        return Err(findings);
    }
    for (key, known) in [("format", FORMAT), ("engine", i64::from(ENGINE))] {
        if let Some((span, found)) = number(key).filter(|(_, found)| *found > known) {
            let cause = format!("this journal has {key} {found}, and this boh knows {key} {known}");
            findings.error(span, cause).remedy("run it with the boh that wrote it, or a newer one");
            return Err(findings);
        }
    }
    Ok(())
}

fn first_line(text: &str) -> String {
    safe_short(text.lines().next().unwrap_or_default(), 200)
}

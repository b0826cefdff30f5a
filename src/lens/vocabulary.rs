//! One vocabulary: parsed from a lens file, asked by id.

#[cfg(test)]
mod tests;

use super::units::Units;
use std::collections::{BTreeMap, BTreeSet};

/// What stands behind words that a lens has borrowed from the terms of the field.
pub const BORROWED: &str = "*";

/// The name of something, and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// A few words, short enough for a column.
    pub name: String,
    /// One sentence.
    pub help: String,
}

/// A part as a card tells about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub help: String,
    /// Where the comparison ends; empty: nowhere.
    pub ends: String,
}

pub(super) type Table = BTreeMap<String, Words>;
pub(super) type Texts = BTreeMap<String, String>;

/// A vocabulary for everything that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lens {
    /// The id by which it is chosen.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// In which units it shows time and rates.
    pub units: Units,
    pub(super) words: Texts,
    /// Values of knobs that are words, and what each kind of knob takes.
    pub(super) values: Texts,
    /// Sentences by what happened, with `{slots}`.
    pub(super) says: Texts,
    /// What the dashboard shows besides, with `{slots}`.
    pub(super) screen: Texts,
    /// What the report says, with `{slots}`.
    pub(super) report: Texts,
    pub(super) dials: Table,
    pub(super) knobs: Table,
    pub(super) phases: Table,
    pub(super) outcomes: Table,
    pub(super) steps: Table,
    pub(super) parts: BTreeMap<String, Card>,
    /// What it calls the things of a backend; none: as the terms of the field do.
    pub(super) beside: Option<Box<Lens>>,
    /// Whether some of its words are borrowed.
    pub borrows: bool,
}

impl Lens {
    /// Returns what this lens calls the things of a backend, or else the terms of the field.
    pub fn beside(&'static self) -> &'static Lens {
        self.beside.as_deref().unwrap_or(Lens::backend())
    }

    /// Returns what it is called; what a lens says beside itself are words of a backend.
    pub fn name(&'static self) -> &'static str {
        if self.name.is_empty() { Lens::backend().name() } else { &self.name }
    }

    /// Returns the words for a kind of dial, such as `latency.p95`.
    pub fn dial(&self, id: &str) -> Option<&Words> {
        self.dials.get(id)
    }

    /// Returns the words for a key of the scenario file, such as `kitchen.*.chefs`.
    pub fn knob(&self, pattern: &str) -> Option<&Words> {
        self.knobs.get(pattern)
    }

    /// Returns the words for a phase, such as `rail_wait`.
    pub fn phase(&self, id: &str) -> Option<&Words> {
        self.phases.get(id)
    }

    /// Returns the words for an outcome, such as `refused.rail_full`.
    pub fn outcome(&self, id: &str) -> Option<&Words> {
        self.outcomes.get(id)
    }

    /// Returns the words for a step of a recipe, such as `cook`.
    pub fn step(&self, name: &str) -> Option<&Words> {
        self.steps.get(name)
    }

    /// Returns the noun or verb for an id, such as `guest`; one it lacks is shown as it is.
    pub fn word<'a>(&'a self, id: &'a str) -> &'a str {
        self.words.get(id).map_or(id, String::as_str)
    }

    /// Returns the name of an outcome; a reason that a scenario names itself speaks for itself.
    pub fn outcome_name(&self, id: &str) -> String {
        let own = || id.split_once('.').map_or(id, |(_, reason)| reason).replace('_', " ");
        self.outcome(id).map_or_else(own, |words| words.name.clone())
    }

    /// Returns the name of a kind of dial; one that counts a scenario's own reason is named by it.
    pub fn dial_name(&self, id: &str) -> String {
        let own = || match id.strip_prefix("outcomes.") {
            Some(outcome) => {
                let category = outcome.split('.').next().unwrap_or(outcome);
                format!("{}: {}", self.word(category), self.outcome_name(outcome))
            }
            None => id.to_owned(),
        };
        self.dial(id).map_or_else(own, |words| words.name.clone())
    }

    /// Returns what the dashboard shows under an id; one it lacks is shown as it is.
    pub fn screen<'a>(&'a self, id: &'a str) -> &'a str {
        self.screen.get(id).map_or(id, String::as_str)
    }

    /// Returns the same with its `{slots}` filled.
    pub fn shows(&self, id: &str, slots: &[(&str, String)]) -> String {
        self.fill(self.screen(id), slots)
    }

    /// Returns what the report says under an id, with its `{slots}` filled.
    pub fn report(&self, id: &str, slots: &[(&str, String)]) -> String {
        self.fill(self.report.get(id).map_or(id, String::as_str), slots)
    }

    /// Returns a value of a knob in words, if it is one that stands for something: `unlimited`.
    pub fn value<'a>(&'a self, value: &'a str) -> &'a str {
        self.values.get(value).map_or(value, String::as_str)
    }

    /// Says what a kind of knob takes.
    pub fn takes(&self, id: &str, slots: &[(&str, String)]) -> String {
        self.fill(self.value(id), slots)
    }

    /// Returns what is told about a part, such as `kitchen`.
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.parts.get(id)
    }

    /// Lists the ids and the texts of what the dashboard and the report show.
    #[cfg(test)]
    pub(crate) fn filled_texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = self.screen.iter().chain(&self.report);
        texts.map(|(id, text)| (id.as_str(), text.as_str()))
    }

    /// Lists the ids of all that the dashboard shows.
    pub fn screen_ids(&self) -> Vec<&str> {
        self.screen.keys().map(String::as_str).collect()
    }

    /// Makes the sentence for something that happened: `{slots}` are filled, and ids of phases and
    /// outcomes become their names. What it has no sentence for is shown by its id.
    pub fn say(&self, id: &str, slots: &[(&str, String)]) -> String {
        self.fill(self.says.get(id).map_or(id, String::as_str), slots)
    }

    /// Fills `{slots}`.
    fn fill(&self, text: &str, slots: &[(&str, String)]) -> String {
        let mut said = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            said.push_str(&rest[..at]);
            let Some(slot) = slot_at(&rest[at..]) else {
                said.push('{');
                rest = &rest[at + 1..];
                continue;
            };
            let value = slots.iter().find(|(known, _)| *known == slot).map(|(_, value)| value);
            debug_assert!(value.is_some(), "nobody fills {{{slot}}} of: {text}");
            said.push_str(&self.slot(slot, value.map_or("", String::as_str)));
            rest = &rest[at + slot.len() + 2..];
        }
        said + rest
    }

    fn slot(&self, slot: &str, value: &str) -> String {
        match slot {
            "phase" => self.phase(value).map_or(value, |words| words.name.as_str()).to_owned(),
            "outcome" => self.outcome_name(value),
            "dish" if value.is_empty() => self.word("unknown_dish").to_owned(),
            _ => value.to_owned(),
        }
    }

    /// Says whether the lens has words of its own for a dial, knob, phase, outcome, step or noun.
    pub fn has(&self, id: &str) -> bool {
        self.words.contains_key(id) || self.tables().iter().any(|table| table.contains_key(id))
    }

    pub(super) fn tables(&self) -> [&Table; 5] {
        [&self.dials, &self.knobs, &self.phases, &self.outcomes, &self.steps]
    }
}

/// Returns the slot with which a text begins: a word in braces. What else stands in braces is how
/// something is written in a scenario.
pub(super) fn slot_at(text: &str) -> Option<&str> {
    let (slot, _) = text.strip_prefix('{')?.split_once('}')?;
    let is_word = !slot.is_empty() && slot.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_word.then_some(slot)
}

/// Lists the slots of a text.
pub(super) fn slots(text: &str) -> BTreeSet<&str> {
    text.match_indices('{').filter_map(|(at, _)| slot_at(&text[at..])).collect()
}

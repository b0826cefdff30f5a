//! One vocabulary: parsed from a lens file, asked by id.

#[cfg(test)]
mod tests;

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static KITCHEN: LazyLock<Lens> = LazyLock::new(|| bundled(include_str!("kitchen.toml")));
static BACKEND: LazyLock<Lens> = LazyLock::new(|| bundled(include_str!("backend.toml")));

/// The name of something, and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// A few words, short enough for a column.
    pub name: String,
    /// One sentence.
    pub help: String,
}

type Table = BTreeMap<String, Words>;

/// A vocabulary for everything that is shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lens {
    /// The id by which it is chosen.
    pub id: String,
    /// What it is called.
    pub name: String,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    dials: Table,
    #[serde(default)]
    knobs: Table,
    #[serde(default)]
    phases: Table,
    #[serde(default)]
    outcomes: Table,
    #[serde(default)]
    steps: Table,
    /// Sentences by what happened, with `{slots}`.
    #[serde(default)]
    says: BTreeMap<String, String>,
    /// What the dashboard shows besides, with `{slots}`.
    #[serde(default)]
    screen: BTreeMap<String, String>,
}

/// Why a text is no lens.
#[derive(Debug, thiserror::Error)]
pub enum LensError {
    /// It is not TOML, or not of a lens's form.
    #[error("this is not a lens: {0}")]
    Form(#[from] toml::de::Error),
    /// Words with control characters could command the terminal they are shown in.
    #[error("a lens is plain text, but the words for \"{}\" hold a control character", .0.escape_debug())]
    Control(String),
}

impl Lens {
    /// Reads a lens from the text of its file.
    pub fn parse(text: &str) -> Result<Lens, LensError> {
        let lens: Lens = toml::from_str(text)?;
        let commands = |text: &str| text.contains(char::is_control);
        let found = lens.texts().find(|(id, text)| commands(id) || commands(text));
        let found = found.map(|(id, _)| id.to_owned());
        found.map_or(Ok(lens), |id| Err(LensError::Control(id)))
    }

    /// Returns the restaurant's own words.
    pub fn kitchen() -> &'static Lens {
        &KITCHEN
    }

    /// Returns the standard terms of the field.
    pub fn backend() -> &'static Lens {
        &BACKEND
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

    /// Lists the ids of all that the dashboard shows.
    pub fn screen_ids(&self) -> Vec<&str> {
        self.screen.keys().map(String::as_str).collect()
    }

    /// Makes the sentence for something that happened: `{slots}` are filled, and ids of phases and
    /// outcomes become their names. What it has no sentence for is shown by its id.
    pub fn say(&self, id: &str, slots: &[(&str, String)]) -> String {
        self.fill(self.says.get(id).map_or(id, String::as_str), slots)
    }

    fn fill(&self, text: &str, slots: &[(&str, String)]) -> String {
        let mut said = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let (slot, behind) = behind.split_once('}').unwrap_or((behind, ""));
            let value = slots.iter().find(|(known, _)| *known == slot).map(|(_, value)| value);
            said.push_str(before);
            said.push_str(&self.slot(slot, value.map_or("", String::as_str)));
            rest = behind;
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

    fn tables(&self) -> [&Table; 5] {
        [&self.dials, &self.knobs, &self.phases, &self.outcomes, &self.steps]
    }

    /// Lists every id with each text that is shown for it.
    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = [("id", self.id.as_str()), ("name", self.name.as_str())].into_iter();
        let nouns = self.words.iter().map(|(id, word)| (id.as_str(), word.as_str()));
        let texts = self.tables().into_iter().flatten().flat_map(|(id, words)| {
            [(id.as_str(), words.name.as_str()), (id.as_str(), words.help.as_str())]
        });
        let sentences = self.says.iter().chain(&self.screen);
        let sentences = sentences.map(|(id, sentence)| (id.as_str(), sentence.as_str()));
        own.chain(nouns).chain(texts).chain(sentences)
    }
}

fn bundled(text: &str) -> Lens {
    Lens::parse(text).expect("the bundled lenses are read by a test")
}

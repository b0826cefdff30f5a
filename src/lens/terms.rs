//! The terms of the subject: each thing in kitchen words and in backend words, found by any name.

#[cfg(test)]
mod tests;

use serde::Deserialize;
use std::sync::LazyLock;

static BUNDLED: LazyLock<Terms> =
    LazyLock::new(|| toml::from_str(include_str!("terms.toml")).expect("a test reads the terms"));

/// Says of a term that a car, or a theatre, has nothing like it.
pub const NOTHING: &str = "-";

/// A thing of the restaurant that stands for a thing of the backend.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The id by which other terms refer to it.
    pub id: String,
    /// What the restaurant calls it.
    pub kitchen: String,
    /// What the field calls it.
    pub backend: String,
    /// Further words for it.
    #[serde(default)]
    pub also: Vec<String>,
    /// What it is in the restaurant.
    pub in_kitchen: String,
    /// What it is in a backend.
    pub in_backend: String,
    /// What it is in a car; [`NOTHING`]: the comparison does not reach so far.
    pub car: String,
    /// What it is in a theatre, likewise.
    pub theatre: String,
    /// Scenarios in which one can watch it; they need not all be there yet, but one of them is.
    pub watch: Vec<String>,
    /// Keys of the scenario file that change it, as in the table of keys.
    #[serde(default)]
    pub turn: Vec<String>,
    /// The ids of dials that show it.
    #[serde(default)]
    pub read: Vec<String>,
    /// The ids of limits at which the comparison ends.
    #[serde(default)]
    pub ends: Vec<String>,
    /// The ids of terms to read next.
    #[serde(default)]
    pub see: Vec<String>,
}

/// Terms that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// The terms.
    #[serde(rename = "term")]
    pub terms: Vec<Term>,
}

/// Where the comparison of restaurant and backend stops being true.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The id by which terms refer to it.
    pub id: String,
    /// One sentence.
    pub says: String,
}

/// All terms.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    #[serde(rename = "limit")]
    limits: Vec<Limit>,
    #[serde(rename = "group")]
    groups: Vec<Group>,
}

impl Term {
    /// Lists every word for it, as people write it.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let own = [&self.id, &self.kitchen, &self.backend];
        own.into_iter().chain(&self.also).map(String::as_str)
    }
}

impl Terms {
    /// Returns the terms that come with the program.
    pub fn bundled() -> &'static Terms {
        &BUNDLED
    }

    /// Lists the groups in the order in which a beginner reads them.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Lists all terms.
    pub fn all(&self) -> impl Iterator<Item = &Term> {
        self.groups.iter().flat_map(|group| &group.terms)
    }

    /// Lists where the comparison ends.
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// Returns the limit with this id.
    pub fn limit(&self, id: &str) -> Option<&Limit> {
        self.limits.iter().find(|limit| limit.id == id)
    }

    /// Returns the term that somebody asks for: by any of its words, in singular or plural, with an
    /// article or without.
    pub fn find(&self, asked: &str) -> Option<&Term> {
        let asked = plain(asked);
        let named =
            |name: &str| self.all().find(|term| term.words().any(|word| plain(word) == name));
        forms(&asked).into_iter().find_map(|form| named(&form))
    }
}

/// Returns a word as it is compared with others: small letters; dots, hyphens and underscores are
/// spaces, and an article in front says nothing.
pub fn plain(word: &str) -> String {
    let word = word.to_lowercase().replace('\u{2019}', "'");
    let between = |c: char| c.is_whitespace() || ".-_?!".contains(c);
    let words: Vec<&str> = word.split(between).filter(|word| !word.is_empty()).collect();
    let article = words.len() > 1 && ["the", "a", "an"].contains(&words[0]);
    words[usize::from(article)..].join(" ")
}

/// Lists what a plain word may be a form of, itself first.
fn forms(plain: &str) -> Vec<String> {
    let stem = |ending: &str, instead: &str| {
        plain.strip_suffix(ending).map(|stem| format!("{stem}{instead}"))
    };
    let plurals = [stem("ies", "y"), stem("es", ""), stem("s", "")];
    std::iter::once(plain.to_owned()).chain(plurals.into_iter().flatten()).collect()
}

//! What the names in an expression stand for.

use crate::rules::{Fields, Texts, Value};
use std::sync::Arc;

/// What a name stands for.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A value without fields.
    Single,
    /// Something with these fields, each `name.field`.
    Row(Fields),
    /// A list of rows with these fields, each `first(name).field`.
    Rows(Fields),
    /// What it has fields of is found out when it is worked out.
    Any,
}

/// All the names that an expression may use, each with the root that it reads.
#[derive(Clone, Debug, Default)]
pub struct Known {
    names: Vec<Name>,
    /// Roots whose fields may be written without a name in front.
    bare: Vec<u32>,
    texts: Arc<Texts>,
}

#[derive(Clone, Debug)]
struct Name {
    word: Box<str>,
    root: u32,
    meaning: Meaning,
}

impl Known {
    /// Starts without names.
    pub fn new() -> Self {
        Self::default()
    }

    /// Texts that rows hold are from now on the same in expressions.
    pub fn share(&mut self, texts: &Arc<Texts>) {
        self.texts = Arc::clone(texts);
    }

    /// Returns a text that stands in an expression.
    pub(super) fn text(&self, text: &str) -> Value {
        self.texts.find(text)
    }

    /// Adds a name; it hides an earlier one of the same name.
    pub fn add(&mut self, name: &str, root: u32, meaning: Meaning) {
        self.names.push(Name { word: name.into(), root, meaning });
    }

    /// Lets the fields of a root also be written without the name, where the word means nothing
    /// else.
    pub fn add_bare(&mut self, root: u32) {
        self.bare.push(root);
    }

    /// Says whether a name is known.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Returns what a name stands for; what is not known has no fields.
    pub fn meaning(&self, name: &str) -> Meaning {
        self.find(name).map_or(Meaning::Single, |(_, meaning)| meaning.clone())
    }

    /// Returns what a name stands for.
    pub(super) fn find(&self, name: &str) -> Option<(u32, &Meaning)> {
        let found = self.names.iter().rfind(|known| *known.word == *name)?;
        Some((found.root, &found.meaning))
    }

    /// Returns what is known under a root, and what its rows are if it is a list of them.
    pub(super) fn rows_under(&self, root: u32) -> Option<(&str, &Fields)> {
        let known = self.names.iter().rfind(|known| known.root == root)?;
        match &known.meaning {
            Meaning::Rows(fields) => Some((&known.word, fields)),
            _ => None,
        }
    }

    /// Returns the root and place of a field that may be written without a name in front.
    pub(super) fn find_bare(&self, word: &str) -> Option<(u32, u32)> {
        self.bare_fields().find_map(|(root, fields)| Some((root, fields.at(word)?)))
    }

    /// Lists every word that may stand alone.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter().map(|known| &*known.word);
        names.chain(self.bare_fields().flat_map(|(_, fields)| fields.iter()))
    }

    /// Returns a word as it is written with the name in front of which it is a field.
    pub(super) fn with_field(&self, word: &str) -> Option<String> {
        let mut names = self.names.iter().rev();
        let of = names.find(
            |known| matches!(&known.meaning, Meaning::Row(fields) if fields.at(word).is_some()),
        )?;
        Some(format!("{}.{word}", of.word))
    }

    fn bare_fields(&self) -> impl Iterator<Item = (u32, &Fields)> {
        self.bare.iter().rev().filter_map(|&root| {
            let last = self.names.iter().rfind(|known| known.root == root)?;
            match &last.meaning {
                Meaning::Row(fields) => Some((root, fields)),
                Meaning::Rows(_) | Meaning::Single | Meaning::Any => None,
            }
        })
    }
}

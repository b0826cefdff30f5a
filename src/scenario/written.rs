//! A scenario as written: every value with its path, walked along the table of keys.

use super::diagnostics::{Finding, nearest};
use super::keys::{self, Key, MOST_PARTS};
use super::value::{Problem, Value, expected};
use crate::text::safe_text::safe_short;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A value that stands at a key.
#[derive(Clone, Debug)]
pub struct Entry<'d, 'a> {
    /// Its path, with the author's names, such as `kitchen.main.chefs`.
    pub path: String,
    /// The key at which it stands.
    pub key: &'static Key,
    /// The value.
    pub value: &'d Value<'a>,
}

/// The document, flattened.
#[derive(Debug, Default)]
pub struct Written<'d, 'a> {
    /// All values, in the order of the file.
    pub entries: Vec<Entry<'d, 'a>>,
    /// All tables by path, in the order of the file.
    pub tables: Vec<(String, Range<usize>)>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Where an entry stands among all, by path.
    entry_at: BTreeMap<String, usize>,
    /// The same of a table.
    table_at: BTreeMap<String, usize>,
}

/// Turns a problem into a finding.
pub fn finding(problem: &Problem, into: &mut Finding) {
    if let Some(remedy) = &problem.remedy {
        into.remedy(remedy.clone());
    }
    into.did_you_mean(problem.did_you_mean.as_deref());
}

/// Says whether a name may be used for a part: `[a-z0-9][a-z0-9_-]*`, at most 64 letters.
pub fn is_name(word: &str) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    word.len() <= 64
        && word.starts_with(letter)
        && word.chars().all(|c| letter(c) || c == '_' || c == '-')
}

impl<'d, 'a> Written<'d, 'a> {
    /// Walks a document.
    pub fn walk(document: &'d DeTable<'a>) -> Written<'d, 'a> {
        let mut written = Written::default();
        written.table("", "", document);
        written
    }

    /// Returns the entry at a path.
    pub fn get(&self, path: &str) -> Option<&Entry<'d, 'a>> {
        self.entry_at.get(path).map(|at| &self.entries[*at])
    }

    /// Returns where a table stands.
    pub fn place(&self, path: &str) -> Option<Range<usize>> {
        self.table_at.get(path).map(|at| self.tables[*at].1.clone())
    }

    /// Puts a value at a key, instead of what stands there.
    pub fn put(&mut self, entry: Entry<'d, 'a>) {
        if let Some(at) = self.entry_at.get(&entry.path) {
            self.entries[*at] = entry;
        } else {
            self.entry_at.insert(entry.path.clone(), self.entries.len());
            self.entries.push(entry);
        }
    }

    fn put_table(&mut self, path: &str, span: Range<usize>) {
        // A part may be written in several places: the first one counts.
        self.table_at.entry(path.to_owned()).or_insert(self.tables.len());
        self.tables.push((path.to_owned(), span));
    }

    /// Lists the names of the parts of a section, with their places.
    pub fn parts(&self, section: &str) -> Vec<(&str, Range<usize>)> {
        let inside = |path: &'_ str| -> Option<usize> {
            let name = path.strip_prefix(section)?.strip_prefix('.')?;
            (!name.contains(['.', '['])).then_some(section.len() + 1)
        };
        let parts = self
            .tables
            .iter()
            .filter_map(|(path, span)| inside(path).map(|from| (&path[from..], span.clone())));
        parts.collect()
    }

    fn table(&mut self, pattern: &str, path: &str, table: &'d DeTable<'a>) {
        let words = keys::children(pattern);
        let names = words.contains(&"*");
        if names && table.len() > MOST_PARTS {
            let first = table.iter().next().map(|entry| entry.0.span()).unwrap_or_default();
            let cause = format!("{} parts called {path} are too many", table.len());
            self.problems
                .push(Problem::on(first, cause).remedy(format!("write at most {MOST_PARTS}")));
        }
        // Of too many parts the first are read, so that nobody is told that there are none.
        for (key, value) in table.iter().take(if names { MOST_PARTS } else { usize::MAX }) {
            let word = key.get_ref().as_ref();
            if words.contains(&word) && word != "*" {
                self.value(&keys::below(pattern, word), &keys::below(path, word), value);
            } else if names && is_name(word) {
                self.value(&keys::below(pattern, "*"), &keys::below(path, word), value);
            } else if names {
                let cause = format!("\"{}\" is no name", safe_short(word, 40));
                let remedy =
                    "write a-z, 0-9, - and _, beginning with a letter or digit, at most 64";
                self.problems.push(Problem::on(key.span(), cause).remedy(remedy));
            } else {
                self.unknown(pattern, key.span(), word, &words);
            }
        }
    }

    fn unknown(&mut self, pattern: &str, span: Range<usize>, word: &str, known: &[&str]) {
        let cause = format!("there is no key \"{}\" here", safe_short(word, 40));
        let here =
            if pattern.is_empty() { "a scenario".to_owned() } else { format!("[{pattern}]") };
        let remedy = format!("{here} takes {}", known.join(", "));
        let meant = nearest(word, known.iter().copied());
        self.problems.push(Problem::on(span, cause).remedy(remedy).meant(meant));
    }

    fn value(&mut self, pattern: &str, path: &str, value: &'d Value<'a>) {
        if let Some(key) = keys::find(pattern) {
            self.put(Entry { path: path.to_owned(), key, value });
            return;
        }
        let list = format!("{pattern}[]");
        match value.get_ref() {
            DeValue::Table(table) if !keys::is_section(&list) => {
                self.put_table(path, value.span());
                self.table(pattern, path, table);
            }
            DeValue::Array(entries) if keys::is_section(&list) => {
                if entries.len() > keys::MOST_ITEMS {
                    let most = format!("write at most {} entries", keys::MOST_ITEMS);
                    self.problems.push(Problem::at(value, "the list is too long").remedy(most));
                    return;
                }
                for (at, entry) in entries.iter().enumerate() {
                    self.list_entry(&list, &format!("{path}[{at}]"), entry);
                }
            }
            _ => {
                let last = pattern.rsplit('.').next().unwrap_or(pattern);
                let tells = if keys::is_section(&list) {
                    format!("[[{last}]] entries")
                } else {
                    format!("a table with {}", keys::children(pattern).join(", "))
                };
                self.problems.push(expected(value, &tells));
            }
        }
    }

    fn list_entry(&mut self, pattern: &str, path: &str, value: &'d Value<'a>) {
        if let Some(table) = value.get_ref().as_table() {
            self.put_table(path, value.span());
            self.table(pattern, path, table);
        } else {
            let tells = format!("a table with {}", keys::children(pattern).join(", "));
            self.problems.push(expected(value, &tells));
        }
    }
}

//! A scenario in the making: what has been read, and what is wrong so far.

use super::keys::Kind;
use super::parts::Parts;
use super::rows::WrittenRows;
use super::value::{Problem, unknown};
use super::written::Written;
use crate::kernel::Span;
use crate::knobs::Setting;
use crate::rules::Fields;
use std::collections::BTreeMap;
use std::ops::Range;

/// Everything that is known while a scenario is put together.
pub struct Draft<'d, 'a> {
    pub written: Written<'d, 'a>,
    pub parts: Parts,
    pub settings: BTreeMap<String, Setting>,
    pub places: BTreeMap<String, Range<usize>>,
    pub problems: Vec<Problem>,
    pub opens: Span,
    /// Rows, by where they stand.
    pub rows: BTreeMap<String, WrittenRows>,
    /// What the orders of traces carry, by where the traces stand.
    pub traced: BTreeMap<String, Fields>,
}

impl Draft<'_, '_> {
    /// Returns where a key stands; if it does not, the file's beginning.
    pub fn place(&self, path: &str) -> Range<usize> {
        self.places.get(path).cloned().unwrap_or(0..0)
    }

    /// Lists the names of the parts of a section.
    pub fn names(&self, section: &str) -> Vec<String> {
        self.parts.names(section).into_iter().map(str::to_owned).collect()
    }

    /// Returns the index of the part that a key names.
    pub fn reference(&mut self, path: &str) -> Option<u32> {
        let entry = self.written.get(path)?;
        let Kind::Name(section) = entry.key.kind else { return None };
        let name = entry.value.get_ref().as_str()?;
        let found = self.parts.find(section, name);
        if found.is_none() {
            let known = self.parts.names(section);
            self.problems.push(unknown(entry.value.span(), section, name, &known));
        }
        found
    }

    /// Returns what a key is set to.
    pub fn get(&self, path: &str) -> &Setting {
        self.settings.get(path).unwrap_or(&Setting::Absent)
    }

    /// Notes a problem at a key.
    pub fn complain(&mut self, path: &str, cause: &str, remedy: &str) {
        self.problems.push(Problem::on(self.place(path), cause).remedy(remedy));
    }
}

//! A scenario in the making: what has been read, and what is wrong so far.

use super::parts::Parts;
use super::value::Problem;
use super::written::Written;
use crate::kernel::Span;
use crate::knobs::Setting;
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
}

impl Draft<'_, '_> {
    /// Returns where a key stands; if it does not, the file's beginning.
    pub fn place(&self, path: &str) -> Range<usize> {
        self.places.get(path).cloned().unwrap_or(0..0)
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

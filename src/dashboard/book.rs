//! Where each dial stands in a snapshot.

use crate::dials::{Dial, Names};
use crate::runner::snapshot::FloorShot;
use std::collections::BTreeMap;

/// Every dial of a scenario, by name.
#[derive(Clone, Debug)]
pub struct Book {
    /// The dials in the order in which a snapshot has their values.
    pub dials: Vec<Dial>,
    at: BTreeMap<String, usize>,
}

impl Book {
    /// Returns the book of a scenario with these parts.
    pub fn of(names: &Names) -> Book {
        let dials = Dial::all(names);
        let at = dials.iter().enumerate().map(|(at, dial)| (dial.name.clone(), at)).collect();
        Book { dials, at }
    }

    /// Returns where a dial stands among all.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.at.get(name).copied()
    }

    /// Reads a dial; none: there is none, or nothing to be read yet.
    pub fn read(&self, floor: &FloorShot, name: &str) -> Option<f64> {
        floor.dials.get(*self.at.get(name)?).copied().flatten()
    }

    /// Reads what a dial has been like of late; none: there was nothing to be read.
    pub fn lately(&self, floor: &FloorShot, name: &str) -> Option<f64> {
        floor.recent.get(*self.at.get(name)?).copied().flatten()
    }

    /// Returns a dial by its name.
    pub fn dial(&self, name: &str) -> Option<&Dial> {
        self.at.get(name).map(|at| &self.dials[*at])
    }
}

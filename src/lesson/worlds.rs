//! The worlds of a lesson: its scenarios, as the author wrote them, as a student has them, and with
//! something changed from the opening on.

use super::trial::{Look, Trial};
use crate::kernel::Time;
use crate::runner::Entry;
use crate::scenario::diagnostics::Findings;
use crate::scenario::{Scenario, Set, Source, understand};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// The scenarios of a lesson; the first is the one that its front matter names.
#[derive(Clone, Debug, Default)]
pub struct Worlds {
    /// Where they come from.
    sources: Vec<Source>,
    /// Those that have been made.
    made: RefCell<BTreeMap<Made, Arc<Scenario>>>,
}

/// Of which source, and with what set.
type Made = (usize, Vec<(String, String)>);

/// What differs from student to student.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variant {
    /// The seed of all worlds.
    pub seed: u64,
    /// What `[vary]` comes to: keys of the first world.
    pub vary: Vec<Set>,
}

/// One of the worlds, as a student has it.
#[derive(Clone, Copy, Debug)]
pub struct World<'l> {
    worlds: &'l Worlds,
    number: usize,
    variant: &'l Variant,
}

/// A world that cannot be made: what is set in it cannot be, together.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{cause}")]
pub struct NoWorld {
    /// What is wrong.
    pub cause: String,
    /// What to write instead; empty: nothing can be said.
    pub remedy: String,
    /// What was probably meant.
    pub meant: Option<String>,
}

impl NoWorld {
    /// Takes what is wrong from a sentence such as `there is none: write one`.
    pub(super) fn saying(sentence: &str) -> NoWorld {
        let (cause, remedy) = sentence.split_once(": ").unwrap_or((sentence, ""));
        NoWorld { cause: cause.into(), remedy: remedy.into(), meant: None }
    }

    /// Takes the first of several findings.
    pub(super) fn of(findings: &Findings) -> NoWorld {
        let first = findings.iter().next();
        let cause = first.map(|finding| finding.cause.clone());
        NoWorld {
            cause: cause.unwrap_or_else(|| "this restaurant cannot open".into()),
            remedy: first.and_then(|finding| finding.remedy.clone()).unwrap_or_default(),
            meant: first.and_then(|finding| finding.suggestion.clone()),
        }
    }
}

impl Worlds {
    /// Adds a scenario; returns its number, that of the same one if it is known already.
    pub(super) fn add(&mut self, source: Source) -> usize {
        if let Some(known) = self.sources.iter().position(|known| known.is_same(&source)) {
            return known;
        }
        self.sources.push(source);
        self.sources.len() - 1
    }

    /// Returns where a world's scenario comes from, as for a journal.
    pub fn source(&self, number: usize) -> &Source {
        &self.sources[number]
    }

    /// Returns the folders below the lesson's own in which its scenarios looked for something.
    pub fn looked_in(&self) -> BTreeSet<PathBuf> {
        self.sources.iter().flat_map(Source::looked_in).collect()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Says whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// Returns a world as a student has it.
    pub fn world<'l>(&'l self, number: usize, variant: &'l Variant) -> World<'l> {
        World { worlds: self, number, variant }
    }

    /// Returns a scenario with keys set from the opening on. Its own goals are no business of the
    /// lesson.
    pub(super) fn scenario(&self, number: usize, sets: &[Set]) -> Result<Arc<Scenario>, NoWorld> {
        let pair = |set: &Set| (set.path.clone(), set.value.clone());
        let key = (number, sets.iter().map(pair).collect::<Vec<_>>());
        if let Some(known) = self.made.borrow().get(&key) {
            return Ok(Arc::clone(known));
        }
        let mut scenario =
            understand(&self.sources[number], sets).map_err(|findings| NoWorld::of(&findings))?;
        scenario.goals.clear();
        let scenario = Arc::new(scenario);
        self.made.borrow_mut().insert(key, Arc::clone(&scenario));
        Ok(scenario)
    }
}

impl World<'_> {
    /// Returns what is set from the opening on in this student's world, and `change` besides: what a
    /// journal of it names.
    pub fn sets(&self, change: &[Set]) -> Vec<Set> {
        let vary = if self.number == 0 { self.variant.vary.as_slice() } else { &[] };
        vary.iter().chain(change).cloned().collect()
    }

    /// Returns its scenario, with keys changed from the opening on.
    pub fn scenario(&self, change: &[Set]) -> Result<Arc<Scenario>, NoWorld> {
        self.worlds.scenario(self.number, &self.sets(change))
    }

    /// Returns its seed.
    pub fn seed(&self) -> u64 {
        self.variant.seed
    }

    /// Returns when it closes.
    pub fn closing(&self) -> Time {
        self.scenario(&[]).map_or(Time::OPENING, |scenario| scenario.closing())
    }

    /// Returns a trial in it.
    pub fn trial(
        &self,
        change: &[Set],
        entries: Vec<Entry>,
        looks: Vec<Look>,
    ) -> Result<Trial, NoWorld> {
        Ok(Trial { scenario: self.scenario(change)?, seed: self.variant.seed, entries, looks })
    }
}

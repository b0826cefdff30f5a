//! Answers that were worked out lately: as long as the rows stay as they are, the same question has
//! the same answer. In the house every question is asked at the hatch and takes its time there; this
//! only spares the work of finding out once more what is known already.

use super::view::Reach;
use crate::rules::{Record, Value};
use rustc_hash::FxHasher;
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// So many answers are remembered of a shelf at most.
const PLACES: usize = 256;
/// Each question may be at so many of them in a row.
const WAYS: usize = 8;
/// Among fewer rows the answer is found as fast as remembered.
const MANY: u64 = 8;

/// Of so many values there are rarely more.
const FEW: usize = 6;

/// Some values, few of them mostly.
pub(super) type Values<'v> = SmallVec<[&'v Value; FEW]>;

/// What is asked: which step asks, and all that the answer depends on besides the rows.
#[derive(Debug)]
pub(super) struct Question<'v> {
    hash: u64,
    step: (u32, u32),
    values: Values<'v>,
}

/// A question that was asked before.
#[derive(Debug, PartialEq)]
pub(super) struct Known {
    hash: u64,
    step: (u32, u32),
    values: SmallVec<[Value; FEW]>,
}

/// What the answer is, and how many rows had to be read for it.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub value: Option<Value>,
    /// The row, where one is looked for.
    pub row: Option<(u32, Record)>,
    pub read: u64,
}

impl<'v> Question<'v> {
    /// Returns the question of a step of a dish, unless the answer is found at once; `reads` notes
    /// what is read of other things than rows, if that can be said.
    pub fn new(
        step: (u32, u32),
        conditions: &'v [(u32, &'v Value)],
        reach: Reach,
        reads: impl FnOnce(&mut Values<'v>) -> Option<()>,
    ) -> Option<Question<'v>> {
        if reach.rows < MANY {
            return None;
        }
        let mut values: Values<'v> = conditions.iter().map(|(_, value)| *value).collect();
        reads(&mut values)?;
        let mut hasher = FxHasher::default();
        step.hash(&mut hasher);
        values.iter().for_each(|value| value.hash(&mut hasher));
        Some(Question { hash: hasher.finish(), step, values })
    }

    fn is(&self, known: &Known) -> bool {
        self.step == known.step
            && self.values.len() == known.values.len()
            && self.values.iter().zip(&known.values).all(|(value, known)| *value == known)
    }

    /// Returns it with its answer so that both can be remembered.
    pub fn with(self, answer: Answer, reach: Reach) -> Box<Memory> {
        let values = self.values.into_iter().cloned().collect();
        let question = Known { hash: self.hash, step: self.step, values };
        Box::new(Memory { question, changed: reach.changed, answer })
    }
}

/// A question, its answer, and how often the shelf had changed when it was found.
#[derive(Debug)]
pub(super) struct Memory {
    question: Known,
    changed: u64,
    answer: Answer,
}

/// What is remembered of a shelf, each beside the hash of its question: empty, or all places.
#[derive(Debug, Default)]
pub(super) struct Remembered(Vec<(u64, Option<Box<Memory>>)>);

/// Whoever goes on from here finds out anew: that costs less than to copy everything each time.
impl Clone for Remembered {
    fn clone(&self) -> Remembered {
        Remembered::default()
    }
}

impl Remembered {
    /// Returns the answer if the rows are as they were.
    pub fn answer(&self, question: &Question<'_>, reach: Reach) -> Option<&Answer> {
        if self.0.is_empty() {
            return None;
        }
        let places = self.0[places(question.hash)].iter();
        let mut alike = places.filter(|(hash, _)| *hash == question.hash);
        let memory = alike
            .find_map(|(_, place)| place.as_deref().filter(|memory| question.is(&memory.question)));
        memory.filter(|memory| memory.changed == reach.changed).map(|memory| &memory.answer)
    }

    pub fn note(&mut self, memory: Box<Memory>) {
        if self.0.is_empty() {
            self.0.resize_with(PLACES, || (0, None));
        }
        let Known { hash, .. } = memory.question;
        let places = &mut self.0[places(hash)];
        let takes = |(known, place): &(u64, Option<Box<Memory>>)| match place {
            Some(place) => *known == hash && place.question == memory.question,
            None => true,
        };
        // Where all are taken, another answer is forgotten, not always the same.
        let at = places.iter().position(takes).unwrap_or(memory.changed as usize % WAYS);
        places[at] = (hash, Some(memory));
    }

    pub fn forget(&mut self) {
        self.0.clear();
    }
}

/// Returns the places at which a question with this hash may be.
fn places(hash: u64) -> Range<usize> {
    let first = hash as usize % (PLACES - WAYS);
    first..first + WAYS
}

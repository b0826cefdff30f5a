//! Answers that were worked out lately: as long as the rows stay as they are, the same question has
//! the same answer. In the house every question is asked at the hatch and takes its time there; this
//! only spares the work of finding out once more what is known already.

use super::rows::Cells;
use super::view::Reach;
use crate::rules::Value;
use rustc_hash::FxHasher;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::hash::{Hash, Hasher};

/// So many answers are remembered of a shelf at most.
const PLACES: usize = 256;
/// Each question may be at so many of them in a row.
const WAYS: usize = 8;
/// Among fewer rows the answer is found as fast as remembered.
const MANY: u64 = 8;

/// Some values, few of them mostly.
pub(super) type Values<'v> = SmallVec<[Cow<'v, Value>; 6]>;

/// What is asked: which step asks, and all that the answer depends on besides the rows.
#[derive(Debug, Hash)]
pub(super) struct Question<'v> {
    step: (u32, u32),
    values: Values<'v>,
}

/// A question that was asked before.
#[derive(Debug, PartialEq)]
pub(super) struct Known {
    place: usize,
    step: (u32, u32),
    values: Box<[Value]>,
}

/// What the answer is, and how many rows had to be read for it.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub value: Option<Value>,
    /// The row, where one is looked for.
    pub row: Option<(u32, Cells)>,
    pub read: u64,
}

impl<'v> Question<'v> {
    /// Returns the question of a step of a dish, unless the answer is found at once; `reads` notes
    /// what is read of other things than rows, if that can be said.
    pub fn new(
        step: (u32, u32),
        conditions: &'v [(u32, Cow<'v, Value>)],
        reach: Reach,
        reads: impl FnOnce(&mut Values<'v>) -> Option<()>,
    ) -> Option<Question<'v>> {
        if reach.rows < MANY {
            return None;
        }
        let held = conditions.iter().map(|(_, value)| Cow::Borrowed(&**value));
        let mut values: Values<'v> = held.collect();
        reads(&mut values)?;
        Some(Question { step, values })
    }

    /// Returns the first place at which it may be.
    fn place(&self) -> usize {
        let mut hasher = FxHasher::default();
        self.hash(&mut hasher);
        hasher.finish() as usize % (PLACES - WAYS)
    }

    fn is(&self, known: &Known) -> bool {
        self.step == known.step
            && self.values.len() == known.values.len()
            && self.values.iter().zip(&known.values).all(|(value, known)| **value == *known)
    }

    /// Returns it so that it can be remembered.
    pub fn known(self) -> Known {
        let place = self.place();
        let values = self.values.into_iter().map(Cow::into_owned).collect();
        Known { place, step: self.step, values }
    }
}

/// What is remembered of a shelf, each with how often the shelf had changed by then: empty, or all
/// places.
#[derive(Debug, Default)]
pub(super) struct Remembered(Vec<Option<Box<(Known, u64, Answer)>>>);

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
        let mut places = self.0[question.place()..].iter().take(WAYS).flatten();
        let (_, changed, answer) = &**places.find(|place| question.is(&place.0))?;
        (*changed == reach.changed).then_some(answer)
    }

    pub fn note(&mut self, question: Known, reach: Reach, answer: Answer) {
        if self.0.is_empty() {
            self.0.resize_with(PLACES, || None);
        }
        let places = &mut self.0[question.place..question.place + WAYS];
        let takes = |place: &Option<Box<(Known, u64, Answer)>>| {
            place.as_ref().is_none_or(|place| place.0 == question)
        };
        // Where all are taken, another answer is forgotten, not always the same.
        let place = places.iter().position(takes).unwrap_or(reach.changed as usize % WAYS);
        places[place] = Some(Box::new((question, reach.changed, answer)));
    }

    pub fn forget(&mut self) {
        self.0.clear();
    }
}

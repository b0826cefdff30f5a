//! Answers that were worked out lately: as long as the rows stay as they are, the same question has
//! the same answer. In the house every question is asked at the hatch and takes its time there; this
//! only spares the work of finding out once more what is known already.

use super::rows::Cells;
use super::view::Reach;
use crate::rules::{Key, Value};
use std::collections::BTreeMap;

/// So many answers are remembered of a shelf.
const MOST: usize = 256;
/// Among fewer rows the answer is found as fast as remembered.
const MANY: u64 = 8;

/// What is asked: which step asks, and all that the answer depends on besides the rows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Question {
    step: (u32, u32),
    values: Vec<Key>,
}

/// What the answer is, and how many rows had to be read for it.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub value: Option<Value>,
    /// The row, where one is looked for.
    pub row: Option<(u32, Cells)>,
    pub read: u64,
}

impl Question {
    /// Returns the question of a step of a dish, unless the answer is found at once; `reads` is
    /// what is read of other things than rows.
    pub fn new(
        step: (u32, u32),
        conditions: &[(u32, Value)],
        reach: Reach,
        reads: impl FnOnce() -> Option<Vec<Value>>,
    ) -> Option<Question> {
        if reach.rows < MANY {
            return None;
        }
        let values = conditions.iter().map(|(_, value)| value.clone()).chain(reads()?);
        Some(Question { step, values: values.map(Key).collect() })
    }
}

/// What is remembered of a shelf, each with how often the shelf had changed by then.
#[derive(Debug, Default)]
pub(super) struct Remembered(BTreeMap<Question, (u64, Answer)>);

/// Whoever goes on from here finds out anew: that costs less than to copy everything each time.
impl Clone for Remembered {
    fn clone(&self) -> Remembered {
        Remembered::default()
    }
}

impl Remembered {
    /// Returns the answer if the rows are as they were.
    pub fn answer(&self, question: &Question, reach: Reach) -> Option<&Answer> {
        self.0.get(question).filter(|(then, _)| *then == reach.changed).map(|(_, answer)| answer)
    }

    pub fn note(&mut self, question: Question, reach: Reach, answer: Answer) {
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.insert(question, (reach.changed, answer));
    }

    pub fn forget(&mut self) {
        self.0.clear();
    }
}

//! What has come of a block: what is shown of it, and what is kept of it.

use crate::kernel::Time;
use crate::lesson::measure::{Came, Reached};
use crate::scenario::Set;

/// What a block has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// A prediction, after its time.
    Predicted {
        /// Which choice was taken; none: nobody answered alone.
        chosen: Option<usize>,
        /// What came of it, and which choice is right.
        came: Came,
    },
    /// An answered quiz.
    Answered {
        /// Which choice was taken, as the quiz lists them: 0 is the right one, then the wrong ones;
        /// none: nobody answered alone.
        chosen: Option<usize>,
        /// What its proof reads in this student's own world: as it was, and changed; none: it has
        /// none.
        proof: Option<[Option<f64>; 2]>,
    },
    /// A figure that was read off.
    Read {
        /// What was said; none: nobody answered alone.
        said: Option<f64>,
        /// What the dial says; none: there is nothing to be read.
        read: Option<f64>,
        /// Whether it is near enough.
        is_right: bool,
    },
    /// A goal that is reached.
    Reached {
        /// How its conditions stand.
        reached: Reached,
        /// Whether the solution had been shown before.
        solved: bool,
    },
    /// Two futures beside each other: what the dial says in each.
    Compared([Option<f64>; 2]),
}

impl Verdict {
    /// Says whether that is right.
    pub fn is_right(&self) -> bool {
        match self {
            Verdict::Predicted { chosen, came } => chosen.is_some() && came.answer == *chosen,
            Verdict::Answered { chosen, .. } => *chosen == Some(0),
            Verdict::Read { is_right, .. } => *is_right,
            Verdict::Reached { reached, .. } => reached.is_met(),
            Verdict::Compared(_) => true,
        }
    }
}

/// A knob turned in an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When.
    pub at: Time,
    /// Which one, and to what.
    pub set: Set,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A choice, in its words.
    Choice(String),
    /// A figure, in the unit of its dial.
    Figure(f64),
    /// What was turned in an attempt, and when.
    Turns(Vec<Turn>),
}

/// What is kept of a block that was answered or tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Which block.
    pub block: String,
    /// The answer that counts.
    pub answer: Answer,
    /// Whether it is right, or reaches the goal.
    pub is_right: bool,
    /// How many points it has earned.
    pub points: u32,
    /// How many it can earn.
    pub most_points: u32,
    /// How often it was answered or checked.
    pub tries: u32,
    /// How many hints had been shown.
    pub hints: u32,
    /// Whether the solution had been shown.
    pub solved: bool,
}

impl Done {
    /// Says whether nothing more is to be done: a goal has to be reached, a question only answered.
    pub fn is_over(&self) -> bool {
        self.is_right || !matches!(self.answer, Answer::Turns(_))
    }

    /// Takes in what was done at the same block later: of a question the first answer counts, for it
    /// was given before anything was seen; of a goal the best attempt.
    pub fn and_then(&mut self, later: &Done) {
        let is_goal = matches!(later.answer, Answer::Turns(_));
        let is_better = (later.is_right, later.points) > (self.is_right, self.points);
        let tries = self.tries.saturating_add(later.tries);
        if is_goal && is_better {
            *self = later.clone();
        }
        self.tries = tries;
        self.hints = self.hints.max(later.hints);
        self.solved |= later.solved;
    }
}

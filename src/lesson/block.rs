//! The blocks of a lesson: what is done, asked and reached, as plain data.

use super::measure::Measure;
use crate::dials::Dial;
use crate::kernel::{Span, Time};
use crate::rules::Value;
use crate::scenario::{Goal as Condition, Reach, Set, WindowSpec};

/// A block: what it is called, and what it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What progress knows it by: unique in the lesson, and stable.
    pub id: String,
    /// What it is worth, if it is answered or reached.
    pub points: u32,
    /// In which of the lesson's [`Worlds`](super::Worlds) it happens.
    pub world: usize,
    /// What it does.
    pub task: Task,
}

/// What a block does.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// The restaurant goes on.
    Run(Run),
    /// Knobs are turned.
    Set(SetKnobs),
    /// An order is placed by hand.
    Place(Place),
    /// An order is followed.
    Follow(Whom),
    /// Something is looked at.
    Focus(Focus),
    /// The student says beforehand what will come of it.
    Predict(Predict),
    /// The student says why.
    Quiz(Quiz),
    /// The student reads something off.
    Number(Number),
    /// The student turns knobs until something is reached.
    Goal(Goal),
    /// Two futures beside each other.
    Compare(Compare),
}

impl Task {
    /// Returns what stands behind `toml` in the fence.
    pub fn word(&self) -> &'static str {
        match self {
            Task::Run(_) => "run",
            Task::Set(_) => "set",
            Task::Place(_) => "place",
            Task::Follow(_) => "follow",
            Task::Focus(_) => "focus",
            Task::Predict(_) => "predict",
            Task::Quiz(_) => "quiz",
            Task::Number(_) => "number",
            Task::Goal(_) => "goal",
            Task::Compare(_) => "compare",
        }
    }

    /// Says whether the student has to answer or reach something.
    pub fn is_graded(&self) -> bool {
        matches!(self, Task::Predict(_) | Task::Quiz(_) | Task::Number(_) | Task::Goal(_))
    }
}

/// The restaurant goes on; with another scenario, that one opens afresh (the block's world).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Whether the block's world opens afresh here.
    pub opens: bool,
    /// How far it goes; none: it only opens.
    pub until: Option<Until>,
    /// How many simulated seconds pass in a second; none: an ordinary order takes four seconds.
    pub speed: Option<f64>,
}

/// How far the restaurant goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Until {
    /// To a moment.
    Time(Time),
    /// Until a condition holds; its text is what [`Request::Until`](crate::runner::Request) takes.
    When(Condition),
}

/// Knobs are turned, as somebody would turn them.
#[derive(Clone, Debug, PartialEq)]
pub struct SetKnobs {
    /// The knobs, and what they are turned to.
    pub set: Vec<Set>,
    /// For how long; none: for good. Then each knob goes back to `back`.
    pub lasts: Option<Span>,
    /// What the knobs go back to, in the same order; empty where they stay.
    pub back: Vec<Set>,
}

/// An order placed by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The dining room.
    pub room: String,
    /// The dish.
    pub dish: String,
    /// What it carries besides what its room says.
    pub says: Vec<(String, Value)>,
}

/// Whom to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The next order of this dish.
    NextDish(String),
    /// The next order from this dining room.
    NextRoom(String),
    /// The order placed by hand last.
    Mine,
    /// The order with this running number; 1 is the first.
    Number(u64),
}

/// What to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// A panel of the dashboard, by its name.
    Panel(String),
    /// A part of the restaurant, as in a path: `kitchen.main`, `waiter`.
    Part(String),
    /// A knob: where it stands among the others.
    Knob(String),
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// Where it begins.
    pub from: Time,
    /// Where it ends.
    pub to: Time,
}

impl Over {
    /// Returns how long it is.
    pub fn length(self) -> Span {
        self.to - self.from
    }
}

/// A prediction.
#[derive(Clone, Debug, PartialEq)]
pub struct Predict {
    /// The question.
    pub ask: String,
    /// Over which time the answer is read. The world stands at its end when the prediction is over.
    pub over: Over,
    /// What is changed from the opening on, in a future of its own; empty: nothing.
    pub change: Vec<Set>,
    /// The answers.
    pub choices: Vec<String>,
    /// How the right one is found.
    pub by: By,
}

/// How the right answer is found.
#[derive(Clone, Debug, PartialEq)]
pub enum By {
    /// A figure lies between two borders.
    Cut {
        /// What is read.
        dial: Dial,
        /// What is made of it.
        measure: Measure,
        /// The borders between the choices, rising; a figure on a border is beyond it. Empty where
        /// the author has not said them yet.
        cut: Vec<f64>,
    },
    /// Exactly one of these holds, one for each choice.
    When(Vec<Condition>),
}

/// A choice of a quiz.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The choice.
    pub text: String,
    /// What is said to whoever takes it; empty: nothing.
    pub why: String,
}

/// A quiz. Whoever shows it mixes the choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Quiz {
    /// The question.
    pub ask: String,
    /// The right choice.
    pub right: Choice,
    /// The wrong ones.
    pub wrong: Vec<Choice>,
    /// Why the right one is right; empty: nothing is said.
    pub why: String,
    /// What shows that it is.
    pub proof: Option<Proof>,
}

impl Quiz {
    /// Returns a choice by its number: 0 is the right one, then the wrong ones as they are written.
    pub fn choice(&self, number: usize) -> &Choice {
        number.checked_sub(1).and_then(|wrong| self.wrong.get(wrong)).unwrap_or(&self.right)
    }
}

/// A claim about a future in which something is changed from the opening on.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// What is changed.
    pub set: Vec<Set>,
    /// What is read in both futures.
    pub dial: Dial,
    /// Over which time.
    pub window: WindowSpec,
    /// By which share it falls at least; below 0 it rises by that much.
    pub falls_by: f64,
}

/// A figure to read off.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The question.
    pub ask: String,
    /// What is read.
    pub dial: Dial,
    /// Over which time; none: from the opening to the present.
    pub over: Option<Over>,
    /// By which share an answer may be wrong; where the figure is 0, by how much.
    pub tolerance: f64,
    /// What is said then; empty: nothing.
    pub why: String,
}

/// Something to be reached by turning knobs.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// What is to be reached, in words.
    pub text: String,
    /// The conditions, all of them.
    pub reach: Vec<Condition>,
    /// Where each attempt begins; none: with the world as it stands at the block.
    pub from: Option<Time>,
    /// When it is judged.
    pub by: Time,
    /// For how long before that the conditions have to hold.
    pub hold: Span,
    /// What may be turned.
    pub knobs: Vec<String>,
    /// What helps, one after the other.
    pub hints: Vec<String>,
    /// What reaches it, turned where the attempt begins.
    pub solution: Vec<Set>,
    /// What must not reach it, each for itself.
    pub wrong: Vec<Vec<Set>>,
}

impl Goal {
    /// Lists the comparisons.
    pub fn reaches(&self) -> impl Iterator<Item = &Reach> {
        self.reach.iter().map(|condition| &condition.reach)
    }
}

/// Two futures beside each other, from the opening on, with the same guests.
#[derive(Clone, Debug, PartialEq)]
pub struct Compare {
    /// What is changed in the one.
    pub a: Vec<Set>,
    /// And in the other.
    pub b: Vec<Set>,
    /// What is read in both.
    pub dial: Dial,
    /// Over which time; none: from the opening to closing time.
    pub over: Option<Over>,
}

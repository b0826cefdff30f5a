//! Walking a lesson: where somebody is in it, what is waited for, what the world has to do.
//!
//! A [`Walk`] is a state machine without screen, clock or file. Whoever shows a lesson asks what it
//! [waits](Walk::waits) for, tells it what the student does, and carries out the [`Wish`]es that
//! come back. What is shown meanwhile is nobody's business here: everything is judged from trials
//! of the scenario and of what has entered, so a line of text, a dashboard and a file of answers
//! come to the same. What is tried out between two of its moments changes nothing in it.

mod attempt;
mod done;
mod steps;
mod student;
#[cfg(test)]
mod tests;

pub use attempt::{Attempt, Help};
pub use done::{Answer, Done, Turn, Verdict};
pub use student::Student;

use super::block::{Block, Focus, Goal, Number, Place, Predict, Quiz, Task, Whom};
use super::slides::Slides;
use super::stand::Stand;
use super::whole::{Lesson, What};
use super::worlds::{NoWorld, World};
use crate::kernel::Time;
use crate::runner::Entry;
use std::ops::Range;

/// Somebody on the way through a lesson.
#[derive(Debug)]
pub struct Walk {
    lesson: Lesson,
    student: Student,
    /// The slides at whose ends it stops; none: it is read in pages.
    slides: Option<Slides>,
    on: On,
    /// What has been answered, in the order in which it was answered first.
    done: Vec<Done>,
    /// The same, one by one, as long as nobody has kept it.
    news: Vec<Done>,
}

/// How far a walk is.
#[derive(Clone, Debug, Default, PartialEq)]
struct On {
    /// The number of steps to which it has come; it stands at the last of them.
    come: usize,
    /// The step with which the page begins.
    page: usize,
    /// The world as the lesson has left it.
    stand: Stand,
    /// When the block at which it stands began.
    began: Time,
    /// How far it is with the step at which it stands.
    phase: Phase,
}

/// How far it is with a step.
#[derive(Clone, Debug, Default, PartialEq)]
enum Phase {
    /// There is nothing more to be done.
    #[default]
    Shown,
    /// The world is on its way.
    OnTheWay,
    /// A question has been asked.
    Asked,
    /// A prediction has been made, and the world is on its way; this is what comes of it.
    Predicted(Verdict),
    /// A goal is being tried.
    Trying(Box<Attempt>),
    /// It has been judged.
    Judged(Verdict),
    /// There are no more steps.
    Over,
}

/// What it waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// For somebody to read on: [`Walk::go_on`].
    Next,
    /// For the world to stand at [`Walk::stand`]; then [`Walk::go_on`].
    World,
    /// For one of [`Walk::choices`]: [`Walk::choose`].
    Choice,
    /// For a figure: [`Walk::say`].
    Number,
    /// For knobs to be turned ([`Walk::turn`]) until [`Walk::check`] says that the goal is reached.
    Goal,
    /// For nothing: it is over.
    Nothing,
}

/// What the world has to do. Whoever shows no world only needs [`Walk::stand`].
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Open afresh, let these things enter when their time comes, and be at this moment at once.
    Open(Stand),
    /// Go on to this moment and stand there; so many simulated seconds in a second, none: an
    /// ordinary order takes four seconds.
    GoOn {
        /// The moment.
        to: Time,
        /// The speed.
        speed: Option<f64>,
    },
    /// Let these enter: most now, some perhaps later (a knob that goes back).
    Enter(Vec<Entry>),
    /// Place this order by hand, now; it is the one entry of the kind, made ready.
    Place(Place, Entry),
    /// Follow an order.
    Follow(Whom),
    /// Look at something.
    Focus(Focus),
}

/// Why something was not done. The walk is where it was.
#[derive(Clone, Debug)]
pub enum Refused {
    /// It does not wait for that: what it waits for.
    NotNow(Waits),
    /// There is no such choice: how many there are.
    NoSuchChoice(usize),
    /// This knob is not to be turned here.
    NotThisKnob(String),
    /// Orders placed by hand do not count in an attempt.
    NoOrders,
    /// That cannot be turned so.
    Impossible(NoWorld),
    /// The attempt is judged then, or it has not begun yet: from when to when something may enter.
    OutOfTime(Time, Time),
    /// So many hints come first.
    HintsFirst(usize),
    /// It was interrupted before anything was found out.
    Interrupted,
}

impl From<NoWorld> for Refused {
    fn from(cause: NoWorld) -> Refused {
        Refused::Impossible(cause)
    }
}

/// Asks now and then whether to stop.
pub type Interrupted<'a> = &'a dyn Fn() -> bool;

impl Walk {
    /// Begins a lesson in front of its first step; the first [`Walk::go_on`] shows something.
    pub fn begin(lesson: Lesson, student: Option<&str>) -> Result<Walk, NoWorld> {
        let student = Student::of(&lesson, student)?;
        let (on, done, news) = (On::default(), Vec::new(), Vec::new());
        Ok(Walk { lesson, student, slides: None, on, done, news })
    }

    /// Goes from slide to slide: it stops at their ends, too, and turns the page only there.
    #[must_use]
    pub fn in_slides(self) -> Walk {
        Walk { slides: Some(Slides::of(&self.lesson.steps)), ..self }
    }

    /// Returns its slides, if it goes from slide to slide.
    pub fn slides(&self) -> Option<&Slides> {
        self.slides.as_ref()
    }

    /// Returns the lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// Returns who walks.
    pub fn student(&self) -> &Student {
        &self.student
    }

    /// Returns the number of the step at which it stands; none: it has not begun, or is over.
    pub fn at(&self) -> Option<usize> {
        self.on.come.checked_sub(1).filter(|at| *at < self.lesson.steps.len())
    }

    /// Returns the steps of the page on which it is, up to the one at which it stands: what is to be
    /// read. Pages end at pauses; a slide is a page
    /// of its own.
    pub fn page(&self) -> Range<usize> {
        self.on.page..self.on.come.min(self.lesson.steps.len())
    }

    /// Says what it waits for.
    pub fn waits(&self) -> Waits {
        match &self.on.phase {
            Phase::Shown | Phase::Judged(_) => Waits::Next,
            Phase::OnTheWay | Phase::Predicted(_) => Waits::World,
            Phase::Trying(_) => Waits::Goal,
            Phase::Asked if self.number().is_some() => Waits::Number,
            Phase::Asked => Waits::Choice,
            Phase::Over => Waits::Nothing,
        }
    }

    /// Returns the block at which it stands.
    pub fn block(&self) -> Option<&Block> {
        match &self.lesson.steps.get(self.at()?)?.what {
            What::Block(block) => Some(block),
            _ => None,
        }
    }

    fn task(&self) -> Option<&Task> {
        self.block().map(|block| &block.task)
    }

    /// Returns the choices of the question at which it stands, as they are to be shown: those of a
    /// quiz mixed, for each student in another way.
    pub fn choices(&self) -> Vec<&str> {
        match self.task() {
            Some(Task::Predict(predict)) => predict.choices.iter().map(String::as_str).collect(),
            Some(Task::Quiz(quiz)) => {
                let text = |number: usize| quiz.choice(number).text.as_str();
                self.mixed(quiz).into_iter().map(text).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Returns what has just been found out, if the present block has been judged.
    pub fn verdict(&self) -> Option<&Verdict> {
        match &self.on.phase {
            Phase::Judged(verdict) => Some(verdict),
            _ => None,
        }
    }

    /// Returns the moment at which the world stood when the present block began.
    pub fn asked_at(&self) -> Time {
        self.on.began
    }

    /// Returns the attempt at the goal at which it stands.
    pub fn attempt(&self) -> Option<&Attempt> {
        match &self.on.phase {
            Phase::Trying(attempt) => Some(attempt),
            _ => None,
        }
    }

    /// Returns the world as the lesson has left it, or as an attempt has: to come back to it after
    /// something else was shown, open it so.
    pub fn stand(&self) -> Stand {
        match &self.on.phase {
            Phase::Trying(attempt) => attempt.stand(),
            _ => self.on.stand.clone(),
        }
    }

    /// Returns the world in which the present step is.
    pub fn world(&self) -> World<'_> {
        self.lesson.worlds.world(self.stand().world, self.student.variant())
    }

    /// Returns what has been answered and reached on this walk.
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// Returns the block with which somebody is through: the last one before the present step, or the
    /// present one when it has been judged.
    pub fn behind(&self) -> Option<&str> {
        let through = match &self.on.phase {
            Phase::Predicted(_) | Phase::Judged(_) => self.on.come,
            _ => self.on.come.saturating_sub(1),
        };
        let blocks = self.lesson.steps.iter().take(through).rev();
        blocks.into_iter().find_map(|step| match &step.what {
            What::Block(block) => Some(block.id.as_str()),
            _ => None,
        })
    }

    /// Returns what has been answered, reached or missed since this was last asked: each is to be
    /// kept before anything else is done.
    pub fn news(&mut self) -> Vec<Done> {
        std::mem::take(&mut self.news)
    }

    /// Says whether everything in the lesson that is asked for has been answered and reached.
    pub fn is_complete(&self) -> bool {
        let mut graded = self.lesson.blocks().filter(|block| block.task.is_graded());
        graded.all(|block| self.done.iter().any(|done| done.block == block.id && done.is_over()))
    }

    fn number(&self) -> Option<&Number> {
        match self.task() {
            Some(Task::Number(number)) => Some(number),
            _ => None,
        }
    }

    fn quiz(&self) -> Option<&Quiz> {
        match self.task() {
            Some(Task::Quiz(quiz)) => Some(quiz),
            _ => None,
        }
    }

    fn predict(&self) -> Option<&Predict> {
        match self.task() {
            Some(Task::Predict(predict)) => Some(predict),
            _ => None,
        }
    }

    fn goal(&self) -> Option<&Goal> {
        match self.task() {
            Some(Task::Goal(goal)) => Some(goal),
            _ => None,
        }
    }

    /// Returns the numbers of a quiz's choices in the order in which they are shown.
    fn mixed(&self, quiz: &Quiz) -> Vec<usize> {
        let block = self.block().map_or("", |block| block.id.as_str());
        self.student.mixed(&self.lesson.id, block, 1 + quiz.wrong.len())
    }
}

//! A lesson as a dialogue: what is to be read, a question, an answer, what came of it.

use super::aloud::Aloud;
use super::goal;
use super::lines::{Lines, Said};
use crate::cli::keeping::say;
use crate::cli::output;
use crate::cli::signals::never;
use crate::dials::Unit;
use crate::lens::Lens;
use crate::lesson::Task;
use crate::lesson::progress::{Keeper, Record};
use crate::lesson::walk::{Refused, Waits, Walk};
use crate::scenario::read_value;
use std::ops::ControlFlow;

/// A dialogue.
pub struct Dialogue {
    pub(super) walk: Walk,
    keeper: Keeper,
    lines: Box<dyn Lines>,
    pub(super) lens: &'static Lens,
    aloud: Aloud,
}

/// Whether to go on.
pub type Flow = anyhow::Result<ControlFlow<()>>;

impl Dialogue {
    /// Begins a dialogue.
    pub fn new(
        walk: Walk,
        keeper: Keeper,
        (lines, lens): (Box<dyn Lines>, &'static Lens),
    ) -> Dialogue {
        Dialogue { walk, keeper, lines, lens, aloud: Aloud::new(lens) }
    }

    /// Says whether everything has been answered and reached, and on this walk is right.
    pub fn is_done(&self, on_this_walk: bool) -> bool {
        if on_this_walk {
            let all_right = self.walk.done().iter().all(|done| done.is_right);
            return self.walk.waits() == Waits::Nothing && self.walk.is_complete() && all_right;
        }
        let (lesson, student) = (&self.walk.lesson().id, self.walk.student().id());
        self.keeper.progress().record(lesson, student).is_some_and(|record| record.is_done)
    }

    /// Goes through the lesson; `goes_on`: from where somebody stopped.
    pub fn runs(&mut self, goes_on: bool) -> anyhow::Result<()> {
        let (lesson, student) = (self.walk.lesson(), self.walk.student().id());
        let record = self.keeper.progress().record(&lesson.id, student);
        let step = record.filter(|_| goes_on).map_or(0, |record| record.goes_on_at(lesson));
        if step > 0 {
            self.says("learn.goes_on_here", &[])?;
        }
        let begun = self.walk.go_to(step, &never);
        self.moved(begun)?;
        self.aloud.begins_at(self.walk.page().start);
        while self.aloud.is_heard() && self.turn()?.is_continue() {
            self.keep();
        }
        self.keep();
        Ok(())
    }

    /// Writes down what has been done; what is wrong with that is said once, and the lesson goes on.
    pub(super) fn keep(&mut self) {
        if let Err(troubles) = self.keeper.keep_walk(&mut self.walk) {
            for trouble in &troubles {
                output::message(&say(trouble));
            }
        }
    }

    /// Tells what is new, and does what is waited for.
    fn turn(&mut self) -> Flow {
        let (lesson, student) = (&self.walk.lesson().id, self.walk.student().id());
        let record = self.keeper.progress().record(lesson, student);
        self.aloud.steps(&self.walk, record.map_or(&[], |record| &record.blocks))?;
        match self.walk.waits() {
            Waits::Nothing => {
                self.ends()?;
                return Ok(ControlFlow::Break(()));
            }
            Waits::World => {
                self.aloud.world(&self.walk)?;
                self.goes_on()?;
            }
            Waits::Next if self.walk.verdict().is_some() => self.goes_on()?,
            Waits::Next => return self.pause(),
            Waits::Choice => return self.choice(),
            Waits::Number => return self.figure(),
            Waits::Goal => return goal::turn(self),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn ends(&mut self) -> anyhow::Result<()> {
        self.keep();
        let id = if self.is_done(false) { "learn.done" } else { "learn.ended" };
        let (lesson, student) = (self.walk.lesson(), self.walk.student().id());
        let record = self.keeper.progress().record(&lesson.id, student);
        let count = |of: fn(&Record) -> u32| record.map_or(0, of).to_string();
        let slots = [
            ("n", count(Record::answered)),
            ("all", count(|record| record.graded)),
            ("points", count(Record::points)),
            ("most", count(|record| record.most_points)),
        ];
        self.says(id, &slots)
    }

    /// Waits until somebody has read.
    fn pause(&mut self) -> Flow {
        match self.next("learn.pause", &[])? {
            Said::Line(line) => match line.as_str() {
                "" | "n" | "next" => self.goes_on()?,
                "q" | "quit" => return Ok(ControlFlow::Break(())),
                _ => self.says("learn.help_pause", &[])?,
            },
            Said::Nothing => self.goes_on()?,
            Said::Over => return Ok(ControlFlow::Break(())),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn choice(&mut self) -> Flow {
        let all = self.walk.choices().len();
        let slots = [("n", all.to_string())];
        let line = match self.next("learn.choice", &slots)? {
            Said::Line(line) => line,
            Said::Nothing => return self.leaves(),
            Said::Over => return Ok(ControlFlow::Break(())),
        };
        if matches!(line.as_str(), "q" | "quit") {
            return Ok(ControlFlow::Break(()));
        }
        let number = line.parse().ok().and_then(|number: usize| number.checked_sub(1));
        let by_words = || self.walk.choices().iter().position(|choice| *choice == line);
        let Some(choice) = by_words().or(number.filter(|number| *number < all)) else {
            self.says("learn.help_choice", &slots)?;
            return Ok(ControlFlow::Continue(()));
        };
        let chosen = self.walk.choose(choice, &never);
        if self.moved(chosen)? {
            // The answer is kept before anything is shown of what comes of it.
            self.keep();
            self.comes_of_it()?;
        }
        Ok(ControlFlow::Continue(()))
    }

    fn figure(&mut self) -> Flow {
        let Some(Task::Number(number)) = self.walk.block().map(|block| &block.task) else {
            return Ok(ControlFlow::Break(()));
        };
        let unit = number.dial.unit;
        let slots = [("example", example(unit).to_owned())];
        let line = match self.next("learn.figure", &slots)? {
            Said::Line(line) => line,
            Said::Nothing => return self.leaves(),
            Said::Over => return Ok(ControlFlow::Break(())),
        };
        match read_value(&line, unit) {
            _ if matches!(line.as_str(), "q" | "quit") => return Ok(ControlFlow::Break(())),
            Ok(figure) => {
                let said = self.walk.say(figure, &never);
                if self.moved(said)? {
                    self.keep();
                    self.comes_of_it()?;
                }
            }
            Err(_) => self.says("learn.help_figure", &slots)?,
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Tells what came of an answer, after the restaurant has gone on if it has to.
    pub(super) fn comes_of_it(&mut self) -> anyhow::Result<()> {
        if self.walk.waits() == Waits::World {
            self.aloud.world(&self.walk)?;
            self.goes_on()?;
        }
        self.aloud.verdict(&self.walk)
    }

    /// Leaves a question open.
    pub(super) fn leaves(&mut self) -> Flow {
        self.says("learn.left", &[])?;
        let left = self.walk.leave(&never);
        let is_left = self.moved(left)?;
        Ok(if is_left { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    }

    fn goes_on(&mut self) -> anyhow::Result<()> {
        let went = self.walk.go_on(&never);
        self.moved(went).map(|_| ())
    }

    /// Says whether something was done; otherwise why not.
    pub(super) fn moved<T>(&mut self, done: Result<T, Refused>) -> anyhow::Result<bool> {
        match done {
            Ok(_) => Ok(true),
            Err(refused) => {
                let sentence = goal::refusal(&refused, self);
                self.aloud.says(&sentence)?;
                // What cannot be at all would be tried again and again.
                if matches!(self.walk.waits(), Waits::Next | Waits::World) {
                    anyhow::bail!("the lesson cannot go on: {sentence}");
                }
                Ok(false)
            }
        }
    }

    /// Asks for a line.
    pub(super) fn next(&mut self, id: &str, slots: &[(&str, String)]) -> anyhow::Result<Said> {
        let prompt = self.lens.report(id, slots);
        self.lines.next(&self.walk, &prompt)
    }

    /// Says something, and leaves a line free below it.
    pub(super) fn says(&mut self, id: &str, slots: &[(&str, String)]) -> anyhow::Result<()> {
        self.aloud.says(&self.lens.report(id, slots))
    }

    /// Writes lines, and leaves one free below them.
    pub(super) fn paragraph(&mut self, lines: &[String]) -> anyhow::Result<()> {
        self.aloud.paragraph(lines)
    }
}

/// Shows how a figure is written.
fn example(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "12s",
        Unit::Share => "85%",
        Unit::PerSecond => "40/min",
        Unit::Count | Unit::Money => "12",
    }
}

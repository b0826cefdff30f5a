//! A presentation line by line: each slide, what comes of its question in this run, and its notes.

use crate::cli::learn::aloud::Aloud;
use crate::cli::signals::{self, never};
use crate::cli::{Exit, output};
use crate::lens::Lens;
use crate::lesson::walk::{Help, Refused, Waits, Walk};
use crate::lesson::{Lesson, Task};
use crate::report::lesson::sets;
use anyhow::anyhow;

/// Tells the slides of a lesson, from one of them on.
pub fn tell(lesson: Lesson, from: usize, lens: &'static Lens) -> anyhow::Result<Exit> {
    signals::end_at_once()?;
    let walk = match Walk::begin(lesson, None) {
        Ok(walk) => walk.in_slides(),
        Err(cause) => {
            output::message(&format!("error: {cause}\n"));
            return Ok(Exit::Invalid);
        }
    };
    let step = walk.slides().map_or(0, |slides| slides.steps(from).start);
    let mut aloud = Aloud::new(lens);
    aloud.begins_at(step);
    Reader { walk, lens, aloud, judged: None }.reads(step)?;
    Ok(Exit::Done)
}

/// Says why a lesson does not go on.
fn cause(refused: Refused) -> anyhow::Error {
    match refused {
        Refused::Impossible(cause) => anyhow!("the lesson cannot go on: {cause}"),
        other => anyhow!("the lesson cannot go on: {other:?}"),
    }
}

/// Somebody who reads slide after slide aloud.
struct Reader {
    walk: Walk,
    lens: &'static Lens,
    aloud: Aloud,
    /// The step of which it was told last what came of it.
    judged: Option<usize>,
}

impl Reader {
    fn reads(&mut self, step: usize) -> anyhow::Result<()> {
        self.walk.go_to(step, &never).map_err(cause)?;
        let mut shown = None;
        while self.aloud.is_heard() && self.walk.waits() != Waits::Nothing {
            let slides = self.walk.slides();
            let slide = slides.map(|slides| (slides.at(self.walk.page().start), slides.count()));
            if slide != shown {
                self.notes(shown)?;
                let (number, all) = slide.unwrap_or_default();
                let slots = [("n", (number + 1).to_string()), ("all", all.to_string())];
                let text = self.lens.report("present.slide", &slots);
                self.aloud.says(&format!("--- {text} ---"))?;
                shown = slide;
            }
            self.aloud.steps(&self.walk, &[])?;
            self.goes_on()?;
        }
        self.notes(shown)
    }

    /// Does what a class would wait for.
    fn goes_on(&mut self) -> anyhow::Result<()> {
        match self.walk.waits() {
            Waits::World => self.aloud.world(&self.walk)?,
            Waits::Choice | Waits::Number => {
                self.walk.reveal(&never).map_err(cause)?;
                return Ok(());
            }
            Waits::Goal => return self.solves(),
            Waits::Next => self.judged()?,
            Waits::Nothing => return Ok(()),
        }
        self.walk.go_on(&never).map_err(cause)?;
        Ok(())
    }

    /// Shows the solution of a goal, and what it comes to.
    fn solves(&mut self) -> anyhow::Result<()> {
        let Some(Task::Goal(goal)) = self.walk.block().map(|block| block.task.clone()) else {
            return Ok(());
        };
        while let Help::Hint(..) = self.walk.hint().map_err(cause)? {}
        self.walk.solve().map_err(cause)?;
        let slots = [("set", sets(&goal.solution, self.lens))];
        self.aloud.says(&self.lens.report("present.solution", &slots))?;
        if !self.walk.check(&never).map_err(cause)?.is_met() {
            // A lesson that was checked has none of these.
            self.walk.leave(&never).map_err(cause)?;
        }
        Ok(())
    }

    /// Tells what came of a block.
    fn judged(&mut self) -> anyhow::Result<()> {
        if self.judged == self.walk.at() {
            return Ok(());
        }
        self.judged = self.walk.at();
        self.aloud.verdict(&self.walk)
    }

    /// Tells the notes of a slide that is over.
    fn notes(&mut self, slide: Option<(usize, usize)>) -> anyhow::Result<()> {
        let Some((slides, (slide, _))) = self.walk.slides().zip(slide) else { return Ok(()) };
        let notes = slides.notes(self.walk.lesson(), slide);
        notes.iter().try_for_each(|note| {
            let slots = [("note", (*note).to_owned())];
            self.aloud.says(&self.lens.report("present.note", &slots))
        })
    }
}

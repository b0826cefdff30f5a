//! A presentation line by line: each slide, what comes of its question in this run, and its notes.

use crate::cli::learn::{tell as steps, told};
use crate::cli::{Exit, output};
use crate::lens::Lens;
use crate::lesson::block::Whom;
use crate::lesson::walk::{Help, Refused, Waits, Walk};
use crate::lesson::{Lesson, Task, What};
use crate::report::lesson::{sets, verdict};
use anyhow::anyhow;

/// Nobody stops it but a signal, which ends the program at once.
fn never() -> bool {
    false
}

/// Tells the slides of a lesson, from one of them on.
pub fn tell(lesson: Lesson, from: usize, lens: &'static Lens) -> anyhow::Result<Exit> {
    crate::cli::signals::end_at_once()?;
    let walk = match Walk::begin(lesson, None) {
        Ok(walk) => walk.in_slides(),
        Err(cause) => {
            output::message(&format!("error: {cause}\n"));
            return Ok(Exit::Invalid);
        }
    };
    let step = walk.slides().map_or(0, |slides| slides.steps(from).start);
    let mut reader = Reader { walk, lens, told: step, judged: None, followed: None, is_read: true };
    reader.reads(step)?;
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
    /// How many steps have been told.
    told: usize,
    /// The step of which it was told last what came of it.
    judged: Option<usize>,
    /// Who is followed when the restaurant goes on.
    followed: Option<Whom>,
    /// Whether anybody reads on.
    is_read: bool,
}

impl Reader {
    fn reads(&mut self, step: usize) -> anyhow::Result<()> {
        self.walk.go_to(step, &never).map_err(cause)?;
        let mut shown = None;
        while self.is_read && self.walk.waits() != Waits::Nothing {
            let slides = self.walk.slides();
            let slide = slides.map(|slides| (slides.at(self.walk.page().start), slides.count()));
            if slide != shown {
                self.notes(shown)?;
                let (number, all) = slide.unwrap_or_default();
                let slots = [("n", (number + 1).to_string()), ("all", all.to_string())];
                let text = self.lens.report("present.slide", &slots);
                self.paragraph(&[format!("--- {text} ---")])?;
                shown = slide;
            }
            self.tells()?;
            self.goes_on()?;
        }
        self.notes(shown)
    }

    /// Tells the steps to which the walk has come.
    fn tells(&mut self) -> anyhow::Result<()> {
        let end = self.walk.page().end;
        for number in self.told..end {
            if let What::Block(block) = &self.walk.lesson().steps[number].what
                && let Task::Follow(whom) = &block.task
            {
                self.followed = Some(whom.clone());
            }
            let lines = steps::step(&self.walk, number, self.lens);
            self.paragraph(&lines)?;
        }
        self.told = self.told.max(end);
        Ok(())
    }

    /// Does what a class would wait for.
    fn goes_on(&mut self) -> anyhow::Result<()> {
        match self.walk.waits() {
            Waits::World => {
                let followed = self.followed.take();
                let lines = told::told(&self.walk, followed.as_ref(), self.lens);
                self.paragraph(&lines.unwrap_or_default())?;
            }
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
        let text = self.lens.report("present.solution", &slots);
        self.paragraph(&steps::wrapped(&text))?;
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
        let told = verdict(&self.walk, self.lens);
        let lines: Vec<String> = told.iter().flat_map(|said| steps::wrapped(said)).collect();
        self.paragraph(&lines)
    }

    /// Tells the notes of a slide that is over.
    fn notes(&mut self, slide: Option<(usize, usize)>) -> anyhow::Result<()> {
        let Some((slides, (slide, _))) = self.walk.slides().zip(slide) else { return Ok(()) };
        let notes = slides.notes(self.walk.lesson(), slide);
        let told = |note: &&str| {
            steps::wrapped(&self.lens.report("present.note", &[("note", (*note).to_owned())]))
        };
        let notes: Vec<Vec<String>> = notes.iter().map(told).collect();
        notes.iter().try_for_each(|lines| self.paragraph(lines))
    }

    /// Writes lines, and leaves one free below them.
    fn paragraph(&mut self, lines: &[String]) -> anyhow::Result<()> {
        if lines.is_empty() { Ok(()) } else { self.lines(&[lines, &[String::new()]].concat()) }
    }

    fn lines(&mut self, lines: &[String]) -> anyhow::Result<()> {
        if self.is_read && !lines.is_empty() {
            self.is_read = output::stream(format!("{}\n", lines.join("\n")).as_bytes())?;
        }
        Ok(())
    }
}

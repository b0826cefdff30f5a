//! Reading a lesson aloud: what is new in it, one paragraph after another, as long as somebody listens.

use super::tell::{step, wrapped};
use super::told::told;
use crate::cli::output;
use crate::lens::Lens;
use crate::lesson::block::Whom;
use crate::lesson::walk::{Done, Walk};
use crate::lesson::{Task, What};
use crate::report::lesson::verdict;

/// Somebody who reads a lesson aloud.
pub struct Aloud {
    lens: &'static Lens,
    /// How many steps have been told.
    told: usize,
    /// Who is followed when the restaurant goes on.
    followed: Option<Whom>,
    /// Whether anybody listens.
    is_heard: bool,
}

impl Aloud {
    /// Reads in the words of a lens.
    pub fn new(lens: &'static Lens) -> Aloud {
        Aloud { lens, told: 0, followed: None, is_heard: true }
    }

    /// Says whether anybody listens.
    pub fn is_heard(&self) -> bool {
        self.is_heard
    }

    /// Leaves out what is before a step.
    pub fn begins_at(&mut self, step: usize) {
        self.told = step;
    }

    /// Tells the steps to which a walk has come; `done`: what was done in the lesson some other day.
    pub fn steps(&mut self, walk: &Walk, done: &[Done]) -> anyhow::Result<()> {
        let end = walk.page().end;
        for number in self.told..end {
            if let What::Block(block) = &walk.lesson().steps[number].what
                && let Task::Follow(whom) = &block.task
            {
                self.followed = Some(whom.clone());
            }
            self.paragraph(&step((walk, done), number, self.lens))?;
        }
        self.told = self.told.max(end);
        Ok(())
    }

    /// Tells what the restaurant did while it went on, to the order that is followed, too.
    pub fn world(&mut self, walk: &Walk) -> anyhow::Result<()> {
        let followed = self.followed.take();
        let lines = told(walk, followed.as_ref(), self.lens);
        self.paragraph(&lines.unwrap_or_default())
    }

    /// Tells what came of a block.
    pub fn verdict(&mut self, walk: &Walk) -> anyhow::Result<()> {
        let told = verdict(walk, self.lens);
        let lines: Vec<String> = told.iter().flat_map(|said| wrapped(said)).collect();
        self.paragraph(&lines)
    }

    /// Says something in a paragraph of its own.
    pub fn says(&mut self, text: &str) -> anyhow::Result<()> {
        self.paragraph(&wrapped(text))
    }

    /// Writes lines, and leaves one free below them.
    pub fn paragraph(&mut self, lines: &[String]) -> anyhow::Result<()> {
        if self.is_heard && !lines.is_empty() {
            self.is_heard = output::stream(format!("{}\n\n", lines.join("\n")).as_bytes())?;
        }
        Ok(())
    }
}

//! Progress: what has been answered and reached in which lesson, in one small file.
//!
//! It is a text that can be read, compared and copied to another machine. Every change is written
//! at once, whole or not at all, with the one before beside it. A file that cannot be what was
//! written is put aside and told of, never written over; one from a newer program is left alone.

mod file;
mod form;
#[cfg(test)]
mod tests;

pub use file::{Keeper, Trouble, make_folder};

use super::walk::{Done, Waits, Walk};
use super::whole::Lesson;
use std::collections::BTreeSet;

/// What has been done in all lessons.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// By lesson and student, in the order in which they were begun.
    pub records: Vec<Record>,
    /// What a newer program of the same form has added.
    rest: toml::Table,
}

/// What somebody has done in a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The id of the lesson.
    pub lesson: String,
    /// Its title.
    pub title: String,
    /// Who walked it, if that was said.
    pub student: Option<String>,
    /// The hash of its text, when something was last done in it.
    pub hash: String,
    /// The block behind which somebody last was; none: it has only been begun.
    pub behind: Option<String>,
    /// Whether somebody came to its end with everything answered and reached.
    pub is_done: bool,
    /// How many blocks are graded, and how many points there are.
    pub graded: u32,
    /// How many points there are.
    pub most_points: u32,
    /// What has been answered and tried.
    pub blocks: Vec<Done>,
    /// What a newer program of the same form has added.
    rest: toml::Table,
}

/// What there is to keep: something was answered, or somebody went on.
#[derive(Clone, Copy, Debug)]
pub struct News<'a> {
    /// The lesson.
    pub lesson: &'a Lesson,
    /// Who walks it.
    pub student: Option<&'a str>,
    /// The block behind which somebody is now.
    pub behind: Option<&'a str>,
    /// What has been answered and tried since.
    pub done: &'a [Done],
    /// Whether the end has been reached.
    pub is_over: bool,
}

impl<'a> News<'a> {
    /// Says how far a walk is, and what has been done in it.
    pub fn of(walk: &'a Walk, done: &'a [Done]) -> News<'a> {
        News {
            lesson: walk.lesson(),
            student: walk.student().id(),
            behind: walk.behind(),
            done,
            is_over: walk.waits() == Waits::Nothing,
        }
    }
}

impl Progress {
    /// Returns what somebody has done in a lesson.
    pub fn record(&self, lesson: &str, student: Option<&str>) -> Option<&Record> {
        self.records.iter().find(|record| record.is_of(lesson, student))
    }

    /// Says whether all of that is known already.
    pub fn knows(&self, news: &News<'_>) -> bool {
        let record = self.record(&news.lesson.id, news.student);
        record.is_some_and(|record| record.knows(news))
    }

    /// Forgets what somebody has done in a lesson.
    pub fn forget(&mut self, lesson: &str, student: Option<&str>) {
        self.records.retain(|record| !record.is_of(lesson, student));
    }

    /// Takes in what has been done.
    pub fn keep(&mut self, news: &News<'_>) {
        let known = self.records.iter().position(|one| one.is_of(&news.lesson.id, news.student));
        let at = known.unwrap_or_else(|| {
            self.records.push(Record::of(news.lesson, news.student));
            self.records.len() - 1
        });
        self.records[at].keep(news);
    }
}

impl Record {
    fn of(lesson: &Lesson, student: Option<&str>) -> Record {
        Record {
            lesson: lesson.id.clone(),
            title: lesson.title.clone(),
            student: student.map(str::to_owned),
            hash: lesson.hash.clone(),
            behind: None,
            is_done: false,
            graded: 0,
            most_points: 0,
            blocks: Vec::new(),
            rest: toml::Table::new(),
        }
    }

    fn is_of(&self, lesson: &str, student: Option<&str>) -> bool {
        self.lesson == lesson && self.student.as_deref() == student
    }

    /// Says whether all of that is known.
    fn knows(&self, news: &News<'_>) -> bool {
        let is_here = news.behind.is_none() || self.behind.as_deref() == news.behind;
        news.done.is_empty()
            && is_here
            && self.hash == news.lesson.hash
            && (self.is_done || !news.is_over || !self.has_all(news.lesson))
    }

    fn has_all(&self, lesson: &Lesson) -> bool {
        let over = self.over();
        let mut graded = lesson.blocks().filter(|block| block.task.is_graded());
        graded.all(|block| over.contains(block.id.as_str()))
    }

    fn keep(&mut self, news: &News<'_>) {
        let lesson = news.lesson;
        let graded = || lesson.blocks().filter(|block| block.task.is_graded());
        self.title.clone_from(&lesson.title);
        self.hash.clone_from(&lesson.hash);
        self.graded = graded().count() as u32;
        self.most_points = graded().map(|block| block.points).fold(0, u32::saturating_add);
        if let Some(behind) = news.behind {
            self.behind = Some(behind.to_owned());
        }
        for done in news.done {
            match self.blocks.iter_mut().find(|known| known.block == done.block) {
                Some(known) => known.and_then(done),
                None => self.blocks.push(done.clone()),
            }
        }
        self.is_done |= news.is_over && self.has_all(lesson);
    }

    /// Lists the blocks in which nothing more is to be done.
    fn over(&self) -> BTreeSet<&str> {
        let over = self.blocks.iter().filter(|done| done.is_over());
        over.map(|done| done.block.as_str()).collect()
    }

    /// Returns how many of the graded blocks are over.
    pub fn answered(&self) -> u32 {
        (self.over().len() as u32).min(self.graded)
    }

    /// Returns the points.
    pub fn points(&self) -> u32 {
        self.blocks.iter().map(|done| done.points).fold(0, u32::saturating_add)
    }

    /// Returns how often something was answered or checked.
    pub fn tries(&self) -> u32 {
        self.blocks.iter().map(|done| done.tries).fold(0, u32::saturating_add)
    }

    /// Returns with which step of the lesson to go on: behind where somebody last was; from the
    /// beginning if it is over, or if that block is there no more.
    pub fn goes_on_at(&self, lesson: &Lesson) -> usize {
        let Some(behind) = self.behind.as_deref().filter(|_| !self.is_done) else { return 0 };
        let is_it = |step: &super::whole::Step| match &step.what {
            super::whole::What::Block(block) => block.id == behind,
            _ => false,
        };
        lesson.steps.iter().position(is_it).map_or(0, |at| at + 1)
    }
}

//! The course: the lessons that come with the program, in their order.

use super::whole::Lesson;
use crate::scenario::diagnostics::Findings;
use crate::scenario::{LoadError, Source, bundled_lessons};

/// Returns the bundled lessons, ready to be walked, in the order of the course.
pub fn course() -> Vec<Lesson> {
    let sources = bundled_lessons().into_iter().map(|known| Source::bundled_lesson(&known));
    sources.filter_map(|source| Lesson::open(&source).ok()).collect()
}

/// Why a lesson cannot be opened.
#[derive(Debug)]
pub enum NoLesson {
    /// It cannot be read.
    Unread(LoadError),
    /// It is not valid.
    Wrong(Findings),
}

/// Opens a lesson: a bundled name, a path, or `-` for standard input.
pub fn open(argument: &str) -> Result<(Source, Lesson), NoLesson> {
    let source = Source::open_lesson(argument).map_err(NoLesson::Unread)?;
    let lesson = Lesson::open(&source).map_err(NoLesson::Wrong)?;
    Ok((source, lesson))
}

//! Lessons by the names that somebody gives.

use super::args::Global;
use super::output;
use crate::lesson::{Lesson, NoLesson, open};
use crate::text::safe_text::safe_same_bytes;

/// Opens a lesson; says what is wrong with it.
pub fn opened(name: &str, global: Global) -> Option<Lesson> {
    match open(name) {
        Ok((_, lesson)) => {
            if !global.quiet {
                output::findings(&lesson.warnings, global);
            }
            Some(lesson)
        }
        Err(NoLesson::Unread(error)) => {
            output::message(&format!("error: {}\n", safe_same_bytes(&error.to_string())));
            None
        }
        Err(NoLesson::Wrong(findings)) => {
            output::findings(&findings, global);
            None
        }
    }
}

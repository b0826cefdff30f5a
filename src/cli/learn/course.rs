//! The course, with what is done of it.

use crate::lesson;
use crate::lesson::Lesson;
use crate::lesson::progress::{Progress, Record};
use std::fmt::Write as _;

/// Lists the lessons of the course: what each is called, how long it takes, what is done of it.
pub fn course(progress: &Progress, student: Option<&str>) -> String {
    let mut text = String::from("The course\n\n");
    let lessons = lesson::course();
    for (number, lesson) in (1..).zip(&lessons) {
        let minutes = lesson.minutes.map_or_else(String::new, |minutes| format!("{minutes} min"));
        let done = progress.record(&lesson.id, student).map_or_else(String::new, state);
        let line =
            format!("  {number:>2}  {:<32} {:<34} {minutes:>6}  {done}", lesson.id, lesson.title);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let is_open = |lesson: &&Lesson| {
        !progress.record(&lesson.id, student).is_some_and(|record| record.is_done)
    };
    match lessons.iter().find(is_open) {
        Some(next) => {
            let _ = writeln!(text, "\nGo on with: boh learn {}", next.id);
        }
        None => text.push_str("\nEverything is done.\n"),
    }
    text
}

/// Says how far a lesson is.
pub fn state(record: &Record) -> String {
    if record.is_done {
        "done".into()
    } else {
        format!("{} of {}", record.answered(), record.graded)
    }
}

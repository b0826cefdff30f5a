//! The course, with what is done of it.

use crate::lesson::progress::{Progress, Record};
use crate::lesson::{Outline, outlines};
use crate::report::left;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// Lists the lessons of the course: what each is called, how long it takes, what is done of it.
pub fn course(progress: &Progress, student: Option<&str>) -> String {
    let mut text = String::from("The course\n\n");
    let lessons = outlines();
    let widest = |of: fn(&Outline) -> &str| lessons.iter().map(|one| of(one).width()).max();
    let (ids, titles) = (widest(|one| &one.id), widest(|one| &one.title));
    let (ids, titles) = (ids.unwrap_or(0), titles.unwrap_or(0));
    for (number, lesson) in (1..).zip(&lessons) {
        let minutes = lesson.minutes.map_or_else(String::new, |minutes| format!("{minutes} min"));
        let done = progress.record(&lesson.id, student).map_or_else(String::new, state);
        let (id, title) = (left(&lesson.id, ids), left(&lesson.title, titles));
        let line = format!("  {number:>2}  {id}  {title}  {minutes:>6}  {done}");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let is_open = |lesson: &&Outline| {
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

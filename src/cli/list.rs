//! `boh list`: the scenarios and lessons that come with the program.

use super::{Exit, output};
use crate::lesson::outlines;
use crate::scenario::{Source, bundled, understand};
use std::fmt::Write as _;

/// Lists the bundled scenarios with what they teach, and the lessons in the order of the course.
pub fn list() -> anyhow::Result<Exit> {
    let mut text = String::from("Scenarios\n\n");
    for scenario in bundled() {
        let source = Source::from_text(scenario.name, scenario.text);
        if let Ok(known) = understand(&source, &[]) {
            let _ = writeln!(text, "  {:<20} {}", scenario.name, known.title);
            let _ = writeln!(text, "  {:<20} {}", "", known.teaches);
            if !known.needs.is_empty() {
                let _ = writeln!(text, "  {:<20} Know first: {}", "", known.needs.join(", "));
            }
            text.push('\n');
        }
    }
    text.push_str("Run one with: boh run lunch-rush\n\nLessons\n\n");
    for (number, lesson) in (1..).zip(outlines()) {
        let minutes = lesson.minutes.map_or(String::new(), |most| format!("{most} minutes"));
        let _ = writeln!(text, "  {number:>2} {:<30} {:<40} {minutes}", lesson.id, lesson.title);
    }
    text.push_str("\nRead one with: boh show the-first-guest\n");
    output::result(&text)?;
    Ok(Exit::Done)
}

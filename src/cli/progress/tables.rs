//! Progress as a table, as JSON and as CSV.

use crate::cli::learn::state;
use crate::lesson::progress::Record;
use crate::lesson::walk::{Answer, Done};
use crate::text::safe_text::safe_short;
use anyhow::Context;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// Writes a line for each lesson that has been begun.
pub fn table(records: &[&Record], place: Option<&Path>) -> String {
    if records.is_empty() {
        return "Nothing has been done yet. Begin with: boh learn the-first-guest\n".into();
    }
    let mut text =
        format!("{:<40} {:<16} {:<8} {:>7}  tries\n", "lesson", "student", "done", "points");
    for record in records {
        let student = record.student.as_deref().unwrap_or_default();
        let points = format!("{}/{}", record.points(), record.most_points);
        let _ = writeln!(
            text,
            "{:<40} {:<16} {:<8} {points:>7}  {:>5}",
            safe_short(&record.lesson, 40),
            safe_short(student, 16),
            state(record),
            record.tries()
        );
    }
    if let Some(place) = place {
        let _ = writeln!(text, "\nKept in {}", safe_short(&place.to_string_lossy(), 200));
    }
    text
}

/// Writes one object.
pub fn json(records: &[&Record]) -> String {
    let lessons: Vec<Value> = records.iter().map(|record| lesson(record)).collect();
    format!("{}\n", json!({ "schema_version": 1, "lessons": lessons }))
}

fn lesson(record: &Record) -> Value {
    json!({
        "lesson": record.lesson,
        "title": record.title,
        "student": record.student,
        "hash": record.hash,
        "done": record.is_done,
        "answered": record.answered(),
        "graded": record.graded,
        "points": record.points(),
        "most_points": record.most_points,
        "tries": record.tries(),
        "blocks": record.blocks.iter().map(block).collect::<Vec<_>>(),
    })
}

fn block(done: &Done) -> Value {
    json!({
        "block": done.block,
        "right": done.is_right,
        "points": done.points,
        "most_points": done.most_points,
        "tries": done.tries,
        "hints": done.hints,
        "solution": done.solved,
        "answer": match &done.answer {
            Answer::Choice(text) => json!(text),
            Answer::Figure(figure) => json!(figure),
            Answer::Turns(_) => json!(turns(&done.answer)),
        },
    })
}

/// Writes what was turned, one knob after the other.
fn turns(answer: &Answer) -> String {
    let Answer::Turns(turns) = answer else { return String::new() };
    let written = turns.iter().map(|turn| format!("{} = {}", turn.set.path, turn.set.value));
    written.collect::<Vec<_>>().join("; ")
}

/// Writes a row for each answer.
pub fn csv(records: &[&Record]) -> anyhow::Result<String> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record([
        "student", "lesson", "block", "right", "points", "max", "tries", "hints", "solution",
        "answer",
    ])?;
    for record in records {
        for done in &record.blocks {
            let answer = match &done.answer {
                Answer::Choice(text) => text.clone(),
                Answer::Figure(figure) => figure.to_string(),
                Answer::Turns(_) => turns(&done.answer),
            };
            rows.write_record([
                harmless(record.student.as_deref().unwrap_or_default()),
                record.lesson.clone(),
                done.block.clone(),
                done.is_right.to_string(),
                done.points.to_string(),
                done.most_points.to_string(),
                done.tries.to_string(),
                done.hints.to_string(),
                done.solved.to_string(),
                harmless(&answer),
            ])?;
        }
    }
    let bytes = rows.into_inner().context("rows cannot be written")?;
    String::from_utf8(bytes).context("rows are text")
}

/// A spreadsheet takes what begins like this for a formula.
fn harmless(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err();
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

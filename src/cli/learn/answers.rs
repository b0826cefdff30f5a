//! Answers in a file: what would be written at each block.

use super::lines::{Lines, Said};
use crate::cli::output;
use crate::lesson::walk::{Waits, Walk};
use crate::lesson::{Lesson, Task};
use crate::scenario::diagnostics::{Findings, nearest};
use std::collections::{BTreeMap, VecDeque};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is answered, by block.
#[derive(Debug)]
pub struct Answers {
    lines: BTreeMap<String, VecDeque<String>>,
}

impl Answers {
    /// Reads the text of a file; finds everything that is wrong with it.
    pub fn read(shown: &str, text: &str, lesson: &Lesson) -> Result<Answers, Findings> {
        let mut findings = Findings::new(shown, text);
        let document = match DeTable::parse(text) {
            Ok(document) => document,
            Err(error) => {
                let cause = format!("this is no TOML: {}", error.message());
                findings.error(error.span(), cause).remedy("write id = answer, one a line");
                return Err(findings);
            }
        };
        let graded: Vec<_> = lesson.blocks().filter(|block| block.task.is_graded()).collect();
        let mut lines = BTreeMap::new();
        for (name, value) in document.get_ref() {
            let id = name.get_ref().as_ref();
            let Some(block) = graded.iter().find(|block| block.id == id) else {
                let ids = graded.iter().map(|block| block.id.as_str());
                findings
                    .error(name.span(), "the lesson asks nothing under this name")
                    .remedy("write the id of a predict, quiz, number or goal block")
                    .did_you_mean(nearest(id, ids));
                continue;
            };
            if let Some(written) = written(value, text, matches!(block.task, Task::Goal(_))) {
                lines.insert(id.to_owned(), written);
                continue;
            }
            let remedy = match block.task {
                Task::Goal(_) => "write { \"knob\" = value }, or a list of lines",
                Task::Number(_) => "write a figure, such as 12 or \"12s\"",
                _ => "write the words of a choice, or its number",
            };
            findings.error(value.span(), "this is no answer here").remedy(remedy);
        }
        if findings.has_errors() { Err(findings) } else { Ok(Answers { lines }) }
    }
}

/// Returns what would be written; none: that cannot be.
fn written(value: &Spanned<DeValue<'_>>, text: &str, is_goal: bool) -> Option<VecDeque<String>> {
    let as_written = |value: &Spanned<DeValue<'_>>| text.get(value.span()).map(str::to_owned);
    match value.get_ref() {
        DeValue::String(words) if !is_goal => Some([words.to_string()].into()),
        DeValue::Integer(_) | DeValue::Float(_) if !is_goal => Some([as_written(value)?].into()),
        DeValue::Table(turned) if is_goal => {
            let turned = turned.iter().map(|(knob, value)| {
                Some(format!("{} = {}", knob.get_ref(), one_line(&as_written(value)?)))
            });
            turned.chain([Some("check".to_owned())]).collect()
        }
        DeValue::Array(lines) if is_goal => {
            lines.iter().map(|line| line.get_ref().as_str().map(str::to_owned)).collect()
        }
        _ => None,
    }
}

/// A value may go over several lines in a file, and not where somebody writes it.
fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Lines for Answers {
    fn next(&mut self, walk: &Walk, prompt: &str) -> anyhow::Result<Said> {
        if walk.waits() == Waits::Next {
            return Ok(Said::Line(String::new()));
        }
        let waiting = walk.block().and_then(|block| self.lines.get_mut(&block.id));
        let Some(line) = waiting.and_then(VecDeque::pop_front) else { return Ok(Said::Nothing) };
        output::stream(
            format!("{prompt} {}\n", crate::scenario::safe_text::safe(&line)).as_bytes(),
        )?;
        Ok(Said::Line(line))
    }
}

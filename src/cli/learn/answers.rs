//! Answers in a file: what would be written at each block.

use super::lines::{Lines, Said};
use crate::cli::output;
use crate::lesson::walk::{Waits, Walk};
use crate::lesson::{Lesson, Task};
use crate::scenario::diagnostics::{Findings, nearest};
use crate::scenario::{Set, read_value};
use crate::text::safe_text::safe_short;
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
                if let Some(misfit) = misfit(&block.task, &written) {
                    findings
                        .error(value.span(), misfit.cause)
                        .remedy(misfit.remedy)
                        .did_you_mean(misfit.meant.as_deref());
                }
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

/// Why an answer can never be one, and what to write instead.
struct Misfit {
    cause: String,
    remedy: String,
    meant: Option<String>,
}

/// Says why answers to a block cannot be any; none: they may be right or wrong.
fn misfit(task: &Task, lines: &VecDeque<String>) -> Option<Misfit> {
    let first = lines.front().map_or("", String::as_str);
    match task {
        Task::Predict(predict) => {
            no_choice(first, &predict.choices.iter().map(String::as_str).collect::<Vec<_>>())
        }
        Task::Quiz(quiz) => {
            let all = (0..=quiz.wrong.len()).map(|number| quiz.choice(number).text.as_str());
            no_choice(first, &all.collect::<Vec<_>>())
        }
        Task::Number(number) => {
            let cause = read_value(first, number.dial.unit).err()?;
            let remedy = "write a figure, such as 12 or \"12s\"".to_owned();
            Some(Misfit { cause, remedy, meant: None })
        }
        Task::Goal(goal) => lines.iter().find_map(|line| no_knob(line, &goal.knobs)),
        _ => None,
    }
}

fn no_choice(answer: &str, choices: &[&str]) -> Option<Misfit> {
    let all = choices.len();
    let is_one = |number: usize| (1..=all).contains(&number);
    if choices.contains(&answer) || answer.parse().is_ok_and(is_one) {
        return None;
    }
    Some(Misfit {
        cause: "there is no such choice".to_owned(),
        remedy: format!("write a number from 1 to {all}, or the words of a choice"),
        meant: nearest(answer, choices.iter().copied()).map(str::to_owned),
    })
}

fn no_knob(line: &str, knobs: &[String]) -> Option<Misfit> {
    let set = Set::parse(line).ok().filter(|set| !knobs.contains(&set.path))?;
    let knob = safe_short(&set.path, 60);
    Some(Misfit {
        cause: format!("{knob} cannot be turned here"),
        remedy: format!("turn only {}", knobs.join(", ")),
        meant: nearest(&set.path, knobs.iter().map(String::as_str)).map(str::to_owned),
    })
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
        output::stream(format!("{prompt} {}\n", crate::text::safe_text::safe(&line)).as_bytes())?;
        Ok(Said::Line(line))
    }
}

//! Whether a lesson can be read where it is shown: in a terminal of 80 by 24, in the time it says.

use super::block::{Choice, Task};
use super::complete::Missing;
use super::prose::{Line, Prose, plain};
use super::whole::{Lesson, Step, What};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// How wide a line may be where a lesson has the terminal for itself.
const LINE: usize = 76;
/// How wide a word may be beside the restaurant.
const WORD: usize = 34;
/// How wide, and how high, a question is beside the restaurant.
const PANE: (usize, usize) = (38, 20);
/// How many words a student reads in a minute, in a language that may not be their own.
const WORDS_A_MINUTE: usize = 120;

/// Lists what does not fit.
pub fn misfits(lesson: &Lesson) -> Vec<Missing> {
    let mut list = Vec::new();
    for step in &lesson.steps {
        match &step.what {
            What::Prose(prose) => of_prose(prose, &step.span, &mut list),
            What::Block(block) => of_task(&block.task, step, &mut list),
            _ => {}
        }
    }
    if let Some(says) = lesson.minutes {
        let needs = minutes(lesson);
        let says = f64::from(says);
        if needs > says * 1.25 || needs < says * 0.4 {
            let cause = format!("it says {says} minutes, and takes about {needs:.0}");
            list.push(Missing {
                span: None,
                cause,
                remedy: format!("write minutes = {:.0}, or more or less of it", needs.max(1.0)),
            });
        }
    }
    list
}

fn misfit(span: &Range<usize>, cause: String, remedy: &str) -> Missing {
    Missing { span: Some(span.clone()), cause, remedy: remedy.into() }
}

fn of_prose(prose: &Prose, span: &Range<usize>, list: &mut Vec<Missing>) {
    let measured = |line: &Line| {
        let text = plain(line);
        text.split_whitespace().map(|word| (word.width(), word.to_owned())).collect::<Vec<_>>()
    };
    let lines = prose.lines();
    let longest = lines.into_iter().flat_map(measured);
    if let Some((cells, word)) = longest.max().filter(|(cells, _)| *cells > WORD) {
        let shown: String = word.chars().take(20).collect();
        let cause = format!("\"{shown}…\" is {cells} cells wide, and cannot be broken");
        list.push(misfit(span, cause, &format!("write words of at most {WORD}")));
    }
    for code in codes(prose) {
        if let Some(cells) = code.iter().map(|line| line.width()).max().filter(|at| *at > LINE) {
            let cause = format!("a line of {cells} cells does not fit into 80 columns");
            list.push(misfit(span, cause, &format!("write lines of at most {LINE}")));
        }
    }
}

/// Lists the lines of code in it.
fn codes(prose: &Prose) -> Vec<&Vec<String>> {
    match prose {
        Prose::Code(_, lines) => vec![lines],
        Prose::Quote(inside) => inside.iter().flat_map(codes).collect(),
        Prose::List(_, items) => items.iter().flatten().flat_map(codes).collect(),
        _ => Vec::new(),
    }
}

fn of_task(task: &Task, step: &Step, list: &mut Vec<Missing>) {
    let (ask, choices): (&str, Vec<&str>) = match task {
        Task::Predict(predict) => {
            (&predict.ask, predict.choices.iter().map(String::as_str).collect())
        }
        Task::Quiz(quiz) => (
            &quiz.ask,
            std::iter::once(&quiz.right)
                .chain(&quiz.wrong)
                .map(|choice: &Choice| choice.text.as_str())
                .collect(),
        ),
        _ => return,
    };
    let (cells, rows) = PANE;
    // Number and blank before each choice, an empty row between.
    let needed = rows_of(ask, cells)
        + 1
        + choices.iter().map(|choice| rows_of(choice, cells - 4)).sum::<usize>();
    if needed > rows {
        let cause = format!("the question takes {needed} rows beside the restaurant");
        list.push(misfit(&step.span, cause, &format!("say it in fewer words: {rows} rows fit")));
    }
}

/// Returns how many rows a text takes.
fn rows_of(text: &str, cells: usize) -> usize {
    let (mut rows, mut used) = (1, 0);
    for word in text.split_whitespace() {
        let width = word.width();
        if used > 0 && used + 1 + width > cells {
            (rows, used) = (rows + 1, width);
        } else {
            used += width + usize::from(used > 0);
        }
    }
    rows
}

/// Returns about how many minutes a lesson takes.
pub fn minutes(lesson: &Lesson) -> f64 {
    let words = |text: &str| text.split_whitespace().count();
    let mut read = 0;
    let mut done = 0.0;
    for step in &lesson.steps {
        match &step.what {
            What::Prose(prose) => {
                read += prose.lines().iter().map(|line| words(&plain(line))).sum::<usize>();
            }
            What::Block(block) => match &block.task {
                Task::Run(_) => done += 0.4,
                Task::Set(_) | Task::Place(_) | Task::Follow(_) | Task::Focus(_) => done += 0.1,
                Task::Predict(predict) => {
                    read += words(&predict.ask);
                    done += 1.0;
                }
                Task::Quiz(quiz) => {
                    read += words(&quiz.ask) + words(&quiz.why);
                    done += 0.5;
                }
                Task::Number(_) | Task::Compare(_) => done += 1.0,
                Task::Goal(_) => done += 4.0,
            },
            _ => {}
        }
    }
    read as f64 / WORDS_A_MINUTE as f64 + done
}

//! The form of the file of progress.
//!
//! TOML, one table for each lesson and one for each answer, so that two of them can be compared line
//! by line. Above it stands the hash of all that follows: a text that was cut off or damaged is
//! found out, however it still reads.

use super::{Progress, Record};
use crate::kernel::Time;
use crate::lesson::walk::{Answer, Done, Turn};
use crate::lesson::whole::hash;
use crate::scenario::Set;
use crate::scenario::units::{duration_or_zero_ns, write_duration};
use crate::text::safe_text::safe;
use serde::{Deserialize, Serialize};

/// The version of the form.
const FORMAT: i64 = 1;

/// The first lines, for whoever opens the file.
const HEAD: &str = "# What has been learned in Back of House. Show it with: boh progress\n\
                    # It may be copied to another machine; changed by hand it is not believed.\n";

/// What stands before the hash.
const SUM: &str = "# sha256 of what follows: ";

/// Why a text is no progress that can be gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is not what was written, or something else.
    Damaged,
    /// A newer program has written it.
    Newer,
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: i64,
    #[serde(flatten)]
    rest: toml::Table,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lesson: Vec<WrittenLesson>,
}

#[derive(Serialize, Deserialize)]
struct WrittenLesson {
    id: String,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    student: Option<String>,
    hash: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    behind: Option<String>,
    done: bool,
    graded: u32,
    points: u32,
    #[serde(flatten)]
    rest: toml::Table,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    block: Vec<WrittenBlock>,
}

#[derive(Serialize, Deserialize)]
struct WrittenBlock {
    id: String,
    right: bool,
    points: u32,
    of: u32,
    tries: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    hints: u32,
    #[serde(default, skip_serializing_if = "is_false")]
    solution: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    choice: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    figure: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    turns: Option<Vec<WrittenTurn>>,
}

#[derive(Serialize, Deserialize)]
struct WrittenTurn {
    at: String,
    turn: String,
    to: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Writes progress down.
pub fn write(progress: &Progress) -> String {
    let written = Written {
        format: FORMAT,
        rest: progress.rest.clone(),
        lesson: progress.records.iter().map(written_lesson).collect(),
    };
    let body = toml::to_string(&written);
    let body = body.expect("progress holds only texts, numbers and lists of them");
    format!("{HEAD}{SUM}{}\n{body}", hash(&body))
}

/// Reads what was written down.
pub fn read(text: &str) -> Result<Progress, Unfit> {
    let whole = text.split_once(SUM).and_then(|(_, rest)| rest.split_once('\n'));
    let body = match whole {
        Some((sum, body)) if sum == hash(body) => body,
        // A newer program may make sure of it in another way.
        None if says_newer(text) => return Err(Unfit::Newer),
        _ => return Err(Unfit::Damaged),
    };
    if says_newer(body) {
        return Err(Unfit::Newer);
    }
    let written: Written = toml::from_str(body).map_err(|_| Unfit::Damaged)?;
    let records: Result<_, _> = written.lesson.into_iter().map(record).collect();
    Ok(Progress { records: records?, rest: written.rest })
}

/// Says whether a text says that it is of a newer form.
fn says_newer(text: &str) -> bool {
    let said = text.lines().find_map(|line| line.strip_prefix("format = "));
    said.and_then(|format| format.trim().parse().ok()).is_some_and(|format: i64| format > FORMAT)
}

fn written_lesson(record: &Record) -> WrittenLesson {
    WrittenLesson {
        id: record.lesson.clone(),
        title: record.title.clone(),
        student: record.student.clone(),
        hash: record.hash.clone(),
        behind: record.behind.clone(),
        done: record.is_done,
        graded: record.graded,
        points: record.most_points,
        rest: record.rest.clone(),
        block: record.blocks.iter().map(written_block).collect(),
    }
}

fn written_block(done: &Done) -> WrittenBlock {
    let mut written = WrittenBlock {
        id: done.block.clone(),
        right: done.is_right,
        points: done.points,
        of: done.most_points,
        tries: done.tries,
        hints: done.hints,
        solution: done.solved,
        choice: None,
        figure: None,
        turns: None,
    };
    let turn = |turn: &Turn| WrittenTurn {
        at: write_duration(turn.at.0),
        turn: turn.set.path.clone(),
        to: turn.set.value.clone(),
    };
    match &done.answer {
        Answer::Choice(text) => written.choice = Some(text.clone()),
        Answer::Figure(figure) => written.figure = Some(*figure),
        Answer::Turns(turns) => written.turns = Some(turns.iter().map(turn).collect()),
    }
    written
}

/// Reads a lesson; what is shown of it is made harmless, wherever the file comes from.
fn record(written: WrittenLesson) -> Result<Record, Unfit> {
    let blocks: Result<_, _> = written.block.into_iter().map(done).collect();
    Ok(Record {
        lesson: safe(&written.id),
        title: safe(&written.title),
        student: written.student.as_deref().map(safe),
        hash: safe(&written.hash),
        behind: written.behind,
        is_done: written.done,
        graded: written.graded,
        most_points: written.points,
        blocks: blocks?,
        rest: written.rest,
    })
}

fn done(written: WrittenBlock) -> Result<Done, Unfit> {
    let turn = |turn: WrittenTurn| {
        let at = Time(duration_or_zero_ns(&turn.at).map_err(|_| Unfit::Damaged)?);
        Ok(Turn { at, set: Set { path: safe(&turn.turn), value: safe(&turn.to) } })
    };
    let answer = match (written.choice, written.figure, written.turns) {
        (Some(text), None, None) => Answer::Choice(safe(&text)),
        (None, Some(figure), None) => Answer::Figure(figure),
        (None, None, Some(turns)) => {
            Answer::Turns(turns.into_iter().map(turn).collect::<Result<_, _>>()?)
        }
        _ => return Err(Unfit::Damaged),
    };
    Ok(Done {
        block: safe(&written.id),
        answer,
        is_right: written.right,
        points: written.points,
        most_points: written.of,
        tries: written.tries,
        hints: written.hints,
        solved: written.solution,
    })
}

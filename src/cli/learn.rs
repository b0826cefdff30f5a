//! `boh learn`: a lesson line by line, or the course.

pub mod aloud;
mod answers;
mod course;
mod dialogue;
mod goal;
mod lines;
mod tell;
mod told;

use super::args::{Global, Learn};
use super::keeping::keeper;
use super::lessons::opened;
use super::{Exit, lenses, live, output, preview, signals, study};
use crate::lens::Tongue;
use crate::lesson::Lesson;
use crate::lesson::walk::Walk;
use crate::scenario::Source;
use crate::text::safe_text::safe_same_bytes;
use answers::Answers;
pub use course::state;
use dialogue::Dialogue;
use lines::{Lines, Typed};
use std::io::{self, IsTerminal};

/// Walks a lesson, or lists the course.
pub fn learn(args: &Learn, global: Global) -> anyhow::Result<Exit> {
    let Some(tongue) = lenses::open(&args.words, global) else { return Ok(Exit::Invalid) };
    let is_watched = !args.plain && args.answers.is_none() && live::has_terminal();
    let Some(name) = &args.lesson else {
        if is_watched {
            return study::study(&args.kept, None, tongue, global);
        }
        let keeper = keeper(&args.kept, global);
        output::result(&course::course(keeper.progress(), args.kept.student.as_deref()))?;
        return Ok(Exit::Done);
    };
    if args.watch {
        return preview::preview(name, args, tongue, global);
    }
    // Of standard input nothing is read in vain.
    if name == "-" && !has_answers(args, name) {
        return Ok(Exit::Invalid);
    }
    let Some(lesson) = opened(name, global) else { return Ok(Exit::Invalid) };
    if !has_answers(args, name) {
        return Ok(Exit::Invalid);
    }
    if is_watched {
        return study::study(&args.kept, Some(lesson), tongue, global);
    }
    let answers = match args.answers.as_deref().map(|file| read(file, &lesson, global)) {
        Some(None) => return Ok(Exit::Invalid),
        Some(Some(answers)) => Some(answers),
        None => None,
    };
    walk(args, (lesson, answers), tongue, global)
}

/// Says whether somebody will answer, or what to write instead.
fn has_answers(args: &Learn, name: &str) -> bool {
    let cause = if args.answers.is_some() {
        match (name, args.answers.as_deref()) {
            ("-", Some("-")) => "standard input is the lesson or the answers: give one as a file",
            _ => return true,
        }
    } else if name == "-" {
        "standard input is the lesson, so nobody can answer: give the answers with --answers FILE"
    } else if !args.plain && !io::stdin().is_terminal() {
        "there is no terminal: read the lesson line by line with --plain, or give the answers with \
         --answers FILE"
    } else {
        return true;
    };
    output::message(&format!("error: {cause}\n"));
    false
}

/// Reads a file of answers; says what is wrong with it.
fn read(file: &str, lesson: &Lesson, global: Global) -> Option<Answers> {
    match Source::open_answers(file) {
        Ok((shown, text)) => match Answers::read(&shown, &text, lesson) {
            Ok(answers) => Some(answers),
            Err(findings) => {
                output::findings(&findings, global);
                None
            }
        },
        Err(error) => {
            output::message(&format!("error: {}\n", safe_same_bytes(&error.to_string())));
            None
        }
    }
}

/// Walks a lesson. Whoever answers goes on where somebody stopped; a file of answers begins at the
/// beginning, and only what it answers counts.
fn walk(
    args: &Learn,
    (lesson, answers): (Lesson, Option<Answers>),
    tongue: Tongue,
    global: Global,
) -> anyhow::Result<Exit> {
    // Whatever has been done is written at once: a signal leaves nothing to be done.
    signals::end_at_once()?;
    let keeper = keeper(&args.kept, global);
    let student = args.kept.student.as_deref();
    let walk = match Walk::begin(lesson, student) {
        Ok(walk) => walk,
        Err(cause) => {
            output::message(&format!("error: {cause}\n"));
            return Ok(Exit::Invalid);
        }
    };
    let by_file = answers.is_some();
    let lines: Box<dyn Lines> = match answers {
        Some(answers) => Box::new(answers),
        None => Box::new(Typed),
    };
    let mut dialogue = Dialogue::new(walk, keeper, (lines, tongue.lens()));
    dialogue.runs(!by_file)?;
    Ok(if dialogue.is_done(by_file) { Exit::Done } else { Exit::Missed })
}

//! `boh present`: a lesson in front of a class, slide by slide, and its notes in a second terminal.

mod desk;
mod plain;

use super::args::{Global, Present};
use super::live::{has_terminal, looks};
use super::{Exit, lenses, lessons, output};
use crate::dashboard::{self, Looks, Notes, Presentation, Show};
use crate::lesson::walk::Walk;
use crate::lesson::{Cue, Lesson, Slides};
use crate::runner::live::{Live, WallClock};
use anyhow::Context;
use desk::Desk;
use std::time::{SystemTime, UNIX_EPOCH};

/// Presents a lesson, shows its notes, or tells both line by line.
pub fn present(args: &Present, global: Global) -> anyhow::Result<Exit> {
    let Some(tongue) = lenses::open(&args.words, global) else { return Ok(Exit::Invalid) };
    let Some(lesson) = lessons::opened(&args.lesson, global) else { return Ok(Exit::Invalid) };
    let slides = Slides::of(&lesson.steps).count();
    if args.from > slides.max(1) {
        let text = format!("error: there are {slides} slides, so there is no {}\n", args.from);
        output::message(&text);
        return Ok(Exit::Invalid);
    }
    if args.plain || !has_terminal() {
        return plain::tell(lesson, args.from - 1, tongue.lens());
    }
    let looks = looks(tongue, global);
    if args.notes { notes(lesson, looks) } else { slide_by_slide(lesson, args.from - 1, looks) }
}

/// Returns the time, in seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "how long somebody has talked is real time")]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn slide_by_slide(lesson: Lesson, from: usize, looks: Looks) -> anyhow::Result<Exit> {
    let cue = Cue::begin(&lesson, now());
    let desk = Desk::stand();
    let tell = desk.teller();
    let begun = Walk::begin(lesson, None).and_then(|walk| {
        let start = |scenario, beginning| Live::start(scenario, beginning, WallClock::start());
        let walk = (walk.in_slides(), from);
        Presentation::begin(walk, looks, Box::new(start), (cue, tell))
    });
    let mut presentation = match begun {
        Ok(presentation) => presentation,
        Err(cause) => {
            output::message(&format!("error: {cause}\n"));
            return Ok(Exit::Invalid);
        }
    };
    let pictures = presentation.opened();
    let drawn = dashboard::show(&mut presentation, pictures);
    let signal = presentation.study.house.app.signal;
    presentation.close();
    desk.leave();
    ended(signal, drawn)
}

fn notes(lesson: Lesson, looks: Looks) -> anyhow::Result<Exit> {
    let mut notes = Notes::open(lesson, looks, (Box::new(desk::heard), Box::new(now)));
    let drawn = dashboard::show(&mut notes, None);
    ended(notes.signal, drawn)
}

/// Whoever has been told to stop may have no terminal any more.
fn ended(signal: Option<i32>, drawn: std::io::Result<()>) -> anyhow::Result<Exit> {
    if let Some(signal) = signal {
        return Ok(Exit::Signal(signal));
    }
    drawn.context("the terminal cannot be drawn on")?;
    Ok(Exit::Done)
}

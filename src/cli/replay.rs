//! `boh replay`: run again what a journal holds, and report or show it.

use super::args::{self, Global};
use super::follow::Followed;
use super::live::{self, Watched};
use super::run::{created, fits, present};
use super::{Exit, lenses, output};
use crate::runner::{Journal, Replay};
use crate::scenario::Source;
use crate::text::safe_text::safe_same_bytes;
use std::sync::Arc;

/// Runs a journal again: live where somebody watches, else with the report.
pub fn replay(args: &args::Replay, global: Global) -> anyhow::Result<Exit> {
    if !fits(&args.view) {
        return Ok(Exit::Invalid);
    }
    let Some(tongue) = lenses::open(&args.view.words, global) else { return Ok(Exit::Invalid) };
    let (shown, text) = match Source::open_journal(&args.journal) {
        Ok(read) => read,
        Err(error) => {
            output::message(&format!("error: {}\n", safe_same_bytes(&error.to_string())));
            return Ok(Exit::Invalid);
        }
    };
    let read = Journal::read(&shown, &text).and_then(|journal| Ok((journal.replay()?, journal)));
    let (replay, journal) = match read {
        Ok(read) => read,
        Err(findings) => {
            output::findings(&findings, global);
            return Ok(Exit::Invalid);
        }
    };
    if !global.quiet {
        output::findings(&replay.warnings, global);
        output::findings(&replay.scenario.warnings, global);
    }
    let journal = match created(args.written.as_deref())? {
        Ok(file) => file.map(|file| (file, journal)),
        Err(exit) => return Ok(exit),
    };
    let Replay { scenario, seed, drain, entries, .. } = replay;
    if live::is_wanted(&args.view) {
        let looks = live::looks(tongue, global);
        let (scenario, speed) = (Arc::new(scenario), args.view.speed);
        let script = None;
        let watched = Watched { scenario, day: (seed, drain), speed, entries, journal, script };
        return live::watch(watched, looks, global);
    }
    let followed = Followed { scenario: &scenario, seed, drain, entries: &entries };
    present(followed, (&args.view, tongue), journal, global)
}

//! `boh replay`: run again what a journal holds.

use super::args::{Global, Replay};
use super::follow::Followed;
use super::run::{fits, present};
use super::{Exit, lenses, output};
use crate::runner::Journal;
use crate::scenario::Source;
use crate::scenario::safe_text::safe_same_bytes;

/// Runs a journal again and prints the report.
pub fn replay(args: &Replay, global: Global) -> anyhow::Result<Exit> {
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
    let replay = match Journal::read(&shown, &text).and_then(|journal| journal.replay()) {
        Ok(replay) => replay,
        Err(findings) => {
            output::findings(&findings, global);
            return Ok(Exit::Invalid);
        }
    };
    if !global.quiet {
        output::findings(&replay.warnings, global);
        output::findings(&replay.scenario.warnings, global);
    }
    let followed = Followed {
        scenario: &replay.scenario,
        seed: replay.seed,
        drain: replay.drain,
        entries: &replay.entries,
    };
    present(followed, (&args.view, tongue), None, global)
}

//! `boh demo`: what the program is, in half a minute.

use super::args::{Demo, Global};
use super::live::{Watched, has_terminal, looks, watch};
use super::{Exit, lenses, output};
use crate::dashboard::{DEMO, DEMO_SCENARIO};
use crate::scenario::{Source, understand};
use anyhow::anyhow;
use std::sync::Arc;

const NO_TERMINAL: &str = "error: the demo needs a terminal to draw on\n  \
     help: `boh run lunch-rush` prints a report anywhere\n";

/// Shows the demo.
pub fn demo(args: &Demo, global: Global) -> anyhow::Result<Exit> {
    if !has_terminal() {
        output::message(NO_TERMINAL);
        return Ok(Exit::Invalid);
    }
    let Some(tongue) = lenses::open(&args.words, global) else { return Ok(Exit::Invalid) };
    let source = Source::open(DEMO_SCENARIO)?;
    let watched = Watched { script: Some(&DEMO), ..opened(&source)? };
    watch(watched, looks(tongue, global), global)
}

/// Opens a scenario of the program's own.
pub fn opened(source: &Source) -> anyhow::Result<Watched> {
    let scenario =
        understand(source, &[]).map_err(|findings| anyhow!("{}", findings.render(false, false)))?;
    Ok(Watched::of(Arc::new(scenario)))
}

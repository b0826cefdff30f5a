//! `boh dials`: what can be read of a scenario.

use super::args::{Dials, Global};
use super::explain::unit;
use super::run::load;
use super::{Exit, lenses, output};
use crate::dials::Dial;
use crate::lens::{Tongue, Words};
use crate::report::wrap;
use std::fmt::Write as _;

/// Cells of a line behind its four blanks.
const WIDTH: usize = 96;

/// Lists the dials of a scenario: name, unit, what it shows, and the parts it can be read of.
pub fn dials(args: &Dials, global: Global) -> anyhow::Result<Exit> {
    let Some(tongue) = lenses::open(&args.words, global) else { return Ok(Exit::Invalid) };
    let Some(scenario) = load(&args.scenario, &[], global) else { return Ok(Exit::Invalid) };
    let mut text = format!("What can be read of {}\n", scenario.title);
    for (dial, others) in kinds(Dial::all(scenario.names())) {
        let _ = writeln!(text, "\n{} ({})", dial.name, unit(dial.unit));
        for line in wrap(&help(&dial, tongue), WIDTH) {
            let _ = writeln!(text, "    {line}");
        }
        if !others.is_empty() {
            for line in wrap(&format!("also {}", others.join(", ")), WIDTH) {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
    text.push_str(
        "\nRead one over a window in a goal, as in: latency.p95@2m < 30s, or @12:10..12:20\n\
         `boh explain latency.p95` tells about one in kitchen and in backend words.\n",
    );
    output::result(&text)?;
    Ok(Exit::Done)
}

/// Puts the dials that show the same of several parts together, under the first.
fn kinds(dials: Vec<Dial>) -> Vec<(Dial, Vec<String>)> {
    let mut kinds: Vec<(Dial, Vec<String>)> = Vec::new();
    for dial in dials {
        match kinds.iter_mut().find(|(known, _)| known.id == dial.id) {
            Some((_, others)) => others.push(dial.name),
            None => kinds.push((dial, Vec::new())),
        }
    }
    kinds
}

/// Says what a dial shows: a sentence, and the name of what it stands for.
fn help(dial: &Dial, tongue: Tongue) -> String {
    let (lens, other) = (tongue.lens(), tongue.other());
    let beside = other.dial(&dial.id).map(|Words { name, .. }| format!(" ({name})"));
    let own = || lens.outcome_name(dial.id.trim_start_matches("outcomes."));
    lens.dial(&dial.id).map_or_else(own, |words| words.help.clone())
        + beside.unwrap_or_default().as_str()
}

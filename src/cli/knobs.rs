//! `boh knobs`: what can be turned in a scenario.

use super::args::{Global, Knobs};
use super::run::load;
use super::{Exit, lenses, output};
use crate::lens::Lens;
use crate::scenario::{Kind, KnobInfo, knobs as all};
use std::fmt::Write as _;

/// Lists the knobs of a scenario: name, where it stands, bounds, and what turning it does.
pub fn knobs(args: &Knobs, global: Global) -> anyhow::Result<Exit> {
    let Some(tongue) = lenses::open(&args.words, global) else { return Ok(Exit::Invalid) };
    let Some(scenario) = load(&args.scenario, &[], global) else { return Ok(Exit::Invalid) };
    let mut text = format!("What can be turned in {}\n\n", scenario.title);
    let knobs = all(&scenario);
    for knob in &knobs {
        let stands = match &knob.written {
            Some(written) => written.clone(),
            None => format!("{} (not set)", knob.key.default),
        };
        let _ = writeln!(text, "{} = {stands}", knob.name);
        let _ = writeln!(text, "    takes {}", knob.key.kind.tells());
        if let Some(side) = knob.key.side() {
            let words = [tongue.lens(), tongue.other()].map(|lens| lens.word(side.word()));
            let _ = writeln!(text, "    side: {}", words.join(" = "));
        }
        let help = |lens: &Lens| lens.knob(knob.key.path).map(|words| words.help.clone());
        for (lens, help) in [tongue.lens(), tongue.other()].map(|lens| (lens.name(), help(lens))) {
            let _ = writeln!(text, "    {lens}: {}", help.unwrap_or_default());
        }
    }
    // Of the knobs that are there, one that takes a plain number makes the best example.
    let counts = |knob: &&KnobInfo| matches!(knob.key.kind, Kind::Count(..) | Kind::Limited(..));
    let chefs = knobs.iter().find(|knob| knob.key.path == "kitchen.*.chefs");
    if let Some(example) = chefs.or_else(|| knobs.iter().find(counts)) {
        text.push_str("\nTurn one with --set, as in: boh run ");
        let _ = writeln!(text, "{} --set {}=3", scenario.name, example.name);
    }
    output::result(&text)?;
    Ok(Exit::Done)
}

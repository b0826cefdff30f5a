//! `boh dials`: what can be read of a scenario.

use super::args::{Dials, Global};
use super::explain::unit;
use super::run::load;
use super::{Exit, output};
use crate::dials::Dial;
use crate::lens::Lens;
use std::fmt::Write as _;

/// Lists the dials of a scenario: name, unit, and what it shows.
pub fn dials(args: &Dials, global: Global) -> anyhow::Result<Exit> {
    let Some(scenario) = load(&args.scenario, &[], global) else { return Ok(Exit::Invalid) };
    let mut text = format!("What can be read of {}\n\n", scenario.title);
    for dial in Dial::all(scenario.names()) {
        let help = Lens::kitchen().dial(&dial.id).map_or_else(
            || Lens::kitchen().outcome_name(dial.id.trim_start_matches("outcomes.")),
            |words| words.help.clone(),
        );
        let _ = writeln!(text, "{} ({})\n    {help}", dial.name, unit(dial.unit));
    }
    text.push_str(
        "\nRead one over a window in a goal, as in: latency.p95@2m < 30s, or @12:10..12:20\n",
    );
    output::result(&text)?;
    Ok(Exit::Done)
}

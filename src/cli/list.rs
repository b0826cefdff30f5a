//! `boh list`: the scenarios that come with the program.

use super::{Exit, output};
use crate::scenario::{Source, bundled, understand};
use std::fmt::Write as _;

/// Lists the bundled scenarios with what they teach.
pub fn list() -> anyhow::Result<Exit> {
    let mut text = String::from("Scenarios\n\n");
    for scenario in bundled() {
        let source = Source::from_text(scenario.name, scenario.text);
        if let Ok(known) = understand(&source, &[]) {
            let _ = writeln!(text, "  {:<20} {}", scenario.name, known.title);
            let _ = writeln!(text, "  {:<20} {}", "", known.teaches);
            if !known.needs.is_empty() {
                let _ = writeln!(text, "  {:<20} Know first: {}", "", known.needs.join(", "));
            }
            text.push('\n');
        }
    }
    text.push_str("Run one with: boh run lunch-rush\n");
    output::result(&text)?;
    Ok(Exit::Done)
}

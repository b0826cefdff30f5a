//! `boh check`: say what is wrong with scenarios and lessons, and what to write instead.

use super::args::{Check, Global};
use super::{Exit, output, prove};
use crate::scenario::{Source, understand};
use crate::text::safe_text::safe_same_bytes;

/// Checks files; every one of them, also after a bad one.
pub fn check(args: &Check, global: Global) -> anyhow::Result<Exit> {
    let mut exit = Exit::Done;
    for file in &args.files {
        if prove::is_lesson(file) {
            let checked = prove::check(file, args, global)?;
            if let Exit::Signal(_) = checked {
                return Ok(checked);
            }
            exit = worse(exit, checked);
            continue;
        }
        let source = match Source::open(file) {
            Ok(source) => source,
            Err(error) => {
                output::message(&format!("error: {}\n", safe_same_bytes(&error.to_string())));
                exit = Exit::Invalid;
                continue;
            }
        };
        match understand(&source, &[]) {
            Ok(scenario) => {
                output::findings(&scenario.warnings, global);
                if !global.quiet {
                    let shown = safe_same_bytes(&source.shown);
                    output::result(&format!("{shown}: good\n"))?;
                }
            }
            Err(findings) => {
                output::findings(&findings, global);
                exit = Exit::Invalid;
            }
        }
    }
    Ok(exit)
}

/// Returns the worse of two ends: a file that cannot be used, before a claim that does not hold.
fn worse(one: Exit, other: Exit) -> Exit {
    match (one, other) {
        (Exit::Invalid, _) | (_, Exit::Invalid) => Exit::Invalid,
        (Exit::Missed, _) | (_, Exit::Missed) => Exit::Missed,
        _ => Exit::Done,
    }
}

//! `boh check`: say what is wrong with scenarios, and what to write instead.

use super::args::{Check, Global};
use super::{Exit, output};
use crate::scenario::safe_text::safe_same_bytes;
use crate::scenario::{Source, understand};

/// Checks files; every one of them, also after a bad one.
pub fn check(args: &Check, global: Global) -> anyhow::Result<Exit> {
    let mut exit = Exit::Done;
    for file in &args.files {
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

//! `boh show`: the text of a scenario.

use super::args::Show;
use super::{Exit, output};
use crate::scenario::Source;
use crate::scenario::safe_text::safe_same_bytes;

/// Prints the text of a scenario, made harmless for a terminal.
pub fn show(args: &Show) -> anyhow::Result<Exit> {
    match Source::open(&args.name) {
        Ok(source) => {
            output::result(&safe_same_bytes(&source.text))?;
            Ok(Exit::Done)
        }
        Err(error) => {
            output::message(&format!("error: {}\n", safe_same_bytes(&error.to_string())));
            Ok(Exit::Invalid)
        }
    }
}

//! `boh show`: the text of a scenario or lesson.

use super::args::Show;
use super::{Exit, output, prove};
use crate::scenario::Source;
use crate::text::safe_text::safe_same_bytes;

/// Prints the text of a scenario or lesson, made harmless for a terminal.
pub fn show(args: &Show) -> anyhow::Result<Exit> {
    let source = if prove::is_lesson(&args.name) {
        Source::open_lesson(&args.name)
    } else {
        Source::open(&args.name)
    };
    match source {
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

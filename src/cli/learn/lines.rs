//! Where the lines come from with which somebody answers.

use crate::cli::output;
use crate::lesson::walk::Walk;
use std::io::{self, BufRead, IsTerminal};

/// The most bytes of a line that somebody writes.
const MOST_BYTES: usize = 1 << 16;

/// What somebody says.
#[derive(Debug, PartialEq, Eq)]
pub enum Said {
    /// This.
    Line(String),
    /// Nothing to this block: it is left open.
    Nothing,
    /// Nothing any more.
    Over,
}

/// Whoever answers.
pub trait Lines {
    /// Returns the answer to what has been asked last; `prompt` is what it is asked with.
    fn next(&mut self, walk: &Walk, prompt: &str) -> anyhow::Result<Said>;
}

/// Somebody who writes, in a terminal or through a pipe.
pub struct Typed;

impl Lines for Typed {
    fn next(&mut self, _: &Walk, prompt: &str) -> anyhow::Result<Said> {
        if !output::stream(format!("{prompt} ").as_bytes())? {
            return Ok(Said::Over);
        }
        let mut bytes = Vec::new();
        let mut input = io::stdin().lock();
        loop {
            let (piece, ends) = {
                let there = input.fill_buf()?;
                let end = there.iter().position(|byte| *byte == b'\n');
                (there[..end.map_or(there.len(), |end| end + 1)].to_vec(), end.is_some())
            };
            input.consume(piece.len());
            if bytes.len() < MOST_BYTES {
                bytes.extend_from_slice(&piece);
            }
            if ends {
                break;
            }
            if piece.is_empty() {
                output::stream(b"\n")?;
                return Ok(if bytes.is_empty() { Said::Over } else { line(&bytes) });
            }
        }
        if !io::stdin().is_terminal() {
            // A terminal shows what is written, and ends the line.
            output::stream(b"\n")?;
        }
        Ok(line(&bytes))
    }
}

fn line(bytes: &[u8]) -> Said {
    Said::Line(String::from_utf8_lossy(bytes).trim().to_owned())
}

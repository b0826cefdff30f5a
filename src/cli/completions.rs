//! `boh completions`: what a shell needs to complete the command line.

use super::args::{Args, Completions};
use super::{Exit, output};
use clap::CommandFactory as _;

/// Prints the completions for a shell.
pub fn completions(args: &Completions) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "boh", &mut script);
    output::as_it_is(&script)?;
    Ok(Exit::Done)
}

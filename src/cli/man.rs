//! `boh man`: the manual pages, one for each command.

use super::args::{Args, Global, Man};
use super::{Exit, files, output};
use crate::text::safe_text::safe_short;
use anyhow::Context as _;
use clap::CommandFactory as _;
use std::fs;
use std::io;

/// Writes the manual pages into a folder.
pub fn man(args: &Man, global: Global) -> anyhow::Result<Exit> {
    let folder = safe_short(&args.folder.to_string_lossy(), 200);
    if args.folder.exists() && !args.folder.is_dir() {
        output::message(&format!("error: \"{folder}\" is no folder: name another one\n"));
        return Ok(Exit::Invalid);
    }
    let mut command = Args::command().disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    collect(command, &mut pages)?;
    fs::create_dir_all(&args.folder)
        .with_context(|| format!("the folder \"{folder}\" cannot be made"))?;
    files::replace(&args.folder, &pages)
        .with_context(|| format!("the pages cannot be written into \"{folder}\""))?;
    if !global.quiet {
        output::result(&format!("{} pages written into {folder}\n", pages.len()))?;
    }
    Ok(Exit::Done)
}

/// Renders the page of a command, and those of the commands below it.
fn collect(command: clap::Command, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    let below: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    let page = clap_mangen::Man::new(command);
    let mut text = Vec::new();
    page.render(&mut text)?;
    pages.push((page.get_filename(), text));
    below.into_iter().try_for_each(|command| collect(command, pages))
}

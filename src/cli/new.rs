//! `boh new`: a file to begin with.

use super::args::{Global, New, NewScenario, NewWhat};
use super::{Exit, files, output};
use crate::scenario::bundled;
use crate::scenario::diagnostics::nearest;
use crate::scenario::safe_text::{safe, safe_short};
use anyhow::Context as _;
use std::io;
use std::path::Path;

/// A small restaurant that explains itself.
const STARTING: &str = include_str!("starting.toml");

/// Writes a file to begin with.
pub fn new(args: &New, global: Global) -> anyhow::Result<Exit> {
    match &args.what {
        NewWhat::Scenario(args) => scenario(args, global),
    }
}

fn scenario(args: &NewScenario, global: Global) -> anyhow::Result<Exit> {
    let text = match args.from.as_deref().map_or(Ok(STARTING), copy_of) {
        Ok(text) => text,
        Err(cause) => return Ok(refuse(&cause)),
    };
    let shown = safe_short(&args.file.to_string_lossy(), 200);
    if let Some(cause) = unfit(&args.file, &shown) {
        return Ok(refuse(&cause));
    }
    match files::create(&args.file, text.as_bytes()) {
        // Somebody else was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Ok(refuse(&already_there(&shown)));
        }
        written => written.with_context(|| format!("\"{shown}\" cannot be written"))?,
    }
    if !global.quiet {
        let file = for_shell(&args.file);
        output::result(&format!(
            "{shown} is written. Next:\n  boh check {file}\n  boh run {file}\n"
        ))?;
    }
    Ok(Exit::Done)
}

fn refuse(cause: &str) -> Exit {
    output::message(&format!("error: {cause}\n"));
    Exit::Invalid
}

/// Returns the text of a bundled scenario.
fn copy_of(name: &str) -> Result<&'static str, String> {
    let known = bundled();
    if let Some(found) = known.iter().find(|scenario| scenario.name == name) {
        return Ok(found.text);
    }
    let instead = match nearest(name, known.iter().map(|scenario| scenario.name)) {
        Some(near) => format!("did you mean {near}?"),
        None => "`boh list` lists them".to_owned(),
    };
    Err(format!("no bundled scenario is called \"{}\": {instead}", safe_short(name, 60)))
}

/// Says why a file cannot be written there; none: it can.
fn unfit(file: &Path, shown: &str) -> Option<String> {
    if file.extension().is_none_or(|ending| ending != "toml") {
        return Some(format!("\"{shown}\" does not end in .toml: name it like cafe.toml"));
    }
    if file.symlink_metadata().is_ok() {
        return Some(already_there(shown));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    (!folder.is_dir()).then(|| {
        let folder = safe_short(&folder.to_string_lossy(), 200);
        format!("there is no folder \"{folder}\": make it first, or write somewhere else")
    })
}

fn already_there(shown: &str) -> String {
    format!("\"{shown}\" is already there: choose another name, or delete it first")
}

/// Writes a file name as one types it: in quotes where the shell would read more into it.
fn for_shell(file: &Path) -> String {
    let name = safe(&file.to_string_lossy());
    let is_plain = |c: char| c.is_alphanumeric() || "._-/\\:".contains(c);
    if name.chars().all(is_plain) { name } else { format!("'{}'", name.replace('\'', "'\\''")) }
}

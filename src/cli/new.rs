//! `boh new`: a file to begin with.

mod lesson;

use super::args::{Global, New, NewScenario, NewWhat};
use super::{Exit, files, output};
use crate::scenario::diagnostics::nearest;
use crate::scenario::{beside, bundled};
use crate::text::safe_text::{safe, safe_short};
use anyhow::Context as _;
use std::io;
use std::path::Path;

/// A small restaurant that explains itself.
const STARTING: &str = include_str!("starting.toml");

/// Writes a file to begin with.
pub fn new(args: &New, global: Global) -> anyhow::Result<Exit> {
    match &args.what {
        NewWhat::Scenario(args) => scenario(args, global),
        NewWhat::Lesson(args) => lesson::write(args, global),
    }
}

fn scenario(args: &NewScenario, global: Global) -> anyhow::Result<Exit> {
    let (text, beside) = match args.from.as_deref().map_or(Ok((STARTING, Vec::new())), copy_of) {
        Ok(found) => found,
        Err(cause) => return Ok(refuse(&cause)),
    };
    let shown = safe_short(&args.file.to_string_lossy(), 200);
    if let Some(cause) = unfit(&args.file, &shown, ("toml", "cafe.toml")) {
        return Ok(refuse(&cause));
    }
    let folder = args.file.parent().unwrap_or(Path::new(""));
    for (name, text) in &beside {
        if let Some(cause) = unfit_beside(&folder.join(name), text) {
            return Ok(refuse(&cause));
        }
    }
    for (name, text) in &beside {
        let path = folder.join(name);
        if !path.exists() {
            files::create_new(&path, text.as_bytes())
                .with_context(|| format!("\"{name}\" cannot be written"))?;
        }
    }
    if let Some(refused) = begun(&args.file, text)? {
        return Ok(refused);
    }
    if !global.quiet {
        let file = for_shell(&args.file);
        let names: Vec<&str> = beside.iter().map(|(name, _)| *name).collect();
        let with = if names.is_empty() {
            String::new()
        } else {
            format!(", with {} beside it", names.join(", "))
        };
        output::result(&format!(
            "{shown} is written{with}. Next:\n  boh check {file}\n  boh run {file}\n"
        ))?;
    }
    Ok(Exit::Done)
}

/// Writes a file that is not there yet; returns how the command ends if it is.
fn begun(file: &Path, text: &str) -> anyhow::Result<Option<Exit>> {
    let shown = safe_short(&file.to_string_lossy(), 200);
    match files::create_new(file, text.as_bytes()) {
        // Somebody else was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Ok(Some(refuse(&already_there(&shown))))
        }
        written => {
            written.with_context(|| format!("\"{shown}\" cannot be written"))?;
            Ok(None)
        }
    }
}

fn refuse(cause: &str) -> Exit {
    output::message(&format!("error: {cause}\n"));
    Exit::Invalid
}

/// A text, and the files that it speaks of, by name.
type Copied = (&'static str, Vec<(&'static str, &'static str)>);

/// Returns a bundled scenario with what lies beside it.
fn copy_of(name: &str) -> Result<Copied, String> {
    let known = bundled();
    if let Some(found) = known.iter().find(|scenario| scenario.name == name) {
        return Ok((found.text, beside(found)));
    }
    let instead = match nearest(name, known.iter().map(|scenario| scenario.name)) {
        Some(near) => format!("did you mean {near}?"),
        None => "`boh list` lists them".to_owned(),
    };
    Err(format!("no bundled scenario is called \"{}\": {instead}", safe_short(name, 60)))
}

/// Says why a file cannot be written there; none: it can.
fn unfit(file: &Path, shown: &str, (wanted, such_as): (&str, &str)) -> Option<String> {
    if file.extension().is_none_or(|ending| ending != wanted) {
        return Some(format!("\"{shown}\" does not end in .{wanted}: name it like {such_as}"));
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

/// Says why a file of a copy cannot be written; none: it can, or is there already.
fn unfit_beside(path: &Path, text: &str) -> Option<String> {
    let shown = safe_short(&path.to_string_lossy(), 200);
    let there = path.symlink_metadata().is_ok();
    (there && !files::holds(path, text.as_bytes())).then(|| {
        format!("\"{shown}\" is already there and is another file: write into another folder")
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

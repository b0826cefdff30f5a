//! Where it is kept what has been done in the lessons, and what is wrong with that file.

use super::args::{Global, Kept};
use super::output;
use crate::lesson::progress::{Keeper, Trouble};
use crate::text::safe_text::safe_short;
use etcetera::BaseStrategy;
use std::path::PathBuf;

/// The file, in a folder for the program's own.
const FILE: &str = "progress.toml";
/// The file, in a folder for something else.
const FILE_HERE: &str = "boh-progress.toml";

/// Opens the file of progress; says what is wrong with it, and goes on.
pub fn keeper(kept: &Kept, global: Global) -> Keeper {
    let (keeper, troubles) = Keeper::open(place(kept).as_deref());
    if !global.quiet {
        for trouble in &troubles {
            output::message(&say(trouble));
        }
    }
    keeper
}

/// Returns where progress is kept.
fn place(kept: &Kept) -> Option<PathBuf> {
    if kept.here {
        return Some(PathBuf::from(FILE_HERE));
    }
    Some(state_folder()?.join(FILE))
}

/// Returns the folder in which the program keeps what it remembers; none: there is no home folder.
pub fn state_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    let folder = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    Some(folder.join("back-of-house"))
}

/// Says what is wrong with the file, and what that means.
pub fn say(trouble: &Trouble) -> String {
    let named = |path: &PathBuf| safe_short(&path.to_string_lossy(), 200);
    let text = match trouble {
        Trouble::NoPlace => "there is no home folder, so progress is not kept: use --here".into(),
        Trouble::Aside(place, aside, true) => format!(
            "\"{}\" was damaged: it is \"{}\" now, and the copy of before is used",
            named(place),
            named(aside)
        ),
        Trouble::Aside(place, aside, false) => format!(
            "\"{}\" is damaged, or no progress: it is \"{}\" now, and a new one is begun",
            named(place),
            named(aside)
        ),
        Trouble::Newer(place) => format!(
            "a newer boh has written \"{}\": it stays as it is, and nothing is kept",
            named(place)
        ),
        Trouble::NoFile(place) => format!(
            "\"{}\" is no regular file, so nothing is kept: move it away, or use --here",
            named(place)
        ),
        Trouble::Unread(place, cause) => {
            format!("\"{}\" cannot be read, so nothing is kept: {cause}", named(place))
        }
        Trouble::Unwritten(place, cause) => {
            format!("\"{}\" cannot be written, so nothing more is kept: {cause}", named(place))
        }
    };
    format!("warning: {text}\n")
}

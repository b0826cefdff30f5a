//! `boh progress`: what has been done in the lessons, and the file in which it is kept.

mod tables;

use super::args::{self, Global, Kept};
use super::{Exit, output};
use crate::lesson::progress::{Keeper, Trouble};
use crate::scenario::diagnostics::nearest;
use crate::text::safe_text::safe_short;
use etcetera::BaseStrategy;
use std::path::{Path, PathBuf};

/// The file, in a folder for the program's own.
const FILE: &str = "progress.toml";
/// The file, in a folder for something else.
const FILE_HERE: &str = "boh-progress.toml";

/// Shows what has been done.
pub fn progress(args: &args::Progress, global: Global) -> anyhow::Result<Exit> {
    let keeper = keeper(&args.kept, global);
    let student = args.kept.student.as_deref();
    if let Some(lesson) = &args.forget {
        return forget(keeper, lesson, student);
    }
    let all = keeper.progress().records.iter();
    let records: Vec<_> =
        all.filter(|record| student.is_none() || record.student.as_deref() == student).collect();
    let text = if args.json {
        tables::json(&records)
    } else if args.csv {
        tables::csv(&records)?
    } else {
        tables::table(&records, keeper.place())
    };
    output::result(&text)?;
    Ok(Exit::Done)
}

/// Forgets a lesson; says how to get it back.
fn forget(mut keeper: Keeper, lesson: &str, student: Option<&str>) -> anyhow::Result<Exit> {
    let named = |path: &Path| safe_short(&path.to_string_lossy(), 200);
    match keeper.forget(lesson, student) {
        Ok(Some(copy)) => {
            let place = keeper.place().map(named).unwrap_or_default();
            output::result(&format!(
                "Forgotten: {}. To get it back, copy this over \"{place}\":\n{}\n",
                safe_short(lesson, 80),
                named(&copy)
            ))?;
            Ok(Exit::Done)
        }
        Ok(None) => {
            let known = || keeper.progress().records.iter();
            let of_others = known().find(|record| record.lesson == lesson);
            let instead = match of_others.and_then(|record| record.student.as_deref()) {
                Some(student) => format!(": say whose with --student \"{student}\""),
                None => match nearest(lesson, known().map(|record| record.lesson.as_str())) {
                    Some(name) => format!(": did you mean {name}?"),
                    None => ": `boh progress` lists what is known".into(),
                },
            };
            let lesson = safe_short(lesson, 80);
            output::message(&format!(
                "error: nothing is known of a lesson \"{lesson}\"{instead}\n"
            ));
            Ok(Exit::Invalid)
        }
        Err(troubles) => {
            for trouble in &troubles {
                output::message(&say(trouble));
            }
            Ok(Exit::Failed)
        }
    }
}

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

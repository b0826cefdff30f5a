//! `boh progress`: what has been done in the lessons.

mod tables;

use super::args::{self, Global};
use super::keeping::{keeper, say};
use super::{Exit, output};
use crate::lesson::progress::Keeper;
use crate::scenario::diagnostics::nearest;
use crate::text::safe_text::safe_short;
use std::path::Path;

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

//! `boh check LESSON.md`: diagnose a lesson, prove what it claims, and say what is still to do.

use super::args::{Check, Global};
use super::{Exit, files, output, signals};
use crate::lesson::{
    ENOUGH_SEEDS, Judged, Lesson, Missing, Plan, Proved, fill, misfits, missing_parts, prove,
    wishes,
};
use crate::scenario::diagnostics::Findings;
use crate::scenario::{Source, bundled, bundled_lessons};
use crate::text::safe_text::{safe_same_bytes, safe_short};
use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Write as _;
use std::num::NonZero;
use std::path::Path;
use std::thread;

/// Says whether an argument names a lesson.
pub fn is_lesson(argument: &str) -> bool {
    let is_file = Path::new(argument).extension().is_some_and(|ending| ending == "md");
    let known = |list: Vec<crate::scenario::Bundled>| list.iter().any(|at| at.name == argument);
    is_file || known(bundled_lessons()) && !known(bundled())
}

/// Checks a lesson.
pub fn check(argument: &str, args: &Check, global: Global) -> anyhow::Result<Exit> {
    let source = match Source::open_lesson(argument) {
        Ok(source) => source,
        Err(error) => {
            output::message(&format!("error: {}\n", safe_same_bytes(&error.to_string())));
            return Ok(Exit::Invalid);
        }
    };
    let Some(checked) = proved(&source, args, global)? else { return Ok(Exit::Invalid) };
    if let Some(signal) = checked.signal {
        return Ok(Exit::Signal(signal));
    }
    if args.fill {
        let (text, count) = fill(&source.text, &checked.proved.blocks);
        if count > 0 {
            return filled(argument, &text, count, args, global);
        }
    }
    tell(&checked, &source, global)
}

/// A lesson that was checked, and what has come of it.
struct Checked {
    lesson: Lesson,
    findings: Findings,
    proved: Proved,
    seeds: u64,
    signal: Option<i32>,
}

/// Diagnoses a lesson and proves it; none: it is not valid, which has been said.
fn proved(source: &Source, args: &Check, global: Global) -> anyhow::Result<Option<Checked>> {
    let (lesson, findings) = Lesson::draft(source);
    // A block that is wrong is not there yet: what is missing besides is told when all others are.
    let Some(lesson) = lesson.filter(|_| !findings.has_errors()) else {
        output::findings(&findings, global);
        return Ok(None);
    };
    let interrupts = signals::catch()?;
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let plan = Plan { seeds: args.seeds, threads };
    let bar = progress(&source.shown, global);
    let proved = prove(&lesson, plan, &|| interrupts.caught().is_some(), &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let signal = interrupts.caught();
    Ok(Some(Checked { lesson, findings, proved, seeds: args.seeds, signal }))
}

/// Shows how far it has come, where standard error is a terminal.
fn progress(shown: &str, global: Global) -> ProgressBar {
    let target =
        if global.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let style = ProgressStyle::with_template("{msg}: {pos} of {len} runs, {eta} to go");
    ProgressBar::with_draw_target(Some(0), target)
        .with_style(style.expect("the template is well formed"))
        .with_message(safe_short(shown, 60))
}

/// Writes a lesson's file with the proposed borders, and checks it again.
fn filled(
    argument: &str,
    text: &str,
    count: usize,
    args: &Check,
    global: Global,
) -> anyhow::Result<Exit> {
    let is_bundled = bundled_lessons().iter().any(|known| known.name == argument);
    let shown = safe_short(argument, 200);
    if argument == "-" || is_bundled {
        let cause = format!("\"{shown}\" is no file that could be written: leave out --fill");
        output::message(&format!("error: {cause}\n"));
        return Ok(Exit::Invalid);
    }
    let Some(mut file) = files::create(argument)? else { return Ok(Exit::Invalid) };
    file.write(text.as_bytes())?;
    file.finish()?;
    if !global.quiet {
        output::result(&format!("{shown}: cut written for {count} of its predictions\n"))?;
    }
    let source = Source::open_lesson(argument).context("what was written cannot be read")?;
    match proved(&source, args, global)? {
        Some(Checked { signal: Some(signal), .. }) => Ok(Exit::Signal(signal)),
        Some(checked) => tell(&checked, &source, global),
        None => Ok(Exit::Invalid),
    }
}

/// Says what has come of it.
fn tell(checked: &Checked, source: &Source, global: Global) -> anyhow::Result<Exit> {
    let Checked { lesson, findings, proved, seeds, .. } = checked;
    let mut findings = findings.clone();
    let missing = missing_parts(lesson);
    let mut is_wrong = false;
    for judged in &proved.blocks {
        // What is not there yet claims nothing.
        let lacks = missing.iter().any(|missing| missing.span.as_ref() == Some(&judged.span));
        for (cause, remedy) in &judged.verdict.wrong {
            is_wrong |= !lacks;
            let cause = format!("{} {}: {cause}", judged.word, judged.id);
            findings.error(judged.span.clone(), cause).remedy(remedy.clone());
        }
    }
    for misfit in misfits(lesson) {
        findings.warning(misfit.span, misfit.cause).remedy(misfit.remedy);
    }
    output::findings(&findings, global);
    if !global.quiet {
        output::result(&safe_same_bytes(&summary(proved, source, *seeds, is_wrong, &missing)))?;
        output::result(&safe_same_bytes(&to_do(&missing, &wishes(lesson), source)))?;
    }
    Ok(match (missing.is_empty(), is_wrong) {
        (false, _) => Exit::Invalid,
        (true, true) => Exit::Missed,
        (true, false) => Exit::Done,
    })
}

fn summary(
    proved: &Proved,
    source: &Source,
    seeds: u64,
    is_wrong: bool,
    missing: &[Missing],
) -> String {
    let mut text = format!("{}: ", source.shown);
    let _ = match (is_wrong, missing.is_empty()) {
        (true, true) => writeln!(text, "some of its claims do not hold"),
        (true, false) => writeln!(text, "not complete yet, and some of its claims do not hold"),
        (false, false) => writeln!(text, "not complete yet"),
        (false, true) if seeds < ENOUGH_SEEDS => {
            writeln!(text, "good as far as {seeds} seeds show; it takes {ENOUGH_SEEDS} to be sure")
        }
        (false, true) => writeln!(text, "good: proved with {seeds} seeds, in {} runs", proved.runs),
    };
    for Judged { word, id, verdict, .. } in &proved.blocks {
        for (number, line) in verdict.measured.iter().enumerate() {
            let name = if number == 0 { format!("{word} {id}") } else { String::new() };
            let gap = if number == 0 { ": " } else { "  " };
            let _ = writeln!(text, "  {name}{gap}{line}");
        }
    }
    text
}

/// Writes what is still to do, and what would be nice.
fn to_do(missing: &[Missing], wishes: &[Missing], source: &Source) -> String {
    let mut text = String::new();
    for (head, list) in [("To do:", missing), ("Would be better:", wishes)] {
        if list.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{head}");
        for Missing { span, cause, remedy } in list {
            let place = span.as_ref().map_or_else(String::new, |span| {
                let line = 1 + source.text[..span.start].matches('\n').count();
                format!("line {line}: ")
            });
            let _ = writeln!(text, "  - {place}{cause}: {remedy}");
        }
    }
    text
}

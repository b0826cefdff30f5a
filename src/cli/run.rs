//! `boh run`: simulate and report.

use super::args::{Global, Run, View};
use super::follow::{Followed, follow};
use super::live::{self, Watched};
use super::memory::peak_memory_bytes;
use super::panels::tell_panels;
use super::replicate::replicate;
use super::{Exit, files, lenses, output, signals};
use crate::lens::Tongue;
use crate::report::{self, Report};
use crate::runner::Journal;
use crate::scenario::units::duration_ns;
use crate::scenario::{Scenario, Set, Source, understand};
use crate::text::safe_text::safe_same_bytes;
use std::sync::Arc;

/// Runs a scenario and prints its report.
pub fn run(args: &Run, global: Global) -> anyhow::Result<Exit> {
    if !fits(&args.view) {
        return Ok(Exit::Invalid);
    }
    let Some(tongue) = lenses::open(&args.view.words, global) else { return Ok(Exit::Invalid) };
    let Some(sets) = sets(args) else { return Ok(Exit::Invalid) };
    let Some((source, scenario)) = load_with_source(&args.scenario, &sets, global) else {
        return Ok(Exit::Invalid);
    };
    if let Some(replications) = args.reps {
        return replicate((args, tongue), replications, &scenario, global);
    }
    let (seed, drain) = (args.seed.unwrap_or(scenario.seed), args.drain || scenario.drain);
    if !args.panels.is_empty() {
        return tell_panels(scenario, (seed, drain), args, global);
    }
    if global.verbose {
        output::message(&format!("running {} with seed {seed}\n", scenario.name));
    }
    let journal = match created(args.journal.as_deref())? {
        Ok(journal) => journal,
        Err(exit) => return Ok(exit),
    };
    let day = (seed, drain);
    let journal = journal.map(|file| (file, Journal::of(&source, &sets, &scenario, day, &[])));
    if live::is_wanted(&args.view) {
        let looks = live::looks(tongue, global);
        let (scenario, speed) = (Arc::new(scenario), args.view.speed);
        let watched = Watched { day, speed, journal, ..Watched::of(scenario) };
        return live::watch(watched, looks, global);
    }
    let followed = Followed { scenario: &scenario, seed, drain, entries: &[] };
    present(followed, (&args.view, tongue), journal, global)
}

/// Says whether the ways to show a run fit together, or why not.
pub fn fits(view: &View) -> bool {
    let taken = view.csv.as_deref() == Some("-") && (view.json || view.plain);
    if taken {
        let cause = "standard output takes one thing at a time: write the rows to a file, as in \
                     --csv rows.csv";
        output::message(&format!("error: {cause}\n"));
    }
    !taken
}

/// Begins the file of a journal, if there is to be one; it may not be possible there, which has
/// been said.
pub fn created(path: Option<&str>) -> anyhow::Result<Result<Option<files::File>, Exit>> {
    let Some(path) = path else { return Ok(Ok(None)) };
    if path == "-" {
        let cause = "a journal is not written to standard output: name a file, as in --journal \
                     mine.journal";
        output::message(&format!("error: {cause}\n"));
        return Ok(Err(Exit::Invalid));
    }
    Ok(files::create(path)?.map(Some).ok_or(Exit::Invalid))
}

/// Runs what is to be followed, shows it, and writes its journal.
pub fn present(
    followed: Followed<'_>,
    (view, tongue): (&View, Tongue),
    journal: Option<(files::File, Journal)>,
    global: Global,
) -> anyhow::Result<Exit> {
    let interrupts = signals::catch()?;
    let Some(finished) = follow(followed, (view, tongue), &interrupts)? else {
        return Ok(Exit::Invalid);
    };
    let written = journal.map_or(Ok(()), |(mut file, journal)| {
        file.write(journal.with(followed.entries).text().as_bytes())?;
        file.finish()
    });
    let report = Report::new(followed.scenario, &finished, peak_memory_bytes());
    let options = report::Options { unicode: output::unicode(global), tongue };
    if view.json {
        output::result(&format!("{}\n", report::json(&report)))?;
    } else if view.plain {
        output::result(&format!("\n{}", report::text(&report, options)))?;
    } else if view.csv.as_deref() != Some("-") {
        output::result(&report::text(&report, options))?;
    }
    written?;
    Ok(Exit::of(finished.stopped, report.all_met(), interrupts.caught()))
}

/// Reads the keys set on the command line; none: one is wrong, which has been said.
fn sets(args: &Run) -> Option<Vec<Set>> {
    let mut sets = Vec::new();
    for text in &args.sets {
        match Set::parse(text) {
            Ok(set) => sets.push(set),
            Err(cause) => {
                output::message(&format!("error: --set {cause}\n"));
                return None;
            }
        }
    }
    if let Some(duration) = &args.duration {
        if let Err(cause) = duration_ns(duration.trim_matches(['"', '\''])) {
            output::message(&format!("error: --duration {cause}\n"));
            return None;
        }
        sets.push(Set { path: "duration".into(), value: duration.clone() });
    }
    Some(sets)
}

/// Reads and checks a scenario, and says what is wrong with it.
pub fn load(name: &str, sets: &[Set], global: Global) -> Option<Scenario> {
    load_with_source(name, sets, global).map(|(_, scenario)| scenario)
}

fn load_with_source(name: &str, sets: &[Set], global: Global) -> Option<(Source, Scenario)> {
    let source = match Source::open(name) {
        Ok(source) => source,
        Err(error) => {
            output::message(&format!("error: {}\n", safe_same_bytes(&error.to_string())));
            return None;
        }
    };
    match understand(&source, sets) {
        Ok(scenario) => {
            if !global.quiet {
                output::findings(&scenario.warnings, global);
            }
            Some((source, scenario))
        }
        Err(findings) => {
            output::findings(&findings, global);
            None
        }
    }
}

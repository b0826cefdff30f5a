//! The dashboard: opened by `boh run`, `replay` and `demo` in a terminal, and by a bare `boh` after
//! somebody has chosen.

use super::args::{Global, ThemeName, View};
use super::memory::peak_memory_bytes;
use super::{Exit, files, output};
use crate::dashboard::{self, App, Guided, Looks, Ours, Scheme, Script, Theme};
use crate::lens::Tongue;
use crate::report::{self, Report};
use crate::runner::live::{Beginning, Live, WallClock};
use crate::runner::{Entry, Finished, Journal, Speed, Stopped};
use crate::scenario::Scenario;
use anyhow::Context;
use std::io::{self, IsTerminal};
use std::sync::Arc;

/// Says whether somebody sits in front of a terminal that can be drawn on, and wants to see.
pub fn is_wanted(view: &View) -> bool {
    let reports = view.headless || view.json || view.plain || view.csv.is_some();
    !reports && has_terminal()
}

/// Says whether there is a terminal that can be drawn on.
pub fn has_terminal() -> bool {
    let draws = std::env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb");
    draws && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// A run that is to be watched.
pub struct Watched {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The seed, and whether it goes on after closing time until the house is empty.
    pub day: (u64, bool),
    /// How fast; none: so that an ordinary order takes four seconds.
    pub speed: Option<f64>,
    /// What will enter from outside, as in the run that it replays.
    pub entries: Vec<Entry>,
    /// Where its journal goes, and the journal of a run in which nothing enters.
    pub journal: Option<(files::File, Journal)>,
    /// What a guide says and does; none: whoever watches is alone.
    pub script: Option<&'static Script>,
}

impl Watched {
    /// A scenario as it is, watched by somebody alone.
    pub fn of(scenario: Arc<Scenario>) -> Watched {
        let day = (scenario.seed, scenario.drain);
        Watched { scenario, day, speed: None, entries: Vec::new(), journal: None, script: None }
    }
}

/// Shows a run until somebody quits, and reports what was seen.
pub fn watch(watched: Watched, looks: Looks, global: Global) -> anyhow::Result<Exit> {
    Ok(sit(watched, looks, global)?.unwrap_or(Exit::Done))
}

/// The same; none: somebody wants to see what else there is, and no report.
pub fn sit(watched: Watched, looks: Looks, global: Global) -> anyhow::Result<Option<Exit>> {
    let Watched { scenario, day: (seed, drain), speed, entries, journal, script } = watched;
    let _ours = Ours::of(&scenario, seed);
    let beginning = Beginning {
        seed,
        drain,
        speed: speed.map(Speed::Times),
        entries,
        ..Beginning::of(&scenario)
    };
    let Live { requests, pictures, thread } =
        Live::start(Arc::clone(&scenario), beginning, WallClock::start());
    let first = Arc::clone(&pictures.borrow());
    let app = App::open(Arc::clone(&scenario), looks, (first, requests));
    let mut guided = Guided::new(app, script);
    let shown = dashboard::show(&mut guided, Some(pictures));
    let (signal, words) = (guided.app.signal, guided.app.looks.tongue);
    let wants_more = guided.wants_more;
    // With the dashboard the last sender goes, which ends the run.
    drop(guided);
    let ended = match thread.join() {
        Ok(ended) => ended,
        // It has been told already, on a terminal that was given back.
        Err(panic) => std::panic::resume_unwind(panic),
    };
    let written = journal.map_or(Ok(()), |(mut file, journal)| {
        file.write(journal.with(&ended.entries).text().as_bytes())?;
        file.finish()
    });
    if wants_more {
        return Ok(None);
    }
    let report = Report::new(&scenario, &ended.finished, peak_memory_bytes());
    let options = report::Options { unicode: output::unicode(global), tongue: words };
    let told = output::result(&report::text(&report, options));
    written?;
    // Who has been told to stop may have no terminal any more.
    if signal.is_none() {
        told?;
        shown.context("the terminal cannot be drawn on")?;
    }
    Ok(Some(exit(&report, &ended.finished, signal)))
}

/// Whoever quits before the end has missed what the report says was missed by then.
fn exit(report: &Report, finished: &Finished, signal: Option<i32>) -> Exit {
    match (finished.stopped, signal) {
        (_, Some(signal)) => Exit::Signal(signal),
        (Some(Stopped::Interrupted) | None, None) if report.all_met() => Exit::Done,
        (Some(Stopped::Interrupted) | None, None) => Exit::Missed,
        (Some(_), None) => Exit::Failed,
    }
}

/// Returns how the screen is to look.
pub fn looks(tongue: Tongue, global: Global) -> Looks {
    let set = std::env::var_os("BOH_REDUCED_MOTION").is_some_and(|value| !value.is_empty());
    Looks {
        theme: Theme::new(scheme(global), output::depth(), output::unicode(global)),
        tongue,
        own_lens: tongue.own(),
        is_big: global.big,
        reduced_motion: global.reduced_motion || set,
    }
}

/// Returns which colours are used: none where they are not wanted, whatever the theme.
fn scheme(global: Global) -> Scheme {
    if !output::colors(global, true) {
        return Scheme::Mono;
    }
    match global.theme {
        ThemeName::Auto => Scheme::Own,
        ThemeName::Dark => Scheme::Dark,
        ThemeName::Light => Scheme::Light,
        ThemeName::ColourBlind => Scheme::ColourBlind,
        ThemeName::HighContrast => Scheme::HighContrast,
        ThemeName::Mono => Scheme::Mono,
    }
}

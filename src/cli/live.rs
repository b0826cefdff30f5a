//! The dashboard: opened by `boh run` in a terminal, and by a bare `boh` after somebody has chosen.

use super::args::{Global, View, Words};
use super::{Exit, files, output, run};
use crate::dashboard::{
    self, App, Chooser, Chosen, DEMO, DEMO_SCENARIO, Guided, Looks, MINUTE, MINUTE_SCENARIO,
    Script, Theme, Tongue,
};
use crate::report::{self, Report};
use crate::runner::live::{Beginning, CHECKPOINT_BYTES, Ended, Live, WallClock};
use crate::runner::{Finished, Journal, Speed, Stopped};
use crate::scenario::{Scenario, Set, Source, bundled, understand};
use anyhow::{Context, anyhow};
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
pub struct Watched<'a> {
    /// What it is made from.
    pub source: &'a Source,
    /// What was set on the command line.
    pub sets: &'a [Set],
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The seed, and whether it goes on after closing time until the house is empty.
    pub day: (u64, bool),
    /// How fast; none: so that an ordinary order takes four seconds.
    pub speed: Option<f64>,
    /// Where its journal goes.
    pub journal: Option<files::File>,
}

/// Shows a run until somebody quits, and reports what was seen.
pub fn watch(watched: Watched<'_>, looks: Looks, global: Global) -> anyhow::Result<Exit> {
    let Watched { source, sets, scenario, day: (seed, drain), speed, journal } = watched;
    let left = sit(&scenario, (seed, drain), speed, (looks, None));
    let written = journal.map_or(Ok(()), |mut file| {
        let text = Journal::of(source, sets, &scenario, (seed, drain), &left.ended.entries).text();
        file.write(text.as_bytes())?;
        file.finish()
    });
    let exit = tell(&scenario, left, global)?;
    written?;
    Ok(exit)
}

/// What is left when somebody has gone.
struct Left {
    ended: Ended,
    signal: Option<i32>,
    /// Whether the terminal could be drawn on.
    shown: io::Result<()>,
    /// Whether somebody wants to see what else there is.
    wants_more: bool,
}

/// Shows a run until somebody quits, with a guide or alone.
fn sit(
    scenario: &Arc<Scenario>,
    (seed, drain): (u64, bool),
    speed: Option<f64>,
    (looks, script): (Looks, Option<&'static Script>),
) -> Left {
    let beginning = Beginning {
        seed,
        drain,
        speed: speed.map(Speed::Times),
        checkpoint_bytes: CHECKPOINT_BYTES,
    };
    let Live { requests, pictures, thread } =
        Live::start(Arc::clone(scenario), beginning, WallClock::start());
    let first = Arc::clone(&pictures.borrow());
    let app = App::open(Arc::clone(scenario), looks, (first, requests));
    let mut guided = Guided::new(app, script);
    let shown = dashboard::show(&mut guided, Some(pictures));
    let (signal, wants_more) = (guided.app.signal, guided.wants_more);
    // With the dashboard the last sender goes, which ends the run.
    drop(guided);
    let ended = match thread.join() {
        Ok(ended) => ended,
        // It has been told already, on a terminal that was given back.
        Err(panic) => std::panic::resume_unwind(panic),
    };
    Left { ended, signal, shown, wants_more }
}

/// Reports what was seen.
fn tell(scenario: &Scenario, left: Left, global: Global) -> anyhow::Result<Exit> {
    let finished = &left.ended.finished;
    let report = Report::new(scenario, finished, run::peak_memory_bytes());
    let options = report::Options { unicode: output::unicode(global) };
    output::result(&report::text(&report, options))?;
    left.shown.context("the terminal cannot be drawn on")?;
    Ok(exit(&report, finished, left.signal))
}

/// Guides somebody; none: who wants to see what else there is.
fn guide(
    source: &Source,
    script: &'static Script,
    (looks, global): (Looks, Global),
) -> anyhow::Result<Option<Exit>> {
    let scenario = understand(source, &[]).map_err(|_| anyhow!("the guide has lost its way"))?;
    let scenario = Arc::new(scenario);
    let day = (scenario.seed, scenario.drain);
    let left = sit(&scenario, day, None, (looks, Some(script)));
    if left.wants_more {
        return Ok(None);
    }
    tell(&scenario, left, global).map(Some)
}

/// Shows what the program is, in half a minute.
pub fn demo(words: Words, global: Global) -> anyhow::Result<Exit> {
    if !has_terminal() {
        output::message(NO_TERMINAL);
        return Ok(Exit::Invalid);
    }
    let source = Source::open(DEMO_SCENARIO)?;
    Ok(guide(&source, &DEMO, (looks(words, global), global))?.unwrap_or(Exit::Done))
}

const NO_TERMINAL: &str = "error: the demo needs a terminal to draw on\n  \
     help: `boh run lunch-rush` prints a report anywhere\n";

/// Whoever quits before the end has missed no goal.
fn exit(report: &Report, finished: &Finished, signal: Option<i32>) -> Exit {
    match (finished.stopped, signal) {
        (_, Some(signal)) => Exit::Signal(signal),
        (Some(Stopped::Interrupted), None) => Exit::Done,
        (Some(_), None) => Exit::Failed,
        (None, None) if report.all_met() => Exit::Done,
        (None, None) => Exit::Missed,
    }
}

/// Returns how the screen is to look.
pub fn looks(words: Words, global: Global) -> Looks {
    let set = std::env::var_os("BOH_REDUCED_MOTION").is_some_and(|value| !value.is_empty());
    Looks {
        theme: Theme::new(output::colors(global, true), output::unicode(global)),
        tongue: match words {
            Words::Kitchen => Tongue::Kitchen,
            Words::Backend => Tongue::Backend,
            Words::Both => Tongue::Both,
        },
        reduced_motion: global.reduced_motion || set,
    }
}

/// Lets somebody choose a scenario, and shows it.
pub fn choose(global: Global) -> anyhow::Result<Exit> {
    let sources: Vec<Source> =
        bundled().iter().map(|known| Source::from_text(known.name, known.text)).collect();
    let known = sources.iter().filter_map(|source| Some((source, understand(source, &[]).ok()?)));
    let all: Vec<(&Source, Arc<Scenario>)> =
        known.map(|(source, scenario)| (source, Arc::new(scenario))).collect();
    let scenarios = all.iter().map(|(_, scenario)| Arc::clone(scenario)).collect();
    let mut chooser = Chooser::new(scenarios, looks(Words::Kitchen, global));
    loop {
        dashboard::show(&mut chooser, None).context("the terminal cannot be drawn on")?;
        if let Some(signal) = chooser.signal {
            return Ok(Exit::Signal(signal));
        }
        let looks = chooser.looks;
        match chooser.chosen.take() {
            None => return Ok(Exit::Done),
            Some(Chosen::Guide) => {
                let source = Source::from_text("first-minute", MINUTE_SCENARIO);
                if let Some(exit) = guide(&source, &MINUTE, (looks, global))? {
                    return Ok(exit);
                }
                chooser.has_been_guided();
            }
            Some(Chosen::Scenario(chosen)) => {
                let (source, scenario) = &all[chosen];
                let (scenario, day) = (Arc::clone(scenario), (scenario.seed, scenario.drain));
                let watched =
                    Watched { source, sets: &[], scenario, day, speed: None, journal: None };
                return watch(watched, looks, global);
            }
        }
    }
}

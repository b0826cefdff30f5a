//! `boh run --reps`: many days of the same restaurant.

use super::args::{Global, Run};
use super::memory::peak_memory_bytes;
use super::{Exit, output, signals};
use crate::experiment::{self, Plan};
use crate::lens::Tongue;
use crate::report::{self, Replicated};
use crate::scenario::Scenario;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::num::NonZero;
use std::thread;

/// Says why an experiment cannot be followed as one run is; none: nobody wants to.
fn misfit(args: &Run) -> Option<&'static str> {
    if args.view.csv.is_some() {
        Some(
            "--csv follows one run: leave out --reps, or write a file for each seed, as in --seed \
             8 --csv 8.csv",
        )
    } else if args.view.plain {
        Some("--plain follows one run: leave out --reps")
    } else if args.journal.is_some() {
        Some("a journal is of one run: leave out --reps, or --journal")
    } else {
        None
    }
}

/// Replicates a scenario and prints the report.
pub fn replicate(
    (args, tongue): (&Run, Tongue),
    replications: u64,
    scenario: &Scenario,
    global: Global,
) -> anyhow::Result<Exit> {
    let seed = args.seed.unwrap_or(scenario.seed);
    let beyond = "the last seed would be too large: choose a smaller --seed";
    let misfit = misfit(args).or(seed.checked_add(replications).is_none().then_some(beyond));
    if let Some(cause) = misfit {
        output::message(&format!("error: {cause}\n"));
        return Ok(Exit::Invalid);
    }
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = args.threads.map_or(cores, usize::from);
    let plan = Plan { seed, drain: args.drain || scenario.drain, replications, threads };
    let interrupts = signals::catch()?;
    let bar = progress(replications, global);
    let mut show = |finished| {
        bar.set_position(finished);
    };
    let interrupted = || interrupts.caught().is_some();
    let run = experiment::replicate(scenario, plan, &interrupted, &mut show);
    bar.finish_and_clear();
    let report = Replicated::new(scenario, run, peak_memory_bytes());
    let text = if args.view.json {
        format!("{}\n", report::replicated_json(&report))
    } else {
        let options = report::Options { unicode: output::unicode(global), tongue };
        report::replicated_text(&report, options)
    };
    output::result(&text)?;
    Ok(Exit::of(report.run.stopped, report.all_met(), interrupts.caught()))
}

/// Shows how far it has come, where standard error is a terminal.
fn progress(replications: u64, global: Global) -> ProgressBar {
    let target =
        if global.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let style = ProgressStyle::with_template("{pos} of {len} replications, {eta} to go");
    ProgressBar::with_draw_target(Some(replications), target)
        .with_style(style.expect("the template is well formed"))
}

//! `boh run`: simulate and report.

use super::args::{Global, Run};
use super::{Exit, output, signals};
use crate::report::{self, Report};
use crate::runner::{self, Finished, Stopped};
use crate::scenario::safe_text::safe_same_bytes;
use crate::scenario::{Scenario, Set, Source, understand};

/// Runs a scenario and prints its report.
pub fn run(args: &Run, global: Global) -> anyhow::Result<Exit> {
    let Some(scenario) = scenario(args, global) else { return Ok(Exit::Invalid) };
    let interrupts = signals::catch()?;
    let options = runner::Options {
        seed: args.seed.unwrap_or(scenario.seed),
        drain: args.drain || scenario.drain,
        interrupted: &|| interrupts.caught().is_some(),
    };
    if global.verbose {
        output::message(&format!("running {} with seed {}\n", scenario.name, options.seed));
    }
    let finished = runner::run(&scenario, options);
    let report = Report::new(&scenario, &finished, peak_memory_bytes());
    let text = if args.json {
        format!("{}\n", report::json(&report))
    } else {
        report::text(&report, report::Options { unicode: output::unicode(global) })
    };
    output::result(&text)?;
    Ok(exit(&report, &finished, interrupts.caught()))
}

fn exit(report: &Report, finished: &Finished, signal: Option<i32>) -> Exit {
    match (finished.stopped, signal) {
        (Some(Stopped::Interrupted), Some(signal)) => Exit::Signal(signal),
        (Some(_), _) => Exit::Failed,
        (None, _) if report.all_met() => Exit::Done,
        (None, _) => Exit::Missed,
    }
}

fn scenario(args: &Run, global: Global) -> Option<Scenario> {
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
        sets.push(Set { path: "duration".into(), value: duration.clone() });
    }
    load(&args.scenario, &sets, global)
}

/// Reads and checks a scenario, and says what is wrong with it.
pub fn load(name: &str, sets: &[Set], global: Global) -> Option<Scenario> {
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
            Some(scenario)
        }
        Err(findings) => {
            output::findings(&findings, global);
            None
        }
    }
}

/// Returns the most memory that this process has held, where the system tells.
fn peak_memory_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

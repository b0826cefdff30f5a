//! Running a scenario as fast as possible, from opening to its end.

use super::command::Entry;
use super::finished::Finished;
use super::run::Run;
use crate::scenario::Scenario;

/// How a scenario is run.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The seed.
    pub seed: u64,
    /// Whether to go on after closing time until the house is empty.
    pub drain: bool,
    /// Asked now and then whether to stop early.
    pub interrupted: &'a dyn Fn() -> bool,
}

/// Runs a scenario to its end.
pub fn run(scenario: &Scenario, options: Options<'_>) -> Finished {
    replay(scenario, options, &[])
}

/// Runs a scenario to its end, with what entered from outside.
pub fn replay(scenario: &Scenario, options: Options<'_>, entries: &[Entry]) -> Finished {
    let mut run = Run::open(scenario, options.seed, options.drain, ());
    run.expect(entries);
    run.go_to_the_end(options.interrupted);
    run.finish(options.interrupted)
}

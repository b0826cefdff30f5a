//! Tests from outside: the real binary, its reports, exit codes and messages.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read files")]

mod buildings;
mod cli;
mod docs;
mod door;
mod findings;
mod follow;
mod hostile;
mod learning;
mod lenses;
mod lessons;
#[cfg(unix)]
mod live;
mod money;
mod partners;
mod presenting;
mod reference;
mod replays;
mod reports;
mod reps;
mod rows;
mod scenarios;
mod seeds;
#[cfg(target_os = "linux")]
mod signals;
mod support;
mod texts;
mod theory;
mod tidy;
mod traces;
mod writing;

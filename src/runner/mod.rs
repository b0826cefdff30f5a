//! The runner: runs a scenario, with its timeline and its windows.
//!
//! It is the only place where simulated and real time meet. The world runs from one due moment to
//! the next (a knob to turn, a window to open or close); between them nothing from outside enters,
//! so the same scenario and seed give the same run.

mod agenda;
mod headless;

pub use headless::{Finished, Options, Stopped, ledger_of, run};

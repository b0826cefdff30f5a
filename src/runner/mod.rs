//! The runner: runs a scenario, with its timeline, its windows and what enters from outside.
//!
//! It is the only place where simulated and real time meet. The world runs from one due moment to
//! the next (a knob to turn, a window to open or close); between them nothing from outside enters,
//! so the same scenario, seed and journal give the same run. Start with [`Run`], which whoever
//! watches drives piece by piece; [`run`] drives it to its end at once.

mod agenda;
mod checked;
mod command;
mod finished;
mod follower;
mod happening;
mod headless;
pub mod history;
mod jobs;
mod journal;
pub mod live;
pub mod minutes;
mod notice;
mod pace;
mod request;
mod run;
pub mod snapshot;
mod teller;
mod told;

pub use crate::restaurant::{MOST_ORDERS, Round};
pub use checked::{Checked, Trial, TrialState};
pub use command::{ByHand, Command, Entry};
pub use finished::{Finished, Stopped, shown};
pub use follower::{By, Follower};
pub use happening::{Happening, Kind, OrderTag};
pub use headless::{Options, replay, run};
pub use jobs::share_out;
pub use journal::{Journal, Replay};
pub use pace::{Pace, ordinary_speed};
pub use request::{Follow, Request, Speed, ToBranch};
pub use run::{Progress, Run, ledger_of};
pub use snapshot::Snapshot;
pub use teller::Teller;

/// The number of the engine: another number may give other results for the same seed.
pub const ENGINE: u32 = 1;

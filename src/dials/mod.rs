//! Dials: everything that can be read of a run.
//!
//! The [`Ledger`] folds facts into counts, spreads of durations and time-weighted levels, once for
//! the whole run and once for each window somebody asked for; it grows with what is in flight,
//! never with the length of the run. The [`registry`](Dial) names what can be read, with its unit;
//! the words for it live in lens files. The model never asks a dial.

mod gauge;
mod lap;
mod layout;
mod ledger;
mod levels;
mod loads;
mod read;
mod record;
mod registry;
mod spread;
mod tally;
mod totals;

pub use lap::Lap;
pub use layout::Layout;
pub use ledger::Ledger;
pub use loads::{Load, Loads};
pub use read::Reading;
pub use registry::{Dial, Names, Part, Stat, Unit, What};
pub use spread::Spread;
pub use tally::Window;

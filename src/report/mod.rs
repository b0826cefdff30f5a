//! The report of a run: what happened, as data, as JSON and as words.
//!
//! It reads a finished run and makes text of it; whoever asked writes the text somewhere. `text`
//! is for people, in kitchen and backend words side by side; `json` is for programs.

mod bars;
mod json;
mod schema;
mod summary;
mod text;

pub use bars::{left, wrap};
pub use json::json;
pub use schema::schema;
pub use summary::{GoalResult, Measured, Report};
pub use text::{Options, text};

//! The report of a run: what happened, as data, as JSON and as words.
//!
//! It reads a finished run and makes text of it; whoever asked writes the text somewhere. `text`
//! is for people, in the words of a lens and beside them what they stand for; `json` is for programs.

mod bars;
mod figures;
mod json;
pub mod lesson;
mod page;
mod plain;
mod replicated;
mod replicated_text;
mod rows;
mod said;
mod schema;
mod sides;
mod summary;
mod text;

pub use bars::{left, wrap};
pub use figures::Figures;
pub use json::{json, replicated_json};
pub use page::Options;
pub use plain::plain;
pub use replicated::Replicated;
pub use replicated_text::replicated_text;
pub use rows::{MOST_ROWS, Rows};
pub use said::{Said, ended_early};
pub use schema::schema;
pub use sides::Sides;
pub use summary::{GoalResult, Measured, Report, Told};
pub use text::text;

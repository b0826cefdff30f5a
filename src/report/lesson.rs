//! Lessons as lines of text: what is to be read, and what has come of an answer.
//!
//! Whoever shows a lesson, line by line or in a pane, says the same about an answer: what this run
//! has come to, in figures of this run, and then what the author wrote.

mod before;
mod prose;
mod verdict;

pub use before::before;
pub use prose::prose;
pub use verdict::{conditions, sets, verdict};

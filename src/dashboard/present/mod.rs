//! A lesson in front of a class: slide by slide, with the live restaurant, votes, and notes in a
//! second terminal.
//!
//! A [`Presentation`] drives a [`Study`](super::lesson::Study) that nobody keeps, and draws it as
//! slides: `sheet.rs` says what is on one, `question.rs` what of a question, `draw.rs` draws,
//! `keys.rs` says what keys do, `vote.rs` counts hands. What is shown is told as a
//! [`Cue`](crate::lesson::Cue), which [`Notes`] follow in another terminal.

mod draw;
mod keys;
mod notes;
mod outline;
mod presentation;
mod question;
mod sheet;
#[cfg(test)]
mod tests;
mod vote;

pub use notes::Notes;
pub use presentation::{Presentation, Tell};

//! Lessons: Markdown with blocks in which students predict, turn and explain.
//!
//! A file becomes a [`Lesson`], plain data: prose and typed blocks, or all that is wrong with it at
//! once. Every answer is graded from [`Trial`]s of the run itself, never from a key: `measure` says
//! which trials a block needs and what their figures mean, `stand` where the world stands at a
//! block. Everything in a file is untrusted, as in scenarios, and nothing outside its folder is read.

pub mod block;
mod complete;
mod course;
pub mod cue;
mod cuts;
mod draft;
mod fill;
mod fits;
mod front;
mod judge;
mod keys;
pub mod measure;
mod notes;
mod outline;
mod pages;
pub mod progress;
pub mod prose;
mod prove;
mod read;
mod reader;
mod reading;
mod schema;
mod seek;
mod sheet;
mod slides;
mod spot;
mod stand;
mod timing;
mod trial;
mod wait;
pub mod walk;
mod whole;
mod worlds;

#[cfg(test)]
mod tests;

pub use block::{Block, Task};
pub use complete::{Missing, missing_parts, wishes};
pub use course::{NoLesson, course, open};
pub use cue::Cue;
pub use draft::{Naming, draft};
pub use fill::fill;
pub use fits::{minutes, misfits};
pub use front::id_of;
pub use judge::Verdict;
pub use keys::{BLOCKS, FRONT, Key, Section, Takes};
pub use outline::{Outline, outlines};
pub use prove::{ENOUGH_SEEDS, Judged, Plan, Proved, prove};
pub use read::PANELS;
pub use reading::Reading;
pub use schema::schema;
pub use seek::{NotFound, Sought, seek};
pub use slides::Slides;
pub use spot::{Spot, leap};
pub use stand::{Stand, turn, turns};
pub use trial::{Look, Trial};
pub use whole::{Lesson, Step, Vary, What};
pub use worlds::{NoWorld, Variant, World, Worlds};

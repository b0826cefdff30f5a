//! A lesson on the screen: its text beside a restaurant that runs.
//!
//! A [`Study`] asks the [`Walk`](crate::lesson::walk::Walk) what is waited for, and lets the
//! [`House`](house::House) do what the lesson wants of the restaurant. Nothing that is seen is
//! graded: the walk judges from trials. `page.rs` says what is to be read now, `split.rs` how the
//! screen is divided, `pane.rs` draws.

mod course;
mod findings;
pub mod goal;
mod house;
pub mod ink;
mod keys;
mod list;
mod outcome;
pub mod page;
pub mod pane;
mod preview;
pub mod prose;
pub mod split;
mod study;
#[cfg(test)]
mod tests;

pub use course::{CourseList, Lecture};
pub use house::Start;
pub use preview::{Desk, Preview};
pub use study::{Keep, Study, Wants};

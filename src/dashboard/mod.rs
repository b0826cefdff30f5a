//! The dashboard: what a student keeps open, and a class sees on the projector.
//!
//! Keys and pictures of the restaurant come in as a [`Message`](message::Message), which changes the
//! [`App`] or asks the run for something; [`view`] draws, and changes nothing. It never looks into
//! the restaurant: all it knows is in a snapshot. Start with [`App`]; the picture itself is in
//! [`floor`], the keys are in [`keymap`].

mod app;
mod big;
mod book;
mod canvas;
mod checks;
mod chooser;
mod floor;
mod footer;
mod guide;
mod help;
pub mod keymap;
mod knobs;
mod lesson;
mod menu;
mod message;
mod ours;
pub mod panels;
#[cfg(test)]
mod pictures;
mod present;
mod preview;
mod screens;
mod shell;
mod since_fork;
#[cfg(test)]
mod stage;
mod terminal;
#[cfg(test)]
mod tests;
mod texts;
mod theme;
mod update;
mod view;

pub use app::{App, Looks, Panel};
pub use chooser::{Chooser, Chosen};
pub use guide::{DEMO, DEMO_SCENARIO, Guided, MINUTE, MINUTE_SCENARIO, Script};
pub use lesson::{CourseList, Desk, Keep, Lecture, Preview, Start, Study, Wants};
pub use message::Message;
pub use ours::Ours;
pub use present::{Notes, Presentation, Tell};
pub use shell::{After, Show, show};
pub use theme::{Depth, Scheme, Theme};

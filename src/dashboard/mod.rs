//! The dashboard: what a student keeps open, and a class sees on the projector.
//!
//! Keys and pictures of the restaurant come in as a [`Message`](message::Message), which changes the
//! [`App`] or asks the run for something; [`view`] draws, and changes nothing. It never looks into
//! the restaurant: all it knows is in a snapshot. Start with [`App`]; the picture itself is in
//! [`floor`], the keys are in [`keymap`].

mod app;
mod book;
mod canvas;
mod checks;
mod chooser;
mod floor;
mod footer;
mod help;
pub mod keymap;
mod knobs;
mod menu;
mod message;
mod preview;
mod shell;
mod smooth;
mod speech;
#[cfg(test)]
mod stage;
mod terminal;
#[cfg(test)]
mod tests;
mod theme;
mod update;
mod view;

pub use app::{App, Looks};
pub use chooser::Chooser;
pub use shell::show;
pub use speech::Tongue;
pub use theme::Theme;

//! Knobs: everything that can be turned.
//!
//! A knob's name is its path in the scenario file. A [`Setting`] is what a knob stands at; the
//! functions in [`turns`] make a setting the [`Turn`](crate::restaurant::Turn) of one actor, and
//! the [`Board`] remembers where every knob stands, so that a turn "for a while" can be taken back.

mod board;
mod setting;
pub mod turns;

pub use board::{Board, Restore};
pub use setting::Setting;

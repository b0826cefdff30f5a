//! Diagnosis: why was it slow? Computed from the readings of a run, never from a fixed text.
//!
//! It finds what is short, and whether there is a steady state at all. It knows ids and numbers;
//! whoever shows a diagnosis words it.

mod bottleneck;
mod steady;

pub use bottleneck::{Bottleneck, Resource, bottleneck};
pub use steady::is_growing;

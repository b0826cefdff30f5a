//! Diagnosis: why was it slow? Computed from the readings of a run, never from a fixed text.
//!
//! It finds what is short, what could be done about it, what trials say that would come of that,
//! and whether there is a steady state at all. It knows ids and numbers; whoever shows a diagnosis
//! words it. Start with [`Examiner`].

mod bottleneck;
mod cause;
mod effects;
mod examiner;
mod house;
mod moment;
mod remedies;
mod steady;
#[cfg(test)]
mod tests;
mod trouble;
mod unindexed;

pub use bottleneck::{Bottleneck, Resource, bottleneck};
pub use cause::Cause;
pub use effects::Effect;
pub use examiner::{Diagnosis, Examiner};
pub use house::inside;
pub use moment::{Calls, Moment};
pub use remedies::Remedy;
pub use steady::is_growing;
pub use trouble::{Trouble, trouble};
pub use unindexed::{ReadsAll, reads_most, unindexed};

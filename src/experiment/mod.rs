//! Experiments: the same restaurant on many days, and how sure one can be.
//!
//! [`replicate`] runs a scenario with one seed after another on several threads and folds what
//! the dials showed into means with their 95 % intervals. The fold goes in the order of the seeds,
//! so the result is the same for any number of threads.

mod interval;
mod replications;
mod student;

pub use interval::{Estimate, Interval};
pub use replications::{GoalEstimate, MOST_REPLICATIONS, Plan, Replications, replicate};

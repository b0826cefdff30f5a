//! Properties: laws that hold in every restaurant, tried on random scenarios.
//!
//! `cargo test --test properties` tries 256 scenarios a law;
//! `PROPTEST_CASES=10000 cargo test --test properties` is the long run.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod autoscale;
mod by_hand;
mod coverage;
mod dials;
mod door;
mod driver;
mod generator;
mod laws;
mod live;
mod metamorphic;
mod regressions;
mod render;
mod rows;
mod watcher;

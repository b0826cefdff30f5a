//! The limit: the tightest loops for just one piece of work each, which the engine is put beside.
//!
//! They know nothing of scenarios, dials or knobs. Each is told only how many orders to serve and a
//! seed, starts empty, and is done when the last order has left. Every draw is exponential.
//!
//! - `w1`: M/M/10 at 9 orders a second, service 1 s. Erlang C gives a mean wait of 0.66873 s.
//! - `w2`: a restaurant of waiters, chefs and a pantry, with 50 ms on the way there and back.
//! - `w3`: a closed loop; as many guests as orders think for 100 s, then need a server for 1 s.

mod w1;
mod w2;
mod w3;
mod wheel;

pub(crate) use w1::w1;
pub(crate) use w2::w2;
pub(crate) use w3::w3;

use rand_core::SeedableRng;
use rand_distr::{Distribution, Exp1};
use rand_xoshiro::Xoshiro256PlusPlus;

/// What one loop found; times in seconds, percentiles 0 where the loop keeps none (`w1`, `w3`).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Measured {
    /// Orders served, or for `w3` cycles closed.
    pub(crate) orders: u64,
    /// Mean wait for a cook (`w1`), a chef (`w2`) or a server (`w3`), of all orders.
    pub(crate) mean_wait: f64,
    /// Median latency.
    pub(crate) p50: f64,
    /// Latency that 95 % of the orders stay within.
    pub(crate) p95: f64,
    /// Latency that 99 % of the orders stay within.
    pub(crate) p99: f64,
}

/// The only source of chance: xoshiro256++ with ziggurat exponentials.
struct Chance(Xoshiro256PlusPlus);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// Draws an exponential in seconds.
    #[inline]
    fn seconds(&mut self, mean: f64) -> f64 {
        let unit: f64 = Exp1.sample(&mut self.0);
        unit * mean
    }

    /// Draws an exponential in whole nanoseconds, at least 1; `mean` is in seconds.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a ziggurat exponential is positive and far below 2^63 ns"
    )]
    fn nanos(&mut self, mean: f64) -> u64 {
        (self.seconds(mean) * 1e9) as u64 + 1
    }
}

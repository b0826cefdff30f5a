//! How long things take: every distribution a scenario can name, sampled portably.
//!
//! Only `+ - * / sqrt` of the processor and the functions of the `libm` crate are used, so the
//! same key gives the same nanoseconds on every machine and in every build.

use super::chance::{fraction, pick};
use super::ziggurat::exponential;
use super::{Luck, Span};
use rand_core::Rng;
use std::sync::Arc;

/// A distribution of durations; all parameters are in nanoseconds.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Always the same.
    Constant(Span),
    /// Exponential with this mean.
    Exponential(f64),
    /// Uniform between two bounds.
    Uniform(f64, f64),
    /// Normal with mean and standard deviation; a negative value counts as zero.
    Normal(f64, f64),
    /// Lognormal with the mean and standard deviation of the value itself.
    Lognormal(f64, f64),
    /// The sum of `k` exponentials; the mean is that of the sum.
    Erlang(u32, f64),
    /// One of several exponentials: (probability, mean).
    Hyperexponential(Arc<[(f64, f64)]>),
    /// One of these, all equally likely.
    Empirical(Arc<[Span]>),
}

/// Returns a standard normal number (Box and Muller, 1958).
fn normal(rng: &mut (impl Rng + Clone)) -> f64 {
    let radius = (2.0 * exponential(rng)).sqrt();
    radius * libm::cos(2.0 * std::f64::consts::PI * fraction(rng))
}

/// Returns mu and sigma of the underlying normal of a lognormal with this mean and deviation.
fn underlying(mean: f64, sd: f64) -> (f64, f64) {
    let variance = libm::log1p((sd / mean) * (sd / mean));
    (libm::log(mean) - variance / 2.0, variance.sqrt())
}

fn choose(branches: &[(f64, f64)], mut level: f64) -> f64 {
    for &(probability, mean) in branches {
        if level <= probability {
            return mean;
        }
        level -= probability;
    }
    branches.last().map_or(0.0, |branch| branch.1)
}

impl Distribution {
    /// Draws a duration with the generator of a key.
    #[inline]
    pub fn sample(&self, luck: Luck) -> Span {
        match self {
            Distribution::Constant(span) => *span,
            Distribution::Exponential(mean) => {
                Span::from_nanos(mean * exponential(&mut luck.draw()))
            }
            other => other.sample_rarer(luck),
        }
    }

    fn sample_rarer(&self, luck: Luck) -> Span {
        let mut draw = luck.draw();
        let rng = &mut draw;
        let nanos = match self {
            Distribution::Constant(span) => return *span,
            Distribution::Empirical(spans) => return spans[pick(rng, spans.len())],
            Distribution::Exponential(mean) => mean * exponential(rng),
            Distribution::Uniform(low, high) => low + (high - low) * fraction(rng),
            Distribution::Normal(mean, sd) => mean + sd * normal(rng),
            Distribution::Lognormal(mean, sd) => {
                let (mu, sigma) = underlying(*mean, *sd);
                libm::exp(mu + sigma * normal(rng))
            }
            Distribution::Erlang(k, mean) => {
                (0..*k).map(|_| exponential(rng)).sum::<f64>() * mean / f64::from(*k)
            }
            Distribution::Hyperexponential(branches) => {
                choose(branches, fraction(rng)) * exponential(rng)
            }
        };
        Span::from_nanos(nanos)
    }

    /// Returns the mean in nanoseconds (for a normal: before negative values are cut).
    pub fn mean(&self) -> f64 {
        match self {
            Distribution::Constant(span) => span.0 as f64,
            Distribution::Exponential(mean)
            | Distribution::Normal(mean, _)
            | Distribution::Lognormal(mean, _)
            | Distribution::Erlang(_, mean) => *mean,
            Distribution::Uniform(low, high) => f64::midpoint(*low, *high),
            Distribution::Hyperexponential(branches) => branches.iter().map(|(p, m)| p * m).sum(),
            Distribution::Empirical(spans) => {
                spans.iter().map(|span| span.0 as f64).sum::<f64>() / spans.len() as f64
            }
        }
    }
}

#[cfg(test)]
mod tests;

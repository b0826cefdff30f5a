//! Moments and shape of every sampler, against theory and against `rand_distr`.

use super::*;
use crate::kernel::{SECOND, stream};
use rand_distr::Distribution as _;

const DRAWS: u32 = 1_000_000;
const MANY_DRAWS: u32 = 10_000_000;

fn sampled(distribution: &Distribution, draws: u32) -> impl Iterator<Item = f64> {
    let luck = Luck::of_seed(11).nth(stream("sampler test"));
    (0..draws).map(move |n| distribution.sample(luck.nth(u64::from(n))).seconds())
}

fn draws(distribution: &Distribution) -> Vec<f64> {
    sampled(distribution, DRAWS).collect()
}

/// Mean and variance of ten million draws within five standard errors of theory.
fn check_moments(distribution: &Distribution, mean: f64, variance: f64) {
    let n = f64::from(MANY_DRAWS);
    // Moments about the theoretical mean: nothing need be kept.
    let mut sums = [0.0; 4];
    for value in sampled(distribution, MANY_DRAWS) {
        let off = value - mean;
        for (power, sum) in (1..).zip(&mut sums) {
            *sum += off.powi(power);
        }
    }
    let [bias, second, _, fourth] = sums.map(|sum| sum / n);
    let mean_error = (variance / n).sqrt();
    let variance_error = ((fourth - second * second).max(0.0) / n).sqrt();
    assert!(bias.abs() <= 5.0 * mean_error + 1e-9, "mean {}, theory {mean}", mean + bias);
    let found = second - bias * bias;
    assert!(
        (found - variance).abs() <= 5.0 * variance_error + 1e-12,
        "variance {found}, theory {variance}"
    );
    assert!((distribution.mean() / 1e9 - mean).abs() <= 1e-9 + mean * 1e-3);
}

/// The largest distance between two empirical distribution functions, at the 1e-6 level.
fn check_shape(
    distribution: &Distribution,
    mut oracle: impl FnMut(&mut rand_distr_rng::Rng) -> f64,
) {
    let mut ours = draws(distribution);
    let mut rng = rand_distr_rng::rng();
    let mut theirs: Vec<f64> = (0..DRAWS).map(|_| oracle(&mut rng)).collect();
    ours.sort_by(f64::total_cmp);
    theirs.sort_by(f64::total_cmp);
    let (mut at, mut distance) = (0, 0_usize);
    for (rank, value) in ours.iter().enumerate() {
        while at < theirs.len() && theirs[at] <= *value {
            at += 1;
        }
        distance = distance.max(rank.abs_diff(at));
    }
    let scaled = distance as f64 / f64::from(DRAWS) * (f64::from(DRAWS) / 2.0).sqrt();
    assert!(scaled <= 2.69, "Kolmogorov-Smirnov {scaled}");
}

mod rand_distr_rng {
    use rand_core::SeedableRng;
    pub(super) type Rng = rand_xoshiro::Xoshiro256PlusPlus;
    pub(super) fn rng() -> Rng {
        Rng::seed_from_u64(5)
    }
}

const S: f64 = 1e9;

#[test]
fn a_constant_is_always_the_same() {
    check_moments(&Distribution::Constant(SECOND), 1.0, 0.0);
}

#[test]
fn exponential() {
    let distribution = Distribution::Exponential(2.0 * S);
    check_moments(&distribution, 2.0, 4.0);
    check_shape(&distribution, |rng| {
        let unit: f64 = rand_distr::Exp1.sample(rng);
        2.0 * unit
    });
}

#[test]
fn uniform() {
    check_moments(&Distribution::Uniform(S, 4.0 * S), 2.5, 9.0 / 12.0);
}

#[test]
fn normal_far_from_zero() {
    let distribution = Distribution::Normal(40.0 * S, 4.0 * S);
    check_moments(&distribution, 40.0, 16.0);
    let oracle = rand_distr::Normal::new(40.0, 4.0).unwrap();
    check_shape(&distribution, |rng| oracle.sample(rng));
}

#[test]
fn a_negative_normal_counts_as_zero() {
    let values = draws(&Distribution::Normal(S, 2.0 * S));
    let zeros = values.iter().filter(|value| **value == 0.0).count() as f64;
    // P(Z < -1/2)
    assert!((zeros / f64::from(DRAWS) - 0.308_537_538_7).abs() < 0.0025);
}

#[test]
fn lognormal() {
    let distribution = Distribution::Lognormal(S, 1.5 * S);
    check_moments(&distribution, 1.0, 2.25);
    let sigma2 = libm::log(3.25);
    let oracle = rand_distr::LogNormal::new(-sigma2 / 2.0, sigma2.sqrt()).unwrap();
    check_shape(&distribution, |rng| oracle.sample(rng));
}

#[test]
fn erlang() {
    let distribution = Distribution::Erlang(3, 2.0 * S);
    check_moments(&distribution, 2.0, 4.0 / 3.0);
    let oracle = rand_distr::Gamma::new(3.0, 2.0 / 3.0).unwrap();
    check_shape(&distribution, |rng| oracle.sample(rng));
}

#[test]
fn hyperexponential() {
    let branches = [(0.9, S), (0.1, 20.0 * S)];
    // E[X^2] = sum of p * 2 m^2
    let variance = 0.9 * 2.0 + 0.1 * 800.0 - 2.9_f64.powi(2);
    check_moments(&Distribution::Hyperexponential(branches.into()), 2.9, variance);
}

#[test]
fn empirical() {
    let values = [Span(S as u64), Span(2 * S as u64), Span(6 * S as u64)];
    check_moments(&Distribution::Empirical(values.into()), 3.0, 14.0 / 3.0);
}

#[test]
fn every_sampler_keeps_its_numbers() {
    let samplers = [
        Distribution::Exponential(S),
        Distribution::Uniform(S, 3.0 * S),
        Distribution::Normal(40.0 * S, 8.0 * S),
        Distribution::Lognormal(S, 1.5 * S),
        Distribution::Erlang(3, 2.0 * S),
        Distribution::Hyperexponential([(0.9, S), (0.1, 20.0 * S)].into()),
        Distribution::Empirical([Span(1), Span(2), Span(3)].into()),
    ];
    let luck = Luck::of_seed(1).nth(stream("golden"));
    let lines: Vec<String> = samplers
        .iter()
        .map(|sampler| {
            let first: Vec<u64> = (0..4).map(|n| sampler.sample(luck.nth(n)).0).collect();
            // A digest of a thousand draws stands for all of them.
            let digest = (0..1000).fold(0_u64, |sum, n| {
                sum.wrapping_mul(0x0000_0100_0000_01b3) ^ sampler.sample(luck.nth(n)).0
            });
            format!("{first:?} {digest:016x}")
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

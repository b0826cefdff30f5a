//! M/M/10 without events: the Kiefer-Wolfowitz recursion on the times at which the cooks are free.

use super::{Chance, Measured};

const COOKS: usize = 10;
const GAP: f64 = 1.0 / 9.0;
const SERVICE: f64 = 1.0;

/// Serves `n` orders, first come first served, at ten cooks.
#[inline(never)]
pub(crate) fn w1(n: u64, seed: u64) -> Measured {
    let mut chance = Chance::new(seed);
    let mut free_at = [0.0; COOKS]; // earliest first
    let mut now = 0.0;
    let mut waited = 0.0;
    for _ in 0..n {
        now += chance.seconds(GAP);
        let start = later(free_at[0], now);
        waited += start - now;
        take_first(&mut free_at, start + chance.seconds(SERVICE));
    }
    Measured { orders: n, mean_wait: waited / n as f64, ..Measured::default() }
}

/// The first cook takes the order and is free again at `end`; the order of the others stays.
///
/// Every place keeps the later of its own and the incoming time and hands the earlier one down:
/// pairs of minimum and maximum, no branch to guess.
#[inline]
fn take_first(free_at: &mut [f64; COOKS], end: f64) {
    let mut incoming = end;
    for place in (1..COOKS).rev() {
        let own = free_at[place];
        free_at[place] = later(incoming, own);
        incoming = earlier(incoming, own);
    }
    free_at[0] = incoming;
}

/// As `f64::max` without its care for NaN, hence a single instruction.
#[inline]
fn later(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// As `f64::min` without its care for NaN, hence a single instruction.
#[inline]
fn earlier(a: f64, b: f64) -> f64 {
    if a > b { b } else { a }
}

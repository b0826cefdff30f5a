//! What trials have shown: by how much each knob makes it better, and what that costs.

use super::trouble::Trouble;
use crate::dials::Unit;
use crate::runner::{Checked, TrialState};

/// What came of a trial.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Which trial, by its place.
    pub trial: usize,
    /// How much better it is for the guests: more orders served, or seconds less of mean latency.
    pub better: f64,
    /// Orders served, more than without it.
    pub served: f64,
    /// Seconds of mean latency saved.
    pub mean: Option<f64>,
    /// Seconds of the 95th percentile saved.
    pub p95: Option<f64>,
    /// What it costs, in money an hour.
    pub cost: f64,
    /// Whether it makes a difference that can be told from chance.
    pub helps: bool,
}

/// What makes less difference than this, as a share of what there is without it, is not told from
/// chance.
const CHANCE: f64 = 0.02;
/// What costs nothing comes first if it helps at least so large a share of what helps most.
const WORTH: f64 = 0.25;

/// Returns what came of the trials that have ended, what helps most for its cost first; `at` says
/// where a dial is found.
pub fn effects(
    checked: &Checked,
    trouble: Trouble,
    at: &dyn Fn(&str) -> Option<usize>,
) -> Vec<Effect> {
    let Some(unchanged) = checked.unchanged.dials() else { return Vec::new() };
    let hours = (checked.to.0 - checked.from.0) as f64 / 3.6e12;
    let read = |dials: &[Option<f64>], dial: &str| dials.get(at(dial)?).copied().flatten();
    let effect = |(trial, state): (usize, &TrialState)| {
        let dials = state.dials()?;
        let gap = |dial| Some(read(dials, dial)? - read(unchanged, dial)?);
        let served = gap("orders.served").unwrap_or(0.0);
        let (mean, p95) = (gap("latency.mean").map(|s| -s), gap("latency.p95").map(|s| -s));
        let costs = gap("money.costs").unwrap_or(0.0) / hours;
        let cost = if costs.is_finite() { costs } else { 0.0 };
        let (better, all) = match trouble {
            Trouble::Lost(_) => (served, read(unchanged, "orders.placed")),
            Trouble::Slow(_) => (mean.unwrap_or(0.0), read(unchanged, "latency.mean")),
        };
        let least = CHANCE * all.unwrap_or(0.0);
        Some(Effect { trial, better, served, mean, p95, cost, helps: better > least })
    };
    let states = checked.trials.iter().map(|trial| &trial.state).enumerate();
    let mut effects: Vec<Effect> = states.filter_map(effect).collect();
    let most = effects.iter().map(|effect| effect.better).fold(0.0, f64::max);
    effects.sort_by(|a, b| rank(b, most).total_cmp(&rank(a, most)));
    effects
}

/// What costs nothing and is worth it, then what costs something, by how much it does for that.
fn rank(effect: &Effect, most: f64) -> f64 {
    effect.better
}

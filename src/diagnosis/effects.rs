//! What trials have shown: by how much each knob makes it better, and what that costs.

use super::examiner::Examiner;
use super::trouble::Trouble;
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
    /// What it costs in wages and rent, in money an hour.
    pub cost: f64,
    /// Whether it makes a difference worth the name.
    pub helps: bool,
}

/// What makes less difference than this, as a share of what there is without it, changes nothing.
pub(super) const NOTHING: f64 = 0.02;
/// What costs nothing comes before what costs something, if it helps at least so large a share of
/// what helps most.
const WORTH: f64 = 0.25;
/// Less than this an hour is no cost.
const FREE: f64 = 0.005;

impl Examiner {
    /// Returns what came of the trials that have ended, what helps most for its cost first.
    pub fn effects(&self, checked: &Checked, trouble: Trouble) -> Vec<Effect> {
        let Some(unchanged) = checked.unchanged.dials() else { return Vec::new() };
        let states = checked.trials.iter().map(|trial| &trial.state).enumerate();
        let hours = (checked.to.0 - checked.from.0) as f64 / 3.6e12;
        let effect = |(trial, state): (usize, &TrialState)| {
            Some(self.effect(trial, (unchanged, state.dials()?), trouble, hours))
        };
        let mut effects: Vec<Effect> = states.filter_map(effect).collect();
        let most = effects.iter().map(|effect| effect.better).fold(0.0, f64::max);
        let order = |a: &Effect, b: &Effect| {
            let (class, value) = rank(b, most);
            let (other, less) = rank(a, most);
            class.cmp(&other).then(value.total_cmp(&less))
        };
        effects.sort_by(order);
        effects
    }

    fn effect(
        &self,
        trial: usize,
        (unchanged, dials): (&[Option<f64>], &[Option<f64>]),
        trouble: Trouble,
        hours: f64,
    ) -> Effect {
        let read = |dials: &[Option<f64>], dial: &str| dials.get(self.at(dial)?).copied().flatten();
        let gap = |dial: &str| Some(read(dials, dial)? - read(unchanged, dial)?);
        let served = gap("orders.served").unwrap_or(0.0);
        let (mean, p95) = (gap("latency.mean").map(|s| -s), gap("latency.p95").map(|s| -s));
        // Fees are paid for calls that were wanted, not for the knob.
        let fees = self.fees().map(|(calls, fee)| fee * gap(calls).unwrap_or(0.0)).sum::<f64>();
        let cost = (gap("money.costs").unwrap_or(0.0) - fees) / hours;
        let (better, all) = match trouble {
            Trouble::Lost(_) | Trouble::Late(_) => (served, read(unchanged, "orders.placed")),
            Trouble::Twice(_) => {
                let twice = read(unchanged, "pantry.sold_twice");
                (-gap("pantry.sold_twice").unwrap_or(0.0), twice)
            }
            Trouble::Slow(_) | Trouble::Reads(_) => {
                (mean.unwrap_or(0.0), read(unchanged, "latency.mean"))
            }
        };
        let helps = better > NOTHING * all.unwrap_or(0.0);
        let cost = if cost.is_finite() && cost.abs() > FREE { cost } else { 0.0 };
        Effect { trial, better, served, mean, p95, cost, helps }
    }
}

/// What costs nothing and is worth it; what costs something, by how much it does for that; what
/// does little; what does nothing.
fn rank(effect: &Effect, most: f64) -> (u8, f64) {
    match effect {
        Effect { helps: false, better, .. } => (0, *better),
        Effect { cost, better, .. } if *cost > FREE => (2, better / cost),
        Effect { better, .. } if *better >= WORTH * most => (3, *better),
        Effect { better, .. } => (1, *better),
    }
}

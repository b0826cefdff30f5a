//! Borders between the answers of a prediction, proposed from what was measured.

use super::measure::{Measure, answer};

/// Rounds to so many significant digits.
pub fn rounded(value: f64, digits: usize) -> f64 {
    format!("{value:.*e}", digits.saturating_sub(1)).parse().unwrap_or(value)
}

/// Writes borders as in a lesson.
pub fn written(cut: &[f64]) -> String {
    let list: Vec<String> = cut.iter().map(f64::to_string).collect();
    format!("[{}]", list.join(", "))
}

/// Proposes borders such that everything measured lies in one answer: those that the author wrote,
/// moved as little as that takes, or some that are usual.
pub fn propose(measured: &[f64], cut: &[f64], choices: usize, measure: Measure) -> Vec<f64> {
    let mut sorted = measured.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else { return cut.to_vec() };
    let middle = sorted[sorted.len() / 2];
    let borders = choices.saturating_sub(1);
    let mut cut = if cut.len() == borders { cut.to_vec() } else { usual(middle, borders, measure) };
    // Students have other seeds: some room on both sides.
    let room = ((high - low) * 0.25).max(low.abs().max(high.abs()) * 0.1).max(1e-9);
    let answers: Vec<usize> = sorted.iter().map(|at| answer(*at, &cut)).collect();
    let count = |which: usize| answers.iter().filter(|answer| **answer == which).count();
    // What most find right; of several the first.
    let at = (0..=cut.len()).rev().max_by_key(|which| count(*which)).unwrap_or(0);
    if at > 0 && cut[at - 1] > low - room {
        cut[at - 1] = rounded(low - room, 2);
    }
    if at < cut.len() && cut[at] <= high + room {
        cut[at] = rounded(high + room, 2);
    }
    // The others make room.
    for below in (1..at).rev() {
        if cut[below - 1] >= cut[below] {
            cut[below - 1] = rounded(cut[below] - room.max(cut[below].abs() / 2.0), 2);
        }
    }
    for above in at + 1..cut.len() {
        if cut[above] <= cut[above - 1] {
            cut[above] = rounded(cut[above - 1] + room.max(cut[above - 1].abs() / 2.0), 2);
        }
    }
    cut
}

/// Returns usual borders: for ratios around 1, for values around what was measured.
fn usual(middle: f64, borders: usize, measure: Measure) -> Vec<f64> {
    let ratios: &[f64] = match borders {
        1 => &[1.25],
        2 => &[0.8, 1.25],
        3 => &[0.5, 0.9, 1.5],
        4 => &[0.25, 0.5, 0.9, 1.5],
        _ => &[],
    };
    if measure == Measure::Ratio && !ratios.is_empty() {
        return ratios.to_vec();
    }
    let step = rounded((middle.abs() / 2.0).max(0.5), 1);
    let below = borders / 2;
    let at = |number: usize| middle + step * (number as f64 + 0.5 - below as f64);
    (0..borders).map(|number| rounded(at(number), 2)).collect()
}

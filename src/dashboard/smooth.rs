//! Smoothing: the level of a small pool jumps between none and all; shown is where it has mostly
//! been of late.

use std::collections::BTreeMap;

/// How much of the way to a new level is gone with each picture.
const STEP: f64 = 0.2;

/// Levels by name, smoothed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Smooth {
    levels: BTreeMap<&'static str, f64>,
}

impl Smooth {
    /// Notes a level.
    pub fn note(&mut self, name: &'static str, level: f64) {
        let shown = self.levels.entry(name).or_insert(level);
        *shown += (level - *shown) * STEP;
    }

    /// Returns a level as it is to be shown.
    pub fn of(&self, name: &str) -> Option<f64> {
        self.levels.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_moves_and_does_not_flicker() {
        let mut smooth = Smooth::default();
        smooth.note("chefs", 0.0);
        smooth.note("chefs", 1.0);
        assert_eq!(smooth.of("chefs"), Some(0.2));
        for _ in 0..100 {
            smooth.note("chefs", 1.0);
        }
        assert!(smooth.of("chefs").is_some_and(|level| level > 0.999));
    }
}

//! What is made of the figures of trials: which answer is right, whether a goal is reached, whether
//! a claim holds.
//!
//! For each block that is graded there are two functions: one says which [`Trial`]s are needed, one
//! what their figures mean. Whoever runs the trials, a student's lesson or a check over many seeds,
//! gets the same.

use super::block::{By, Compare, Goal, Number, Over, Predict, Proof};
use super::stand::Stand;
use super::trial::{Look, Trial};
use super::worlds::{NoWorld, World};
use crate::kernel::{Span, Time};
use crate::runner::Entry;
use crate::scenario::WindowSpec;

/// How often it is looked whether a goal holds for a while.
const LOOKS: u64 = 12;

/// What is made of the figure over a prediction's time and the one it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How many times as large.
    Ratio,
    /// How much larger.
    Difference,
    /// The figure itself.
    Value,
}

impl Measure {
    /// Their names, as one writes them.
    pub const NAMES: [&'static str; 3] = ["ratio", "difference", "value"];

    /// Returns the measure of this name.
    pub fn named(name: &str) -> Option<Measure> {
        let at = Measure::NAMES.iter().position(|known| *known == name)?;
        Some([Measure::Ratio, Measure::Difference, Measure::Value][at])
    }

    /// Measures a figure against what it is compared with; none: there is nothing to compare.
    pub fn of(self, figure: Option<f64>, base: Option<f64>) -> Option<f64> {
        match self {
            Measure::Value => figure,
            Measure::Difference => Some(figure? - base?),
            Measure::Ratio => Some(figure? / base.filter(|base| *base != 0.0)?),
        }
    }
}

/// What has come of a prediction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Came {
    /// What was read over its time; with choices that are conditions, one figure for each.
    pub figures: Vec<Option<f64>>,
    /// What that is compared with; none: nothing.
    pub base: Option<f64>,
    /// What the borders are compared with; none: nothing could be measured, or there are none.
    pub measured: Option<f64>,
    /// Which choice is right; none: none, or several.
    pub answer: Option<usize>,
}

/// Returns between which borders a figure lies: the number of borders that it has reached.
pub fn answer(measured: f64, cut: &[f64]) -> usize {
    cut.iter().filter(|border| measured >= **border).count()
}

impl Predict {
    /// Returns the trials from which it is graded, asked where the world stands: the first is the
    /// time in question, a second what that is compared with where something is changed.
    pub fn trials(&self, world: &World<'_>, stand: &Stand) -> Result<Vec<Trial>, NoWorld> {
        let looks = self.looks(stand.at);
        if self.change.is_empty() {
            return Ok(vec![world.trial(&[], stand.entries.clone(), looks)?]);
        }
        let mut trials = vec![world.trial(&self.change, Vec::new(), looks)?];
        if let By::Cut { dial, measure, .. } = &self.by
            && *measure != Measure::Value
        {
            trials.push(world.trial(&[], Vec::new(), vec![Look::over(dial, self.over)])?);
        }
        Ok(trials)
    }

    fn looks(&self, at: Time) -> Vec<Look> {
        match &self.by {
            By::When(conditions) => {
                let reaches = conditions.iter().map(|condition| &condition.reach);
                reaches.map(|reach| Look::through(&reach.dial, reach.window, self.over)).collect()
            }
            By::Cut { dial, measure, .. } => {
                let mut looks = vec![Look::over(dial, self.over)];
                if self.change.is_empty() && *measure != Measure::Value {
                    looks.push(Look::over(dial, self.before(at)));
                }
                looks
            }
        }
    }

    /// Returns the span of the same length that ends where the prediction is asked.
    pub fn before(&self, at: Time) -> Over {
        Over { from: Time(at.0.saturating_sub(self.over.length().0)), to: at }
    }

    /// Says what has come of it, by what its trials have seen.
    pub fn grade(&self, seen: &[Vec<Option<f64>>]) -> Came {
        let mut figures = seen.first().cloned().unwrap_or_default();
        match &self.by {
            By::When(conditions) => {
                let met = conditions.iter().zip(&figures);
                let met: Vec<usize> = (0..)
                    .zip(met)
                    .filter(|(_, (condition, got))| condition.reach.is_met_by(**got))
                    .map(|(at, _)| at)
                    .collect();
                let answer = if let [only] = met[..] { Some(only) } else { None };
                Came { figures, answer, ..Came::default() }
            }
            By::Cut { measure, cut, .. } => {
                let base = match seen {
                    [_, other] => other.first().copied().flatten(),
                    _ => figures.get(1).copied().flatten(),
                };
                figures.truncate(1);
                let measured = measure.of(figures.first().copied().flatten(), base);
                // In a lesson that is not finished nobody knows where one answer ends.
                let answer = measured.filter(|_| !cut.is_empty());
                let answer = answer.map(|measured| self::answer(measured, cut));
                Came { figures, base, measured, answer }
            }
        }
    }
}

impl Number {
    /// Returns the trial from which it is graded, asked where the world stands.
    pub fn trial(&self, world: &World<'_>, stand: &Stand) -> Result<Trial, NoWorld> {
        let look = match self.over {
            Some(over) => Look::over(&self.dial, over),
            None => Look::at(&self.dial, WindowSpec::Whole, stand.at),
        };
        world.trial(&[], stand.entries.clone(), vec![look])
    }

    /// Says whether an answer is near enough to what was read.
    pub fn is_right(&self, answer: f64, read: f64) -> bool {
        let most = if read == 0.0 { self.tolerance } else { self.tolerance * read.abs() };
        (answer - read).abs() <= most
    }
}

/// How far a goal is.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// What was read last for each condition, and whether that condition held all the while.
    pub conditions: Vec<(Option<f64>, bool)>,
}

impl Reached {
    /// Says whether the goal is reached.
    pub fn is_met(&self) -> bool {
        self.conditions.iter().all(|(_, met)| *met)
    }
}

impl Goal {
    /// Returns where an attempt begins: its moment, and what has entered before.
    pub fn begins(&self, stand: &Stand) -> Stand {
        match self.from {
            None => stand.clone(),
            Some(from) => Stand { at: from, ..Stand::opening(stand.world) },
        }
    }

    /// Returns the moments at which its conditions have to hold.
    pub fn looks_at(&self) -> Vec<Time> {
        if self.hold == Span::ZERO {
            return vec![self.by];
        }
        let back = |step: u64| {
            let part = u128::from(self.hold.0) * u128::from(step) / u128::from(LOOKS);
            Time(self.by.0.saturating_sub(part as u64))
        };
        (0..=LOOKS).rev().map(back).collect()
    }

    /// Returns the trial of an attempt: `turns` are what entered since it began.
    pub fn trial(
        &self,
        world: &World<'_>,
        stand: &Stand,
        turns: &[Entry],
    ) -> Result<Trial, NoWorld> {
        let mut entries = self.begins(stand).entries;
        entries.extend_from_slice(turns);
        let looks = self.looks_at().into_iter();
        let looks = looks.flat_map(|at| self.reaches().map(move |reach| Look::of(reach, at)));
        world.trial(&[], entries, looks.collect())
    }

    /// Says how far it is, by what its trial has seen.
    pub fn grade(&self, seen: &[Option<f64>]) -> Reached {
        let condition = |(number, reach): (usize, &crate::scenario::Reach)| {
            let got: Vec<Option<f64>> =
                seen.iter().skip(number).step_by(self.reach.len().max(1)).copied().collect();
            let met = !got.is_empty() && got.iter().all(|got| reach.is_met_by(*got));
            (got.last().copied().flatten(), met)
        };
        Reached { conditions: self.reaches().enumerate().map(condition).collect() }
    }
}

impl Proof {
    /// Returns the two trials that show it: as it was, and changed.
    pub fn trials(&self, world: &World<'_>) -> Result<[Trial; 2], NoWorld> {
        let look = || vec![Look::at(&self.dial, self.window, world.closing())];
        Ok([world.trial(&[], Vec::new(), look())?, world.trial(&self.set, Vec::new(), look())?])
    }

    /// Returns by which share the dial falls; none: nothing could be read.
    pub fn falls(seen: [Option<f64>; 2]) -> Option<f64> {
        let before = seen[0].filter(|before| *before != 0.0)?;
        Some(1.0 - seen[1]? / before)
    }

    /// Says whether what was seen is what is claimed.
    pub fn holds(&self, seen: [Option<f64>; 2]) -> bool {
        Proof::falls(seen).is_some_and(|falls| {
            if self.falls_by < 0.0 { falls <= self.falls_by } else { falls >= self.falls_by }
        })
    }
}

impl Compare {
    /// Returns the two trials, a and b.
    pub fn trials(&self, world: &World<'_>) -> Result<[Trial; 2], NoWorld> {
        let over = self.over;
        let look = || match over {
            Some(over) => vec![Look::over(&self.dial, over)],
            None => vec![Look::at(&self.dial, WindowSpec::Whole, world.closing())],
        };
        Ok([world.trial(&self.a, Vec::new(), look())?, world.trial(&self.b, Vec::new(), look())?])
    }
}

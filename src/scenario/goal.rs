//! Goals: a dial, perhaps over a window, compared with a value.

use super::diagnostics::{MOST_GUESSES, nearest};
use super::parts::Parts;
use super::units;
use crate::dials::{Dial, Unit, Window};
use crate::kernel::{Span, Time};
use crate::text::safe_text::safe_short;
use std::collections::BTreeMap;

/// Over which time a dial is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowSpec {
    /// Since the warm-up.
    Whole,
    /// The last so long.
    Last(Span),
    /// Between two moments.
    Between(Time, Time),
}

impl WindowSpec {
    /// Returns the window that this is in a run with this warm-up and end.
    pub fn resolve(self, warm_up: Time, end: Time) -> Window {
        let (from, to) = match self {
            WindowSpec::Whole => (warm_up, Time::NEVER),
            WindowSpec::Last(span) => (Time(end.0.saturating_sub(span.0)), end),
            WindowSpec::Between(from, to) => (from, to),
        };
        Window { from: from.max(warm_up), to }
    }
}

/// What is to be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The dial.
    pub dial: Dial,
    /// Over which time.
    pub window: WindowSpec,
    /// The comparison: `<`, `<=`, `>` or `>=`.
    pub comparison: &'static str,
    /// The value, in the unit of the dial.
    pub value: f64,
}

/// A goal of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// As written.
    pub text: String,
    /// What is to be reached.
    pub reach: Reach,
}

impl Reach {
    /// Says whether a reading reaches it; no reading misses.
    pub fn is_met_by(&self, got: Option<f64>) -> bool {
        got.is_some_and(|got| match self.comparison {
            "<" => got < self.value,
            "<=" => got <= self.value,
            ">" => got > self.value,
            _ => got >= self.value,
        })
    }

    /// Reads a comparison such as `latency.p95@12:20..12:30 < 30s`. The error says what is wrong
    /// and, if it can, what was meant.
    pub fn parse(
        text: &str,
        opens: Span,
        dials: &mut Dials,
    ) -> Result<Reach, (String, Option<String>)> {
        let plain = |cause: String| (cause, None);
        // The longer comparison first: `<` is also the beginning of `<=`.
        let split = |sign: &'static str| text.split_once(sign).map(|(l, r)| (l, sign, r));
        let found = ["<=", ">=", "<", ">"].into_iter().find_map(split);
        let Some((left, comparison, right)) = found else {
            return Err(plain("there is no comparison: write <, <=, > or >=".into()));
        };
        let (dial, window) = dials.over(left, opens)?;
        let value = read_value(right.trim(), dial.unit).map_err(plain)?;
        Ok(Reach { dial, window, comparison, value })
    }
}

/// All dials of a scenario, found by their names.
#[derive(Debug)]
pub struct Dials {
    by_name: BTreeMap<String, Dial>,
    /// How often a misspelt name may still be compared with all others.
    guesses: u32,
}

impl Dials {
    /// Lists the dials of a restaurant with these parts.
    pub fn of(parts: &Parts) -> Dials {
        let dials = Dial::all(&parts.0).into_iter();
        let by_name = dials.map(|dial| (dial.name.clone(), dial)).collect();
        Dials { by_name, guesses: MOST_GUESSES }
    }

    /// Reads a dial with its window, such as `latency.p95@2m`; without one it is since the warm-up.
    /// The error says what is wrong and, if it can, what was meant.
    pub fn over(
        &mut self,
        text: &str,
        opens: Span,
    ) -> Result<(Dial, WindowSpec), (String, Option<String>)> {
        let (name, window) = match text.trim().split_once('@') {
            Some((name, window)) => {
                (name, WindowSpec::parse(window, opens).map_err(|cause| (cause, None))?)
            }
            None => (text.trim(), WindowSpec::Whole),
        };
        Ok((self.find(name)?, window))
    }

    fn find(&mut self, name: &str) -> Result<Dial, (String, Option<String>)> {
        if let Some(dial) = self.by_name.get(name) {
            return Ok(dial.clone());
        }
        let may_guess = self.guesses > 0;
        self.guesses = self.guesses.saturating_sub(1);
        let names = self.by_name.keys().map(String::as_str).filter(|_| may_guess);
        let meant = nearest(name, names);
        Err((
            format!(
                "there is no dial \"{}\": `boh dials SCENARIO` lists them",
                safe_short(name, 60)
            ),
            meant.map(str::to_owned),
        ))
    }
}

impl WindowSpec {
    /// Reads what stands behind the `@`: `2m` or `12:10..12:20`.
    pub fn parse(text: &str, opens: Span) -> Result<WindowSpec, String> {
        match text.split_once("..") {
            None => units::duration_ns(text).map(|span| WindowSpec::Last(Span(span))),
            Some((from, to)) => {
                let moment = |text: &str| units::moment_ns(text, opens.0).map(Time);
                let (from, to) = (moment(from)?, moment(to)?);
                if from >= to {
                    return Err(
                        "the window ends before it begins: write the earlier time first".into()
                    );
                }
                Ok(WindowSpec::Between(from, to))
            }
        }
    }
}

/// Reads a figure with its unit, as in `30s` or `95%`.
pub fn read_value(text: &str, unit: Unit) -> Result<f64, String> {
    let plain = text.parse::<f64>().ok().filter(|number| number.is_finite());
    match unit {
        Unit::Seconds => {
            plain.map_or_else(|| units::duration_or_zero_ns(text).map(|ns| ns as f64 / 1e9), Ok)
        }
        Unit::PerSecond => plain.map_or_else(|| units::rate_per_second(text), Ok),
        Unit::Share => {
            let percent = text.strip_suffix('%').and_then(|text| text.trim().parse::<f64>().ok());
            let share = percent.map(|percent| percent / 100.0).or(plain);
            share.filter(|share| share.is_finite()).ok_or_else(|| {
                format!("\"{}\" is no share: write 0.95 or 95%", safe_short(text, 40))
            })
        }
        Unit::Count | Unit::Money => {
            plain.ok_or_else(|| format!("\"{}\" is no number: write one", safe_short(text, 40)))
        }
    }
}

/// Writes a reading for people, with its unit.
pub fn show_value(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Seconds => units::show_duration((value.max(0.0) * 1e9).round() as u64),
        Unit::Share => format!("{:.1} %", value * 100.0),
        Unit::PerSecond => format!("{value:.3} a second"),
        Unit::Count if value.fract() == 0.0 => format!("{value:.0}"),
        Unit::Count | Unit::Money => format!("{value:.2}"),
    }
}

//! The units in which a lens shows times and rates.

use super::vocabulary::Texts;

/// The ids of all units: of time, from the smallest to the largest, and of what is no time.
pub(super) const UNITS: &[&str] = &["ns", "us", "ms", "s", "min", "h", "d", "share", "rate"];

/// How times and rates are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Units {
    /// Whether a time is shown as long as it would be in the backend that the restaurant stands
    /// for, by the scenario's `time_scale`.
    pub(super) are_scaled: bool,
    /// What each unit is called.
    pub(super) names: Texts,
}

impl Units {
    /// Returns what a unit is called.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }

    /// Returns how much longer a time is shown than it was, in a scenario with this scale.
    pub fn scale(&self, time_scale: f64) -> f64 {
        if self.are_scaled { time_scale } else { 1.0 }
    }

    /// Names the units of a text of numbers and units, such as `2 min 30 s`.
    pub fn named(&self, text: &str) -> String {
        let named: Vec<&str> = text.split(' ').map(|word| self.name(word)).collect();
        named.join(" ")
    }

    /// Shows a length of time in seconds in as few cells as make sense.
    pub fn brief(&self, seconds: f64) -> String {
        let (number, unit) = match seconds {
            s if s > 0.0 && s < 0.000_95 => (format!("{:.0}", s * 1e6), "us"),
            s if s > 0.0 && s < 0.099_5 => (format!("{:.0}", s * 1e3), "ms"),
            s if s < 9.95 => (format!("{s:.1}"), "s"),
            s if s < 120.0 => (format!("{s:.0}"), "s"),
            s if s < 7_200.0 => (format!("{:.0}", s / 60.0), "min"),
            s => (format!("{:.0}", s / 3_600.0), "h"),
        };
        format!("{number} {}", self.name(unit))
    }
}

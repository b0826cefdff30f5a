//! Figures as a lens shows them: in its units, and times perhaps as they would be in a backend.

use crate::dials::Unit;
use crate::lens::Lens;
use crate::scenario::{show_value, units::show_duration};

/// How figures are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    lens: &'static Lens,
    scale: f64,
}

impl Figures {
    /// Shows figures of a scenario as a lens does; `time_scale` is the scenario's.
    pub fn new(lens: &'static Lens, time_scale: f64) -> Figures {
        Figures { lens, scale: lens.units.scale(time_scale) }
    }

    /// Shows figures as they are in the run, in the units of the lens: what a goal says is compared
    /// with such.
    #[must_use]
    pub fn unscaled(self) -> Figures {
        Figures { scale: 1.0, ..self }
    }

    /// Shows a reading with its unit.
    pub fn value(self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::Seconds => self.duration(value),
            Unit::Share => format!("{:.1} {}", value * 100.0, self.lens.units.name("share")),
            Unit::PerSecond => format!("{value:.3} {}", self.lens.units.name("rate")),
            Unit::Count | Unit::Money => show_value(value, unit),
        }
    }

    /// Shows a length of time in seconds.
    pub fn duration(self, seconds: f64) -> String {
        let nanoseconds = (seconds * self.scale).max(0.0) * 1e9;
        self.lens.units.named(&show_duration(nanoseconds.round() as u64))
    }

    /// Shows a length of time in seconds in as few cells as make sense.
    pub fn brief(self, seconds: f64) -> String {
        self.lens.units.brief(seconds * self.scale)
    }

    /// Says how long a second of the run is shown to be; none: as long as it is.
    pub fn second(self) -> Option<String> {
        let is_scaled = (self.scale - 1.0).abs() > 1e-12;
        is_scaled.then(|| self.duration(1.0))
    }
}

//! A building's power: from outside, from a generator, and how long it takes to boot.

use crate::kernel::{Span, Time};
use crate::restaurant::scene::PowerScene;

/// What gives power while there is none from outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Generator {
    /// Nothing.
    #[default]
    Off,
    /// A generator that takes over without a gap and never stops.
    On,
    /// A generator that needs a moment, and has fuel for a while.
    Starts {
        /// How long after the power has gone it gives some.
        starts_in: Span,
        /// For how long.
        lasts: Span,
    },
}

impl Generator {
    fn gives(self, off_since: Time, now: Time) -> bool {
        match self {
            Generator::Off => false,
            Generator::On => true,
            Generator::Starts { starts_in, lasts } => {
                let starts = off_since + starts_in;
                (starts..starts + lasts).contains(&now)
            }
        }
    }

    /// Returns when it starts or stops next.
    fn changes(self, off_since: Time, now: Time) -> Option<Time> {
        let Generator::Starts { starts_in, lasts } = self else { return None };
        let starts = off_since + starts_in;
        [starts, starts + lasts].into_iter().find(|change| *change > now)
    }
}

/// What is so in a building.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// There is no power.
    Dark,
    /// There is, and everything boots until then.
    Boots(Time),
    /// Everything works.
    Up,
}

/// The power of one building in a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Power {
    /// Whether it is switched on, and its district is.
    own: bool,
    district: bool,
    /// Whether the physical building around it is up.
    around: bool,
    pub generator: Generator,
    pub boots_in: Span,
    /// Since when there is none from outside.
    off_since: Time,
    state: State,
}

impl Power {
    /// Returns the power of a building at opening: what has power then need not boot.
    pub fn new(own: bool, district: bool, generator: Generator, boots_in: Span) -> Power {
        let mut power = Power {
            own,
            district,
            around: true,
            generator,
            boots_in,
            off_since: Time::OPENING,
            state: State::Up,
        };
        power.update(Time::OPENING);
        power
    }

    fn comes_from_outside(&self) -> bool {
        self.own && self.district
    }

    /// Notes where power comes from now.
    fn note(&mut self, now: Time, note: impl FnOnce(&mut Power)) {
        let before = self.comes_from_outside();
        note(self);
        if before && !self.comes_from_outside() {
            self.off_since = now;
        }
    }

    pub fn switch(&mut self, on: bool, now: Time) {
        self.note(now, |power| power.own = on);
    }

    pub fn switch_district(&mut self, on: bool, now: Time) {
        self.note(now, |power| power.district = on);
    }

    pub fn is_around(&mut self, up: bool) {
        self.around = up;
    }

    /// Finds out what is so now.
    pub fn update(&mut self, now: Time) {
        let own = self.comes_from_outside() || self.generator.gives(self.off_since, now);
        let is_lit = own && self.around;
        if is_lit && self.state == State::Dark {
            self.state = State::Boots(now + self.boots_in);
        }
        self.state = match self.state {
            _ if !is_lit => State::Dark,
            State::Boots(until) if now < until => State::Boots(until),
            _ => State::Up,
        };
    }

    /// Says whether there is power.
    pub fn is_lit(&self) -> bool {
        self.state != State::Dark
    }

    /// Says whether there is power and everything has booted.
    pub fn is_up(&self) -> bool {
        self.state == State::Up
    }

    pub fn scene(&self) -> PowerScene {
        match self.state {
            State::Dark => PowerScene::Dark,
            State::Boots(_) => PowerScene::Boots,
            State::Up => PowerScene::Up,
        }
    }

    /// Says whether what power there is comes from the generator.
    pub fn is_on_generator(&self) -> bool {
        self.is_lit() && !self.comes_from_outside()
    }

    /// Returns when something changes by itself.
    pub fn changes(&self, now: Time) -> Option<Time> {
        let boots = if let State::Boots(until) = self.state { Some(until) } else { None };
        let generator = if self.comes_from_outside() {
            None
        } else {
            self.generator.changes(self.off_since, now)
        };
        boots.into_iter().chain(generator).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generator_starts_late_and_runs_dry() {
        let generator = Generator::Starts { starts_in: Span(5), lasts: Span(20) };
        let mut power = Power::new(true, true, generator, Span(2));
        assert!(power.is_up() && power.changes(Time::OPENING).is_none());
        power.switch(false, Time(100));
        let mut seen = Vec::new();
        let mut next = Some(Time(100));
        while let Some(now) = next {
            power.update(now);
            seen.push((now.0, power.is_lit(), power.is_up()));
            next = power.changes(now);
        }
        let expected =
            [(100, false, false), (105, true, false), (107, true, true), (125, false, false)];
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_generator_without_a_pause_leaves_no_gap() {
        let generator = Generator::Starts { starts_in: Span(0), lasts: Span(9) };
        let mut power = Power::new(true, true, generator, Span(2));
        power.switch_district(false, Time(50));
        power.update(Time(50));
        assert!(power.is_up());
        // Power from outside that comes back in time is not noticed either.
        power.switch_district(true, Time(55));
        power.update(Time(55));
        assert!(power.is_up() && power.changes(Time(55)).is_none());
    }
}

//! Dials that are pinned: drawn as charts, with how they have gone of late. A course that was gone
//! back from is forgotten.

use super::windows;
use crate::dashboard::app::App;
use crate::kernel::Time;
use crate::runner::Snapshot;

/// When there are so many points, every second one is given up.
const MOST: usize = 240;

/// Pinned dials and how they have gone.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    pins: Vec<Pin>,
    branch: u32,
}

/// What is pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pinned {
    /// A dial, by its place in the book.
    Dial(usize),
    /// A dial over a window of one's own, as it was typed.
    Window(String),
}

/// A pinned dial.
#[derive(Clone, Debug)]
pub struct Pin {
    /// Which one.
    pub of: Pinned,
    /// What it showed, and when.
    pub points: Vec<(Time, f64)>,
}

impl Pins {
    /// Says whether a dial is pinned.
    pub fn has(&self, dial: &Pinned) -> bool {
        self.pins.iter().any(|pin| pin.of == *dial)
    }

    /// Pins a dial, or no longer.
    pub fn turn(&mut self, dial: Pinned, shot: &Snapshot) {
        if self.has(&dial) {
            self.pins.retain(|pin| pin.of != dial);
        } else {
            self.pins.push(Pin { of: dial, points: Vec::new() });
            self.note(shot);
        }
    }

    /// Lists the windows among them.
    pub fn windows(&self) -> impl Iterator<Item = &str> {
        self.pins.iter().filter_map(|pin| match &pin.of {
            Pinned::Window(text) => Some(text.as_str()),
            Pinned::Dial(_) => None,
        })
    }

    /// Lists them.
    pub fn list(&self) -> &[Pin] {
        &self.pins
    }

    /// Takes note of a new picture.
    pub fn note(&mut self, shot: &Snapshot) {
        let (now, branch) = (shot.floor().scene.now, shot.floor().branch);
        let same_until = same_until(shot, self.branch, branch);
        self.branch = branch;
        for pin in &mut self.pins {
            pin.points.retain(|(at, _)| *at < now && *at <= same_until);
            let value = match &pin.of {
                Pinned::Dial(dial) => shot.floor().dials.get(*dial).copied().flatten(),
                Pinned::Window(text) => windows::shot(shot.floor(), text).and_then(|s| s.value),
            };
            if let Some(value) = value {
                pin.points.push((now, value));
            }
            if pin.points.len() > MOST {
                let mut at = 0;
                pin.points.retain(|_| {
                    at += 1;
                    at % 2 == 1
                });
            }
        }
    }
}

/// Returns until when two branches were the same run.
fn same_until(shot: &Snapshot, one: u32, other: u32) -> Time {
    let of = |number: u32| shot.branches.iter().find(|branch| branch.number == number);
    // From each up to the first run: where it left the one before.
    let way = |number: u32| {
        let mut way = vec![(number, Time::NEVER)];
        let mut at = of(number);
        while let Some((branch, parent)) = at.and_then(|at| Some((at, at.parent?))) {
            let left = way.last().map_or(Time::NEVER, |last| last.1);
            way.push((parent, branch.from.min(left)));
            at = of(parent);
        }
        way
    };
    let (first, second) = (way(one), way(other));
    let common = first.iter().find_map(|(number, until)| {
        let other = second.iter().find(|(known, _)| known == number)?;
        Some((*until).min(other.1))
    });
    common.unwrap_or(Time::OPENING)
}

/// Names a dial, and says what it shows.
pub fn title(app: &App, pin: &Pin) -> (String, String) {
    let value = pin.points.last().map(|(_, value)| *value);
    let (name, dial) = match &pin.of {
        Pinned::Dial(at) => (app.book.dials[*at].name.as_str(), app.book.dials.get(*at)),
        Pinned::Window(text) => (text.as_str(), windows::dial(app, text)),
    };
    let shown = value.zip(dial).map(|(value, dial)| app.figures().value(value, dial.unit));
    (name.to_owned(), shown.unwrap_or_else(|| "–".to_owned()))
}

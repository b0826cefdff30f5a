//! Dials that are pinned: drawn as charts, with how they have gone of late. A course that was gone
//! back from is forgotten.

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

/// A pinned dial.
#[derive(Clone, Debug)]
pub struct Pin {
    /// The dial, by its place in the book.
    pub dial: usize,
    /// What it showed, and when.
    pub points: Vec<(Time, f64)>,
}

impl Pins {
    /// Says whether a dial is pinned.
    pub fn has(&self, dial: usize) -> bool {
        self.pins.iter().any(|pin| pin.dial == dial)
    }

    /// Pins a dial, or no longer.
    pub fn turn(&mut self, dial: usize, shot: &Snapshot) {
        if self.has(dial) {
            self.pins.retain(|pin| pin.dial != dial);
        } else {
            self.pins.push(Pin { dial, points: Vec::new() });
            self.note(shot);
        }
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
            if let Some(value) = shot.floor().dials.get(pin.dial).copied().flatten() {
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
    let dial = &app.book.dials[pin.dial];
    let value = pin.points.last().map(|(_, value)| *value);
    let shown = value.map_or("–".to_owned(), |v| app.figures().value(v, dial.unit));
    (dial.name.clone(), shown)
}

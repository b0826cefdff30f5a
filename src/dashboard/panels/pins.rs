//! Dials that are pinned: drawn as charts, with how they have gone of late. A course that was gone
//! back from is forgotten.

use super::windows;
use crate::dashboard::app::App;
use crate::kernel::Time;
use crate::runner::Snapshot;
use crate::runner::snapshot::FloorShot;

/// When there are so many points, every second one is given up.
const MOST: usize = 240;

/// Pinned dials and how they have gone.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    pins: Vec<Pin>,
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
    /// How it has gone on each floor.
    pub courses: Vec<Course>,
}

/// How a dial has gone on a branch.
#[derive(Clone, Debug)]
pub struct Course {
    branch: u32,
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
            self.pins.push(Pin { of: dial, courses: Vec::new() });
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
        for pin in &mut self.pins {
            let course = |floor| pin.course(floor, shot);
            pin.courses = shot.floors.iter().map(course).collect();
        }
    }
}

impl Pin {
    /// Returns how it has gone on a floor, up to this picture.
    fn course(&self, floor: &FloorShot, shot: &Snapshot) -> Course {
        let (now, branch) = (floor.scene.now, floor.branch);
        // Of what was seen before, that which was the same run for longest.
        let same = |course: &Course| same_until(shot, course.branch, branch);
        let before = self.courses.iter().max_by_key(|course| same(course));
        let mut points = before.map_or_else(Vec::new, |course| {
            let same_until = same(course);
            let is_known = |(at, _): &&(Time, f64)| *at < now && *at <= same_until;
            course.points.iter().filter(is_known).copied().collect()
        });
        let value = match &self.of {
            Pinned::Dial(dial) => floor.dials.get(*dial).copied().flatten(),
            Pinned::Window(text) => windows::shot(floor, text).and_then(|shot| shot.value),
        };
        points.extend(value.map(|value| (now, value)));
        if points.len() > MOST {
            let mut at = 0;
            points.retain(|_| {
                at += 1;
                at % 2 == 1
            });
        }
        Course { branch, points }
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

/// Names a dial, and says what it shows on each floor.
pub fn title(app: &App, pin: &Pin) -> (String, Vec<String>) {
    let (name, dial) = match &pin.of {
        Pinned::Dial(at) => (app.book.dials[*at].name.as_str(), app.book.dials.get(*at)),
        Pinned::Window(text) => (text.as_str(), windows::dial(app, text)),
    };
    let shown = |course: &Course| {
        let value = course.points.last().map(|(_, value)| *value);
        let shown = value.zip(dial).map(|(value, dial)| app.figures().value(value, dial.unit));
        shown.unwrap_or_else(|| "–".to_owned())
    };
    (name.to_owned(), pin.courses.iter().map(shown).collect())
}

//! Who walks: what differs from student to student.

use crate::kernel::{Luck, pick, stream};
use crate::lesson::whole::Lesson;
use crate::lesson::worlds::{NoWorld, Variant};
use crate::scenario::Set;

/// Who walks a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Student {
    id: Option<String>,
    variant: Variant,
}

impl Student {
    /// Draws what this student's worlds are like. Whoever does not say who it is gets the first of
    /// all values.
    pub fn of(lesson: &Lesson, id: Option<&str>) -> Result<Student, NoWorld> {
        let chosen = |path: &str, count: usize| {
            id.map_or(0, |id| pick(&mut luck(id, &lesson.id, path).draw(), count))
        };
        let vary = lesson.vary.iter().filter_map(|vary| {
            let value = vary.values.get(chosen(&vary.path, vary.values.len()))?.clone();
            Some(Set { path: vary.path.clone(), value })
        });
        let mut variant = Variant { seed: 0, vary: vary.collect() };
        variant.seed = lesson.worlds.world(0, &variant).scenario(&[])?.seed;
        Ok(Student { id: id.map(str::to_owned), variant })
    }

    /// Returns who it is, if that was said.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Returns what its worlds are like.
    pub fn variant(&self) -> &Variant {
        &self.variant
    }

    /// Mixes the numbers below `count`, for a block of a lesson.
    pub fn mixed(&self, lesson: &str, block: &str, count: usize) -> Vec<usize> {
        let mut draw = luck(self.id.as_deref().unwrap_or_default(), lesson, block).draw();
        let mut numbers: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            numbers.swap(last, pick(&mut draw, last + 1));
        }
        numbers
    }
}

/// Returns the key of something that is drawn for a student in a lesson.
fn luck(student: &str, lesson: &str, what: &str) -> Luck {
    Luck::of_seed(0).nth(stream(student)).nth(stream(lesson)).nth(stream(what))
}

//! What a list of lessons says of each: known without a look at its scenario, so in an instant.

use super::front::split;
use crate::scenario::diagnostics::Findings;
use crate::scenario::{Source, bundled_lessons};
use serde::Deserialize;

/// What a list says of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// What progress knows it by.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it teaches; empty: nothing is said.
    pub teaches: String,
    /// How long it takes in a class; none: nothing is said.
    pub minutes: Option<u32>,
    /// How many of its blocks are graded.
    pub graded: usize,
}

/// Those keys of the front matter.
#[derive(Deserialize)]
struct Cover {
    id: Option<String>,
    title: String,
    #[serde(default)]
    teaches: String,
    minutes: Option<u32>,
}

/// How blocks begin that are graded.
const GRADED: [&str; 4] = ["```toml predict", "```toml quiz", "```toml number", "```toml goal"];

impl Outline {
    /// Reads the front matter of a lesson that is valid, and counts its blocks.
    fn of(source: &Source) -> Option<Outline> {
        let text = &source.text;
        let (matter, body) = split(text, &mut Findings::new("", ""))?;
        let cover: Cover = toml::from_str(&text[matter]).ok()?;
        let is_graded = |line: &&str| GRADED.iter().any(|begins| line.starts_with(begins));
        Some(Outline {
            id: cover.id.unwrap_or_else(|| super::id_of(&source.name)),
            title: cover.title,
            teaches: cover.teaches,
            minutes: cover.minutes,
            graded: text[body..].lines().filter(is_graded).count(),
        })
    }
}

/// Lists the bundled lessons, in the order of the course.
pub fn outlines() -> Vec<Outline> {
    let sources = bundled_lessons().into_iter().map(|known| Source::bundled_lesson(&known));
    sources.filter_map(|source| Outline::of(&source)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::course;

    #[test]
    fn a_list_says_what_the_lessons_say() {
        let graded = |lesson: &crate::lesson::Lesson| {
            lesson.blocks().filter(|block| block.task.is_graded()).count()
        };
        let read = course().into_iter().map(|lesson| Outline {
            graded: graded(&lesson),
            id: lesson.id,
            title: lesson.title,
            teaches: lesson.teaches,
            minutes: lesson.minutes,
        });
        assert_eq!(outlines(), read.collect::<Vec<_>>());
    }
}

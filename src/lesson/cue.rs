//! What a presentation lets a second terminal know: which slide is shown.
//!
//! It is a few lines of TOML. Whoever reads them trusts nothing in them.

use serde::{Deserialize, Serialize};

/// The most bytes of it.
pub const MOST_BYTES: u64 = 4096;
/// The version of its form.
const FORMAT: u32 = 1;

/// Which slide of which lesson is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// The version of its form.
    pub format: u32,
    /// The id of the lesson.
    pub lesson: String,
    /// The hash of its text.
    pub hash: String,
    /// The slide, counted from 0; behind the last one it is over.
    pub slide: usize,
    /// How many of its parts are to be seen.
    pub part: usize,
    /// When it began, in seconds since 1970.
    pub begun: u64,
}

impl Cue {
    /// Begins the presentation of a lesson at a moment.
    pub fn begin(lesson: &super::Lesson, begun: u64) -> Cue {
        let (id, hash) = (lesson.id.clone(), lesson.hash.clone());
        Cue { format: FORMAT, lesson: id, hash, slide: 0, part: 1, begun }
    }

    /// Writes it.
    pub fn text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// Reads it; none: it is none.
    pub fn read(text: &str) -> Option<Cue> {
        let cue: Cue = toml::from_str(text).ok()?;
        (cue.format == FORMAT).then_some(cue)
    }

    /// Says whether it is about this lesson.
    pub fn is_of(&self, lesson: &super::Lesson) -> bool {
        self.lesson == lesson.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_is_read_as_it_was_written() {
        let lesson = crate::lesson::course().remove(0);
        let cue = Cue { slide: 3, part: 2, ..Cue::begin(&lesson, 1_700_000_000) };
        assert_eq!(Cue::read(&cue.text()), Some(cue.clone()));
        assert!(cue.is_of(&lesson));
    }

    #[test]
    fn anything_else_is_none() {
        let good = Cue::begin(&crate::lesson::course().remove(0), 5).text();
        let newer = good.replace("format = 1", "format = 2");
        let more = format!("{good}more = 1\n");
        let negative = good.replace("slide = 0", "slide = -1");
        for text in ["", "format = 1", "\u{1b}[2J", "slide = 1e9", &newer, &more, &negative] {
            assert_eq!(Cue::read(text), None, "{text}");
        }
    }
}

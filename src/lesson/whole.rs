//! A lesson: read, checked as a whole, and ready to be walked.

use super::block::Block;
use super::complete;
use super::front::{self, Front};
use super::pages;
use super::prose::Prose;
use super::reader::Reader;
use super::worlds::Worlds;
use crate::scenario::diagnostics::Findings;
use crate::scenario::value::Problem;
use crate::scenario::written::finding;
use crate::scenario::{Set, Source};
use crate::text::safe_text::safe_same_bytes;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::PathBuf;

/// A lesson.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// What it is called in messages: a file, or a bundled lesson.
    pub shown: String,
    /// What progress knows it by.
    pub id: String,
    /// The hash of its text.
    pub hash: String,
    /// Its title.
    pub title: String,
    /// What it teaches; empty: nothing is said.
    pub teaches: String,
    /// How long it takes in a class; none: nothing is said.
    pub minutes: Option<u32>,
    /// What differs from student to student, and how.
    pub vary: Vec<Vary>,
    /// Everything in it, in its order.
    pub steps: Vec<Step>,
    /// Its scenarios.
    pub worlds: Worlds,
    /// What is hardly meant; there are no errors.
    pub warnings: Findings,
}

/// A key of the lesson's scenario, and the values among which a student's is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vary {
    /// The key.
    pub path: String,
    /// The values, as one writes them.
    pub values: Vec<String>,
}

/// Something in a lesson, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The bytes of the file.
    pub span: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What a step is.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Something to read.
    Prose(Prose),
    /// Whoever shows it waits here.
    Pause,
    /// The slide ends here; a lesson that is read goes on.
    EndSlide,
    /// What only the instructor sees.
    Note(String),
    /// Something to do.
    Block(Box<Block>),
}

impl Lesson {
    /// Reads and checks a lesson; everything that is wrong is found in one go.
    pub fn open(source: &Source) -> Result<Lesson, Findings> {
        let (lesson, mut findings) = Lesson::draft(source);
        match lesson {
            Some(mut lesson) if !findings.has_errors() => {
                for missing in complete::missing_parts(&lesson) {
                    let found = findings.error(missing.span, missing.cause);
                    found.remedy(missing.remedy);
                }
                if findings.has_errors() {
                    return Err(findings);
                }
                lesson.warnings = findings;
                Ok(lesson)
            }
            _ => Err(findings),
        }
    }

    /// Reads a lesson that may not be complete yet; also says what is wrong with what is there.
    pub fn draft(source: &Source) -> (Option<Lesson>, Findings) {
        let (lesson, _, findings) = Lesson::draft_in_folders(source);
        (lesson, findings)
    }

    /// The same, with the folders below its own in which something was looked for: also where that
    /// is why there is no lesson.
    pub(super) fn draft_in_folders(
        source: &Source,
    ) -> (Option<Lesson>, BTreeSet<PathBuf>, Findings) {
        let mut findings = Findings::new(source.shown.clone(), source.text.clone());
        let text = harmless(&source.text, &mut findings);
        let Some((matter, body)) = front::split(&text, &mut findings) else {
            return (None, BTreeSet::new(), findings);
        };
        let mut worlds = Worlds::default();
        let front = front::read(source, (&text[matter.clone()], matter.start), &mut worlds);
        let Front { lesson, ground, problems } = front;
        report(&problems, &mut findings);
        let (pieces, problems) = pages::pieces(&text, body);
        report(&problems, &mut findings);
        let mut reader = Reader::of(source, (worlds, ground), findings);
        let steps = reader.steps(pieces);
        let (worlds, findings) = reader.end();
        let folders = worlds.looked_in();
        let lesson = lesson.map(|lesson| Lesson {
            shown: source.shown.clone(),
            hash: hash(&source.text),
            steps,
            worlds,
            warnings: Findings::new(source.shown.clone(), source.text.clone()),
            ..lesson
        });
        (lesson, folders, findings)
    }

    /// Lists its blocks.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.steps.iter().filter_map(|step| match &step.what {
            What::Block(block) => Some(&**block),
            _ => None,
        })
    }

    /// Lists every combination of what differs from student to student.
    pub fn combinations(&self) -> Vec<Vec<Set>> {
        let mut all = vec![Vec::new()];
        for vary in &self.vary {
            let with = |chosen: &Vec<Set>, value: &String| {
                let set = Set { path: vary.path.clone(), value: value.clone() };
                chosen.iter().cloned().chain([set]).collect::<Vec<Set>>()
            };
            all = all
                .iter()
                .flat_map(|chosen| vary.values.iter().map(move |value| with(chosen, value)))
                .collect();
        }
        all
    }
}

/// Returns what names a text.
pub(super) fn hash(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Notes problems as errors.
fn report(problems: &[Problem], findings: &mut Findings) {
    for problem in problems {
        finding(problem, findings.error(problem.span.clone(), problem.cause.clone()));
    }
}

/// Makes a text harmless, byte for byte; a character that could drive a terminal is an error, one
/// that only cannot be seen a warning.
fn harmless(text: &str, findings: &mut Findings) -> String {
    // A byte order mark, and the ends of lines as other systems write them.
    let text = text.replacen('\u{feff}', "   ", usize::from(text.starts_with('\u{feff}')));
    let text = text.replace("\r\n", " \n");
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_control()) {
        if c != '\n' && c != '\t' {
            findings
                .error(at..at + c.len_utf8(), format!("a control character (U+{:04X})", c as u32))
                .remedy("remove it: a lesson cannot speak to the terminal");
        }
    }
    let harmless = safe_same_bytes(&text);
    if harmless.as_bytes() != text.as_bytes() && !findings.has_errors() {
        let differs = harmless.bytes().zip(text.bytes()).position(|(a, b)| a != b && b != b'\t');
        if let Some(at) = differs {
            findings
                .warning(at..at + 1, "a character that cannot be seen, or that turns others around")
                .remedy("remove it: something else is shown instead");
        }
    }
    harmless
}

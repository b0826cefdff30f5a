//! A lesson as its author has it at the moment: perhaps not finished, perhaps wrong.

use super::complete::missing_parts;
use super::whole::Lesson;
use crate::scenario::Source;
use crate::scenario::diagnostics::{Finding, Findings, Severity};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What has been read of a lesson that somebody writes.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The lesson, which need not be complete; none: something in it is wrong.
    pub lesson: Option<Lesson>,
    /// What is wrong; or else what is hardly meant, and what is still to be written.
    pub findings: Findings,
    /// Everything that was read for it: the lesson, its scenarios, and what lies beside them.
    texts: Vec<String>,
    /// The folders below the lesson's own in which something was looked for.
    folders: BTreeSet<PathBuf>,
}

impl Reading {
    /// Reads a lesson: a path.
    pub fn of(argument: &str) -> Reading {
        match Source::open_lesson(argument) {
            Ok(source) => Reading::of_source(&source),
            Err(error) => {
                let mut findings = Findings::new(argument, "");
                findings.error(None, error.to_string());
                Reading { lesson: None, findings, texts: Vec::new(), folders: BTreeSet::new() }
            }
        }
    }

    /// Reads a lesson whose text is at hand.
    pub fn of_source(source: &Source) -> Reading {
        let (lesson, folders, mut findings) = Lesson::draft_in_folders(source);
        let mut texts = vec![source.text.clone()];
        let lesson = lesson.filter(|_| !findings.has_errors());
        if let Some(lesson) = &lesson {
            for missing in missing_parts(lesson) {
                findings.warning(missing.span, missing.cause).remedy(missing.remedy);
            }
            for world in (0..lesson.worlds.len()).map(|number| lesson.worlds.source(number)) {
                texts.push(world.text.clone());
                texts.extend(world.all_beside().into_values());
            }
        }
        Reading { lesson, findings, texts, folders }
    }

    /// Returns the folders below the lesson's own in which something was looked for.
    pub fn folders(&self) -> &BTreeSet<PathBuf> {
        &self.folders
    }

    /// Says whether nothing of what was read, or of what is wrong with it, is another.
    pub fn is_same(&self, other: &Reading) -> bool {
        self.texts == other.texts && self.findings.iter().eq(&other.findings)
    }

    /// Returns how many findings there are that make it wrong, and how many others.
    pub fn counts(&self) -> (usize, usize) {
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        let wrong = self.findings.iter().filter(is_error).count();
        (wrong, self.findings.len() - wrong)
    }
}

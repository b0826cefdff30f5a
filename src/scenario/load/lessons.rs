//! Reading lessons, and the scenarios that they name.

use super::{Folder, LoadError, Source, file_text, named_text, text};
use crate::scenario::bundled::{self, Bundled, bundled, lessons};
use crate::scenario::diagnostics::nearest;
use crate::text::safe_text::{safe, safe_short};
use std::io;
use std::path::{Path, PathBuf};

/// What a lesson begins with.
pub(super) const FENCE: &str = "+++";

/// The most bytes of a lesson.
const MOST_BYTES: u64 = 256 << 10;

/// The most bytes of a file of answers.
const MOST_ANSWERS: u64 = 1 << 20;

impl Source {
    /// Reads a lesson: a bundled name, a path, or `-` for standard input.
    pub fn open_lesson(argument: &str) -> Result<Source, LoadError> {
        if argument == "-" {
            let text = text(io::stdin().lock(), "standard input", MOST_BYTES);
            let folder = Folder::Disk(PathBuf::from("."));
            return Ok(Source::new("stdin", "standard input", text.map_err(large)?, folder));
        }
        if let Some(found) = lessons().into_iter().find(|known| known.name == argument) {
            return Ok(Source::bundled_lesson(&found));
        }
        let path = Path::new(argument);
        let shown = safe_short(argument, 200);
        let text = match file_text(path, &shown, MOST_BYTES).map_err(large) {
            Err(LoadError::Io(_, error))
                if error.kind() == io::ErrorKind::NotFound
                    && bundled().iter().any(|known| known.name == argument) =>
            {
                return Err(LoadError::IsScenario(shown));
            }
            Ok(_) if has_ending(path, "toml") => return Err(LoadError::IsScenario(shown)),
            Err(LoadError::Io(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                let known: Vec<&str> = lessons().into_iter().map(|lesson| lesson.name).collect();
                let instead = match nearest(argument.trim_end_matches(".md"), known) {
                    Some(name) => format!(": did you mean {name}?"),
                    None => ": `boh list` lists the bundled lessons".into(),
                };
                return Err(LoadError::NoLesson(shown, instead));
            }
            other => other?,
        };
        let stem = path.file_stem().map_or_else(|| "lesson".into(), |stem| stem.to_string_lossy());
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = Folder::Disk(folder.unwrap_or(Path::new(".")).to_owned());
        Ok(Source::new(&safe(&stem), &shown, text, folder))
    }

    /// Reads the text of a file of answers, or of `-`, standard input; returns what to call it, and
    /// the text.
    pub fn open_answers(argument: &str) -> Result<(String, String), LoadError> {
        named_text(argument, MOST_ANSWERS, [LoadError::LargeAnswers, LoadError::NoAnswers])
    }

    /// Returns the source of a bundled lesson.
    pub fn bundled_lesson(lesson: &Bundled) -> Source {
        let shown = format!("{}.md", lesson.name);
        Source::new(lesson.name, &shown, lesson.text.into(), Folder::Bundled(bundled::LESSONS))
    }

    /// Returns a lesson whose text is at hand; beside it lie the bundled lessons and their scenarios.
    pub fn lesson_from_text(name: &str, text: &str) -> Source {
        Source::new(name, name, text.into(), Folder::Bundled(bundled::LESSONS))
    }

    /// Returns the source of a scenario that this lesson names: a file in the lesson's own folder
    /// where it ends in `.toml`, a bundled one otherwise. The error says what is wrong, and perhaps
    /// which one was meant.
    pub fn scenario(&self, name: &str) -> Result<Source, (String, Option<String>)> {
        let Some(stem) = name.strip_suffix(".toml") else {
            let known = bundled();
            if let Some(found) = known.iter().find(|known| known.name == name) {
                let shown = format!("{}.toml", found.name);
                let folder = Folder::Bundled("");
                return Ok(Source::new(found.name, &shown, found.text.into(), folder));
            }
            let meant = nearest(name, known.iter().map(|known| known.name)).map(str::to_owned);
            return Err((
                format!("no bundled scenario is called \"{}\"", safe_short(name, 60)),
                meant,
            ));
        };
        if name.contains(['/', '\\']) {
            let cause = format!("\"{}\" is not in the lesson's own folder", safe_short(name, 80));
            return Err((cause, None));
        }
        let text = self.beside(name).map_err(|cause| (cause, None))?;
        if text.len() as u64 > super::MOST_BYTES {
            return Err((format!("\"{}\" is larger than 1 MiB", safe_short(name, 80)), None));
        }
        Ok(Source::new(&safe(stem), &safe(name), text, self.folder.clone()))
    }
}

/// Says whether a bundled lesson has this name.
pub(super) fn is_lesson(name: &str) -> bool {
    lessons().iter().any(|known| known.name == name)
}

/// Says whether a file has the ending of lessons.
pub(super) fn is_written_as_lesson(path: &Path) -> bool {
    has_ending(path, "md")
}

fn has_ending(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted))
}

fn large(error: LoadError) -> LoadError {
    match error {
        LoadError::TooLarge(shown) => LoadError::LargeLesson(shown),
        LoadError::NotAFile(shown) => LoadError::NotALesson(shown),
        other => other,
    }
}

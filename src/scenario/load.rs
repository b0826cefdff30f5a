//! Reading scenario files and what lies beside them; the only place where they are touched.

mod lessons;

use super::bundled::{self, bundled};
use super::diagnostics::nearest;
use crate::text::safe_text::{safe, safe_short};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// The most bytes of a scenario.
const MOST_BYTES: u64 = 1 << 20;
/// The most bytes of a trace.
const MOST_TRACE_BYTES: u64 = 64 << 20;
/// The most bytes of a journal: a scenario, what lies beside it, and what entered from outside.
const MOST_JOURNAL_BYTES: u64 = 128 << 20;

/// Where the files beside a scenario are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Folder {
    /// Among the bundled files, below this folder.
    Bundled(&'static str),
    Disk(PathBuf),
    /// In a journal, with all that was read.
    Journal,
}

/// A scenario's text and where it comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The scenario's name: a bundled one, the file without its ending, or `stdin`.
    pub name: String,
    /// What to call it in messages.
    pub shown: String,
    /// The text.
    pub text: String,
    folder: Folder,
    /// What has been read beside it, by name.
    read: RefCell<BTreeMap<String, String>>,
    /// The folders below its own in which something was looked for.
    looked_in: RefCell<BTreeSet<PathBuf>>,
}

/// Why a scenario cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such scenario, bundled or on disk.
    #[error("there is no scenario or file \"{0}\"{1}")]
    Missing(String, String),
    /// It is a directory, a device or a pipe.
    #[error("\"{0}\" is no regular file: give a scenario file, or - for standard input")]
    NotAFile(String),
    /// It is too large.
    #[error("\"{0}\" is larger than 1 MiB: a scenario is a short text")]
    TooLarge(String),
    /// There is no such journal.
    #[error("there is no file \"{0}\": `boh run SCENARIO --journal FILE` writes a journal")]
    NoJournal(String),
    /// It is too large for a journal.
    #[error("\"{0}\" is larger than 128 MiB: that is no journal")]
    NotAJournal(String),
    /// There is no such lens, bundled or on disk.
    #[error("there is no lens or file \"{0}\"{1}")]
    NoLens(String, String),
    /// It is a directory, a device or a pipe.
    #[error("\"{0}\" is no regular file: give the file of a lens")]
    NotALens(String),
    /// It is too large for a lens.
    #[error("\"{0}\" is larger than 1 MiB: that is no lens")]
    LargeLens(String),
    /// There is no such lesson, bundled or on disk.
    #[error("there is no lesson or file \"{0}\"{1}")]
    NoLesson(String, String),
    /// It is a directory, a device or a pipe.
    #[error("\"{0}\" is no regular file: give a lesson, or - for standard input")]
    NotALesson(String),
    /// It is too large for a lesson.
    #[error("\"{0}\" is larger than 256 KiB: make several lessons of it")]
    LargeLesson(String),
    /// There is no such file of answers.
    #[error("there is no file \"{0}\": write answers as `id = answer`, one a line")]
    NoAnswers(String),
    /// It is too large for answers.
    #[error("\"{0}\" is larger than 1 MiB: answers are a short text")]
    LargeAnswers(String),
    /// A lesson stands where a scenario is asked for.
    #[error("\"{0}\" is a lesson, no scenario: write `boh learn {0}`")]
    IsLesson(String),
    /// A scenario stands where a lesson is asked for.
    #[error("\"{0}\" is a scenario, no lesson: write `boh run {0}`")]
    IsScenario(String),
    /// It is no text.
    #[error("\"{0}\" is not UTF-8 text: save it as UTF-8")]
    NotText(String),
    /// Reading failed.
    #[error("\"{0}\" cannot be read: {1}")]
    Io(String, io::Error),
}

impl Source {
    /// Reads a scenario: a bundled name, a path, or `-` for standard input.
    pub fn open(argument: &str) -> Result<Source, LoadError> {
        if argument == "-" {
            let text = text(io::stdin().lock(), "standard input", MOST_BYTES)?;
            if text.starts_with(lessons::FENCE) {
                return Err(LoadError::IsLesson("-".to_owned()));
            }
            let folder = Folder::Disk(PathBuf::from("."));
            return Ok(Source::new("stdin", "standard input", text, folder));
        }
        if let Some(found) = bundled().into_iter().find(|known| known.name == argument) {
            let shown = format!("{}.toml", found.name);
            return Ok(Source::new(found.name, &shown, found.text.into(), Folder::Bundled("")));
        }
        let is_lesson = lessons::is_lesson(argument);
        Source::open_file(Path::new(argument)).map_err(|error| match error {
            LoadError::Missing(shown, _) if is_lesson => LoadError::IsLesson(shown),
            other => other,
        })
    }

    /// Returns a source for a text at hand; nothing lies beside it.
    pub fn from_text(name: &str, text: &str) -> Source {
        Source::new(name, name, text.into(), Folder::Bundled(""))
    }

    /// Returns a source for what a journal holds: a scenario and all that lies beside it.
    pub fn from_journal(name: &str, text: &str, beside: BTreeMap<String, String>) -> Source {
        let source = Source::new(&safe(name), &safe(name), text.into(), Folder::Journal);
        Source { read: RefCell::new(beside), ..source }
    }

    /// Reads the text of a journal, from a path or `-` for standard input; returns what to call
    /// it, and the text.
    pub fn open_journal(argument: &str) -> Result<(String, String), LoadError> {
        named_text(argument, MOST_JOURNAL_BYTES, [LoadError::NotAJournal, LoadError::NoJournal])
    }

    /// Reads the text of a lens from a path; returns what to call it, and the text. `known` are the
    /// names of lenses that are no files.
    pub fn open_lens(argument: &str, known: &[&str]) -> Result<(String, String), LoadError> {
        let shown = safe_short(argument, 200);
        match file_text(Path::new(argument), &shown, MOST_BYTES) {
            Ok(text) => Ok((shown, text)),
            Err(LoadError::Io(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                let instead = match nearest(argument, known.iter().copied()) {
                    Some(name) => format!(": did you mean {name}?"),
                    None => format!(": there are {}", known.join(", ")),
                };
                Err(LoadError::NoLens(shown, instead))
            }
            Err(LoadError::NotAFile(shown)) => Err(LoadError::NotALens(shown)),
            Err(LoadError::TooLarge(shown)) => Err(LoadError::LargeLens(shown)),
            Err(other) => Err(other),
        }
    }

    /// Says whether this is the same text from the same place.
    pub fn is_same(&self, other: &Source) -> bool {
        self.name == other.name && self.text == other.text && self.folder == other.folder
    }

    fn new(name: &str, shown: &str, text: String, folder: Folder) -> Source {
        let (read, looked_in) = (RefCell::default(), RefCell::default());
        Source { name: name.into(), shown: shown.into(), text, folder, read, looked_in }
    }

    fn open_file(path: &Path) -> Result<Source, LoadError> {
        let shown = safe_short(&path.to_string_lossy(), 200);
        let text = match file_text(path, &shown, MOST_BYTES) {
            Err(LoadError::Io(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                return Err(LoadError::Missing(shown, instead(path)));
            }
            Ok(_) if lessons::is_written_as_lesson(path) => return Err(LoadError::IsLesson(shown)),
            other => other?,
        };
        let stem =
            path.file_stem().map_or_else(|| "scenario".into(), |stem| stem.to_string_lossy());
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = Folder::Disk(folder.unwrap_or(Path::new(".")).to_owned());
        Ok(Source::new(&safe(&stem), &shown, text, folder))
    }

    /// Reads a file in the scenario's own folder, and nowhere else. It is read once.
    pub fn beside(&self, name: &str) -> Result<String, String> {
        if let Some(text) = self.read.borrow().get(name) {
            return Ok(text.clone());
        }
        let text = self.read_beside(name)?;
        self.read.borrow_mut().insert(name.to_owned(), text.clone());
        Ok(text)
    }

    /// Returns everything that has been read beside it, by name.
    pub fn all_beside(&self) -> BTreeMap<String, String> {
        self.read.borrow().clone()
    }

    /// Returns the folders below its own in which something was looked for, whether it was there or
    /// not.
    pub fn looked_in(&self) -> BTreeSet<PathBuf> {
        self.looked_in.borrow().clone()
    }

    fn read_beside(&self, name: &str) -> Result<String, String> {
        let path = Path::new(name);
        let shown = safe_short(name, 80);
        let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
        if name.is_empty() || !path.components().all(plain) {
            return Err(format!("\"{shown}\" is not inside the scenario's folder"));
        }
        let folder = match &self.folder {
            Folder::Bundled(below) => {
                let found = bundled::file(below, name).map(str::to_owned);
                return found.ok_or_else(|| format!("there is no file \"{shown}\""));
            }
            Folder::Journal => return Err(format!("the journal does not hold \"{shown}\"")),
            Folder::Disk(folder) => folder,
        };
        let above = path.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
        self.looked_in.borrow_mut().extend(above.map(|above| folder.join(above)));
        let real = |path: &Path| fs::canonicalize(path);
        let path = folder.join(path);
        let inside = match (real(folder), real(&path)) {
            (Ok(folder), Ok(path)) => path.starts_with(folder),
            _ => return Err(format!("there is no file \"{shown}\" beside the scenario")),
        };
        if !inside {
            return Err(format!("\"{shown}\" leads out of the scenario's folder"));
        }
        file_text(&path, &shown, MOST_TRACE_BYTES).map_err(|error| error.to_string())
    }
}

/// Says what to do instead of naming a file that is not there.
fn instead(path: &Path) -> String {
    let known: Vec<&str> = bundled().into_iter().map(|scenario| scenario.name).collect();
    match nearest(&path.to_string_lossy(), known.iter().copied()) {
        Some(name) => format!(": did you mean {name}?"),
        None => ": `boh list` lists the bundled scenarios".into(),
    }
}

fn file_text(path: &Path, shown: &str, most: u64) -> Result<String, LoadError> {
    let failed = |error| LoadError::Io(shown.to_owned(), error);
    // Looked at before it is opened: opening a pipe would wait for its writer.
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(LoadError::NotAFile(shown.to_owned()));
    }
    text(fs::File::open(path).map_err(failed)?, shown, most)
}

/// Reads the text of a file, or of `-`, standard input; returns what to call it, and the text. What is
/// too large, and what is not there, has an error of its own.
fn named_text(
    argument: &str,
    most: u64,
    [large, missing]: [fn(String) -> LoadError; 2],
) -> Result<(String, String), LoadError> {
    let shown = safe_short(argument, 200);
    let read = if argument == "-" {
        text(io::stdin().lock(), "standard input", most)
    } else {
        file_text(Path::new(argument), &shown, most)
    };
    match read {
        Ok(text) => Ok((shown, text)),
        Err(LoadError::TooLarge(shown)) => Err(large(shown)),
        Err(LoadError::Io(_, error)) if error.kind() == io::ErrorKind::NotFound => {
            Err(missing(shown))
        }
        Err(other) => Err(other),
    }
}

fn text(from: impl Read, shown: &str, most: u64) -> Result<String, LoadError> {
    let mut bytes = Vec::new();
    let read = from.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| LoadError::Io(shown.to_owned(), error))?;
    if bytes.len() as u64 > most {
        return Err(LoadError::TooLarge(shown.to_owned()));
    }
    String::from_utf8(bytes).map_err(|_| LoadError::NotText(shown.to_owned()))
}

//! The file of progress: read, locked, written whole or not at all.

use super::form::{self, Unfit};
use super::{News, Progress};
use crate::lesson::walk::Walk;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::Builder;

/// The most bytes of it; whatever is larger is something else.
const MOST_BYTES: u64 = 16 << 20;
/// What names that are not meant to stay begin with.
const STAGED: &str = ".boh-progress-";
/// How many damaged files are put aside under names of their own.
const MOST_ASIDE: u32 = 1000;

/// Keeps progress in a file.
#[derive(Debug)]
pub struct Keeper {
    /// Where; none: nowhere.
    place: Option<PathBuf>,
    progress: Progress,
    /// Whether it may be written: what is there is not to be written over.
    is_open: bool,
}

/// What somebody should know about the file.
#[derive(Debug)]
pub enum Trouble {
    /// There is no folder in which it could be.
    NoPlace,
    /// It was damaged or something else, and lies under the second name now; with the third, the
    /// copy of before is gone on with.
    Aside(PathBuf, PathBuf, bool),
    /// A newer program has written it; nothing is kept.
    Newer(PathBuf),
    /// Something else is in its place; nothing is kept.
    NoFile(PathBuf),
    /// It cannot be read; nothing is kept.
    Unread(PathBuf, io::Error),
    /// It cannot be written; what was done last is not kept.
    Unwritten(PathBuf, io::Error),
}

/// What was found in its place.
enum Found {
    Nothing,
    Good(Progress, Vec<u8>),
    Unfit(Unfit),
}

impl Keeper {
    /// Keeps how far a walk is, and what has been answered in it since this was last done: to be
    /// done after everything that somebody does in a lesson.
    pub fn keep_walk(&mut self, walk: &mut Walk) -> Result<(), Vec<Trouble>> {
        let done = walk.news();
        self.keep(&News::of(walk, &done))
    }

    /// Opens the file of progress, which need not be there; says what is wrong with it.
    pub fn open(place: Option<&Path>) -> (Keeper, Vec<Trouble>) {
        let mut keeper = Keeper {
            place: place.map(Path::to_owned),
            progress: Progress::default(),
            is_open: false,
        };
        let Some(place) = keeper.place.clone() else { return (keeper, vec![Trouble::NoPlace]) };
        if !folder(&place).is_dir() {
            // There is nothing yet; its folder is made when something is kept.
            keeper.is_open = true;
            return (keeper, Vec::new());
        }
        match read(&place) {
            Ok(Found::Unfit(Unfit::Damaged)) => {
                let mut troubles = Vec::new();
                let reads = locked(&place).and_then(|_lock| mended(&place, &mut troubles));
                match reads {
                    Ok((progress, _)) => (keeper.progress, keeper.is_open) = (progress, true),
                    Err(error) => troubles.push(Trouble::Unread(place, error)),
                }
                (keeper, troubles)
            }
            Ok(Found::Unfit(Unfit::Newer)) => (keeper, vec![Trouble::Newer(place)]),
            Ok(Found::Nothing) => {
                keeper.is_open = true;
                (keeper, Vec::new())
            }
            Ok(Found::Good(progress, _)) => {
                (keeper.progress, keeper.is_open) = (progress, true);
                (keeper, Vec::new())
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                (keeper, vec![Trouble::NoFile(place)])
            }
            Err(error) => (keeper, vec![Trouble::Unread(place, error)]),
        }
    }

    /// Keeps nothing anywhere.
    pub fn nowhere() -> Keeper {
        Keeper { place: None, progress: Progress::default(), is_open: false }
    }

    /// Returns what is known.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Returns where it is kept.
    pub fn place(&self) -> Option<&Path> {
        self.place.as_deref()
    }

    /// Keeps what has been done. When this returns it outlives whatever happens to the program and,
    /// if the disk keeps its promises, to the machine. What others have kept meanwhile stays.
    pub fn keep(&mut self, news: &News<'_>) -> Result<(), Vec<Trouble>> {
        if self.progress.knows(news) {
            return Ok(());
        }
        let Some(place) = self.place.clone().filter(|_| self.is_open) else {
            self.progress.keep(news);
            return Ok(());
        };
        let mut troubles = Vec::new();
        match self.write(&place, news, &mut troubles) {
            Ok(()) if troubles.is_empty() => return Ok(()),
            Ok(()) => {}
            Err(error) => {
                // It is said once; the lesson goes on.
                self.is_open = false;
                self.progress.keep(news);
                troubles.push(Trouble::Unwritten(place, error));
            }
        }
        Err(troubles)
    }

    /// Forgets what somebody has done in a lesson; returns where what was known before lies now.
    /// None: nothing was known of it.
    pub fn forget(
        &mut self,
        lesson: &str,
        student: Option<&str>,
    ) -> Result<Option<PathBuf>, Vec<Trouble>> {
        let Some(place) = self.place.clone().filter(|_| self.is_open) else { return Ok(None) };
        if self.progress.record(lesson, student).is_none() {
            return Ok(None);
        }
        let mut troubles = Vec::new();
        let forgotten = self.write_without(&place, (lesson, student), &mut troubles);
        forgotten.map_err(|error| {
            troubles.push(Trouble::Unwritten(place, error));
            troubles
        })
    }

    fn write_without(
        &mut self,
        place: &Path,
        (lesson, student): (&str, Option<&str>),
        troubles: &mut Vec<Trouble>,
    ) -> io::Result<Option<PathBuf>> {
        let _lock = locked(place)?;
        sweep(folder(place));
        let (progress, _) = mended(place, troubles)?;
        let copy = unused(place, ".before-forgetting")?;
        put(&copy, form::write(&progress).as_bytes())?;
        self.progress = progress;
        self.progress.forget(lesson, student);
        put(place, form::write(&self.progress).as_bytes())?;
        Ok(Some(copy))
    }

    fn write(
        &mut self,
        place: &Path,
        news: &News<'_>,
        troubles: &mut Vec<Trouble>,
    ) -> io::Result<()> {
        make_folder(folder(place))?;
        let _lock = locked(place)?;
        sweep(folder(place));
        let (progress, before) = mended(place, troubles)?;
        self.progress = progress;
        self.progress.keep(news);
        let text = form::write(&self.progress);
        if let Some(before) = before {
            put(&backup(place), &before)?;
        }
        put(place, text.as_bytes())
    }
}

/// Reads what is there; what is damaged is put aside, and the copy of before is taken instead.
fn mended(place: &Path, troubles: &mut Vec<Trouble>) -> io::Result<(Progress, Option<Vec<u8>>)> {
    match read(place)? {
        Found::Nothing => Ok((Progress::default(), None)),
        Found::Good(progress, bytes) => Ok((progress, Some(bytes))),
        Found::Unfit(Unfit::Newer) => {
            Err(io::Error::new(io::ErrorKind::Unsupported, "a newer boh has written it"))
        }
        Found::Unfit(Unfit::Damaged) => {
            let aside = unused(place, ".corrupt")?;
            let copy = match read(&backup(place)) {
                Ok(Found::Good(progress, _)) => Some(progress),
                _ => None,
            };
            let is_mended = copy.is_some();
            let progress = copy.unwrap_or_default();
            if is_mended {
                // At no moment is there nothing in its place: the power may go at any of them.
                fs::copy(place, &aside)?;
                put(place, form::write(&progress).as_bytes())?;
            } else {
                fs::rename(place, &aside)?;
            }
            troubles.push(Trouble::Aside(place.to_owned(), aside, is_mended));
            Ok((progress, None))
        }
    }
}

/// Reads a file, if it is one; links are not followed.
fn read(place: &Path) -> io::Result<Found> {
    let there = match fs::symlink_metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        other => other?,
    };
    if !there.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is no regular file"));
    }
    let mut bytes = Vec::new();
    File::open(place)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    let read = match std::str::from_utf8(&bytes) {
        Ok(text) if bytes.len() as u64 <= MOST_BYTES => form::read(text),
        _ => Err(Unfit::Damaged),
    };
    Ok(match read {
        Ok(progress) => Found::Good(progress, bytes),
        Err(unfit) => Found::Unfit(unfit),
    })
}

/// Returns a name beside a file that nothing has.
fn unused(place: &Path, ending: &str) -> io::Result<PathBuf> {
    let names = (1..=MOST_ASIDE).map(|number| named(place, &format!("{ending}-{number}")));
    let is_unused = |name: &PathBuf| fs::symlink_metadata(name).is_err();
    names.into_iter().find(is_unused).ok_or_else(|| {
        io::Error::new(io::ErrorKind::AlreadyExists, "too many files of before lie beside it")
    })
}

/// Writes a file whole or not at all. When this returns, its bytes and its name are on the disk, if
/// that keeps its promises.
fn put(place: &Path, bytes: &[u8]) -> io::Result<()> {
    // Only its owner may read it, as the maker of temporary files has it.
    let mut file = Builder::new().prefix(STAGED).tempfile_in(folder(place))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(place)?;
    sync(folder(place))
}

/// Has the names in a folder written to the disk.
fn sync(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// Waits until nobody else writes; it ends with what is returned, or with the program.
fn locked(place: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let lock = options.open(named(place, ".lock"))?;
    lock.lock()?;
    Ok(lock)
}

/// Removes what was begun by somebody who is no more; whoever is holds the lock.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(STAGED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes a folder for what is its owner's alone, and those in which it lies, so that they outlive a
/// power cut.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let is_there = |folder: &&Path| folder.as_os_str().is_empty() || folder.is_dir();
    let missing = folder.ancestors().take_while(|folder| !is_there(folder)).count();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)?;
    let above = folder.ancestors().skip(1).take(missing);
    above.filter(|above| !above.as_os_str().is_empty()).try_for_each(sync)
}

fn folder(place: &Path) -> &Path {
    place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn backup(place: &Path) -> PathBuf {
    named(place, ".bak")
}

fn named(place: &Path, ending: &str) -> PathBuf {
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    place.with_file_name(name)
}

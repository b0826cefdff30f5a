//! The file through which the notes in a second terminal follow a presentation.
//!
//! Whoever presents writes a [`Cue`] into it at every change, whole or not at all, and holds a
//! shared lock beside it; a cue whose lock nobody holds is that of somebody who is gone.

use crate::cli::{files, keeping};
use crate::dashboard::Tell;
use crate::lesson::Cue;
use crate::lesson::cue::MOST_BYTES;
use crate::lesson::progress::make_folder;
use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The file, in a folder for the program's own.
const FILE: &str = "presented.toml";
/// The lock beside it.
const LOCK: &str = "presented.lock";

/// Where somebody stands who presents.
pub struct Desk {
    /// Where others look; none: there is no such folder.
    folder: Option<PathBuf>,
    /// Held for as long as somebody presents.
    _lock: Option<File>,
    /// What was written last.
    last: Rc<RefCell<String>>,
}

impl Desk {
    /// Begins to present. Where nothing can be written the notes cannot follow, and the first slide
    /// says so.
    pub fn stand() -> Desk {
        let folder = keeping::state_folder();
        let lock = folder.as_deref().and_then(|folder| locked(folder).ok());
        Desk { folder, _lock: lock, last: Rc::default() }
    }

    /// Returns what tells others which slide is shown.
    pub fn teller(&self) -> Tell {
        let (folder, last) = (self.folder.clone(), Rc::clone(&self.last));
        Box::new(move |cue| {
            let Some(folder) = &folder else { return Ok(()) };
            let text = cue.text();
            let file = (FILE.to_owned(), text.clone().into_bytes());
            files::replace(folder, &[file]).map_err(|error| error.to_string())?;
            *last.borrow_mut() = text;
            Ok(())
        })
    }

    /// Ends it. If somebody else presents by now, theirs stays.
    pub fn leave(self) {
        let Some(file) = self.folder.map(|folder| folder.join(FILE)) else { return };
        if files::holds(&file, self.last.borrow().as_bytes()) {
            let _ = fs::remove_file(file);
        }
    }
}

fn locked(folder: &Path) -> io::Result<File> {
    make_folder(folder)?;
    let lock = open_lock(folder)?;
    // Whoever looks whether it is held does so for a moment only.
    lock.lock_shared()?;
    Ok(lock)
}

fn open_lock(folder: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(folder.join(LOCK))
}

/// Finds out which slide is shown now; none: nobody presents.
pub fn heard() -> Option<Cue> {
    let folder = keeping::state_folder()?;
    let text = read(&folder.join(FILE)).ok()?;
    // Where there are no locks, what was written last is believed.
    let is_held = open_lock(&folder).ok()?.try_lock().is_err();
    is_held.then(|| Cue::read(&text)).flatten()
}

/// Reads what is there, if it is a file; links are not followed.
fn read(file: &Path) -> io::Result<String> {
    if !fs::symlink_metadata(file)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is no regular file"));
    }
    let mut text = String::new();
    File::open(file)?.take(MOST_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

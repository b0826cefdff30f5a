//! Files that a command writes: whole or not at all.

use super::output;
use crate::text::safe_text::safe_short;
use anyhow::Context;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// A file in the making. Until it is finished it lies beside its place under another name.
pub struct File {
    writer: BufWriter<NamedTempFile>,
    place: PathBuf,
    shown: String,
}

/// Begins a file; none: its place is taken by something else, which has been said.
pub fn create(path: &str) -> anyhow::Result<Option<File>> {
    let shown = safe_short(path, 200);
    // A link stays, and what it leads to is written.
    let place = fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
    if fs::metadata(&place).is_ok_and(|taken| !taken.is_file()) || path.is_empty() {
        output::message(&format!("error: \"{shown}\" is no regular file: name a file to write\n"));
        return Ok(None);
    }
    let file = beside(&place).with_context(|| cannot(&shown))?;
    Ok(Some(File { writer: BufWriter::new(file), place, shown }))
}

/// Says whether a file is there and holds exactly this.
pub fn holds(path: &Path, bytes: &[u8]) -> bool {
    fs::read(path).is_ok_and(|there| there == bytes)
}

/// Writes a new file. One that is already there stays as it is, and that is an error.
pub fn create_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    staged(path, bytes)?.persist_noclobber(path)?;
    Ok(())
}

/// Writes several files into a folder. All are written beside their places before the first takes
/// it, so that a full disk leaves what was there before.
pub fn replace(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let staged: io::Result<Vec<_>> = files
        .iter()
        .map(|(name, bytes)| {
            let path = folder.join(name);
            Ok((staged(&path, bytes)?, path))
        })
        .collect();
    for (file, path) in staged? {
        file.persist(path)?;
    }
    Ok(())
}

/// Writes a file under another name, in the folder in which it will be.
fn staged(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = beside(path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Begins a file under another name, in the folder in which it will be.
fn beside(place: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".boh-");
    #[cfg(unix)]
    {
        // As any new file: whoever may read the others in the folder may read this one.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder(place)).map_err(without_place)
}

/// Says what went wrong with a file in the making, but not under which name it was made: nobody has
/// chosen that.
fn without_place(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::NotFound => io::Error::new(error.kind(), "there is no such folder"),
        io::ErrorKind::Other => error,
        kind => kind.into(),
    }
}

fn folder(place: &Path) -> &Path {
    place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn cannot(shown: &str) -> String {
    format!("\"{shown}\" cannot be written")
}

impl File {
    /// Appends to it.
    pub fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.writer.write_all(bytes).map_err(without_place).with_context(|| cannot(&self.shown))
    }

    /// Puts it in its place, where it outlives a power cut.
    pub fn finish(self) -> anyhow::Result<()> {
        let File { writer, place, shown } = self;
        let finish = || -> io::Result<()> {
            let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&place)?;
            #[cfg(unix)]
            fs::File::open(folder(&place))?.sync_all()?;
            Ok(())
        };
        finish().map_err(without_place).with_context(|| cannot(&shown))
    }
}

//! Writing files: whole, or not at all.

use std::io::{self, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes a new file. One that is already there stays as it is, and that is an error.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
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
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // As any other file of this user: what the umask leaves of it.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

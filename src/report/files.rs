//! Writing result files: each whole or not at all.

use std::fmt;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What names of temporary files begin and end with, and the letters between.
const PREFIX: &str = ".tco-";
const SUFFIX: &str = ".tmp";
const LETTERS: usize = 6;

/// A file to write.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name in the results directory.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Document {
    /// A file of text.
    #[must_use]
    pub fn text(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), bytes: text.into_bytes() }
    }
}

/// A file or directory that could not be written.
#[derive(Debug)]
pub struct FileError {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub cause: io::Error,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write `{}`: {}", self.path.display(), self.cause)
    }
}

impl std::error::Error for FileError {}

/// Writes the documents into `directory`, which is made when it is not there; other files in it
/// are left alone. All documents go to temporary names first, and take their own only when every
/// one is whole on the disk. Temporary files that a run which was killed left behind are removed at
/// the end. Returns the paths written.
///
/// # Errors
/// When a document cannot be stored, that one, and nothing is written. When one cannot take its
/// name, each such, and the others are written.
pub fn write_all(directory: &Path, documents: &[Document]) -> Result<Vec<PathBuf>, Vec<FileError>> {
    if let Err(cause) = std::fs::create_dir_all(directory) {
        return Err(vec![FileError { path: directory.to_owned(), cause }]);
    }
    let mut stored = Vec::with_capacity(documents.len());
    for document in documents {
        let path = directory.join(&document.name);
        match store(directory, &document.bytes) {
            Ok(file) => stored.push((path, file)),
            Err(cause) => return Err(vec![FileError { path, cause: plain(cause) }]),
        }
    }
    let (mut written, mut errors) = (Vec::new(), Vec::new());
    for (path, file) in stored {
        match file.persist(&path) {
            Ok(_) => written.push(path),
            Err(error) => errors.push(FileError { path, cause: plain(error.error) }),
        }
    }
    clear(directory);
    if errors.is_empty() { Ok(written) } else { Err(errors) }
}

fn store(directory: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(LETTERS);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // the umask narrows it
    let mut file = held(&builder, directory)?;
    file.write_all(bytes)?;
    file.flush()?;
    Ok(file)
}

/// A new temporary file and the lock on it, which holds until the file takes its name or its program ends.
/// Where a directory has no locks, nothing is ever cleared from it.
fn held(builder: &tempfile::Builder<'_, '_>, directory: &Path) -> io::Result<tempfile::NamedTempFile> {
    let file = builder.tempfile_in(directory)?;
    let _ = file.as_file().lock();
    // another run that ends now may have cleared it before it was locked, and has ended by then
    if file.path().exists() { Ok(file) } else { builder.tempfile_in(directory) }
}

/// Removes temporary files of ours that no living program holds. What cannot be removed stays: the
/// documents are written.
fn clear(directory: &Path) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(is_temporary);
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let Ok(file) = File::options().write(true).open(entry.path()) else { continue };
        if file.try_lock().is_ok() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is one that a temporary file of ours has.
fn is_temporary(name: &str) -> bool {
    let letters = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    letters.is_some_and(|letters| letters.len() == LETTERS && letters.bytes().all(|c| c.is_ascii_alphanumeric()))
}

/// The system's own words, without the temporary name.
fn plain(error: io::Error) -> io::Error {
    error.raw_os_error().map_or(error, io::Error::from_raw_os_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_leaves_the_others_whole_and_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::create_dir(directory.path().join("taken.csv")).unwrap();
        std::fs::write(directory.path().join("theirs.txt"), "keep").unwrap();
        let documents = [Document::text("taken.csv", "a".into()), Document::text("b.csv", "b".into())];
        let errors = write_all(directory.path(), &documents).unwrap_err();
        assert_eq!(errors.len(), 1);
        assert!(errors[0].to_string().contains("taken.csv"));
        let mut names: Vec<String> = std::fs::read_dir(directory.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, ["b.csv", "taken.csv", "theirs.txt"]);
    }

    /// A program that was killed holds no lock; another one that still writes does.
    #[test]
    fn what_a_killed_run_left_is_removed_and_nothing_else() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        for name in [".tco-aB3xYz.tmp", ".tco-notes.tmp", ".tco-aB3xY_.tmp", "tco-aB3xYz.tmp", ".tmp123456"] {
            std::fs::write(at(name), "x").unwrap();
        }
        std::fs::create_dir(at(".tco-aB3xYd.tmp")).unwrap();
        let living = store(directory.path(), b"half").unwrap();
        write_all(directory.path(), &[Document::text("a.csv", "a".into())]).unwrap();
        assert!(!at(".tco-aB3xYz.tmp").exists(), "left behind");
        for name in [".tco-notes.tmp", ".tco-aB3xY_.tmp", "tco-aB3xYz.tmp", ".tmp123456", ".tco-aB3xYd.tmp", "a.csv"] {
            assert!(at(name).exists(), "{name} is gone");
        }
        assert_eq!(std::fs::read(living.path()).unwrap(), b"half");
    }
}

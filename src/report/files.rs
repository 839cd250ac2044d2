//! Writing result files: each whole or not at all.

use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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
/// one is whole on the disk. Returns the paths written.
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
    if errors.is_empty() { Ok(written) } else { Err(errors) }
}

fn store(directory: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tco-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // the umask narrows it
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(bytes)?;
    file.flush()?;
    Ok(file)
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
}

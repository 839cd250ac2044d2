//! Ctrl-C: work is given up at once, files that are being written are written to the end.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::report::{Document, FileError, write_all};

/// Held while files are being written.
static WRITING: Mutex<()> = Mutex::new(());

/// The exit status after Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

/// Has Ctrl-C wait for files that are being written. Where that cannot be had, Ctrl-C ends the
/// program at once, as it does without.
pub fn wait_for_files() {
    let _ = ctrlc::set_handler(|| {
        let _none_is_being_written = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        std::process::exit(INTERRUPTED);
    });
}

/// Writes documents into a directory: all of them, even when Ctrl-C is pressed meanwhile.
///
/// # Errors
/// Those of [`write_all`].
pub fn store(directory: &Path, documents: &[Document]) -> Result<Vec<PathBuf>, Vec<FileError>> {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    write_all(directory, documents)
}

//! What a scenario is read in: the day, a catalog of the user's, and the files it may name.

use std::fmt;
use std::rc::Rc;

use crate::catalog::Catalog;
use crate::quantity::Date;

/// What a scenario is read in. The default has no day, the catalog that the program carries, and no
/// files.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The day that the age of catalog entries is counted to; the first day of `scenario.start` when absent.
    pub today: Option<Date>,
    /// The catalog in place of the one that the program carries and of the one the scenario names.
    pub catalog: Option<Catalog>,
    /// The files that the scenario may name.
    pub files: Files,
}

/// Reads the text of a file that a scenario names, by its path as written there; why not, in words.
#[derive(Clone)]
pub struct Files(pub Rc<ReadFile>);

/// The text of the file at a path, or why there is none.
pub type ReadFile = dyn Fn(&str) -> Result<String, String>;

impl Default for Files {
    fn default() -> Self {
        Self(Rc::new(|_| Err("this scenario is no file, so it has no place to look in".to_owned())))
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Files")
    }
}

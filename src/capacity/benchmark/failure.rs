//! What is wrong with a benchmark file.

use std::fmt;

/// Why a benchmark file cannot be used. It displays as place and cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenchmarkError {
    /// Where: a line, a run or a field.
    pub place: String,
    /// What is wrong.
    pub cause: String,
    /// The way out.
    pub help: String,
}

impl BenchmarkError {
    /// An error of this place, cause and way out.
    pub(super) fn new(place: impl Into<String>, cause: impl Into<String>, help: impl Into<String>) -> Self {
        Self { place: place.into(), cause: cause.into(), help: help.into() }
    }
}

impl fmt::Display for BenchmarkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.cause)
    }
}

impl std::error::Error for BenchmarkError {}

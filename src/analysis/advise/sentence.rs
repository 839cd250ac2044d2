//! Sentences that carry the names of their figures.

/// A sentence, and the metrics or keys that its figures come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The words: lower case, no full stop.
    pub text: String,
    /// Metrics of the results, or keys of the scenario.
    pub sources: Vec<String>,
}

impl Sentence {
    /// A sentence whose figures come from these metrics or keys.
    #[must_use]
    pub fn new(text: impl Into<String>, sources: &[&str]) -> Self {
        Self { text: text.into(), sources: sources.iter().map(|source| (*source).to_owned()).collect() }
    }

    /// A sentence without figures.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), sources: Vec::new() }
    }
}

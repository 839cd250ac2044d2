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

    /// The same with names that were gathered, each once.
    #[must_use]
    pub fn of(text: impl Into<String>, sources: Vec<String>) -> Self {
        let mut once: Vec<String> = Vec::with_capacity(sources.len());
        for source in sources {
            if !once.contains(&source) {
                once.push(source);
            }
        }
        Self { text: text.into(), sources: once }
    }

    /// A sentence without figures.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), sources: Vec::new() }
    }
}

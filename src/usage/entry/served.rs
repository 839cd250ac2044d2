//! How requests were served, whether they were answered, and how long their prompts were, by the words of exports.

/// How a request was served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// At once.
    Standard,
    /// When there was room, at a batch price.
    Batch,
    /// When there was room, while the caller waits: `OpenAI` bills it as a batch.
    Flex,
    /// Before others, at a higher price.
    Priority,
}

impl Service {
    /// All but [`Service::Standard`].
    pub const OTHERS: [Self; 3] = [Self::Batch, Self::Flex, Self::Priority];

    /// The place in [`Service::OTHERS`]; none of what was served at once.
    #[must_use]
    pub fn place(self) -> Option<usize> {
        Self::OTHERS.iter().position(|other| *other == self)
    }

    /// Where tokens were served, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Standard => "at the standard tier",
            Self::Batch => "in batches",
            Self::Flex => "at the flex tier",
            Self::Priority => "at the priority tier",
        }
    }

    /// The model of a line item of costs and how it was served: `gpt-6-luna batch, input` is `gpt-6-luna`, in
    /// batches. No model's name has a tier as a word of its own at its end.
    #[must_use]
    pub fn of_line_item(line: &str) -> (&str, Self) {
        let name = line.split(',').next().unwrap_or_default().trim();
        let tier = |word: &str| Self::OTHERS.into_iter().find(|tier| word.eq_ignore_ascii_case(tier.name()));
        let told = name.rsplit_once(' ').and_then(|(model, word)| Some((model.trim_end(), tier(word)?)));
        told.unwrap_or((name, Self::Standard))
    }

    /// What bills call the tier.
    fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Batch => "batch",
            Self::Flex => "flex",
            Self::Priority => "priority",
        }
    }

    /// How a row was served, by the tier that it names or a flag of batches.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let words = words.to_ascii_lowercase();
        match () {
            () if words == "true" || words.contains("batch") => Self::Batch,
            () if words.starts_with("flex") => Self::Flex,
            () if words.starts_with("priority") => Self::Priority,
            () => Self::Standard,
        }
    }
}

/// Whether a request was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was.
    Given,
    /// It was not.
    Failed,
}

impl Answer {
    /// The output of a request as it is told: one that failed and tells none has none.
    #[must_use]
    pub fn output(self, told: Option<u64>) -> Option<u64> {
        told.or((self == Self::Failed).then_some(0))
    }

    /// Whether a request with a status was answered: the status is a word, or a number of HTTP.
    #[must_use]
    pub fn of_status(status: &str) -> Self {
        let failed = match status.parse::<u32>() {
            Ok(code) => code >= 400,
            Err(_) => ["failure", "failed", "error"].contains(&status),
        };
        if failed { Self::Failed } else { Self::Given }
    }
}

/// What is known of the length of the prompts that a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompts {
    /// They are several, of any length.
    Several,
    /// The row is one request: its input is its prompt.
    One,
    /// Each has 200,000 tokens or fewer.
    UpTo200k,
    /// Each has more than 200,000 tokens.
    Above200k,
}

impl Prompts {
    /// The lengths of prompts by a context window, as in `0-200k`, `≤ 200k`, `200k-1M` and `> 200k`.
    #[must_use]
    pub fn of_window(words: &str) -> Self {
        let words = words.to_ascii_lowercase();
        let words = words.trim();
        match () {
            () if !words.contains("200k") => Self::Several,
            () if words.ends_with("200k") && !words.starts_with('>') => Self::UpTo200k,
            () => Self::Above200k,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_and_windows_by_the_words_of_exports() {
        let check = |words, service| assert_eq!(Service::of(words), service, "{words}");
        check("True", Service::Batch);
        check("batch", Service::Batch);
        check("flex_discount", Service::Flex);
        check("priority_on_demand", Service::Priority);
        check("default", Service::Standard);
        let check = |line, model, service| assert_eq!(Service::of_line_item(line), (model, service), "{line}");
        check("gpt-6-luna batch, input", "gpt-6-luna", Service::Batch);
        check("gpt-6-luna Priority, cached input", "gpt-6-luna", Service::Priority);
        check("gpt-6-luna, input", "gpt-6-luna", Service::Standard);
        check("web search", "web search", Service::Standard);
        check("priority", "priority", Service::Standard);
        let check = |words, prompts| assert_eq!(Prompts::of_window(words), prompts, "{words}");
        check("≤ 200k", Prompts::UpTo200k);
        check("0-200k", Prompts::UpTo200k);
        check("200k-1M", Prompts::Above200k);
        check("> 200k", Prompts::Above200k);
        check("", Prompts::Several);
    }
}

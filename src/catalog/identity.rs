//! One identity of a model, whatever exports, bills and plans call it.

use super::meant::{MeantNames, own_name, plain, provider, undated, unversioned};

/// A model as a name tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Who serves it, as the catalog calls them; none where the name does not tell.
    pub provider: Option<String>,
    /// The words of its name, those of letters in the order of the alphabet, then versions as they stand, without a
    /// date: `claude-3-5-sonnet` and `Claude Sonnet 3.5` have the same. They are those of the catalog's entry where
    /// it has one, so that names that its provider uses for one model have the same, too.
    pub words: Vec<String>,
    /// The digits of the date that its name ends in; none of one without, and of `-latest`.
    pub date: Option<String>,
    /// The catalog's entry, as `provider/name`.
    pub entry: Option<String>,
}

impl Identity {
    /// What a name tells of a model: `gpt-4o-2024-08-06`, `anthropic/claude-5.5-sonnet-20260901`, `Claude Sonnet 5.5`
    /// or `bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0`.
    #[must_use]
    pub fn of(written: &str, names: &MeantNames<'_>) -> Self {
        let written = written.trim().to_lowercase().replace(' ', "-");
        let name = plain(&written);
        let (path, own) = name.rsplit_once('/').map_or((None, name), |(path, own)| (Some(path), own));
        let of_path = path.and_then(|path| path.split('/').next()).map(provider);
        let told = of_path.or_else(|| own_name(own).map(|_| "aws"));
        let entry = names.id(&written);
        let (own_words, date) = words(own);
        let words = entry.map_or(own_words, |id| words(&id.rsplit('/').next().unwrap_or(id).to_lowercase()).0);
        Self { provider: told.map(str::to_owned), words, date, entry: entry.map(str::to_owned) }
    }

    /// Whether two names may mean one model: they have the same words, no two dates and no two providers. A name
    /// without a date may mean any release, and one without a provider anybody's; so two dated releases of a model
    /// are two, and each may be the one without a date.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        !self.words.is_empty()
            && self.words == other.words
            && !differ(self.date.as_ref(), other.date.as_ref())
            && !differ(self.provider.as_ref(), other.provider.as_ref())
    }

    /// Whether two names may mean one model (see [`Self::is_same`]) that the same provider sells: a name without a
    /// provider is the maker's, where the other has one.
    #[must_use]
    pub fn is_same_offer(&self, other: &Self) -> bool {
        let is_sold_alike = match (&self.provider, &other.provider) {
            (Some(told), None) => other.seller() == Some(told),
            (None, Some(told)) => self.seller() == Some(told),
            _ => true,
        };
        self.is_same(other) && is_sold_alike
    }

    /// Who sells it: the provider that the name tells, else the one of the catalog's entry.
    #[must_use]
    pub fn seller(&self) -> Option<&str> {
        let of_entry = || self.entry.as_deref().and_then(|id| id.split_once('/')).map(|(provider, _)| provider);
        self.provider.as_deref().or_else(of_entry)
    }
}

/// Whether two things are both told, and not the same.
fn differ(a: Option<&String>, b: Option<&String>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}

/// The words of a name without a path, and the digits of the date it ends in.
fn words(name: &str) -> (Vec<String>, Option<String>) {
    let own = own_name(name);
    let name = own.unwrap_or(name);
    // elsewhere than at Amazon Bedrock a version such as that of `deepseek-v3` is part of the name
    let offer = unversioned(name).filter(|_| own.is_some() || name.contains(':'));
    let name = offer.unwrap_or(name).replace(['.', ' ', '_'], "-");
    let rest = undated(&name).unwrap_or(&name);
    let date: String = name[rest.len()..].chars().filter(char::is_ascii_digit).collect();
    let parts = rest.split(['-', '@']).filter(|part| !part.is_empty());
    let is_version = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (versions, mut letters): (Vec<&str>, Vec<&str>) = parts.partition(is_version);
    letters.sort_unstable();
    (letters.into_iter().chain(versions).map(str::to_owned).collect(), Some(date).filter(|date| !date.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    /// Whether two names may mean one model, and one of the same provider.
    fn check(a: &str, b: &str, expected: (bool, bool)) {
        let catalog = Catalog::carried();
        let names = MeantNames::of(&catalog);
        let (first, second) = (Identity::of(a, &names), Identity::of(b, &names));
        assert_eq!((first.is_same(&second), first.is_same_offer(&second)), expected, "{a} {b}: {first:?} {second:?}");
        assert_eq!((second.is_same(&first), second.is_same_offer(&first)), expected, "{b} {a}");
    }

    const SAME: (bool, bool) = (true, true);
    const SOLD_ELSEWHERE: (bool, bool) = (true, false);
    const OTHER: (bool, bool) = (false, false);

    #[test]
    fn a_display_name_is_its_dated_identifier() {
        check("claude-sonnet-4-5", "claude-sonnet-4-5-20250929", SAME);
        check("Claude Sonnet 4.5", "claude-sonnet-4-5-20250929", SAME);
        check("claude-opus-4", "claude-opus-4-20250514", SAME);
        check("claude-sonnet-3-5-2024-10-22", "claude-3-5-sonnet-20241022", SAME);
        check("claude-sonnet-4", "claude-sonnet-4-5-20250929", OTHER);
        check("claude-haiku-4-5", "claude-sonnet-4-5-20250929", OTHER);
        check("gpt-4o", "GPT-4o-2024-08-06", SAME);
        check("gpt-4o", "gpt-4o-mini", OTHER);
    }

    #[test]
    fn a_gateway_a_reseller_and_a_bill_mean_one_model() {
        let sonnet = ["anthropic/claude-5.5-sonnet-20260901", "claude-sonnet-5-5", "Claude Sonnet 5.5"];
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            check(sonnet[a], sonnet[b], SAME);
        }
        check("openrouter/openai/gpt-6-sol-2026-08-20", "openai/gpt-6-sol", SAME);
        check("vertex_ai/gemini-2.5-pro", "gemini/models/gemini-2.5-pro", SAME);
    }

    #[test]
    fn clouds_sell_a_model_of_their_own() {
        let bedrock = "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0";
        check(bedrock, "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", SAME);
        check(bedrock, "claude-sonnet-4-5", SOLD_ELSEWHERE);
        check(bedrock, "anthropic/claude-sonnet-4-5", OTHER);
        check("azure/gpt-4o", "gpt-4o", SOLD_ELSEWHERE);
        check("azure/eu/gpt-4o-2024-08-06", "openai/gpt-4o", OTHER);
    }

    #[test]
    fn two_dated_releases_are_two_and_the_latest_may_be_any() {
        check("claude-3-5-sonnet-20241022", "claude-sonnet-3-5-2024-06-20", OTHER);
        check("gpt-4o-2024-08-06", "gpt-4o-2024-05-13", OTHER);
        check("claude-3-5-sonnet-latest", "claude-sonnet-3-5-2024-06-20", SAME);
        check("gpt-4o-2024-05-13", "gpt-4o", SAME);
        check("vertex_ai/claude-sonnet-4-5@default", "vertex_ai/claude-sonnet-4-5@20250929", SAME);
    }

    #[test]
    fn a_model_nobody_lists_is_its_words() {
        check("my-llama", "my-llama-2", OTHER);
        check("my-llama", "My_Llama-2026-01-31", SAME);
        // no entry says whose the name without a provider is
        check("my-llama", "azure/my-llama", SOLD_ELSEWHERE);
        check("own/my-llama", "azure/my-llama", OTHER);
        // 8 digits that are no date
        check("my-llama", "my-llama-20269931", OTHER);
        check("deepseek-v3", "deepseek", OTHER);
        check("", "", OTHER);
    }
}

//! One row of an export in the terms that all exports share.

use std::borrow::Cow;

use super::amount::Amount;
use super::moment::Stretch;

/// Tokens by how they are paid. No token is in two of the first five.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Input that no cache held.
    pub fresh: u64,
    /// Input read from a cache.
    pub cached: u64,
    /// Input written to a cache, for minutes.
    pub written: u64,
    /// Input written to a cache, for an hour.
    pub written_long: u64,
    /// Output, reasoning included.
    pub output: u64,
    /// Of the output, reasoning.
    pub reasoning: u64,
}

impl Tokens {
    /// Tokens of an export whose input holds the cached and written ones.
    ///
    /// # Errors
    /// When it does not hold them.
    pub fn within(input: u64, parts: Self) -> Result<Self, String> {
        let beside = parts.cached.saturating_add(parts.written).saturating_add(parts.written_long);
        let fresh = input.checked_sub(beside).ok_or_else(|| {
            format!("the fresh input is below 0: {input} input tokens less {beside} read from or written to a cache")
        })?;
        Ok(Self { fresh, ..parts })
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a row says of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requests {
    /// So many.
    Counted(u64),
    /// There were some; the export does not say how many.
    Unknown,
    /// Other rows count those that this one is about.
    Elsewhere,
}

/// What a charge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Input that no cache held.
    Fresh,
    /// Input read from a cache.
    Cached,
    /// Input written to a cache, for minutes.
    Written,
    /// Input written to a cache, for an hour.
    WrittenLong,
    /// Output.
    Output,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 5] = [Self::Fresh, Self::Cached, Self::Written, Self::WrittenLong, Self::Output];

    /// The class that an invoice means with words such as `cached input` or `cache_read_input_tokens`;
    /// none of what is not tokens.
    #[must_use]
    pub fn of(words: &str) -> Option<Self> {
        let words = words.to_ascii_lowercase();
        let has = |part: &str| words.contains(part);
        let write = has("write") || has("creation");
        Some(match () {
            () if has("image") || has("audio") || has("search") || has("batch") => return None,
            () if write && has("1h") => Self::WrittenLong,
            () if write => Self::Written,
            () if has("cache_miss") || has("no_cache") || has("uncached") => Self::Fresh,
            () if has("cache") => Self::Cached,
            () if has("output") || has("completion") => Self::Output,
            () if has("input") || has("prompt") => Self::Fresh,
            () => return None,
        })
    }
}

/// A charge for tokens of one class.
#[derive(Clone, Copy, Debug)]
pub struct Charge {
    /// Of what.
    pub class: Class,
    /// How many tokens.
    pub quantity: Amount,
    /// The charge.
    pub cost: Amount,
}

/// How a request was served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// At once.
    Standard,
    /// When there was room, at a batch price.
    Batch,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// When.
    pub time: Stretch,
    /// The model; empty when the export does not say.
    pub model: Cow<'a, str>,
    /// The project, team or application; empty when the export does not say.
    pub project: Cow<'a, str>,
    /// Requests that were answered.
    pub requests: Requests,
    /// Requests that were not.
    pub failures: u64,
    /// Tokens; none of a row about money.
    pub tokens: Option<Tokens>,
    /// How they were served.
    pub service: Service,
    /// The cost.
    pub cost: Option<Amount>,
    /// What the cost is for, where the row says.
    pub charge: Option<Charge>,
}

impl<'a> Row<'a> {
    /// A row of a time and a model that says nothing else yet.
    #[must_use]
    pub fn new(time: Stretch, model: Cow<'a, str>) -> Self {
        Self {
            time,
            model,
            project: Cow::Borrowed(""),
            requests: Requests::Elsewhere,
            failures: 0,
            tokens: None,
            service: Service::Standard,
            cost: None,
            charge: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_by_the_words_of_invoices() {
        let check = |words, class| assert_eq!(Class::of(words), class, "{words}");
        check("gpt-6-sol, cached input", Some(Class::Cached));
        check("gpt-6-sol, input", Some(Class::Fresh));
        check("uncached_input_tokens", Some(Class::Fresh));
        check("input_no_cache", Some(Class::Fresh));
        check("input_cache_miss_tokens", Some(Class::Fresh));
        check("input_cache_hit_tokens", Some(Class::Cached));
        check("cache_creation.ephemeral_5m_input_tokens", Some(Class::Written));
        check("cache_creation.ephemeral_1h_input_tokens", Some(Class::WrittenLong));
        check("cache read tokens", Some(Class::Cached));
        check("output_tokens", Some(Class::Output));
        check("web search", None);
    }

    #[test]
    fn the_parts_of_an_input_are_in_it() {
        let parts = Tokens { cached: 2_000, written: 100, ..Tokens::default() };
        assert_eq!(Tokens::within(3_100, parts).map(|tokens| tokens.fresh), Ok(1_000));
        assert!(Tokens::within(2_099, parts).unwrap_err().contains("below 0"));
    }
}

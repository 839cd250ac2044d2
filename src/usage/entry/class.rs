//! What charges are for.

use super::amount::Amount;

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
}

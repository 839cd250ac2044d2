//! The free keys of Langfuse's `usageDetails`, counted while they are read: no row keeps a table of them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::json::count_if;
use crate::usage::entry::served::Answer;
use crate::usage::entry::tokens::Tokens;

/// Tokens by what the keys say.
#[derive(Debug, Default)]
pub struct Details {
    /// How many keys there are.
    keys: usize,
    parts: Tokens,
    input: u64,
    total: Option<u64>,
    /// Whether a key tells of input, and one of output.
    told: (bool, bool),
    /// The first count that is none.
    wrong: Option<String>,
}

impl Details {
    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys == 0
    }

    /// The tokens. Keys stand beside each other, unless the total says that the input holds the others. None
    /// where no key tells of input, or none of output and the total leaves room for some.
    ///
    /// # Errors
    /// When a count is none, or the input does not hold what it should.
    pub fn tokens(&self, answer: Answer) -> Result<Option<Tokens>, String> {
        if let Some(wrong) = &self.wrong {
            return Err(wrong.clone());
        }
        let (mut parts, input) = (self.parts, self.input);
        let beside = parts.cached.saturating_add(parts.written);
        let within = input.saturating_add(parts.output);
        let has_no_output = self.total == Some(input) || self.total == Some(input.saturating_add(beside));
        if !self.told.0 || !(self.told.1 || has_no_output || answer == Answer::Failed) {
            return Ok(None);
        }
        if beside > 0 && self.total == Some(within) {
            return Tokens::within(input, parts).map(Some);
        }
        // reasoning stands beside the output when only both together make the total
        if parts.reasoning > 0 && self.total == Some(within.saturating_add(beside).saturating_add(parts.reasoning)) {
            parts.output = parts.output.saturating_add(parts.reasoning);
        }
        Ok(Some(Tokens { fresh: input, ..parts }))
    }

    fn take(&mut self, key: &str, raw: Option<&RawValue>) {
        self.keys += 1;
        let Some(count) = count_if(raw, key).unwrap_or_else(|wrong| {
            self.wrong.get_or_insert(wrong);
            None
        }) else {
            return;
        };
        let has = |part: &str| key.contains(part);
        let is_output = has("output") || has("reasoning");
        self.told.0 |= !is_output && (has("input") || has("cache"));
        self.told.1 |= is_output;
        let parts = &mut self.parts;
        let sum = match () {
            () if key == "total" => {
                self.total = Some(count);
                return;
            }
            () if key == "input" => &mut self.input,
            () if key == "output" => &mut parts.output,
            () if has("creation") || has("write") => &mut parts.written,
            () if has("cache") => &mut parts.cached,
            () if has("reasoning") => &mut parts.reasoning,
            () if has("output") => &mut parts.output,
            () if has("input") => &mut self.input,
            () => return,
        };
        // a count has 15 digits or fewer, so only a made-up record comes near the end
        *sum = sum.saturating_add(count);
    }
}

impl<'de> Deserialize<'de> for Details {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Details;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("counts by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Details, A::Error> {
                let mut details = Details::default();
                while let Some(Key(key)) = map.next_key()? {
                    details.take(&key, map.next_value()?);
                }
                Ok(details)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// A key, borrowed where it holds no escape.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

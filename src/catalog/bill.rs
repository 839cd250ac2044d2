//! What one request costs at a model's prices.

use rust_decimal::Decimal;

use super::llm::{Rates, Tier};

/// The tokens of one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens of the prompt, cached and written ones included.
    pub input: u64,
    /// Of these, read from a cache.
    pub cache_read: u64,
    /// Of these, written to a cache for five minutes.
    pub cache_write: u64,
    /// Tokens of the answer, reasoning included.
    pub output: u64,
}

impl Rates<Decimal> {
    /// The price of one request, in US dollars.
    ///
    /// A long-prompt tier holds for the whole request whose prompt is longer than its threshold, never for a
    /// part of it, and never for the tokens of several requests together. `None` when the request has
    /// more cached and written tokens than input, or the sum is beyond 28 digits.
    #[must_use]
    pub fn bill(&self, usage: Usage) -> Option<Decimal> {
        let fresh = usage.input.checked_sub(usage.cache_read)?.checked_sub(usage.cache_write)?;
        let length = Decimal::from(usage.input);
        let tier = self.tiers.iter().rev().find(|tier| length > tier.over);
        let price = |long: fn(&Tier) -> Option<Decimal>, normal: Option<Decimal>| tier.and_then(long).or(normal);
        let input = price(|tier| tier.input, Some(self.input))?;
        let output = price(|tier| tier.output, Some(self.output))?;
        let read = price(|tier| tier.cache_read, self.cache_read).unwrap_or(input);
        let written = price(|tier| tier.cache_write, self.cache_write).unwrap_or(input);
        let parts = [(fresh, input), (usage.cache_read, read), (usage.cache_write, written), (usage.output, output)];
        let mut amounts = parts.into_iter().map(|(tokens, price)| Decimal::from(tokens).checked_mul(price));
        let total = amounts.try_fold(Decimal::ZERO, |total, amount| total.checked_add(amount?))?;
        let tokens = total.checked_div(Decimal::from(1_000_000))?;
        tokens.checked_add(self.per_request.unwrap_or_default())
    }
}

//! Tokens by how they are paid.

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

    /// Tokens of an export whose input holds the cached and written ones; none where the input or the output is
    /// not told, since a mean would take it for 0.
    ///
    /// # Errors
    /// When the input does not hold them.
    pub fn told_within(counts: (Option<u64>, Option<u64>), parts: Self) -> Result<Option<Self>, String> {
        let (Some(input), output) = counts else { return Ok(None) };
        let tokens = Self::within(input, parts)?;
        Ok(output.map(|output| Self { output, ..tokens }))
    }

    /// Tokens of an export whose input stands beside the cached and written ones; none where the input or the
    /// output is not told.
    #[must_use]
    pub fn told_beside((fresh, output): (Option<u64>, Option<u64>), parts: Self) -> Option<Self> {
        Some(Self { fresh: fresh?, output: output?, ..parts })
    }

    /// The tokens of each class, in the order of [`Class::ALL`](super::class::Class::ALL).
    #[must_use]
    pub fn by_class(&self) -> [u128; 5] {
        [self.fresh, self.cached, self.written, self.written_long, self.output].map(u128::from)
    }

    /// All input tokens.
    #[must_use]
    pub fn input(&self) -> u64 {
        [self.cached, self.written, self.written_long].into_iter().fold(self.fresh, u64::saturating_add)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_an_input_are_in_it() {
        let parts = Tokens { cached: 2_000, written: 100, ..Tokens::default() };
        assert_eq!(Tokens::within(3_100, parts).map(|tokens| tokens.fresh), Ok(1_000));
        assert!(Tokens::within(2_099, parts).unwrap_err().contains("below 0"));
    }
}

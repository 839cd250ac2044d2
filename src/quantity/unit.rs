//! Units of cells: products of powers of a few dimensions, so that adding GPU-hours to money is
//! seen when the model is built.

use std::fmt;

/// What a cell may count. A month is no dimension: every column of the sheet is one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each name says all there is to say")]
pub enum Dimension {
    Money,
    Request,
    Token,
    /// A million tokens, the unit of token prices.
    Mtok,
    Gpu,
    Replica,
    Watt,
    Kilowatt,
    Second,
    Hour,
    Seat,
    User,
    Label,
    Example,
    Case,
    /// A US dollar, in a scenario of another currency.
    Dollar,
    /// A full-time person.
    Fte,
}

const NAMES: [&str; 17] = [
    "money", "request", "token", "Mtok", "GPU", "replica", "W", "kW", "second", "hour", "seat", "user", "label",
    "example", "case", "USD", "fte",
];

/// A product of powers of dimensions; [`Unit::ONE`] is a plain number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unit([i8; NAMES.len()]);

impl Unit {
    /// No dimension: shares, ratios, counts of nothing in particular.
    pub const ONE: Self = Self([0; NAMES.len()]);
    /// Money in the scenario's currency.
    pub const MONEY: Self = Self::of(Dimension::Money);
    /// Requests.
    pub const REQUEST: Self = Self::of(Dimension::Request);
    /// Tokens for each request.
    pub const TOKENS_PER_REQUEST: Self = Self::of(Dimension::Token).per(Dimension::Request);
    /// Hours, of people or of machines.
    pub const HOUR: Self = Self::of(Dimension::Hour);
    /// Whole replicas.
    pub const REPLICA: Self = Self::of(Dimension::Replica);

    /// The unit of one dimension.
    #[must_use]
    pub const fn of(dimension: Dimension) -> Self {
        let mut powers = [0; NAMES.len()];
        powers[dimension as usize] = 1;
        Self(powers)
    }

    /// Money for each of `dimension`.
    #[must_use]
    pub const fn money_per(dimension: Dimension) -> Self {
        Self::MONEY.per(dimension)
    }

    /// This unit for each of `dimension`.
    #[must_use]
    pub const fn per(self, dimension: Dimension) -> Self {
        let mut powers = self.0;
        powers[dimension as usize] -= 1;
        Self(powers)
    }

    /// This unit times `dimension`.
    #[must_use]
    pub const fn times(self, dimension: Dimension) -> Self {
        let mut powers = self.0;
        powers[dimension as usize] += 1;
        Self(powers)
    }

    /// The unit of a product.
    #[must_use]
    pub fn multiply(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i].saturating_add(other.0[i])))
    }

    /// The unit of a quotient.
    #[must_use]
    pub fn divide(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i].saturating_sub(other.0[i])))
    }

    /// The unit with its money in US dollars.
    #[must_use]
    pub fn in_dollars(self) -> Self {
        let mut powers = self.0;
        powers[Dimension::Dollar as usize] = std::mem::take(&mut powers[Dimension::Money as usize]);
        Self(powers)
    }

    /// The unit in words, with `currency` for money: `USD/Mtok`, `GPU-hour`; empty for a number.
    #[must_use]
    pub fn describe(self, currency: &str) -> String {
        let side = |sign: i8| {
            let words: Vec<&str> = (self.0.iter().zip(NAMES))
                .filter(|(power, _)| power.signum() == sign)
                .map(|(_, name)| if name == "money" { currency } else { name })
                .collect();
            words.join("-").replace("kW-hour", "kWh")
        };
        match (side(1), side(-1)) {
            (over, under) if under.is_empty() => over,
            (over, under) => format!("{over}/{under}"),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe("money"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_times_a_token_price_is_money() {
        let price = Unit::money_per(Dimension::Mtok);
        assert_eq!(Unit::of(Dimension::Mtok).multiply(price), Unit::MONEY);
        assert_eq!(price.describe("EUR"), "EUR/Mtok");
        assert_eq!(Unit::of(Dimension::Gpu).times(Dimension::Hour).to_string(), "GPU-hour");
        assert_eq!(price.in_dollars().describe("EUR"), "USD/Mtok");
        let rate = Unit::money_per(Dimension::Dollar);
        assert_eq!(price.in_dollars().multiply(rate), price);
        assert_eq!(Unit::ONE.to_string(), "");
    }
}

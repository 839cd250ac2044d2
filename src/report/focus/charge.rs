//! Charges as FOCUS tells them, from the rows of the ledger.

use rust_decimal::Decimal;

use super::measure::{Measure, consumed, measured, one_month};
use crate::analysis::Row;
use crate::cost::RESERVED;

/// Places of an amount, as in every other table of money.
pub const PLACES: u32 = 6;

/// What sort of charge a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Something used.
    Usage,
    /// Something paid for ahead of its use.
    Purchase,
    /// Money that comes back: discounts, resale, book value.
    Credit,
}

impl Category {
    /// The allowed value.
    pub fn name(self) -> &'static str {
        match self {
            Self::Usage => "Usage",
            Self::Purchase => "Purchase",
            Self::Credit => "Credit",
        }
    }
}

/// One row of the export.
#[derive(Clone, Debug)]
pub struct Charge<'r> {
    /// The row of the ledger that it comes from.
    pub row: &'r Row,
    /// The month of the billing period and the charge period; 0 is told of in month 1.
    pub month: u32,
    /// What sort it is.
    pub category: Category,
    /// How often it occurs, an allowed value.
    pub frequency: &'static str,
    /// What is paid in the month.
    pub billed: Decimal,
    /// What the month's use costs.
    pub effective: Decimal,
    /// Quantity times unit price; the amount itself where there is no price.
    pub list: Decimal,
    /// Quantity, unit and unit price; a credit has none, for a FOCUS price is never below zero.
    pub priced: Option<Measure>,
    /// What was used, and its unit.
    pub consumed: Option<(String, String)>,
    /// Which of how many shares of something paid ahead this is.
    pub share: Option<(u32, u32)>,
}

impl Charge<'_> {
    /// Whether it is about GPUs that are paid for whether used or not.
    pub fn is_committed(&self) -> bool {
        self.row.category == "gpu" && self.row.covers.is_some() && self.row.line.ends_with(RESERVED)
    }
}

/// The charges of a row: itself, and when it pays for other months the share of each, which is what
/// its use costs there. The shares are equal to the sixth decimal and sum to the amount: the last one
/// takes what rounding leaves.
pub fn charges(row: &Row) -> Vec<Charge<'_>> {
    let amount = row.amount.round_dp(PLACES);
    let credit = amount.is_sign_negative();
    let category = match row.covers {
        _ if credit => Category::Credit,
        Some(_) => Category::Purchase,
        None => Category::Usage,
    };
    let paid = Charge {
        row,
        month: row.month,
        category,
        frequency: frequency(row),
        billed: amount,
        effective: if row.covers.is_some() { Decimal::ZERO } else { amount },
        list: amount,
        priced: (!credit).then(|| measured(row)),
        consumed: (category == Category::Usage).then(|| consumed(row)),
        share: None,
    };
    let Some((first, last)) = row.covers else { return vec![paid] };
    if paid.is_committed() {
        let used = used_commitment(&paid);
        return vec![paid, used];
    }
    let mut all = vec![paid];
    all.extend(shares(amount, last - first + 1).into_iter().zip(1..).map(|(part, place)| {
        let used = !credit;
        Charge {
            row,
            month: first + place - 1,
            category: if used { Category::Usage } else { Category::Credit },
            frequency: "Recurring",
            billed: Decimal::ZERO,
            effective: part,
            list: part,
            priced: used.then(|| one_month(part)),
            consumed: used.then(|| ("1".to_owned(), "Months".to_owned())),
            share: Some((place, last - first + 1)),
        }
    }));
    all
}

/// The hours of a month's commitment as used, at no further bill.
fn used_commitment<'r>(paid: &Charge<'r>) -> Charge<'r> {
    Charge {
        category: Category::Usage,
        billed: Decimal::ZERO,
        effective: paid.billed,
        consumed: Some(consumed(paid.row)),
        ..paid.clone()
    }
}

/// An amount in `months` parts.
fn shares(amount: Decimal, months: u32) -> Vec<Decimal> {
    let each = (amount / Decimal::from(months)).round_dp(PLACES);
    let mut left = amount;
    let mut parts = Vec::new();
    for _ in 1..months {
        parts.push(each);
        left = left.saturating_sub(each);
    }
    parts.push(left);
    parts
}

/// How often a row's charge occurs: once, every month whatever happens, or with the use.
fn frequency(row: &Row) -> &'static str {
    match (row.covers, row.unit.as_str()) {
        (Some(_), _) if row.category == "seats" || row.line.ends_with(RESERVED) => "Recurring",
        (Some(_), _) => "One-Time",
        (None, "payment" | "seat" | "replica") => "Recurring",
        (None, "hour") if row.category == "people" => "Recurring",
        // maintenance is a share of a price
        (None, _) if row.category == "hardware" => "Recurring",
        _ => "Usage-Based",
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn shares_are_equal_and_the_last_takes_what_rounding_leaves() {
        assert_eq!(shares(dec!(100), 3), [dec!(33.333333), dec!(33.333333), dec!(33.333334)]);
        assert_eq!(shares(dec!(-0.000002), 3), [dec!(-0.000001), dec!(-0.000001), dec!(0)]);
        assert_eq!(shares(dec!(5), 1), [dec!(5)]);
    }
}

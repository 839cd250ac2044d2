//! What is said of costs that two sources tell of.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::double::{Costs, Grade, Told};
use super::report::FileReport;
use crate::quantity::figures::exact;
use crate::usage::entry::moment::date;

/// Costs of a file that another source tells of, too, for the same models and days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubleCost {
    /// The files whose costs count.
    pub kept: BTreeSet<String>,
    /// Whose these are.
    pub grade: Grade,
    /// The file whose costs count only when both are to.
    pub left: String,
    /// What becomes of these.
    pub costs: Costs,
    /// The models, by the words of their names.
    pub models: BTreeMap<Vec<String>, Amounts>,
    /// The days, counted from 1970-01-01 UTC.
    pub days: BTreeSet<i64>,
}

/// What two sources say that a model cost on the days of which both tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// The model as the file writes it whose costs are left out.
    pub names: BTreeSet<String>,
    /// What the costs that count say.
    pub kept: Decimal,
    /// What the others say.
    pub left: Decimal,
}

impl Amounts {
    /// Whether one is less than half of the other. What is left out as 0 says nothing: a gateway may know no price.
    #[must_use]
    pub fn is_gross(&self) -> bool {
        let twice = |amount: Decimal| amount.saturating_add(amount);
        !self.left.is_zero() && (self.kept > twice(self.left) || twice(self.kept) < self.left)
    }
}

impl DoubleCost {
    pub(super) fn new((grade, costs): (Grade, Costs), left: String) -> Self {
        let (kept, models, days) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
        Self { kept, grade, left, costs, models, days }
    }

    /// Adds costs of a model and day, or month: what counts, and what does not.
    pub(super) fn add(&mut self, words: &[String], (kept, left): (&[&Told], &[Told]), files: &[FileReport]) {
        let amounts = self.models.entry(words.to_owned()).or_default();
        for told in kept {
            amounts.kept = amounts.kept.saturating_add(told.cost);
            self.kept.insert(files[told.of.file].name.clone());
        }
        for told in left {
            amounts.left = amounts.left.saturating_add(told.cost);
            amounts.names.insert(told.of.model.clone());
            self.days.insert(told.day);
        }
    }

    /// What the costs that count say in all.
    #[must_use]
    pub fn kept_cost(&self) -> Decimal {
        self.models.values().fold(Decimal::ZERO, |sum, amounts| sum.saturating_add(amounts.kept))
    }

    /// What the others say in all.
    #[must_use]
    pub fn left_cost(&self) -> Decimal {
        self.models.values().fold(Decimal::ZERO, |sum, amounts| sum.saturating_add(amounts.left))
    }

    /// Whether the amounts of a model differ too much for the same use, and one of them is left out.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.costs == Costs::Once && self.models.values().any(Amounts::is_gross)
    }

    /// What was left out and why; what speaks against it, and the way out.
    #[must_use]
    pub fn words(&self) -> String {
        let files = first_three(self.kept.iter().map(|name| format!("`{name}`")));
        let models = first_three(self.models.values().flat_map(|amounts| &amounts.names).cloned());
        let days = days_in_words(&self.days);
        let (left, kept_cost, left_cost) = (&self.left, rounded(self.kept_cost()), rounded(self.left_cost()));
        let both = if self.kept.len() == 1 { "both" } else { "all" };
        let told = format!("{files} and `{left}` {both} tell what {models} cost on {days}");
        if self.costs == Costs::Both {
            return format!("{told}: both count, {kept_cost} and {left_cost} in all");
        }
        let whose = match self.grade {
            Grade::Provider => "the provider's own costs",
            Grade::Bill => "the costs of the bill",
            Grade::Reseller => "the costs of the reseller",
            Grade::WorkedOut => "the costs of the former",
        };
        let doubt = self.doubt();
        format!("{told}: {whose} count, {kept_cost} in all; those of `{left}`, {left_cost} in all, are left out{doubt}")
    }

    /// The models of which the amounts differ too much for the same use; empty where none do.
    fn doubt(&self) -> String {
        let gross = self.models.values().filter(|amounts| amounts.is_gross());
        let each = gross.map(|amounts| {
            let names: Vec<&str> = amounts.names.iter().map(String::as_str).collect();
            format!("{}: {} against {}", names.join(", "), rounded(amounts.kept), rounded(amounts.left))
        });
        let each = first_three(each);
        if each.is_empty() {
            return each;
        }
        format!(
            ". One is more than twice the other ({each}), so they may be of different use, such as that of other API \
             keys or workspaces, which the files do not tell: `--count-both` counts both"
        )
    }
}

fn rounded(amount: Decimal) -> String {
    exact(amount.round_dp(6))
}

/// The first three, and how many more there are.
pub(super) fn first_three(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    let more = names.len().saturating_sub(3);
    let mut shown: Vec<String> = names.into_iter().take(3).collect();
    shown.extend((more > 0).then(|| format!("{more} more")));
    shown.join(", ")
}

/// How many days, and from which to which.
pub(super) fn days_in_words(days: &BTreeSet<i64>) -> String {
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("{} days from {} to {}", days.len(), date(*first), date(*last))
        }
        (day, _) => day.copied().map(date).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn amounts_are_gross_beyond_twice_and_half() {
        let check = |kept: Decimal, left: Decimal, expected: bool| {
            let amounts = Amounts { kept, left, ..Amounts::default() };
            assert_eq!(amounts.is_gross(), expected, "{kept} {left}");
        };
        check(dec!(2), dec!(1), false);
        check(dec!(2.01), dec!(1), true);
        check(dec!(1), dec!(2), false);
        check(dec!(1), dec!(2.01), true);
        check(dec!(0), dec!(1), true);
        // a gateway that knows no price
        check(dec!(1), dec!(0), false);
        check(Decimal::MAX, dec!(1), true);
    }

    #[test]
    fn three_are_named_and_the_others_counted() {
        let named = |count: usize| first_three((0..count).map(|name| name.to_string()));
        assert_eq!([named(0), named(3), named(5)], ["", "0, 1, 2", "0, 1, 2, 2 more"]);
        // 1970-01-01 is day 0
        assert_eq!(days_in_words(&BTreeSet::from([0, 2])), "2 days from 1970-01-01 to 1970-01-03");
        assert_eq!(days_in_words(&BTreeSet::from([1])), "1970-01-02");
    }
}

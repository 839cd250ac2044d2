//! What is reported of a comparison: who wins, and from which volumes on.

use rust_decimal::Decimal;

use crate::analysis::compare::{Amounts, Comparison, OptionChange};
use crate::analysis::{Figure, Results};

/// A comparison with what it is of.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The results before and after.
    pub results: (&'a Results<'a>, &'a Results<'a>),
    /// What the two files are called.
    pub names: (&'a str, &'a str),
    /// What changed.
    pub comparison: &'a Comparison,
}

/// A figure of an option that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// The total cost.
    Cost,
    /// Its present value, which decides who is cheapest.
    Present,
    /// Value less cost.
    Net,
}

impl Total {
    /// What it is called.
    pub fn words(self) -> &'static str {
        match self {
            Self::Cost => "total cost",
            Self::Present => "present value",
            Self::Net => "value less cost",
        }
    }

    /// What there is of it.
    pub fn of(self, amounts: &Amounts) -> Decimal {
        match self {
            Self::Cost => amounts.tco,
            Self::Present => amounts.present_value,
            Self::Net => amounts.net_value,
        }
    }

    /// Before and after.
    pub fn of_both(self, option: &OptionChange) -> (Decimal, Decimal) {
        (self.of(&option.before), self.of(&option.after))
    }
}

/// A figure before and after.
pub(super) struct Pair<T> {
    pub(super) metric: String,
    pub(super) before: Option<T>,
    pub(super) after: Option<T>,
}

impl Compared<'_> {
    /// The options that win, one for each way to rank them.
    pub(super) fn winners(&self) -> Vec<Pair<String>> {
        let name = |results: &Results<'_>, metric: &str| match results.metrics.find(metric) {
            Some(Figure::Name(name)) => Some(name),
            _ => None,
        };
        let (before, after) = self.results;
        let pair =
            |metric: &str| Pair { metric: metric.to_owned(), before: name(before, metric), after: name(after, metric) };
        ["cheapest", "best_value", "recommended"].map(pair).into()
    }

    /// The volumes that moved, in requests a month, from which an option stays cheaper than another: at
    /// the run rate, then over the horizon. None where there is no such volume.
    pub(super) fn break_evens(&self) -> Vec<Pair<Decimal>> {
        let (before, after) = self.results;
        let volumes = |results: &Results<'_>| -> Vec<String> {
            let names = results.metrics.list().iter().map(|metric| metric.name.as_str());
            let is_one = |name: &&str| name.starts_with("break_even.") && name.ends_with(".stays_cheaper_from");
            names.filter(is_one).map(str::to_owned).collect()
        };
        let value = |results: &Results<'_>, metric: &str| {
            results.metrics.find(metric).as_ref().and_then(Figure::number).map(|volume| volume.round_dp(0))
        };
        let (old, new) = (volumes(before), volumes(after));
        let both = old.into_iter().filter(|name| new.contains(name));
        both.map(|metric| Pair { before: value(before, &metric), after: value(after, &metric), metric })
            .filter(|pair| pair.before != pair.after)
            .collect()
    }

    /// The figures that are compared: value less cost where answers are worth something.
    pub(super) fn figures(&self) -> Vec<Total> {
        let value = self.has_values().then_some(Total::Net);
        [Total::Cost, Total::Present].into_iter().chain(value).collect()
    }

    /// Whether either says what an answer is worth, so that net values mean something.
    fn has_values(&self) -> bool {
        self.results.0.scenario.has_values() || self.results.1.scenario.has_values()
    }
}

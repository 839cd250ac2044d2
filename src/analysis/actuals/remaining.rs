//! What each option costs from the month after the last that was used.

use rust_decimal::Decimal;

use crate::analysis::Figures;
use crate::finance::npv;

/// What each option costs over the months that are left. What was paid before is spent, whichever option comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// The first month that is left, from 1.
    pub first: u32,
    /// By option: the present value, when that month begins, of the costs of the months that are left, and of what is
    /// paid before launch, but for the option in use, which has paid it; none where it exceeds 28 digits.
    pub costs: Vec<Option<Decimal>>,
    /// The cheapest option of those that serve every request in these months; the first of equals.
    pub cheapest: Option<usize>,
}

impl Remaining {
    /// Of the months after `last`, when `in_use` has been used; none where no month is left.
    #[must_use]
    pub fn after(last: u32, figures: &Figures<'_>, in_use: usize) -> Option<Self> {
        let first = last + 1;
        if first > figures.scenario.months {
            return None;
        }
        let rate = figures.scenario.discount_rate.base();
        let cost = |option: usize| {
            let cost = &figures.options[option].cost;
            let before = cost.first().copied().filter(|_| option != in_use).unwrap_or_default();
            npv(rate, &[&[before], cost.get(first as usize..).unwrap_or_default()].concat())
        };
        let costs: Vec<Option<Decimal>> = (0..figures.options.len()).map(cost).collect();
        let serves = |option: &usize| figures.options[*option].infeasible.iter().all(|(month, _)| *month < first);
        let known = (0..costs.len()).filter(serves).filter_map(|option| Some((costs[option]?, option)));
        let cheapest = known.min().map(|(_, option)| option);
        Some(Self { first, costs, cheapest })
    }
}

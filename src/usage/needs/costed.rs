//! On which days both tokens and their cost are told.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::paid::per_request;
use crate::quantity::YearMonth;
use crate::usage::entry::amount::Amount;
use crate::usage::entry::served::Service;
use crate::usage::sum::group::Group;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// Days of some rows, counted from 1970-01-01 UTC; months, by their first day, where rows stand for more
/// than a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostedDays {
    /// Days with tokens.
    pub used: BTreeSet<i64>,
    /// Of these, the days on which the cost of all tokens is told.
    pub costed: BTreeSet<i64>,
}

impl Sums {
    /// Whether there are tokens and all of them have a cost: each row has one, or costs stand in rows of
    /// their own beside them. A day that only some rows have a cost on has none that can be compared.
    #[must_use]
    pub fn is_costed(&self) -> bool {
        self.has_tokens() && self.costed > 0 && (self.unpriced == 0 || self.costed_apart > 0)
    }

    /// Whether there are tokens.
    #[must_use]
    pub fn has_tokens(&self) -> bool {
        self.input() + self.output > 0
    }

    /// The cost of rows with tokens in some tiers.
    pub fn cost_of_tiers<'t>(&self, tiers: impl Iterator<Item = &'t Service>) -> Decimal {
        let costs = tiers.filter_map(|tier| tier.place()).map(|place| self.cost_tiered[place].decimal());
        costs.fold(Decimal::ZERO, Decimal::saturating_add)
    }
}

/// A month of a model and project: on how many days tokens and their costs are told, and what requests cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CostedMonth {
    /// Days with tokens.
    pub used: usize,
    /// Of these, days on which the cost of all tokens is told.
    pub costed: usize,
    /// Requests whose cost is told, and this cost.
    pub paid: (u128, Amount),
}

impl CostedMonth {
    /// Whether the cost of some tokens is told, and of others not.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.costed > 0 && self.costed < self.used
    }

    /// What a request cost: the cost of rows or days that tell both requests and costs over their requests; none
    /// where there is no such request.
    #[must_use]
    pub fn per_request(&self) -> Option<Decimal> {
        per_request(self.paid)
    }
}

impl Usage {
    /// The days of a month of a model and project on which both tokens and their cost are told.
    #[must_use]
    pub fn costed_month(&self, (month, model, project): (YearMonth, &str, &str)) -> CostedMonth {
        let mut found = CostedMonth::default();
        let Some(group) = self.groups.get(&(model.to_owned(), project.to_owned())) else { return found };
        let days = self.costed_days([(model, group)].into_iter());
        let in_month = |unit: &&i64| YearMonth::of_day(**unit).0 == month;
        found.used = days.used.iter().filter(in_month).count();
        found.costed = days.costed.iter().filter(in_month).count();
        found.paid = self.paid_in_month((month, model, project));
        found
    }

    /// The groups of some models and projects, with their models.
    pub fn groups_of<'u>(
        &'u self,
        models: &'u BTreeSet<String>,
        projects: &'u BTreeSet<String>,
    ) -> impl Iterator<Item = (&'u str, &'u Group)> {
        let all = models.iter().flat_map(move |model| projects.iter().map(move |project| (model, project)));
        all.filter_map(|(model, project)| Some((model.as_str(), self.groups.get(&(model.clone(), project.clone()))?)))
    }

    /// The days with tokens of some groups, given with their models, and on which of them the cost of every model
    /// is told.
    #[must_use]
    pub fn costed_days<'u>(&self, groups: impl Iterator<Item = (&'u str, &'u Group)>) -> CostedDays {
        let mut models = BTreeMap::<(i64, &str), Sums>::new();
        for (model, group) in groups {
            for (day, sums) in &group.days {
                models.entry((self.unit_of(*day), model)).or_default().add(sums);
            }
        }
        let mut days = CostedDays::default();
        let mut open = BTreeSet::new();
        for ((day, _), sums) in models.iter().filter(|(_, sums)| sums.has_tokens()) {
            days.used.insert(*day);
            if !sums.is_costed() {
                open.insert(*day);
            }
        }
        days.costed = days.used.difference(&open).copied().collect();
        days
    }

    /// The day by which costs and tokens are held together: the first of its month where rows stand for more
    /// than a day, since a row of a month lies on one of its days.
    #[must_use]
    pub fn unit_of(&self, day: i64) -> i64 {
        self.grain.unit(day)
    }
}

//! What was used, by the months and workloads of a scenario.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::at_zero::AtZero;
use super::used_month::UsedMonth;
use crate::quantity::YearMonth;
use crate::usage::{By, Need, Partial, Sums, Usage};

/// What was used, month by month.
#[derive(Clone, Debug)]
pub struct Used {
    /// By month of the horizon, from 1, and workload.
    pub months: BTreeMap<u32, Vec<UsedMonth>>,
    /// Use that belongs to no workload: its name and cost by month; no cost where none is known.
    pub unplanned: BTreeMap<u32, BTreeMap<String, Option<Decimal>>>,
    /// Costs of what has no tokens, such as searches, and requests whose tokens nobody counted: its name and cost
    /// by month.
    pub apart: BTreeMap<u32, BTreeMap<String, Decimal>>,
    /// Requests whose tokens nobody counted, which are compared with nothing, by the name of the group.
    pub untold: BTreeMap<String, u128>,
    /// Rows that tell a cost of 0 for tokens that cost something by the plan, by the name of the group.
    pub at_zero: BTreeMap<String, AtZero>,
    /// Groups that the only workload has taken in, although their names do not mean it.
    pub taken_in: BTreeSet<String>,
    /// The name of the group of use that no model or project is told of.
    pub nameless: Option<String>,
    /// Months told of in part, which are left out.
    pub partial: Vec<YearMonth>,
    /// Months told of in part that are stretched to whole ones.
    pub stretched: BTreeSet<u32>,
    /// Months outside of the horizon, which are left out.
    pub outside: Vec<YearMonth>,
    /// Workloads whose requests nobody counts or states: their input tokens over the planned length of a request.
    pub by_tokens: BTreeSet<usize>,
    /// Workloads of which some requests are stated by the month: their growth cannot be measured.
    pub stated: BTreeSet<usize>,
    /// Whether costs that are told of some days only are stretched to the month.
    pub scaling: Partial,
}

impl Used {
    /// Nothing yet.
    #[must_use]
    pub fn new(scaling: Partial) -> Self {
        Self {
            months: BTreeMap::new(),
            unplanned: BTreeMap::new(),
            apart: BTreeMap::new(),
            untold: BTreeMap::new(),
            at_zero: BTreeMap::new(),
            taken_in: BTreeSet::new(),
            nameless: None,
            partial: Vec::new(),
            stretched: BTreeSet::new(),
            outside: Vec::new(),
            by_tokens: BTreeSet::new(),
            stated: BTreeSet::new(),
            scaling,
        }
    }

    /// A month's number in the horizon, and by what its sums are multiplied; none of one that is left out,
    /// which is noted.
    pub fn place(
        &mut self,
        (months, start): (u32, YearMonth),
        usage: &Usage,
        month: YearMonth,
    ) -> Option<(u32, Decimal)> {
        let number = u32::try_from(month.since(start) + 1).ok().filter(|number| (1..=months).contains(number));
        let Some(number) = number else {
            note(&mut self.outside, month);
            return None;
        };
        let (told, all) = (usage.days_of(month), i64::from(month.days()));
        if told < all && self.scaling == Partial::AsCounted {
            note(&mut self.partial, month);
            return None;
        }
        if told < all {
            self.stretched.insert(number);
        }
        Some((number, Decimal::from(all) / Decimal::from(told.max(1))))
    }

    /// Notes the requests of a group's month whose tokens nobody counted, and their cost.
    pub fn without_tokens(&mut self, (number, name): (u32, &str), sums: &Sums, stretch: Decimal) {
        if sums.untold > 0 {
            *self.untold.entry(name.to_owned()).or_default() += sums.untold;
        }
        let cost = sums.cost_untold.decimal();
        if !cost.is_zero() {
            self.add_apart(number, name, cost.saturating_mul(stretch));
        }
    }

    fn add_apart(&mut self, number: u32, name: &str, cost: Decimal) {
        let sum = self.apart.entry(number).or_default().entry(name.to_owned()).or_default();
        *sum = sum.saturating_add(cost);
    }

    /// Notes the costs of what belongs to no group, since it has neither tokens nor requests.
    pub fn costs_apart(&mut self, usage: &Usage, (groups, by): (&[Need], By), horizon: (u32, YearMonth)) {
        let key = |model: &str, project: &str| match by {
            By::Model => (model.to_owned(), String::new()),
            By::Project => (String::new(), project.to_owned()),
            By::Both => (model.to_owned(), project.to_owned()),
            By::All => (String::new(), String::new()),
        };
        let of_need = |need: &Need| {
            let first = |names: &BTreeSet<String>| names.first().cloned().unwrap_or_default();
            key(&first(&need.models), &first(&need.projects))
        };
        let known: BTreeSet<(String, String)> = groups.iter().map(of_need).collect();
        for ((month, model, project), sums) in usage.months() {
            if sums.costed == 0 || known.contains(&key(model, project)) {
                continue;
            }
            let Some((number, stretch)) = self.place(horizon, usage, month) else { continue };
            let name = [model, project].into_iter().find(|name| !name.is_empty()).unwrap_or("costs without a name");
            self.add_apart(number, name, sums.cost.decimal().saturating_mul(stretch));
        }
    }
}

fn note(months: &mut Vec<YearMonth>, month: YearMonth) {
    if !months.contains(&month) {
        months.push(month);
        months.sort();
    }
}

//! From a metric's name to its derivation.

use super::cells::Explainer;
use super::derivation::Derivation;
use super::ledger::{charges, when};
use super::names::{beyond, near, slug, unit_of};
use crate::analysis::Results;

/// Levels that no derivation reaches the end of.
pub const EVERYTHING: usize = 64;

/// A name that nothing is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name.
    pub name: String,
    /// Names that were probably meant, the nearest first.
    pub near: Vec<String>,
    /// Why there is no such figure, where that is known.
    pub why: Option<String>,
}

/// How a figure arises, with what it comes from on `depth` levels. The name is a metric's, a key of
/// the scenario, written or not, `versus.A.B.npv_at_half_volume` and what else of two options only
/// the advice uses, `OPTION.cost.MONTH`, `OPTION.ledger.MONTH.CATEGORY.LINE` (from the right as much
/// as wanted), `OPTION.category.CATEGORY.LINE`, `workloads.NAME.requests.MONTH`, or another figure of
/// an option's with a month after it, as in `OPTION.replicas.7`; `flips`, and `flip.KEY` of one key. Months are the plan's.
///
/// # Errors
/// When nothing goes by that name, with the near ones.
pub fn explain(results: &Results<'_>, name: &str, depth: usize) -> Result<Derivation, Unknown> {
    find(results, name, depth).ok_or_else(|| {
        if let Some((same, month)) = beyond(results, name) {
            let why = format!("month {month} is beyond the plan of {} months", results.scenario.months);
            let near = find(results, &same, 1).map_or_else(|| near(results, &same), |_| vec![same.clone()]);
            return Unknown { name: name.to_owned(), near, why: Some(why) };
        }
        Unknown { name: name.to_owned(), near: near(results, name), why: None }
    })
}

fn find(results: &Results<'_>, name: &str, depth: usize) -> Option<Derivation> {
    let mut explainer = Explainer::new(results, name);
    let found = explainer
        .monthly(name, depth)
        .or_else(|| explainer.metric(name, depth))
        .or_else(|| explainer.charges(name, depth))
        .or_else(|| explainer.demand(name, depth))
        .or_else(|| explainer.stressed(name))
        .or_else(|| explainer.flip(name))
        .or_else(|| explainer.key(name, depth));
    found.map(|found| Derivation { name: name.to_owned(), ..found })
}

/// How a figure arises, with as many levels as fit on `lines` lines, one at least: what is left out
/// says which name shows it.
///
/// # Errors
/// When nothing goes by that name, with the near ones.
pub fn explain_within(results: &Results<'_>, name: &str, lines: usize) -> Result<Derivation, Unknown> {
    let mut found = explain(results, name, 1)?;
    for depth in 2..=EVERYTHING {
        if !found.is_cut() {
            break;
        }
        let deeper = explain(results, name, depth)?;
        if deeper.lines() > lines {
            break;
        }
        found = deeper;
    }
    Ok(found)
}

impl Explainer<'_> {
    /// The option that a name begins with, and what follows it.
    pub fn option_of<'n>(&self, name: &'n str) -> Option<(usize, &'n str)> {
        let options = self.results.scenario.options.iter().enumerate();
        let owned = options.filter_map(|(index, plan)| {
            let rest = name.strip_prefix(plan.name.as_str())?;
            let rest = if rest.is_empty() { rest } else { rest.strip_prefix('.')? };
            Some((index, plan.name.len(), rest))
        });
        owned.max_by_key(|(_, length, _)| *length).map(|(index, _, rest)| (index, rest))
    }

    fn metric(&mut self, name: &str, left: usize) -> Option<Derivation> {
        let figure = self.results.metrics.find(name)?;
        let listed = self.results.metrics.list().iter().find(|metric| metric.name == name);
        let what = name.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(name);
        let whole = Derivation::new(name, figure, unit_of(what, listed.map_or("", |metric| metric.unit)));
        if ["cheapest", "best_value", "recommended"].contains(&name) {
            return Some(self.choice(name, whole, left));
        }
        if ["lead", "lead_share"].contains(&name) {
            return Some(self.lead(name, whole, left));
        }
        if name == "evpi" || name.starts_with("evppi.") {
            return Some(self.worth_of_knowing(name, whole, left));
        }
        if let Some(pair) = name.strip_prefix("versus.") {
            let (a, rest) = self.option_of(pair)?;
            let (b, what) = self.option_of(rest)?;
            return Some(self.economics(whole, (a, b), what, left));
        }
        if let Some(rest) = name.strip_prefix("break_even.") {
            let (basis, pair) = rest.split_once('.')?;
            let (a, rest) = self.option_of(pair)?;
            let (b, what) = self.option_of(rest)?;
            return Some(self.meeting(whole, (basis, what), (a, b), left));
        }
        let (option, what) = self.option_of(name)?;
        Some(self.total_or_ratio(whole, option, what, left))
    }

    /// `OPTION.cost.MONTH`, `OPTION.ledger.MONTH...` and `OPTION.category.CATEGORY.LINE`.
    fn charges(&mut self, name: &str, left: usize) -> Option<Derivation> {
        let (option, rest) = self.option_of(name)?;
        if let Some(line) = rest.strip_prefix("category.") {
            return self.whole_line(option, line, left);
        }
        let mut parts = rest.splitn(4, '.');
        let (what, month) = (parts.next()?, parts.next()?.parse::<u32>().ok()?);
        let (category, line) = (parts.next(), parts.next().map(slug));
        let ledger = &self.results.model.options[option];
        let wanted =
            (what == "ledger" || (what == "cost" && category.is_none())) && (month as usize) < ledger.cost.len();
        let all = self.charged(option, |charged, at| {
            let name = || slug(&charged.name);
            at == month
                && category.is_none_or(|category| category == charged.category)
                && line.as_ref().is_none_or(|line| *line == name())
        });
        if !wanted || (all.is_empty() && category.is_some()) {
            return None;
        }
        let ids: Vec<_> = all.iter().flat_map(|charged| &charged.entries).map(|entry| entry.amount).collect();
        let sum = self.money(name, self.results.exact.sum(&ids));
        if let ([only], true) = (all.as_slice(), line.is_some()) {
            return Some(self.line(option, only, left));
        }
        let sum = sum.by(format!("{}, {}", charges(ids.len()), when(month)));
        let sum = self.lines(sum, option, &all, left);
        Some(if month == 0 { sum } else { self.in_month(sum, option, month) })
    }

    /// All charges of a line.
    fn whole_line(&mut self, option: usize, name: &str, left: usize) -> Option<Derivation> {
        let (category, line) = name.split_once('.')?;
        let line = slug(line);
        let all = self.charged(option, |charged, _| charged.category == category && slug(&charged.name) == line);
        match all.as_slice() {
            [] => None,
            [only] => Some(self.line(option, only, left)),
            several => {
                let ids: Vec<_> =
                    several.iter().flat_map(|charged| &charged.entries).map(|entry| entry.amount).collect();
                let sum = self.money(name, self.results.exact.sum(&ids)).by(charges(ids.len()));
                Some(self.lines(sum, option, several, left))
            }
        }
    }

    /// `workloads.NAME.requests.MONTH`.
    fn demand(&mut self, name: &str, left: usize) -> Option<Derivation> {
        let rest = name.strip_prefix("workloads.")?;
        let (rest, month) = rest.rsplit_once('.')?;
        let workload = rest.strip_suffix(".requests")?;
        let month: usize = month.parse().ok()?;
        let place = self.results.scenario.workloads.iter().position(|w| w.name == workload)?;
        let id = *self.results.model.requests[place].get(month.checked_sub(1)?)?;
        let requests = self.cell(id, left);
        // a constant volume is one cell for every month, and the number of the scenario itself
        let parts = if requests.source.is_some() { vec![requests.clone()] } else { requests.parts.clone() };
        Some(Derivation { parts, source: None, ..requests })
    }
}

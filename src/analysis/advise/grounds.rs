//! What advice is given on.

use rust_decimal::Decimal;

use super::elsewhere::Elsewhere;
use crate::analysis::break_even::{Stays, VolumeBreakEven};
use crate::analysis::figures::Figures;
use crate::analysis::options::{Economics, OptionResult};
use crate::analysis::simulate::Simulation;
use crate::finance::{self, Payback};
use crate::quantity::figures::money;
use crate::scenario::{Decision, Kind, Plan};

/// What advice is given on: the figures and what was found in them. Draws are used where somebody
/// made them.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// The figures of the base case.
    pub figures: &'a Figures<'a>,
    /// What choosing one option instead of another earns.
    pub versus: &'a [(usize, usize, Economics)],
    /// Break-even volumes over the horizon, where they could be found.
    pub horizon: Option<&'a VolumeBreakEven>,
    /// What the draws say.
    pub simulation: Option<&'a Simulation>,
    /// Answers and inputs other than the scenario's, where it is asked what they would lead to.
    pub elsewhere: Option<Elsewhere<'a>>,
}

impl<'a> Grounds<'a> {
    /// An option as planned.
    #[must_use]
    pub fn plan(&self, option: usize) -> &'a Plan {
        &self.figures.scenario.options[option]
    }

    /// An option's name.
    #[must_use]
    pub fn name(&self, option: usize) -> &'a str {
        &self.plan(option).name
    }

    /// The answers of the scenario, or those asked about.
    #[must_use]
    pub fn decision(&self) -> &'a Decision {
        self.elsewhere.map_or(&self.figures.scenario.decision, |elsewhere| elsewhere.decision)
    }

    /// The share of requests that an option answers correctly while it serves itself, without who stands in for
    /// it before its launch and after its retirement; none when it serves none.
    #[must_use]
    pub fn accuracy(&self, option: usize) -> Option<Decimal> {
        let (result, plan) = (self.result(option), self.plan(option));
        if self.serves_throughout(option) {
            return result.successes.checked_div(result.requests);
        }
        let (model, exact) = (&self.figures.model, &self.figures.exact);
        let months = plan.launch_month..=plan.retires.map_or(self.figures.scenario.months, |month| month - 1);
        let right = |place: usize| {
            let input = plan.overrides.get(place).and_then(|other| other.accuracy.as_ref()).unwrap_or(&plan.accuracy);
            let read = model.sheet.input_index(&input.path).and_then(|index| exact.input(&model.sheet, index));
            read.unwrap_or_else(|| input.base())
        };
        let (mut all, mut successes) = (Decimal::ZERO, Decimal::ZERO);
        for (place, requests) in model.requests.iter().enumerate() {
            let own = (1_u32..).zip(requests).filter(|(month, _)| months.contains(month));
            let own = own.fold(Decimal::ZERO, |sum, (_, id)| sum.saturating_add(exact.get(*id)));
            all = all.saturating_add(own);
            successes = successes.saturating_add(own.saturating_mul(right(place)));
        }
        successes.checked_div(all)
    }

    /// What says how accurate an option is: the metric, or its keys where others stand in for it.
    #[must_use]
    pub fn accuracy_sources(&self, option: usize) -> Vec<String> {
        let (name, plan) = (self.name(option), self.plan(option));
        if self.serves_throughout(option) {
            return vec![format!("{name}.accuracy")];
        }
        let own = plan.overrides.iter().filter_map(|other| other.accuracy.as_ref());
        let general = plan.overrides.iter().any(|other| other.accuracy.is_none()).then_some(&plan.accuracy);
        general.into_iter().chain(own).map(|input| input.path.clone()).collect()
    }

    /// Whether an option serves every month itself, or through its members.
    #[must_use]
    pub fn serves_throughout(&self, option: usize) -> bool {
        let plan = self.plan(option);
        let retires = plan.retires.is_some_and(|month| month <= self.figures.scenario.months);
        (plan.launch_month == 1 && !retires) || matches!(plan.kind, Kind::Blend(_))
    }

    /// By how much an option scores above another.
    #[must_use]
    pub fn lead(&self, option: usize, other: usize) -> Decimal {
        self.score(option).saturating_sub(self.score(other))
    }

    /// The metric that the lead of an option over another is.
    #[must_use]
    pub fn lead_metric(&self, option: usize, other: usize) -> String {
        format!("versus.{}.{}.npv", self.name(option), self.name(other))
    }

    /// When what one option earns chosen instead of another first pays its cost back.
    #[must_use]
    pub fn payback(&self, option: usize, instead_of: usize) -> Option<Payback> {
        match self.economics(option, instead_of) {
            Some(economics) => economics.payback,
            None => finance::payback(&self.result(option).flows_against(self.result(instead_of))),
        }
    }

    /// An option's figures.
    #[must_use]
    pub fn result(&self, option: usize) -> &'a OptionResult {
        &self.figures.options[option]
    }

    /// The options by place.
    #[must_use]
    pub fn all(&self) -> std::ops::Range<usize> {
        0..self.figures.options.len()
    }

    /// An amount in the scenario's currency.
    #[must_use]
    pub fn money(&self, amount: Decimal) -> String {
        money(amount, self.figures.scenario.currency)
    }

    /// Whether options are ranked by value less cost rather than by cost alone.
    #[must_use]
    pub fn by_value(&self) -> bool {
        self.figures.scenario.has_values()
    }

    /// Whether every workload's answers have a value: what nobody put a value on may be worth anything.
    #[must_use]
    pub fn values_everything(&self) -> bool {
        self.figures.scenario.workloads.iter().all(|workload| workload.value_per_success.is_positive())
    }

    /// The figure that options are ranked by: the present value of value less cost where values were
    /// given, else of cost, the lower the better.
    #[must_use]
    pub fn score(&self, option: usize) -> Decimal {
        self.score_of(self.result(option))
    }

    /// The metric that the score is.
    #[must_use]
    pub fn score_metric(&self, option: usize) -> String {
        format!("{}.{}", self.name(option), if self.by_value() { "present_net_value" } else { "present_value" })
    }

    /// The best of some options by score, the first of equals.
    #[must_use]
    pub fn best(&self, among: impl IntoIterator<Item = usize>) -> Option<usize> {
        among.into_iter().reduce(|best, next| if self.score(next) > self.score(best) { next } else { best })
    }

    /// What one option earns chosen instead of another.
    #[must_use]
    pub fn economics(&self, option: usize, instead_of: usize) -> Option<&'a Economics> {
        let found = self.versus.iter().find(|(a, b, _)| (*a, *b) == (option, instead_of));
        found.map(|(.., economics)| economics)
    }

    /// The volume from which one option stays cheaper than another over the horizon, as a multiple of
    /// today's.
    #[must_use]
    pub fn stays_cheaper_from(&self, option: usize, than: usize) -> Option<Decimal> {
        let pairs = &self.horizon?.pairs;
        let pair =
            pairs.iter().find(|pair| (pair.a, pair.b) == (option, than) || (pair.b, pair.a) == (option, than))?;
        match pair.stays[usize::from(pair.a != option)] {
            Stays::From(multiple) => Some(multiple),
            _ => None,
        }
    }

    fn score_of(&self, result: &OptionResult) -> Decimal {
        if self.by_value() { result.present_worth } else { -result.present_value }
    }
}

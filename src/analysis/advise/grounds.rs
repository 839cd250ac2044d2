//! What advice is given on.

use rust_decimal::Decimal;

use super::elsewhere::Elsewhere;
use super::stress::Stress;
use crate::analysis::break_even::{Stays, VolumeBreakEven};
use crate::analysis::figures::Figures;
use crate::analysis::options::{Economics, OptionResult};
use crate::analysis::simulate::{Simulation, decimal};
use crate::finance::{self, Payback};
use crate::quantity::figures::money;
use crate::scenario::{Decision, Plan};

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

    /// The share of requests that an option answers correctly; none when it serves none.
    #[must_use]
    pub fn accuracy(&self, option: usize) -> Option<Decimal> {
        let result = self.result(option);
        result.successes.checked_div(result.requests)
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

    /// By how much an option scores above another at half the volume; none when a figure has no value there.
    /// At other inputs than the scenario's it is worked out in binary floating point, which only decides
    /// whether anything is left.
    #[must_use]
    pub fn lead_at_half_volume(&self, (option, other): (usize, usize)) -> Option<Decimal> {
        let Some(elsewhere) = self.elsewhere.filter(|elsewhere| !elsewhere.instead.is_empty()) else {
            let scores = Stress::HalfVolume.scores(self)?;
            return scores[option].checked_sub(scores[other]);
        };
        let prospect = self.figures.prospect();
        let mut halved = prospect.bases(elsewhere.instead);
        let scale = prospect.levers.iter().position(|lever| lever.index == self.figures.model.scale)?;
        halved[scale] /= 2.0;
        let samples = prospect.samples(1, &halved, |_, _| {});
        let costs = &samples.first()?.costs;
        decimal(costs[other] - costs[option])
    }

    fn score_of(&self, result: &OptionResult) -> Decimal {
        if self.by_value() { result.present_worth } else { -result.present_value }
    }
}

//! Figures of two options that only the advice uses, and what knowing more is worth.

use rust_decimal::Decimal;

use super::cells::Explainer;
use super::derivation::{Derivation, SHARE};
use crate::analysis::Figure;
use crate::analysis::advise::{FALL, Stress, probability_ahead};
use crate::analysis::simulate::decimal;

impl Explainer<'_> {
    /// `versus.A.B.npv_at_half_volume`, `.npv_if_prices_fall` or `.probability_ahead`.
    pub fn stressed(&mut self, name: &str) -> Option<Derivation> {
        let (a, rest) = self.option_of(name.strip_prefix("versus.")?)?;
        let (b, what) = self.option_of(rest)?;
        let stress = Stress::ALL.into_iter().find(|stress| stress.name() == what).filter(|_| a != b)?;
        let options = &self.results.scenario.options;
        let against = format!("{} instead of {}", options[a].name, options[b].name);
        let when = match stress {
            Stress::HalfVolume => "with half the requests of every workload".to_owned(),
            Stress::PricesFall => format!(
                "with `price_change_per_year = -{} %` for every option that is paid per token, whatever is written; prices by month stay",
                (FALL * Decimal::ONE_HUNDRED).normalize()
            ),
            Stress::Draws => return Some(self.odds(name, (a, b))),
        };
        let grounds = self.results.grounds();
        let scores = stress.scores(&grounds);
        let lead = scores.as_ref().map(|scores| scores[a].saturating_sub(scores[b]));
        let whole = Derivation::new(name, Figure::optional_money(lead), self.results.scenario.currency.code);
        let whole = whole.by(format!("what {against} earns in present value, {when}"));
        let Some(scores) = scores else { return Some(whole) };
        let (what, sign) =
            if grounds.by_value() { ("value less cost", Decimal::ONE) } else { ("cost", Decimal::NEGATIVE_ONE) };
        let parts = [a, b].map(|option| {
            let name = format!("{}: present value of {what} then", options[option].name);
            self.money(name, scores[option] * sign)
        });
        let today = self
            .results
            .metrics
            .list()
            .iter()
            .find(|metric| metric.name == format!("versus.{}.{}.npv", options[a].name, options[b].name));
        let today = today.map(|metric| Derivation::new(metric.name.clone(), metric.figure.clone(), metric.unit));
        Some(whole.from(parts.into_iter().chain(today).collect()))
    }

    /// How often one option is better than another in the draws.
    fn odds(&self, name: &str, (a, b): (usize, usize)) -> Derivation {
        let share = probability_ahead(&self.results.grounds(), (a, b)).and_then(decimal);
        let options = &self.results.scenario.options;
        let words = format!(
            "the share of draws in which {} is better than {}, by value less cost where values are given, else by cost",
            options[a].name, options[b].name
        );
        let lack =
            if share.is_none() { "; there are no draws, because no number of the scenario is a range" } else { "" };
        let drawn = self.drawn(Derivation::new(name, Figure::optional(share), SHARE));
        drawn.by(format!("{words}{lack}"))
    }

    /// `evpi`, and `evppi.KEY` of one range.
    pub fn worth_of_knowing(&mut self, name: &str, whole: Derivation, left: usize) -> Derivation {
        if let Some(path) = name.strip_prefix("evppi.") {
            let words = format!(
                "how much cheaper the choice would be on average if {path} were known before choosing, from draws"
            );
            return whole.by(words).from(self.key(path, left).into_iter().collect());
        }
        let regrets = (0..self.results.options.len()).map(|option| self.named(option, "expected_regret", left));
        let regrets = regrets.collect();
        whole
            .by("the least expected regret of all options: the most that knowing everything before choosing is worth")
            .from(regrets)
    }
}

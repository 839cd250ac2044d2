//! Why there is no such figure, and what else is to be known of it.

use rust_decimal::Decimal;

use super::cells::Explainer;
use crate::analysis::Figure;
use crate::analysis::break_even::{Pair, Stays, VolumeBreakEven};
use crate::quantity::figures::{money, multiple};

impl Explainer<'_> {
    /// What is to be known of a measure of flows: why there is none, or how it is to be read.
    pub fn remark(&self, figure: &Figure, what: &str, flows: &[Decimal]) -> Option<String> {
        let total = flows.iter().fold(Decimal::ZERO, |sum, flow| sum.saturating_add(*flow));
        let money = |amount: Decimal| money(amount, self.results.scenario.currency);
        let months = self.results.scenario.months;
        let gains = flows.iter().any(|flow| flow.is_sign_positive() && !flow.is_zero());
        let pays = flows.iter().any(|flow| flow.is_sign_negative() && !flow.is_zero());
        match (figure, what) {
            (Figure::Never, _) => {
                let largest = highest_sum(flows);
                let discounted = if what.starts_with("discounted") { "discounted " } else { "" };
                Some(format!(
                    "never within {months} months: the {discounted}flows come to {}, and their running sum is {} at best after it first falls below 0",
                    money(total),
                    money(largest)
                ))
            }
            (Figure::None, "roi") => {
                let first = flows.first().copied().unwrap_or_default();
                Some(format!("no outlay to earn a return on: the flow before launch is {}", money(first)))
            }
            (Figure::None, "irr" | "mirr") if !gains && !pays => Some("every flow is 0, so no rate is special".to_owned()),
            (Figure::None, "irr" | "mirr") if !pays => {
                Some(format!("no flow is below 0, so there is no outlay to earn a rate on: they come to {}", money(total)))
            }
            (Figure::None, "irr" | "mirr") if !gains => {
                Some(format!("no flow is above 0, so nothing is earned at any rate: they come to {}", money(total)))
            }
            (Figure::None, "irr") => Some("at no rate are they worth 0".to_owned()),
            (Figure::None, _) => Some("it has more digits than can be held".to_owned()),
            (Figure::List(_), "irr") => Some("they change their sign more than once, so several rates do that".to_owned()),
            (_, "irr") if flows.iter().find(|flow| !flow.is_zero()).is_some_and(Decimal::is_sign_positive) => Some(
                "the money comes first and the cost later, as with a loan: the rate is what that money costs, and the summary says `loan`"
                    .to_owned(),
            ),
            _ => None,
        }
    }

    /// Why an option has no such figure; none where nothing is to be said.
    pub fn lack(&self, option: usize, what: &str) -> Option<&'static str> {
        let found = &self.results.options[option];
        Some(match what {
            "cost_per_request" | "accuracy" => "there are no requests",
            "cost_per_success" if found.requests.is_zero() => "there are no requests",
            "cost_per_success" => "no request is answered correctly",
            "cost_per_mtok" if self.results.model.options[option].mtok.is_none() => {
                "a workload does not state its `input_tokens` and `output_tokens`"
            }
            "cost_per_mtok" => "there are no tokens",
            "return_on_cost" if !self.results.scenario.has_values() => {
                "no workload says what an answer is worth (`value_per_success`, `cost_per_failure`)"
            }
            "return_on_cost" => "there is no cost to earn a return on",
            "utilization" if self.results.model.options[option].busy_and_paid.is_none() => "the option has no GPUs",
            "utilization" => "no GPU is paid for",
            "equivalent_monthly_cost" => "it has more digits than can be held",
            _ => return None,
        })
    }

    /// Why a volume of a pair of options is none or never; `side` is 0 for the pair's first option.
    pub fn no_volume(
        &self,
        whole: &Figure,
        (found, pair): (&VolumeBreakEven, &Pair),
        (what, side): (&str, usize),
    ) -> Option<String> {
        let names = [pair.a, pair.b].map(|option| self.results.scenario.options[option].name.as_str());
        let (own, other) = (names[side], names[1 - side]);
        let end = format!("{} today's volume", multiple(found.up_to));
        Some(match (whole, what) {
            (Figure::List(volumes), "crossings") if volumes.is_empty() => {
                let cheaper = (0..2).find(|side| pair.starts_cheaper(*side)).map_or("neither", |side| names[side]);
                format!("they never meet up to {end}: {cheaper} is the cheaper one at every volume")
            }
            (Figure::Never, _) => format!("{own} does not become the cheaper one at any volume up to {end}"),
            (Figure::None, "first") => format!("{own} is the cheaper one from the smallest volume on"),
            (Figure::None, _) => match pair.stays[side] {
                Stays::From(_) => return None,
                Stays::NotAtTheEnd => format!("{own} is not the cheaper one at {end}, where the search ends"),
                Stays::LosesBeyond => {
                    format!("{own} is the cheaper one at {end}, but beyond it the cost of {other} rises more slowly")
                }
                Stays::StepsBeyond => {
                    format!(
                        "{own} is the cheaper one at {end}, but beyond it both rise alike, in steps that may pass each other"
                    )
                }
                Stays::CannotServe(limit) => format!("{own} cannot serve more than {} today's volume", multiple(limit)),
            },
            _ => return None,
        })
    }
}

/// The highest running sum after the first that is below 0.
fn highest_sum(flows: &[Decimal]) -> Decimal {
    let mut sum = Decimal::ZERO;
    let sums = flows.iter().map(|flow| {
        sum = sum.saturating_add(*flow);
        sum
    });
    sums.skip_while(|sum| !sum.is_sign_negative() || sum.is_zero()).max().unwrap_or_default()
}

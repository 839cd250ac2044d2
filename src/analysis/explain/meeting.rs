//! Break-even points: what two options cost where they meet.

use rust_decimal::Decimal;

use super::cells::Explainer;
use super::derivation::Derivation;
use crate::analysis::Figure;
use crate::analysis::break_even::{Basis, Event, Pair};
use crate::sheet::{ExactReading, Id};

/// The most meetings that are shown.
const MEETINGS: usize = 5;

impl Explainer<'_> {
    /// What a break-even point of two options is made of.
    pub fn meeting(
        &mut self,
        whole: Derivation,
        (basis, metric): (&str, &str),
        (a, b): (usize, usize),
        left: usize,
    ) -> Derivation {
        let basis = match basis {
            "run_rate" => Basis::RunRate,
            "horizon" => Basis::Horizon,
            time => return self.months(whole, (a, b), time != "time"),
        };
        let found = match basis {
            Basis::RunRate => &self.results.run_rate,
            Basis::Horizon => &self.results.horizon,
        };
        let names = [a, b].map(|option| self.results.scenario.options[option].name.clone());
        let what = if basis == Basis::RunRate { "run_rate_cost" } else { "present_value" };
        let words = format!(
            "the requests a month at which {} and {} have the same {what}, every workload scaled alike",
            names[0], names[1]
        );
        let Ok(found) = found else { return whole.by("the steps of a cost are too many to list") };
        let pair = found.pairs.iter().find(|pair| (pair.a, pair.b) == (a, b) || (pair.a, pair.b) == (b, a));
        let Some(pair) = pair else { return whole.by(words) };
        let side = usize::from(pair.a != a);
        if metric == "cost_per_further_request" {
            return self.further(whole, (names[0].as_str(), a), (what, basis), left);
        }
        let lack = self.no_volume(&whole.figure, (found, pair), (metric, side));
        let words = lack.map_or(words.clone(), |lack| format!("{words}; {lack}"));
        let mut parts: Vec<Derivation> =
            pair.events.iter().take(MEETINGS).map(|event| self.event(pair, event, basis)).collect();
        if pair.events.len() > MEETINGS {
            let more = pair.events.len() - MEETINGS;
            parts.push(Derivation::new(
                format!("and {more} more: `tco break-even FILE --pair {} {}`", names[0], names[1]),
                Figure::None,
                "",
            ));
        }
        parts.extend([a, b].map(|option| {
            let today = self.named(option, what, left);
            Derivation { name: format!("{}, at today's volume", today.name), ..today }
        }));
        whole.by(words).from(parts)
    }

    /// What one request more costs an option where the volume is large.
    fn further(
        &mut self,
        whole: Derivation,
        (name, option): (&str, usize),
        (what, basis): (&str, Basis),
        left: usize,
    ) -> Derivation {
        let requests = self.results.requests_on(basis);
        let words = format!(
            "what {name}'s {what} rises by for each request more beyond the largest volume looked at, every workload scaled alike; none where a fleet ends there"
        );
        let today = self.named(option, what, left);
        let scaled =
            Derivation::new("requests that it is told for, at today's volume", Figure::Number(requests), "requests");
        let today = Derivation { name: format!("{}, at today's volume", today.name), ..today };
        whole.by(words).from(vec![today, scaled])
    }

    /// One volume at which two options meet, with what both cost there.
    fn event(&self, pair: &Pair, event: &Event, basis: Basis) -> Derivation {
        let volume = event.x.saturating_mul(self.results.today.0);
        let meets = Derivation::new(event.kind.name(), Figure::Number(volume), "requests/month");
        let model = &self.results.model;
        let there = ExactReading::new(&model.sheet, &[(model.scale, event.x)]);
        let cost = |option: usize| -> Id {
            let option = &model.options[option];
            if basis == Basis::RunRate { option.run_rate.cost } else { option.present_value }
        };
        let parts = there.map_or_else(
            |_| Vec::new(),
            |there| {
                let costs = [pair.a, pair.b].map(|option| {
                    self.money(format!("{} there", self.results.scenario.options[option].name), there.get(cost(option)))
                });
                costs.to_vec()
            },
        );
        let times = crate::quantity::figures::multiple(event.x);
        meets.by(format!("{times} today's volume")).from(parts)
    }

    /// The months in which cumulative costs cross.
    fn months(&self, whole: Derivation, (a, b): (usize, usize), discounted: bool) -> Derivation {
        let kind = if discounted { "discounted cumulative costs" } else { "cumulative costs" };
        let names = [a, b].map(|option| self.results.scenario.options[option].name.clone());
        let words =
            format!("the months in which the {kind} of {} and {} cross, linear within a month", names[0], names[1]);
        let words = match &whole.figure {
            Figure::List(months) if months.is_empty() => {
                format!("{words}; they never cross in {} months", self.results.scenario.months)
            }
            _ => words,
        };
        if discounted {
            return whole.by(words);
        }
        let sums = [a, b].map(|option| &self.results.options[option].cumulative);
        let difference = |month: usize| sums[0][month].saturating_sub(sums[1][month]);
        let last = sums[0].len().saturating_sub(1);
        let turns = |month: &usize| {
            let sign = |month: usize| difference(month) > Decimal::ZERO;
            *month == 0 || *month == last || sign(*month) != sign(*month - 1) || sign(*month) != sign(*month + 1)
        };
        let parts = (0..sums[0].len()).filter(turns).flat_map(|month| {
            let sum = |option: usize| {
                let name = format!("cumulative cost of {}, month {month}", names[option]);
                self.money(name, sums[option][month])
            };
            [sum(0), sum(1)]
        });
        let parts = parts.collect();
        whole.by(words).from(parts)
    }
}

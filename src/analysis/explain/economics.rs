//! What choosing one option instead of another earns, from the monthly differences.

use rust_decimal::Decimal;

use super::cells::{DEEPER, Explainer};
use super::derivation::{Derivation, telling};
use super::ledger::when;
use crate::analysis::Figure;
use crate::finance;

/// The most months that are shown.
const MONTHS: usize = 4;

/// Whether a metric is one that only draws give.
fn is_drawn(what: &str) -> bool {
    what.contains('.') || what.starts_with("probability_") || what == "expected_regret"
}

impl Explainer<'_> {
    /// NPV, rates of return and payback of `a` instead of `b`; anything else is a figure of draws.
    pub fn economics(&mut self, whole: Derivation, (a, b): (usize, usize), what: &str, left: usize) -> Derivation {
        let name = |option: usize| self.results.scenario.options[option].name.clone();
        if a == b && !is_drawn(what) {
            return whole.by(format!("{} is the reference, which is compared with itself", name(a)));
        }
        let flows = self.results.options[a].flows_against(&self.results.options[b]);
        let rate = self.results.scenario.discount_rate.base();
        let discounted = || finance::discounted(rate, &flows).unwrap_or_default();
        let against = format!("{} instead of {}", name(a), name(b));
        match what {
            "npv" => {
                let words = format!("what {against} earns: the sum of each month's flow / (1 + discount rate) ^ (month / 12)");
                self.flows(whole.by(words), (a, b), &discounted(), left)
            }
            "irr" => self.flows(whole.by(format!("the yearly rate at which the flows of {against} are worth 0 today")), (a, b), &flows, left),
            "mirr" => self.flows(whole.by(format!("the yearly rate that the flows of {against} earn, what comes in lent and what goes out borrowed at the discount rate")), (a, b), &flows, left),
            "roi" => self.flows(whole.by(format!("the sum of the flows of {against} / what is invested at t = 0")), (a, b), &flows, left),
            "payback_months" => self.turns(whole.by(format!("when the running sum of the flows of {against} first comes back to 0")), &flows),
            "payback_last_months" => self.turns(whole.by(format!("when the running sum of the flows of {against} last comes back to 0")), &flows),
            "discounted_payback_months" => self.turns(whole.by(format!("when the running sum of the discounted flows of {against} first comes back to 0")), &discounted()),
            _ => self.drawn(whole),
        }
    }

    /// A sum of flows: the first, the last and the largest, each from what it is the difference of.
    fn flows(&mut self, whole: Derivation, (a, b): (usize, usize), amounts: &[Decimal], left: usize) -> Derivation {
        if left == 0 {
            return Derivation { cut: Some(DEEPER), ..whole };
        }
        let (kept, rest) = telling(amounts, MONTHS);
        let kept = kept.into_iter().filter(|place| !amounts[*place].is_zero());
        let parts = kept.map(|place| self.flow((a, b), place, amounts[place], left - 1));
        let mut parts: Vec<Derivation> = parts.collect();
        parts.push(self.discount_rate());
        Derivation { parts, rest, ..whole }
    }

    /// One month's flow: value less cost of one option, less those of the other.
    fn flow(&mut self, pair: (usize, usize), place: usize, amount: Decimal, left: usize) -> Derivation {
        let difference = "(value - cost) less the other's (value - cost)";
        let found = self.results.options[pair.0].flows_against(&self.results.options[pair.1]);
        let (what, formula) = if found.get(place) == Some(&amount) {
            ("flow", difference.to_owned())
        } else {
            ("present value of the flow", format!("({difference}) / (1 + discount rate) ^ ({place}/12)"))
        };
        let month = u32::try_from(place).unwrap_or(u32::MAX);
        let flow = self.money(format!("{what}, {}", when(month)), amount);
        if left == 0 {
            return Derivation { cut: Some(DEEPER), ..flow };
        }
        let mut parts = Vec::new();
        for option in [pair.0, pair.1] {
            let name = self.results.scenario.options[option].name.clone();
            let found = &self.results.options[option];
            let (cost, value) = (found.cost[place], found.value[place]);
            let cost = self.money(format!("cost of {name}, {}", when(month)), cost);
            parts.push(self.month(cost, option, month, left - 1));
            if !value.is_zero() {
                let id = self.results.model.options[option].value[place - 1];
                let value = self.cell(id, left - 1);
                parts.push(Derivation { name: format!("value of {name}, {}", when(month)), ..value });
            }
        }
        flow.by(formula).from(parts)
    }

    /// The running sum around the months in which it changes its sign.
    fn turns(&self, whole: Derivation, flows: &[Decimal]) -> Derivation {
        let mut sum = Decimal::ZERO;
        let sums: Vec<Decimal> = flows
            .iter()
            .map(|flow| {
                sum = sum.saturating_add(*flow);
                sum
            })
            .collect();
        let last = sums.len().saturating_sub(1);
        let turns = |month: usize| {
            let before = month > 0 && sums[month - 1].is_sign_negative() != sums[month].is_sign_negative();
            let after = month < last && sums[month + 1].is_sign_negative() != sums[month].is_sign_negative();
            month == 0 || month == last || before || after
        };
        let months = (0..sums.len()).filter(|month| turns(*month));
        let parts = months.map(|month| {
            let month_number = u32::try_from(month).unwrap_or(u32::MAX);
            self.money(format!("running sum, {}", when(month_number)), sums[month])
        });
        let parts = parts.collect();
        whole.from(parts)
    }

    /// A figure that draws of the uncertain inputs give.
    pub fn drawn(&self, whole: Derivation) -> Derivation {
        let inputs = self.results.model.sheet.inputs().iter().filter(|input| input.quantity.spread.is_some());
        let parts: Vec<Derivation> = inputs
            .map(|input| {
                let unit = input.unit.describe(self.results.scenario.currency.code);
                let part = Derivation::new(input.path.clone(), Figure::Number(input.base()), unit);
                Derivation { source: Some(super::derivation::Source::of(input)), ..part }
            })
            .collect();
        whole.by(format!("from draws of {} uncertain inputs, each worked out in full", parts.len())).from(parts)
    }
}

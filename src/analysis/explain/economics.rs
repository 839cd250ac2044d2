//! What choosing one option instead of another earns, from the monthly differences.

use rust_decimal::Decimal;

use super::cells::Explainer;
use super::derivation::Derivation;
use super::ledger::when;
use super::present::Months;
use crate::finance;

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
        let words = match what {
            "npv" => format!("what {against} earns: the sum of each month's flow / (1 + discount rate) ^ (month / 12)"),
            "irr" => format!("the yearly rate at which the flows of {against} are worth 0 today"),
            "mirr" => format!(
                "the yearly rate that the flows of {against} earn, what comes in lent and what goes out borrowed at the discount rate"
            ),
            "roi" => format!("the sum of the flows of {against} / what is invested at t = 0"),
            "payback_months" => format!("when the running sum of the flows of {against} first comes back to 0"),
            "payback_last_months" => format!("when the running sum of the flows of {against} last comes back to 0"),
            "discounted_payback_months" => {
                format!("when the running sum of the discounted flows of {against} first comes back to 0")
            }
            _ => return self.drawn(whole),
        };
        let turns = what.contains("payback");
        let amounts = if what == "npv" || what.starts_with("discounted") { discounted() } else { flows };
        let remark = self.remark(&whole.figure, what, &amounts);
        let whole = whole.by(remark.map_or(words.clone(), |remark| format!("{words}; {remark}")));
        if turns {
            return self.turns(whole, &amounts);
        }
        let summed = self.flows(whole, (a, b), &amounts, left);
        if left == 0 || !["npv", "mirr"].contains(&what) { summed } else { self.at_rate(summed) }
    }

    /// A sum of flows by year, each from what it is the difference of.
    fn flows(&mut self, whole: Derivation, pair: (usize, usize), amounts: &[Decimal], left: usize) -> Derivation {
        let name = self.flow_name(pair);
        let name_of = |month: u32| Some(format!("{name}.{month}"));
        let each = |explainer: &mut Self, month: u32, left: usize| {
            explainer.within(format!("{name}.{month}"), |explainer| {
                explainer.flow(pair, (month, amounts[month as usize]), left)
            })
        };
        self.by_year(whole, amounts, left, &Months { each: &each, name: &name_of })
    }

    /// What the flows of one option instead of another go by, before the month.
    fn flow_name(&self, (a, b): (usize, usize)) -> String {
        let name = |option: usize| &self.results.scenario.options[option].name;
        if b == self.results.scenario.reference {
            return format!("{}.flow", name(a));
        }
        format!("versus.{}.{}.flow", name(a), name(b))
    }

    /// One month's flow: value less cost of one option, less those of the other.
    pub fn flow(&mut self, pair: (usize, usize), (month, amount): (u32, Decimal), left: usize) -> Derivation {
        let place = month as usize;
        let difference = "(value - cost) less the other's (value - cost)";
        let found = self.results.options[pair.0].flows_against(&self.results.options[pair.1]);
        let (what, formula) = if found.get(place) == Some(&amount) {
            ("flow", difference.to_owned())
        } else {
            ("present value of the flow", format!("flow / (1 + discount rate) ^ ({place}/12)"))
        };
        let flow = self.money(format!("{what}, {}", when(month)), amount).by(formula);
        if left == 0 {
            return self.cut(flow);
        }
        let mut parts = Vec::new();
        for option in [pair.0, pair.1] {
            let name = self.results.scenario.options[option].name.clone();
            let found = &self.results.options[option];
            let (cost, value) = (found.cost[place], found.value[place]);
            let cost = self.money(format!("cost of {name}, {}", when(month)), cost);
            parts.push(
                self.within(format!("{name}.cost.{month}"), |explainer| explainer.month(cost, option, month, left - 1)),
            );
            if !value.is_zero() {
                let id = self.results.model.options[option].value[place - 1];
                let value = self.within(format!("{name}.value.{month}"), |explainer| explainer.cell(id, left - 1));
                parts.push(Derivation { name: format!("value of {name}, {}", when(month)), ..value });
            }
        }
        flow.from(parts)
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
        let parts: Vec<Derivation> = inputs.map(|input| self.number(input)).collect();
        whole.by(format!("from draws of {} uncertain inputs, each worked out in full", parts.len())).from(parts)
    }
}

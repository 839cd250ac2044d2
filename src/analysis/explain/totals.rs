//! An option's own figures: sums of charges, ratios of sums, and what was chosen.

use rust_decimal::Decimal;

use super::cells::Explainer;
use super::derivation::{Derivation, largest};
use super::ledger::{Charged, Charges, charges, when};
use super::names::unit_of;
use crate::analysis::Figure;
use crate::sheet::Id;

impl Explainer<'_> {
    /// A metric of one option; why there is none, where there is none.
    pub fn total_or_ratio(&mut self, whole: Derivation, option: usize, what: &str, left: usize) -> Derivation {
        let lack = self.lack(option, what).filter(|_| whole.figure == Figure::None);
        let found = self.figure_of(whole, option, what, left);
        match lack {
            Some(lack) if found.formula.is_empty() => found.by(lack),
            Some(lack) => Derivation { formula: format!("{}; {lack}", found.formula), ..found },
            None => found,
        }
    }

    fn figure_of(&mut self, whole: Derivation, option: usize, what: &str, left: usize) -> Derivation {
        let results = self.results;
        let ledger = &results.model.options[option];
        let reference = results.scenario.reference;
        let last = results.scenario.months;
        let metric = |explainer: &mut Self, other: usize, what: &str| explainer.named(other, what, left);
        let ratio = |explainer: &mut Self, over: &str, under: &str| {
            let parts = [over, under].map(|what| metric(explainer, option, what));
            parts.to_vec()
        };
        match what {
            "tco" => self.by_category(whole, option, left),
            "present_value" => self.discounted(whole, ("cost", &ledger.cost), 0, left),
            "build_cost" => self.month(whole, option, 0, left),
            "month_1_cost" => self.month(whole, option, 1, left),
            "last_month_cost" => {
                let charged = self.charged(option, |line, at| at == last && line.name != "book value left");
                let words = format!("the charges of month {last} without the book value credited for hardware left");
                self.lines(whole.by(words), option, &charged, left)
            }
            "run_rate_cost" => self.run_rate(whole, option, left),
            "equivalent_monthly_cost" => {
                let words = format!("the payment in each of {last} months that has this present value");
                let parts = vec![metric(self, option, "present_value"), self.discount_rate()];
                whole.by(words).from(parts)
            }
            "cost_per_request" => whole.by("tco / requests").from(ratio(self, "tco", "requests")),
            "cost_per_success" => whole.by("tco / successes").from(ratio(self, "tco", "successes")),
            "return_on_cost" => whole.by("net_value / tco").from(ratio(self, "net_value", "tco")),
            "accuracy" => whole.by("successes / requests").from(ratio(self, "successes", "requests")),
            "present_net_value" => self.present_net_value(whole, option, left),
            "net_value" => whole.by("value - tco").from(ratio(self, "value", "tco")),
            "cost_per_mtok" => {
                let mut parts = vec![metric(self, option, "tco")];
                parts.extend(ledger.mtok.map(|id| self.cell(id, left.saturating_sub(1))));
                whole.by("tco / millions of tokens by the workloads' own counts").from(parts)
            }
            "requests" => self.over_months(whole, (option, what, &ledger.requests), left),
            "successes" => self.over_months(whole, (option, what, &ledger.successes), left),
            "value" => self.over_months(whole, (option, what, &ledger.value), left),
            "savings" => {
                let parts = vec![metric(self, reference, "tco"), metric(self, option, "tco")];
                whole.by(format!("tco of {} - tco", results.scenario.options[reference].name)).from(parts)
            }
            "peak_replicas" => self.peak(whole, option, left),
            "utilization" => {
                let ids: Vec<Id> = ledger.busy_and_paid.into_iter().flat_map(|(busy, paid)| [busy, paid]).collect();
                let parts = ids.into_iter().map(|id| self.cell(id, left.saturating_sub(1))).collect();
                whole.by("replica-seconds busy / replica-seconds paid for").from(parts)
            }
            "idle_seats" => self.idle_seats(whole, option, left),
            "infeasible_months" => self.infeasible(whole, option, left),
            _ => match what.strip_prefix("category.") {
                Some(category) => {
                    let charged = self.charged(option, |line, _| line.category == category);
                    let words = format!("the charges of {} lines, undiscounted", charged.len());
                    self.lines(whole.by(words), option, &charged, left)
                }
                None => self.economics(whole, (option, reference), what, left),
            },
        }
    }

    /// Another metric of an option as a part.
    pub fn named(&mut self, option: usize, what: &str, left: usize) -> Derivation {
        let name = format!("{}.{what}", self.results.scenario.options[option].name);
        let metric = self.results.metrics.list().iter().find(|metric| metric.name == name);
        let (figure, unit) = metric.map_or((Figure::None, ""), |metric| (metric.figure.clone(), metric.unit));
        let part = Derivation::new(name.clone(), figure, unit_of(what, unit));
        if left <= 1 {
            return self.within(name, |explainer| explainer.cut(part));
        }
        self.within(name, |explainer| explainer.total_or_ratio(part, option, what, left - 1))
    }

    /// All costs, by category and line.
    fn by_category(&mut self, whole: Derivation, option: usize, left: usize) -> Derivation {
        let months = self.results.scenario.months;
        let whole = whole.by(format!("every charge before launch and in {months} months, undiscounted"));
        if left == 0 {
            return self.cut(whole);
        }
        let categories = self.results.options[option].categories.clone();
        let plan = self.results.scenario.options[option].name.clone();
        let sizes: Vec<Decimal> = categories.iter().map(|(_, amount)| *amount).collect();
        let (kept, _) = largest(&sizes, sizes.len());
        let parts = kept.into_iter().map(|place| {
            let (category, amount) = categories[place];
            let charged = self.charged(option, |line, _| line.category == category);
            let sum = self.money(category, amount);
            self.within(format!("{plan}.category.{category}"), |explainer| {
                explainer.lines(sum, option, &charged, left - 1)
            })
        });
        let parts = parts.collect();
        whole.from(parts)
    }

    /// The charges of one month.
    pub fn month(&mut self, whole: Derivation, option: usize, month: u32, left: usize) -> Derivation {
        let charged = self.charged(option, |_, at| at == month);
        let count: usize = charged.iter().map(|charged| charged.entries.len()).sum();
        self.lines(whole.by(format!("{}, {}", charges(count), when(month))), option, &charged, left)
    }

    /// One month in steady state.
    fn run_rate(&mut self, whole: Derivation, option: usize, left: usize) -> Derivation {
        let lines = &self.results.model.options[option].run_rate.lines;
        let charged: Vec<_> =
            lines.iter().map(|line| Charged { line, entries: line.entries.clone(), of: Charges::RunRate }).collect();
        let words = format!(
            "month {} at month 1's prices: hardware by its wear, what is paid every n months by 1/n, nothing paid once",
            self.results.today.1
        );
        self.lines(whole.by(words), option, &charged, left)
    }

    /// Which option is cheapest, worth most or recommended.
    pub fn choice(&mut self, name: &str, whole: Derivation, left: usize) -> Derivation {
        if name == "recommended" {
            let reasons: Vec<&str> =
                self.results.advice.verdict.reasons.iter().map(|reason| reason.text.as_str()).collect();
            let reasons = reasons.join("; ");
            return whole.by(reasons).from(self.compared("present_value", left));
        }
        if name == "best_value" {
            let words = "the feasible option with the highest present value of value less cost";
            let scenario = self.results.scenario;
            let worths = self.results.options.iter().zip(&scenario.options).map(|(option, plan)| {
                self.money(format!("{}, present value of value less cost", plan.name), option.present_worth)
            });
            let worths = worths.collect();
            return whole.by(words).from(worths);
        }
        let words = "the option with the lowest present value among those that can serve every request";
        let none = if whole.figure == Figure::None { "; none of them can" } else { "" };
        whole.by(format!("{words}{none}")).from(self.compared("present_value", left))
    }

    /// One metric of every option, lowest first.
    fn compared(&mut self, what: &str, left: usize) -> Vec<Derivation> {
        let mut order: Vec<usize> = (0..self.results.options.len()).collect();
        order.sort_by_key(|option| self.results.options[*option].present_value);
        let parts = order.into_iter().map(|option| {
            let part = self.named(option, what, left);
            let feasible = self.results.options[option].is_feasible();
            let formula = if feasible { part.formula.clone() } else { "it cannot serve every request".to_owned() };
            Derivation { formula, ..part }
        });
        parts.collect()
    }
}

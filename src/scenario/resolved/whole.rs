//! The scenario as a whole.

use super::{Decision, Expect, People, Plan, RankCorrelation, Workload};
use crate::catalog::Citation;
use crate::quantity::{Currency, YearMonth};
use crate::scenario::input::{Input, Origin};
use crate::scenario::stated::Stated;

/// Everything a scenario says, ready for the cost model.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What reports call it.
    pub name: String,
    /// A sentence or two.
    pub description: Option<String>,
    /// The currency of every amount.
    pub currency: Currency,
    /// Units of the currency for one US dollar, for prices of the catalog.
    pub exchange_rate: Input,
    /// Month 1, when the months have dates.
    pub start: Option<YearMonth>,
    /// The horizon in months.
    pub months: u32,
    /// Effective yearly discount rate.
    pub discount_rate: Input,
    /// Hours in a month, for every hourly price.
    pub hours_per_month: Input,
    /// Index of the reference option.
    pub reference: usize,
    /// The demand.
    pub workloads: Vec<Workload>,
    /// What people cost.
    pub people: People,
    /// The options, in the order of the file.
    pub options: Vec<Plan>,
    /// Answers for the decision framework.
    pub decision: Decision,
    /// Uncertain numbers that go together.
    pub correlations: Vec<RankCorrelation>,
    /// Checks.
    pub expects: Vec<Expect>,
    /// Defaults and values of the catalog that were used.
    pub defaults: Vec<Assumption>,
    /// Every key that was written, `--set` included.
    pub stated: Vec<Stated>,
}

/// A value nobody stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// Dotted path of the key.
    pub path: String,
    /// The default, as one would write it.
    pub value: String,
    /// What the key means.
    pub about: &'static str,
    /// Where it comes from.
    pub grounds: Grounds,
}

/// Where a value comes from that nobody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// The language's default.
    Default,
    /// An entry of the catalog and its source.
    Catalog(String, Citation),
    /// A measurement that the scenario names: its file, and what it was in words.
    Measured(String, String),
}

impl Scenario {
    /// The index of the option of this name.
    #[must_use]
    pub fn option_index(&self, name: &str) -> Option<usize> {
        self.options.iter().position(|plan| plan.name == name)
    }

    /// Month `month` of the horizon (from 1; 0 is before launch) as a calendar month.
    #[must_use]
    pub fn calendar(&self, month: u32) -> Option<YearMonth> {
        let offset = i32::try_from(month).ok()?.max(1) - 1;
        self.start.map(|start| start.plus(offset))
    }

    /// Of a value that was worked out for the workloads' mean request: how, in words. It follows other
    /// keys of the scenario, which a formula over it does not know.
    #[must_use]
    pub fn worked_out(&self, input: &Input) -> Option<String> {
        if let Origin::Catalog(cited) = &input.origin {
            let tokens = cited.estimated_for.as_ref()?;
            return Some(format!("estimated for {tokens} tokens a request"));
        }
        let of_file = |assumption: &Assumption| match &assumption.grounds {
            Grounds::Measured(file, _) if assumption.path == input.path => Some(format!("measured in {file}")),
            _ => None,
        };
        self.defaults.iter().find_map(of_file)
    }

    /// Every key that was written with its value, by its dotted path, in the order of the file.
    #[must_use]
    pub fn written(&self) -> Vec<(&str, &str)> {
        self.stated.iter().flat_map(Stated::leaves).collect()
    }

    /// Whether any workload says what an answer is worth.
    #[must_use]
    pub fn has_values(&self) -> bool {
        self.workloads.iter().any(|w| w.value_per_success.is_positive() || w.cost_per_failure.is_positive())
    }
}

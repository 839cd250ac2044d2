//! The figures of the base case.

use std::fmt;
use std::sync::{Arc, OnceLock};

use rust_decimal::Decimal;

use super::options::OptionResult;
use super::vary::Prospect;
use crate::cost::{self, Model};
use crate::scenario::Scenario;
use crate::sheet::{ExactReading, ReadError};

/// The figures of the base case: what every search starts from.
#[derive(Debug)]
pub struct Figures<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its cost model.
    pub model: Arc<Model>,
    /// The model's figures in the base case.
    pub exact: ExactReading,
    /// The options' figures, in the order of the scenario.
    pub options: Vec<OptionResult>,
    /// The feasible option with the lowest present value.
    pub cheapest: Option<usize>,
    /// The feasible option with the highest present value of value less cost.
    pub best_value: Option<usize>,
    /// Requests of the first month that has any, and that month.
    pub today: (Decimal, u32),
    prospect: Arc<OnceLock<Prospect>>,
}

/// What the cheapest option has before the next best one that can serve every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The cheapest option.
    pub of: usize,
    /// The next best one.
    pub before: usize,
    /// By how much its present value is lower.
    pub amount: Decimal,
    /// The same as a share of the next one's present value; none where that is 0.
    pub share: Option<Decimal>,
}

/// Why a scenario cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnalysisError {
    /// The cell that has no value.
    pub cause: ReadError,
}

impl fmt::Display for AnalysisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl std::error::Error for AnalysisError {}

impl<'a> Figures<'a> {
    /// Works out the figures of the base case.
    ///
    /// # Errors
    /// When one exceeds 28 digits or is divided by zero.
    pub fn new(scenario: &'a Scenario) -> Result<Self, AnalysisError> {
        let model = Arc::new(cost::build(scenario));
        let exact = ExactReading::new(&model.sheet, &[]).map_err(|cause| AnalysisError { cause })?;
        Ok(Self::of((scenario, Arc::default()), model, exact))
    }

    /// These figures with some inputs, by their place in the sheet, at other values.
    ///
    /// # Errors
    /// When one exceeds 28 digits or is divided by zero.
    pub fn with(&self, instead: &[(u32, Decimal)]) -> Result<Self, AnalysisError> {
        let exact = self.exact.with(&self.model.sheet, instead).map_err(|cause| AnalysisError { cause })?;
        Ok(Self::of((self.scenario, Arc::clone(&self.prospect)), Arc::clone(&self.model), exact))
    }

    /// What the options cost at any values of all inputs; made once, for these figures and those of other
    /// inputs.
    #[must_use]
    pub fn prospect(&self) -> &Prospect {
        self.prospect.get_or_init(|| Prospect::new(self.scenario, &self.model, &self.exact))
    }

    /// The lead of the cheapest option; none where fewer than two options can serve every request.
    #[must_use]
    pub fn lead(&self) -> Option<Lead> {
        let of = self.cheapest?;
        let others = (0..self.options.len()).filter(|option| *option != of && self.options[*option].is_feasible());
        let before = others.min_by_key(|option| self.options[*option].present_value)?;
        let amount = self.options[before].present_value.saturating_sub(self.options[of].present_value);
        Some(Lead { of, before, amount, share: amount.checked_div(self.options[before].present_value) })
    }

    fn of(
        (scenario, prospect): (&'a Scenario, Arc<OnceLock<Prospect>>),
        model: Arc<Model>,
        exact: ExactReading,
    ) -> Self {
        let options: Vec<OptionResult> =
            (0..scenario.options.len()).map(|index| OptionResult::new(scenario, &model, &exact, index)).collect();
        let month = cost::first_month_with_requests(scenario);
        let place = month as usize - 1;
        let today = model.requests.iter().fold(Decimal::ZERO, |sum, months| sum + exact.get(months[place]));
        Self {
            cheapest: best(&options, |option| -option.present_value),
            best_value: if scenario.has_values() { best(&options, |option| option.present_worth) } else { None },
            today: (today, month),
            scenario,
            model,
            exact,
            options,
            prospect,
        }
    }
}

/// The feasible option with the highest score; the first of equals.
fn best(options: &[OptionResult], score: impl Fn(&OptionResult) -> Decimal) -> Option<usize> {
    let feasible = options.iter().enumerate().filter(|(_, option)| option.is_feasible());
    let scores = feasible.map(|(index, option)| (score(option), index));
    scores.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, index)| index)
}

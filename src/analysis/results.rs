//! The analysis as a whole.

use std::fmt;

use rust_decimal::Decimal;

use super::break_even::{Basis, TimeBreakEven, VolumeBreakEven, break_even_volumes, months};
use super::expect::{self, Verdict};
use super::metrics::Metrics;
use super::named;
use super::options::{Economics, OptionResult, cumulative};
use super::recommend::{Recommendation, recommend};
use super::warnings::warnings;
use crate::cost::{self, Model};
use crate::finance;
use crate::scenario::Scenario;
use crate::sheet::{ExactReading, ReadError, Trouble};

/// What an analysis is asked for beside the scenario.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How far break-even volumes are searched, as a multiple of today's volume.
    pub up_to: Decimal,
}

impl Default for Settings {
    fn default() -> Self {
        Self { up_to: Decimal::ONE_HUNDRED }
    }
}

/// Everything that was worked out.
#[derive(Debug)]
pub struct Results<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its cost model.
    pub model: Model,
    /// The model's figures in the base case.
    pub exact: ExactReading,
    /// The options' figures, in the order of the scenario.
    pub options: Vec<OptionResult>,
    /// For every ordered pair of unlike options, what choosing the first instead earns.
    pub versus: Vec<(usize, usize, Economics)>,
    /// The feasible option with the lowest present value.
    pub cheapest: Option<usize>,
    /// The feasible option with the highest present value of value less cost.
    pub best_value: Option<usize>,
    /// Requests of the first month that has any, and that month.
    pub today: (Decimal, u32),
    /// Break-even volumes at the run rate.
    pub run_rate: Result<VolumeBreakEven, ReadError>,
    /// Break-even volumes over the horizon.
    pub horizon: Result<VolumeBreakEven, ReadError>,
    /// Break-even months of every pair.
    pub time: Vec<TimeBreakEven>,
    /// What to choose, and why.
    pub recommendation: Recommendation,
    /// What the reader should know.
    pub warnings: Vec<String>,
    /// Every figure by name.
    pub metrics: Metrics,
    /// The scenario's own checks.
    pub verdicts: Vec<Verdict>,
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

/// Works a scenario out.
///
/// # Errors
/// When a figure of the base case exceeds 28 digits or is divided by zero.
pub fn analyse(scenario: &Scenario, settings: Settings) -> Result<Results<'_>, AnalysisError> {
    let model = cost::build(scenario);
    let exact = ExactReading::new(&model.sheet, &[]).map_err(|cause| AnalysisError { cause })?;
    let options: Vec<OptionResult> =
        (0..scenario.options.len()).map(|index| OptionResult::new(scenario, &model, &exact, index)).collect();
    let month = cost::first_month_with_requests(scenario);
    let place = month as usize - 1;
    let today = model.requests.iter().fold(Decimal::ZERO, |sum, months| sum + exact.get(months[place]));
    let run_rate = search(&model, &exact, Basis::RunRate, settings.up_to);
    let horizon = search(&model, &exact, Basis::Horizon, settings.up_to);
    let shortened = [&run_rate, &horizon].into_iter().flatten().filter_map(|found| shortened(found, settings));
    let versus = versus(scenario, &options);
    let mut results = Results {
        cheapest: best(&options, |option| Some(-option.present_value)),
        best_value: if scenario.has_values() { best(&options, |option| option.present_worth) } else { None },
        recommendation: recommend(scenario, &model, &options, &versus),
        warnings: warnings(scenario, &model, &exact, &options, &versus).into_iter().chain(shortened).collect(),
        time: time(scenario, &options),
        versus,
        today: (today, month),
        run_rate,
        horizon,
        metrics: Metrics::default(),
        verdicts: Vec::new(),
        scenario,
        model,
        exact,
        options,
    };
    results.metrics = named::metrics(&results);
    results.verdicts = expect::judge(&results.scenario.expects, &results.metrics);
    Ok(results)
}

/// Searches as far as asked, and less far when the steps are too many to list.
fn search(model: &Model, exact: &ExactReading, basis: Basis, up_to: Decimal) -> Result<VolumeBreakEven, ReadError> {
    let mut up_to = up_to;
    loop {
        match break_even_volumes(model, exact, basis, up_to) {
            Err(error) if error.trouble == Trouble::TooManySteps && up_to > Decimal::TWO => {
                up_to = (up_to / Decimal::TEN).max(Decimal::TWO);
            }
            result => return result,
        }
    }
}

/// What to say of a search that went less far than asked.
fn shortened(found: &VolumeBreakEven, settings: Settings) -> Option<String> {
    (found.up_to < settings.up_to).then(|| {
        format!(
            "break-even volumes ({}) were searched to {}x today's only: the steps beyond are too many to list",
            found.basis.name().replace('_', " "),
            found.up_to.normalize(),
        )
    })
}

/// The feasible option with the highest score; the first of equals.
pub(super) fn best(options: &[OptionResult], score: impl Fn(&OptionResult) -> Option<Decimal>) -> Option<usize> {
    let mut best: Option<(usize, Decimal)> = None;
    for (index, option) in options.iter().enumerate().filter(|(_, option)| option.is_feasible()) {
        if let Some(score) = score(option)
            && best.is_none_or(|(_, highest)| score > highest)
        {
            best = Some((index, score));
        }
    }
    best.map(|(index, _)| index)
}

fn versus(scenario: &Scenario, options: &[OptionResult]) -> Vec<(usize, usize, Economics)> {
    let rate = scenario.discount_rate.base();
    let mut versus = Vec::new();
    for a in 0..options.len() {
        for b in (0..options.len()).filter(|b| *b != a) {
            versus.push((a, b, Economics::new(rate, &options[a].flows_against(&options[b]))));
        }
    }
    versus
}

fn time(scenario: &Scenario, options: &[OptionResult]) -> Vec<TimeBreakEven> {
    let rate = scenario.discount_rate.base();
    let present = |option: &OptionResult| finance::discounted(rate, &option.cost).unwrap_or_default();
    let discounted: Vec<Vec<Decimal>> = options.iter().map(|option| cumulative(&present(option))).collect();
    let mut time = Vec::new();
    for a in 0..options.len() {
        for b in a + 1..options.len() {
            time.push(TimeBreakEven {
                a,
                b,
                months: months(&options[a].cumulative, &options[b].cumulative),
                discounted: months(&discounted[a], &discounted[b]),
            });
        }
    }
    time
}

//! The analysis as a whole.

use std::ops::Deref;

use rust_decimal::Decimal;

use super::advise::{Advice, Grounds, advise};
use super::break_even::{Basis, TimeBreakEven, VolumeBreakEven, break_even_volumes, months};
use super::expect::{self, Verdict};
use super::figures::{AnalysisError, Figures};
use super::metrics::Metrics;
use super::named;
use super::options::{Economics, OptionResult, cumulative};
use super::simulate::{self, Draws, Simulation, Spreads, Thoroughness};
use super::vary::{Flip, flips};
use super::warnings::warnings;
use super::workers::Workers;
use crate::cost::Model;
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

/// Everything that was worked out: the figures, which it reads as, and what was found in them.
#[derive(Debug)]
pub struct Results<'a> {
    /// The figures of the base case.
    pub figures: Figures<'a>,
    /// For every ordered pair of unlike options, what choosing the first instead earns.
    pub versus: Vec<(usize, usize, Economics)>,
    /// Break-even volumes at the run rate.
    pub run_rate: Result<VolumeBreakEven, ReadError>,
    /// Break-even volumes over the horizon.
    pub horizon: Result<VolumeBreakEven, ReadError>,
    /// Break-even months of every pair.
    pub time: Vec<TimeBreakEven>,
    /// For every input the nearest value at which the cheapest option changes; none when nobody
    /// looked for them.
    pub flips: Option<Vec<Flip>>,
    /// What the draws of the uncertain inputs say; none when nothing is uncertain, or nobody drew.
    pub simulation: Option<Simulation>,
    /// Cost over time and break-even volumes over the draws; none when nobody asked for them.
    pub spreads: Option<Spreads>,
    /// What to choose, why, and what would change that.
    pub advice: Advice,
    /// What the reader should know.
    pub warnings: Vec<String>,
    /// Every figure by name.
    pub metrics: Metrics,
    /// The scenario's own checks.
    pub verdicts: Vec<Verdict>,
}

impl<'a> Deref for Results<'a> {
    type Target = Figures<'a>;

    fn deref(&self) -> &Figures<'a> {
        &self.figures
    }
}

impl Results<'_> {
    /// The results with every flip value looked for, which takes as long as all the rest together.
    #[must_use]
    pub fn with_flips(self, workers: &Workers<'_>) -> Self {
        let flips = flips(&self.figures.model, &self.figures.exact, workers);
        Self { flips: Some(flips), ..self }.with_changes(&workers.quiet())
    }

    /// The results with what would change the verdict, which walks the rule many times.
    #[must_use]
    pub fn with_changes(self, workers: &Workers<'_>) -> Self {
        let advice = self.advice.clone().with_changes(&self.grounds(), workers);
        Self { advice, ..self }
    }

    /// What advice is given on.
    pub(super) fn grounds(&self) -> Grounds<'_> {
        Grounds {
            figures: &self.figures,
            versus: &self.versus,
            horizon: self.horizon.as_ref().ok(),
            simulation: self.simulation.as_ref(),
            elsewhere: None,
        }
    }

    /// The results with what draws of the uncertain inputs say, in the metrics and the checks too.
    #[must_use]
    pub fn with_simulation(mut self, draws: Draws, workers: &Workers<'_>) -> Self {
        self.simulation = simulate::simulate(&self.figures, draws, workers);
        if let Some(simulation) = &self.simulation {
            simulate::add(&mut self.metrics, &self.figures, simulation);
            self.verdicts = expect::judge(&self.figures.scenario.expects, &self.metrics);
        }
        let advice = self.advice.clone().with_draws(&self.grounds());
        Self { advice, ..self }
    }

    /// The results with cost over time and break-even volumes, up to `up_to` times today's, over the
    /// draws of a simulation that was done; as many of them as a part of a second allows.
    #[must_use]
    pub fn with_spreads(mut self, up_to: f64, workers: &Workers<'_>) -> Self {
        let draws = self.simulation.as_ref().map(|simulation| simulation.draws);
        self.spreads =
            draws.map(|draws| simulate::spreads(&self.figures, (draws, up_to), Thoroughness::Quick, workers));
        self
    }
}

/// Works a scenario out.
///
/// # Errors
/// When a figure of the base case exceeds 28 digits or is divided by zero.
pub fn analyse(scenario: &Scenario, settings: Settings) -> Result<Results<'_>, AnalysisError> {
    let figures = Figures::new(scenario)?;
    let (model, exact, options) = (&figures.model, &figures.exact, &figures.options);
    let run_rate = search(model, exact, Basis::RunRate, settings.up_to);
    let horizon = search(model, exact, Basis::Horizon, settings.up_to);
    let shortened = [&run_rate, &horizon].into_iter().flatten().filter_map(|found| shortened(found, settings));
    let versus = versus(scenario, options);
    let advice = advise(&Grounds {
        figures: &figures,
        versus: &versus,
        horizon: horizon.as_ref().ok(),
        simulation: None,
        elsewhere: None,
    });
    let mut results = Results {
        advice,
        warnings: warnings(scenario, model, exact, options, &versus).into_iter().chain(shortened).collect(),
        time: time(scenario, options),
        flips: None,
        simulation: None,
        spreads: None,
        versus,
        run_rate,
        horizon,
        metrics: Metrics::default(),
        verdicts: Vec::new(),
        figures,
    };
    results.metrics = named::metrics(&results);
    results.verdicts = expect::judge(&results.scenario.expects, &results.metrics);
    Ok(results)
}

/// Searches as far as asked, and less far when the steps are too many to list.
fn search(model: &Model, exact: &ExactReading, basis: Basis, up_to: Decimal) -> Result<VolumeBreakEven, ReadError> {
    let (mut up_to, asked) = (up_to, up_to);
    loop {
        match break_even_volumes(model, exact, basis, up_to) {
            Err(error) if error.trouble == Trouble::TooManySteps && up_to > Decimal::TWO => {
                up_to = (up_to / Decimal::TEN).max(Decimal::TWO);
            }
            result => return result.map(|found| VolumeBreakEven { asked, ..found }),
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

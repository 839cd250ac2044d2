//! The simulation: every option's figures over all draws.

use std::ops::Range;
use std::sync::Mutex;

use super::inputs::Inputs;
use super::settings::Draws;
use super::tally::{Row, Tally};
use crate::analysis::figures::Figures;
use crate::analysis::workers::Workers;
use crate::chance::{
    Estimate, LONGEST, MeanCollector, RegretCollector, Regrets, Replicates, SeriesCollector, Summary, evppi, quantiles,
};
use crate::sheet::draws::{InstructionSet, Program, Run};

/// The quantiles of every figure: P5, P10, P50, P90, P95.
pub const PROBABILITIES: [f64; 5] = [0.05, 0.10, 0.50, 0.90, 0.95];
/// Draws of which the value of knowing one input and the distribution's curve are worked out.
const KEPT: usize = LONGEST;
/// Points of a distribution's curve.
const CURVE: usize = 400;

/// What the draws say.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// The draws.
    pub draws: Draws,
    /// Independent replicates that the standard errors are from.
    pub replicates: usize,
    /// The uncertain inputs, by place among the sheet's inputs, and what knowing each would be worth.
    pub information: Vec<Information>,
    /// The options, in the order of the scenario.
    pub options: Vec<OptionSpread>,
    /// What it would be worth to know everything before choosing.
    pub evpi: Option<Estimate>,
    /// The option of the least expected present value.
    pub least_expected: Option<usize>,
}

/// What knowing one input before choosing would be worth.
#[derive(Clone, Copy, Debug)]
pub struct Information {
    /// The input's place among the sheet's inputs.
    pub input: u32,
    /// Its worth, in money; none where costs are not finite.
    pub evppi: Option<f64>,
}

/// One option over all draws. Quantiles are those of [`PROBABILITIES`].
#[derive(Clone, Debug)]
pub struct OptionSpread {
    /// The sum of all costs.
    pub tco: Summary,
    /// Their present value.
    pub present_value: Summary,
    /// Net present value against the reference; none for the reference itself.
    pub npv: Option<Summary>,
    /// Payback against the reference in months, infinite where it never comes.
    pub payback: Option<Summary>,
    /// The probability that it is the cheapest.
    pub cheapest: Estimate,
    /// The probability that it costs less than the reference.
    pub beats_reference: Option<Estimate>,
    /// The probability that it cannot serve every request.
    pub unable: Estimate,
    /// What choosing it costs on average against knowing; infinite where it may be unable to serve.
    pub regret: Option<Estimate>,
    /// The distribution of the sum of all costs: value and probability of costing no more.
    pub curve: Vec<(f64, f64)>,
}

/// Works out the options over draws of the uncertain inputs; `None` when nothing is uncertain.
#[must_use]
pub fn simulate(figures: &Figures<'_>, draws: Draws, workers: &Workers<'_>) -> Option<Simulation> {
    let inputs = Inputs::of(figures.scenario, &figures.model)?;
    let tally = Tally::new(&figures.model, figures.scenario.reference);
    let program = Program::new(&figures.model.sheet, &figures.exact, &inputs.places, &tally.outputs);
    let points = inputs.points(draws);
    let replicates = points.replicates();
    let mut collectors = Collectors::new(replicates, figures.options.len());
    let mut rows: Vec<Vec<f64>> = vec![Vec::new(); tally.rows()];
    let rounds = draws.count.div_ceil(LONGEST);
    for round in 0..rounds {
        let range = round * LONGEST..((round + 1) * LONGEST).min(draws.count);
        let run = Run { draws: range.clone(), threads: workers.threads, set: InstructionSet::Best, results: &mut rows };
        program.run(
            run,
            |draws, blocks| inputs.draw_blocks(&points, &draws, blocks),
            |_, outputs, rows| tally.take(outputs, rows),
        );
        collectors.push(&rows, round == 0, workers);
        (workers.step)(round + 1, rounds);
    }
    let information = information(&inputs, (&points, 0..draws.count.min(KEPT)), (&collectors.kept, workers));
    Some(collectors.finish(figures.scenario.reference, (draws, replicates.count()), information))
}

/// What knowing each input would be worth, from the first draws.
fn information(
    inputs: &Inputs,
    (points, draws): (&crate::chance::Points, Range<usize>),
    (costs, workers): (&[Vec<f64>], &Workers<'_>),
) -> Vec<Information> {
    let mut columns = vec![Vec::with_capacity(draws.len()); inputs.count()];
    let mut block = Vec::new();
    for first in draws.clone().step_by(crate::chance::LANES) {
        let range = first..(first + crate::chance::LANES).min(draws.end);
        block.clear();
        block.resize(inputs.count() * range.len(), 0.0);
        inputs.draw(points, &range, &mut block);
        for (column, values) in columns.iter_mut().zip(block.chunks_exact(range.len())) {
            column.extend_from_slice(values);
        }
    }
    let costs: Vec<&[f64]> = costs.iter().map(Vec::as_slice).collect();
    let quiet = Workers { threads: workers.threads, step: &|_, _| {} };
    let worth = quiet.each(&columns, |column| evppi(&costs, column));
    inputs.places.iter().zip(worth).map(|(input, evppi)| Information { input: *input, evppi }).collect()
}

/// Takes the rows of all draws.
struct Collectors {
    series: Vec<Mutex<SeriesCollector>>,
    means: Vec<Mutex<MeanCollector>>,
    regret: RegretCollector,
    /// Present values of the first draws, infinite where an option cannot serve.
    kept: Vec<Vec<f64>>,
    curves: Vec<Vec<(f64, f64)>>,
    options: usize,
}

/// Rows of which quantiles are taken, and rows of which the mean is.
const SERIES: [Row; 4] = [Row::Tco, Row::PresentValue, Row::Npv, Row::Payback];
const MEANS: [Row; 3] = [Row::Cheapest, Row::Beats, Row::Unable];

impl Collectors {
    fn new(replicates: Replicates, options: usize) -> Self {
        let series = || Mutex::new(SeriesCollector::new(replicates, &PROBABILITIES));
        let means = || Mutex::new(MeanCollector::new(replicates));
        Self {
            series: (0..options * SERIES.len()).map(|_| series()).collect(),
            means: (0..options * MEANS.len()).map(|_| means()).collect(),
            regret: RegretCollector::new(replicates, options),
            kept: Vec::new(),
            curves: Vec::new(),
            options,
        }
    }

    fn push(&mut self, rows: &[Vec<f64>], is_first: bool, workers: &Workers<'_>) {
        let quiet = Workers { threads: workers.threads, step: &|_, _| {} };
        let works: Vec<usize> = (0..self.series.len() + self.means.len()).collect();
        quiet.each(&works, |work| match work.checked_sub(self.series.len()) {
            None => {
                let row = SERIES[work % SERIES.len()].of(work / SERIES.len());
                lock(&self.series[*work], |collector| collector.push(&rows[row]));
            }
            Some(work) => {
                let row = MEANS[work % MEANS.len()].of(work / MEANS.len());
                lock(&self.means[work], |collector| collector.push(&rows[row]));
            }
        });
        let choices: Vec<&[f64]> = (0..self.options).map(|o| rows[Row::Choice.of(o)].as_slice()).collect();
        self.regret.push(&choices);
        if is_first {
            self.kept = choices.iter().map(|row| row.to_vec()).collect();
            let all: Vec<usize> = (0..self.options).collect();
            self.curves = quiet.each(&all, |option| curve(&rows[Row::Tco.of(*option)]));
        }
    }

    fn finish(
        self,
        reference: usize,
        (draws, replicates): (Draws, usize),
        information: Vec<Information>,
    ) -> Simulation {
        let Regrets { regrets, best, evpi, .. } = self.regret.finish();
        let mut series = self.series.into_iter().filter_map(|s| s.into_inner().ok()).map(SeriesCollector::finish);
        let mut means = self.means.into_iter().filter_map(|m| m.into_inner().ok()).map(|m| m.mean());
        let mut curves = self.curves.into_iter();
        let mut options = Vec::new();
        for (option, regret) in regrets.into_iter().enumerate() {
            let mut next = || series.next().unwrap_or_else(|| Summary { mean: none(), quantiles: Vec::new(), lost: 0 });
            let other = option != reference;
            let (tco, present_value, npv, payback) = (next(), next(), next(), next());
            let mut probability = || means.next().unwrap_or_else(none);
            let (cheapest, beats, unable) = (probability(), probability(), probability());
            options.push(OptionSpread {
                tco,
                present_value,
                npv: other.then_some(npv),
                payback: other.then_some(payback),
                cheapest,
                beats_reference: other.then_some(beats),
                unable,
                regret: (!regret.value.is_nan()).then_some(regret),
                curve: curves.next().unwrap_or_default(),
            });
        }
        Simulation { draws, replicates, information, options, evpi, least_expected: best }
    }
}

fn none() -> Estimate {
    Estimate { value: f64::NAN, standard_error: None, replicates: 0 }
}

/// Uses what a mutex holds; nobody else does at the time.
fn lock<T>(mutex: &Mutex<T>, use_it: impl FnOnce(&mut T)) {
    use_it(&mut mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
}

/// A distribution's curve: values and the probability of costing no more.
fn curve(values: &[f64]) -> Vec<(f64, f64)> {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let shares: Vec<f64> = (0..=CURVE).map(|n| n as f64 / CURVE as f64).collect();
    let mut finite: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    quantiles(&mut finite, &shares).into_iter().zip(shares).collect()
}

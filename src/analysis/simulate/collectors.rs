//! What is gathered of the rows of all draws.

use std::sync::Mutex;

use super::settings::Draws;
use super::simulation::{Information, OptionSpread, PROBABILITIES, Simulation};
use super::tally::{Row, cost_if_able};
use crate::analysis::workers::Workers;
use crate::chance::{Estimate, LONGEST, MeanCollector, Regrets, Replicates, SeriesCollector, Summary};

/// Draws of which the value of knowing one input and the distribution's curve are worked out.
pub const KEPT: usize = LONGEST;

/// Takes the rows of all draws.
pub struct Collectors {
    series: Vec<Mutex<SeriesCollector>>,
    means: Vec<Mutex<MeanCollector>>,
    /// Burdens of the first draws, infinite where an option cannot serve.
    pub kept: Vec<Vec<f64>>,
    /// Sums of all costs of the first draws.
    pub totals: Vec<Vec<f64>>,
    reference: usize,
}

/// Rows of which quantiles are taken, and rows of which the mean is.
const SERIES: [Row; 4] = [Row::Tco, Row::PresentValue, Row::Npv, Row::Payback];
const MEANS: [Row; 4] = [Row::Cheapest, Row::Beats, Row::Unable, Row::Regret];

impl Collectors {
    /// No draws yet, for so many options of which one is the reference.
    pub fn new(replicates: Replicates, (options, reference): (usize, usize)) -> Self {
        let series = || Mutex::new(SeriesCollector::new(replicates, &PROBABILITIES));
        let means = || Mutex::new(MeanCollector::new(replicates));
        Self {
            series: (0..options * SERIES.len()).map(|_| series()).collect(),
            means: (0..options * MEANS.len()).map(|_| means()).collect(),
            kept: vec![Vec::new(); options],
            totals: vec![Vec::new(); options],
            reference,
        }
    }

    /// Takes the rows of the next draws, whole replicates of them.
    pub fn push(&mut self, rows: &[Vec<f64>], workers: &Workers<'_>) {
        let quiet = workers.quiet();
        let works: Vec<usize> = (0..self.series.len() + self.means.len()).collect();
        let is_told = |row: Row, option: usize| option != self.reference || !row.is_against_reference();
        quiet.each(&works, |work| match work.checked_sub(self.series.len()) {
            None => {
                let (option, row) = (work / SERIES.len(), SERIES[work % SERIES.len()]);
                if is_told(row, option) {
                    lock(&self.series[*work], |collector| collector.push(&rows[row.of(option)]));
                }
            }
            Some(work) => {
                let (option, row) = (work / MEANS.len(), MEANS[work % MEANS.len()]);
                if is_told(row, option) {
                    lock(&self.means[work], |collector| collector.push(&rows[row.of(option)]));
                }
            }
        });
        for (option, (kept, totals)) in self.kept.iter_mut().zip(&mut self.totals).enumerate() {
            let room = KEPT - kept.len();
            kept.extend(burdens(rows, option).take(room));
            totals.extend(rows[Row::Tco.of(option)].iter().take(room));
        }
    }

    /// What all draws say.
    pub fn finish(
        self,
        (draws, replicates): (Draws, usize),
        information: Vec<Information>,
        curves: Vec<Vec<(f64, f64)>>,
    ) -> Simulation {
        let mut series = self.series.into_iter().filter_map(|s| s.into_inner().ok()).map(SeriesCollector::finish);
        let means: Vec<MeanCollector> = self.means.into_iter().filter_map(|m| m.into_inner().ok()).collect();
        let regrets = Regrets::from_means(means.iter().skip(MEANS.len() - 1).step_by(MEANS.len()));
        let Regrets { regrets, best, evpi, .. } = regrets;
        let mut means = means.iter().map(MeanCollector::mean);
        let mut curves = curves.into_iter();
        let mut options = Vec::new();
        for (option, regret) in regrets.into_iter().enumerate() {
            let mut next = || series.next().unwrap_or_else(|| Summary { mean: none(), quantiles: Vec::new(), lost: 0 });
            let other = option != self.reference;
            let (tco, present_value, npv, payback) = (next(), next(), next(), next());
            let mut probability = || means.next().unwrap_or_else(none);
            let (cheapest, beats, unable, _) = (probability(), probability(), probability(), probability());
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
        Simulation { draws, replicates, information, options, evpi, least_regret: best }
    }
}

/// An option's burdens, infinite where it cannot serve.
fn burdens(rows: &[Vec<f64>], option: usize) -> impl Iterator<Item = f64> {
    let figures = rows[Row::Burden.of(option)].iter().zip(&rows[Row::Unable.of(option)]);
    figures.map(|(cost, unable)| cost_if_able(*cost, *unable))
}

fn none() -> Estimate {
    Estimate { value: f64::NAN, standard_error: None, replicates: 0 }
}

/// Uses what a mutex holds; nobody else does at the time.
fn lock<T>(mutex: &Mutex<T>, use_it: impl FnOnce(&mut T)) {
    use_it(&mut mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
}

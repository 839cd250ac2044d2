//! Cost over time as a fan: the quantiles of the cumulative cost in every month.

use super::inputs::Inputs;
use super::settings::Draws;
use crate::analysis::figures::Figures;
use crate::analysis::workers::Workers;
use crate::chance::quantiles;
use crate::sheet::Id;
use crate::sheet::draws::{InstructionSet, Program, Run};

/// The quantiles of one option's cumulative cost, from t = 0 on.
#[derive(Clone, Debug)]
pub struct Fan {
    /// P10 by month.
    pub low: Vec<f64>,
    /// P50 by month.
    pub middle: Vec<f64>,
    /// P90 by month.
    pub high: Vec<f64>,
}

/// The draws that a fan is made of at most: a month's quantiles need all of them at once.
const MOST: usize = 16_384;

/// The fan of every option; none when nothing is uncertain.
#[must_use]
pub fn fans(figures: &Figures<'_>, draws: Draws, workers: &Workers<'_>) -> Vec<Fan> {
    let Some(inputs) = Inputs::of(figures.scenario, &figures.model) else { return Vec::new() };
    let draws = draws.at_most(MOST);
    let points = inputs.points(draws);
    let fan = |option: usize| {
        let cost: &[Id] = &figures.model.options[option].cost;
        let program = Program::new(&figures.model.sheet, &figures.exact, &inputs.places, cost);
        let mut rows = vec![Vec::new(); cost.len()];
        let run =
            Run { draws: 0..draws.count, threads: workers.threads, set: InstructionSet::Best, results: &mut rows };
        program.run(
            run,
            |draws, blocks| inputs.draw_blocks(&points, &draws, blocks),
            |_, outputs, rows| {
                let mut sums = [0.0; crate::chance::LANES];
                for (month, row) in rows.iter_mut().enumerate() {
                    let cost = outputs.lanes(month);
                    for (lane, place) in row.iter_mut().enumerate() {
                        sums[lane] += cost[lane];
                        *place = sums[lane];
                    }
                }
            },
        );
        let quiet = workers.quiet();
        let months = quiet.each(&rows, |row| {
            let mut finite: Vec<f64> = row.iter().copied().filter(|cost| cost.is_finite()).collect();
            quantiles(&mut finite, &[0.1, 0.5, 0.9])
        });
        let quantile = |place: usize| months.iter().map(|month| month[place]).collect();
        Fan { low: quantile(0), middle: quantile(1), high: quantile(2) }
    };
    (0..figures.options.len()).map(fan).collect()
}

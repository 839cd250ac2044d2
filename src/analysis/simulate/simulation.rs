//! The simulation: every option's figures over all draws.

use std::ops::Range;

use super::collectors::{Collectors, KEPT};
use super::inputs::Inputs;
use super::settings::Draws;
use super::tally::Tally;
use crate::analysis::figures::Figures;
use crate::analysis::workers::Workers;
use crate::chance::{Estimate, LONGEST, Replicates, Summary, Worth, evppi, quantiles};
use crate::sheet::draws::{InstructionSet, Program, Run};

/// The quantiles of every figure: P5, P10, P50, P90, P95.
pub const PROBABILITIES: [f64; 5] = [0.05, 0.10, 0.50, 0.90, 0.95];
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
    /// The option of the least regret: the best on average.
    pub least_regret: Option<usize>,
}

/// What knowing one input before choosing would be worth.
#[derive(Clone, Copy, Debug)]
pub struct Information {
    /// The input's place among the sheet's inputs.
    pub input: u32,
    /// Its worth, in money, 0 where chance may be all of it; none where costs are not finite.
    pub evppi: Option<f64>,
    /// The standard error of what was found.
    pub standard_error: Option<f64>,
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
    /// By how much it is on average worse than the best of each draw, by what options are ranked by; infinite
    /// where it may be unable to serve.
    pub regret: Option<Estimate>,
    /// The distribution of the sum of all costs: value and probability of costing no more.
    pub curve: Vec<(f64, f64)>,
}

/// Works out the options over draws of the uncertain inputs; `None` when nothing is uncertain.
#[must_use]
pub fn simulate(figures: &Figures<'_>, draws: Draws, workers: &Workers<'_>) -> Option<Simulation> {
    let inputs = Inputs::of(figures.scenario, &figures.model)?;
    let tally = Tally::new(figures.scenario, &figures.model);
    let program = Program::new(&figures.model.sheet, &figures.exact, &inputs.places, &tally.outputs);
    let points = inputs.points(draws);
    let replicates = points.replicates();
    let mut collectors = Collectors::new(replicates, (figures.options.len(), figures.scenario.reference));
    let mut rows: Vec<Vec<f64>> = vec![Vec::new(); tally.rows()];
    let rounds = rounds(replicates);
    for range in rounds {
        let run = Run { draws: range.clone(), threads: workers.threads, set: InstructionSet::Best, results: &mut rows };
        program.run(
            run,
            |draws, blocks| inputs.draw_blocks(&points, &draws, blocks),
            |_, outputs, rows| tally.take(outputs, rows),
        );
        collectors.push(&rows, workers);
        (workers.step)(range.end, draws.count);
    }
    let information = information(&inputs, (&points, 0..draws.count.min(KEPT)), (&collectors.kept, workers));
    let quiet = workers.quiet();
    let curves = quiet.each(&collectors.totals, |totals| curve(totals));
    Some(collectors.finish((draws, replicates.count()), information, curves))
}

/// The draws in rounds of whole replicates, as many as a buffer of [`LONGEST`] draws holds.
fn rounds(replicates: Replicates) -> Vec<Range<usize>> {
    let mut rounds: Vec<Range<usize>> = Vec::new();
    for replicate in (0..replicates.count()).map(|replicate| replicates.range(replicate)) {
        match rounds.last_mut() {
            Some(round) if replicate.end - round.start <= LONGEST => round.end = replicate.end,
            _ => rounds.push(replicate),
        }
    }
    rounds
}

/// What knowing each input would be worth, from the first draws.
fn information(
    inputs: &Inputs,
    (points, draws): (&crate::chance::Points, Range<usize>),
    (costs, workers): (&[Vec<f64>], &Workers<'_>),
) -> Vec<Information> {
    let positions = inputs.positions(points, draws);
    let costs: Vec<&[f64]> = costs.iter().map(Vec::as_slice).collect();
    let quiet = workers.quiet();
    let worth = quiet.each(&positions, |column| evppi(&costs, column));
    let found = inputs.places.iter().zip(worth).map(|(input, worth)| Information {
        input: *input,
        evppi: worth.map(Worth::told),
        standard_error: worth.map(|worth| worth.standard_error),
    });
    found.collect()
}

/// A distribution's curve: values and the probability of costing no more.
fn curve(values: &[f64]) -> Vec<(f64, f64)> {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let shares: Vec<f64> = (0..=CURVE).map(|n| n as f64 / CURVE as f64).collect();
    let mut finite: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    quantiles(&mut finite, &shares).into_iter().zip(shares).collect()
}

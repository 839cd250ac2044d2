//! Options held against the reference in every draw.

use std::ops::Range;

use super::scaled::Scaled;
use crate::sheet::draws::{Outputs, Program};

/// What the reference and some options cost, and whether they can serve.
pub struct Rivals {
    program: Program,
    /// The outputs of the reference, then those of each option.
    places: Vec<Place>,
}

/// Where a party's figures are among the outputs.
struct Place {
    cost: usize,
    /// 1 each where it cannot serve.
    flags: Range<usize>,
}

impl Rivals {
    pub fn new(draws: &Scaled<'_>, options: &[usize]) -> Self {
        let (mut outputs, mut places) = (Vec::new(), Vec::new());
        for option in [draws.figures.scenario.reference].iter().chain(options) {
            let model = &draws.figures.model.options[*option];
            let cost = outputs.len();
            outputs.push(model.present_value);
            outputs.extend(model.infeasible.iter().map(|(.., flag)| *flag));
            places.push(Place { cost, flags: cost + 1..outputs.len() });
        }
        Self { program: draws.reading(&outputs), places }
    }

    /// By how much each option costs less than the reference, in every draw at its own volume.
    pub fn leads(&self, draws: &Scaled<'_>, scales: &[f64]) -> Vec<Vec<f64>> {
        let take = |outputs: Outputs<'_>, rows: &mut [&mut [f64]]| {
            let (reference, options) = (&self.places[0], &self.places[1..]);
            for (row, option) in rows.iter_mut().zip(options) {
                for (lane, lead) in row.iter_mut().enumerate() {
                    *lead = lead_of((outputs, lane), (reference, option));
                }
            }
        };
        draws.run(&self.program, scales, (self.places.len() - 1, &take))
    }
}

/// By how much an option costs less than the reference: without end where only the reference cannot
/// serve, below zero without end where only the option cannot, and no number where neither can.
fn lead_of((outputs, lane): (Outputs<'_>, usize), (reference, option): (&Place, &Place)) -> f64 {
    let is_unable = |place: &Place| place.flags.clone().any(|flag| outputs.lanes(flag)[lane] != 0.0);
    match (is_unable(reference), is_unable(option)) {
        (false, false) => outputs.lanes(reference.cost)[lane] - outputs.lanes(option.cost)[lane],
        (true, false) => f64::INFINITY,
        (false, true) => f64::NEG_INFINITY,
        (true, true) => f64::NAN,
    }
}

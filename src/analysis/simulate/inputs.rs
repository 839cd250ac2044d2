//! The uncertain inputs of a model, and their values in a draw.

use std::ops::Range;

use super::settings::Draws;
use crate::chance::{Correlation, Joint, LANES, Marginal, Pair, Points, Support};
use crate::cost::Model;
use crate::quantity::figures::float;
use crate::scenario::{Input, Scenario};
use crate::sheet::draws::Lanes;

/// The inputs that were given as ranges, in the order of the model, and how they are spread.
#[derive(Debug)]
pub struct Inputs {
    /// Their places among the sheet's inputs.
    pub places: Vec<u32>,
    /// Their joint distribution.
    pub joint: Joint,
}

impl Inputs {
    /// The uncertain inputs that a model uses; `None` when there are none.
    #[must_use]
    pub fn of(scenario: &Scenario, model: &Model) -> Option<Self> {
        let inputs = model.sheet.inputs();
        let uncertain = inputs.iter().zip(0_u32..).filter(|(input, _)| input.quantity.spread.is_some());
        let (uncertain, places): (Vec<&Input>, Vec<u32>) = uncertain.unzip();
        let marginals: Vec<Marginal> = uncertain.iter().filter_map(|input| marginal(input)).collect();
        if marginals.is_empty() {
            return None;
        }
        let place = |path: &str| uncertain.iter().position(|input| input.path == path);
        // a correlation with an input that the model does not use changes nothing
        let pair = |c: &crate::scenario::RankCorrelation| {
            Some(Pair { first: place(&c.between[0])?, second: place(&c.between[1])?, rho: float(c.rank) })
        };
        let pairs: Vec<Pair> = scenario.correlations.iter().filter_map(pair).collect();
        let joint = match Correlation::new(marginals.len(), &pairs) {
            Ok(correlation) if !pairs.is_empty() => Joint::correlated(marginals, correlation),
            // reading the scenario held that the correlations can exist
            _ => Joint::independent(marginals),
        };
        Some(Self { places, joint })
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// The points at which they are drawn.
    #[must_use]
    pub fn points(&self, draws: Draws) -> Points {
        Points::new(draws.design(self.count()))
    }

    /// Their values in some draws, a column of as many lanes for each.
    pub fn draw(&self, points: &Points, draws: &Range<usize>, columns: &mut [f64]) {
        points.fill(draws.start, 0..self.count(), columns);
        self.joint.fill(draws.len(), columns);
    }

    /// The same for any number of draws: a column for each input.
    #[must_use]
    pub fn columns(&self, points: &Points, draws: Range<usize>) -> Vec<Vec<f64>> {
        self.gather(draws, |range, block| self.draw(points, range, block))
    }

    /// Where the draws lie in the inputs' distributions, from 0 to 1: a column for each input.
    #[must_use]
    pub fn positions(&self, points: &Points, draws: Range<usize>) -> Vec<Vec<f64>> {
        self.gather(draws, |range, block| {
            points.fill(range.start, 0..self.count(), block);
            self.joint.positions(range.len(), block);
        })
    }

    fn gather(&self, draws: Range<usize>, fill: impl Fn(&Range<usize>, &mut [f64])) -> Vec<Vec<f64>> {
        let mut columns = vec![Vec::with_capacity(draws.len()); self.count()];
        let mut block = Vec::new();
        for first in draws.clone().step_by(LANES) {
            let range = first..(first + LANES).min(draws.end);
            block.clear();
            block.resize(self.count() * range.len(), 0.0);
            fill(&range, &mut block);
            for (column, values) in columns.iter_mut().zip(block.chunks_exact(range.len())) {
                column.extend_from_slice(values);
            }
        }
        columns
    }

    /// The same into blocks of lanes, one for each input.
    pub fn draw_blocks(&self, points: &Points, draws: &Range<usize>, blocks: &mut [Lanes]) {
        if draws.len() == LANES {
            return self.draw(points, draws, blocks.as_flattened_mut());
        }
        let mut columns = vec![0.0; self.count() * draws.len()];
        self.draw(points, draws, &mut columns);
        for (block, column) in blocks.iter_mut().zip(columns.chunks_exact(draws.len().max(1))) {
            block[..column.len()].copy_from_slice(column);
        }
    }
}

/// How an input is spread; `None` when it is certain.
#[must_use]
pub fn marginal(input: &Input) -> Option<Marginal> {
    let support = Support { whole: input.whole, bounds: input.bounds };
    input.quantity.spread.as_ref().map(|spread| Marginal::new(spread, support))
}

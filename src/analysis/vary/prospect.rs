//! All inputs varied at once: one program, made once, that says what options cost at any of their values.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::lever::{Lever, levers};
use super::question::Question;
use super::sampler::{Sample, Sampler};
use crate::cost::{Model, OptionModel};
use crate::quantity::figures::float;
use crate::scenario::Scenario;
use crate::sheet::draws::Lanes;
use crate::sheet::{ExactReading, Id};

/// What options cost, less what they are worth where values are given, at any values of all inputs.
#[derive(Debug)]
pub struct Prospect {
    /// The inputs, the volume scale last.
    pub levers: Vec<Lever>,
    sampler: Sampler,
}

impl Prospect {
    /// The prospect of a model.
    #[must_use]
    pub fn new(scenario: &Scenario, model: &Model, exact: &ExactReading) -> Self {
        let figure: fn(&OptionModel) -> Id =
            if scenario.has_values() { |option| option.present_burden } else { |option| option.present_value };
        let mut levers = levers(model);
        let scale = model.sheet.inputs().get(model.scale as usize);
        levers.extend(scale.map(|input| Lever { index: model.scale, input: input.clone() }));
        let places: Vec<u32> = levers.iter().map(|lever| lever.index).collect();
        let sampler = Sampler::new(&Question::by((model, exact), figure), &places);
        Self { levers, sampler }
    }

    /// The values of all inputs: today's, but for those in `instead`, by their place in the sheet.
    #[must_use]
    pub fn bases(&self, instead: &[(u32, rust_decimal::Decimal)]) -> Vec<f64> {
        let value = |lever: &Lever| {
            let other = instead.iter().find(|(place, _)| *place == lever.index);
            float(other.map_or(lever.base(), |(_, value)| *value))
        };
        self.levers.iter().map(value).collect()
    }

    /// The options in so many draws, for which `change` writes over the values of `bases`.
    pub fn samples(
        &self,
        draws: usize,
        bases: &[f64],
        change: impl Fn(Range<usize>, &mut [Lanes]) + Sync,
    ) -> Vec<Sample> {
        self.sampler.samples((draws, NonZeroUsize::MIN), |draws, blocks| {
            for (block, base) in blocks.iter_mut().zip(bases) {
                block.fill(*base);
            }
            change(draws, blocks);
        })
    }
}

//! The break-even volume as a distribution.

use super::inputs::Inputs;
use super::scaled::Scaled;
use super::search::{VOLUMES, last_changes, narrow};
use super::settings::Draws;
use crate::analysis::figures::Figures;
use crate::analysis::workers::Workers;
use crate::chance::quantiles;
use crate::sheet::Id;
use crate::sheet::draws::Program;

/// From which volume an option stays cheaper than the reference over the horizon, over the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct VolumeSpread {
    /// The option.
    pub option: usize,
    /// The option that it is compared with: one of the two is the reference.
    pub than: usize,
    /// P10, P50 and P90 of the volume in requests a month; infinite where it never stays cheaper.
    pub volumes: [f64; 3],
    /// The share of draws in which it stays cheaper from some volume on, within the search.
    pub share: f64,
}

/// The draws of a break-even distribution at most: each is looked at at some 160 volumes.
pub const MOST: usize = 2_048;
/// The draws of one that must be quick, at least.
const LEAST: usize = 256;
/// The instructions of one that must be quick, over all lanes: some tenths of a second of one core.
const QUICK: usize = 2_000_000_000;

/// For every option but the reference, the volume from which it stays cheaper over the horizon, and
/// that from which the reference does, up to `up_to` times today's: the last change of order between
/// neighbours of 97 volumes, narrowed down. Two changes between neighbours may be missed; who cannot
/// serve loses to who can.
#[must_use]
pub fn break_even_spread(
    figures: &Figures<'_>,
    (draws, up_to): (Draws, f64),
    workers: &Workers<'_>,
) -> Vec<VolumeSpread> {
    let Some(inputs) = Inputs::of(figures.scenario, &figures.model) else { return Vec::new() };
    let scaled = Scaled::new(figures, &inputs, (draws.at_most(MOST), workers.threads));
    let reference = figures.scenario.reference;
    let others: Vec<usize> = (0..figures.options.len()).filter(|option| *option != reference).collect();
    let (requests, mut changes) = (scaled.requests(), last_changes(&scaled, &others, up_to));
    let mut found = Vec::new();
    for (done, (option, changes)) in others.iter().zip(&mut changes).enumerate() {
        narrow(&scaled, *option, changes);
        for ((cheaper, than), ends) in [(*option, reference), (reference, *option)].into_iter().zip(changes) {
            found.push(spread((cheaper, than), (&ends.high, &requests)));
        }
        (workers.step)(done + 1, others.len());
    }
    found
}

/// The draws for which there is time in a part of a second, from 256 to 2,048.
pub fn affordable(figures: &Figures<'_>) -> usize {
    let Some(inputs) = Inputs::of(figures.scenario, &figures.model) else { return MOST };
    let costs: Vec<Id> = figures.model.options.iter().map(|option| option.present_value).collect();
    let program = Program::new(&figures.model.sheet, &figures.exact, &inputs.places, &costs);
    (QUICK / (program.instructions().max(1) * VOLUMES)).clamp(LEAST, MOST)
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn spread((option, than): (usize, usize), (scales, requests): (&[f64], &[f64])) -> VolumeSpread {
    let mut volumes: Vec<f64> = scales.iter().zip(requests).map(|(scale, requests)| scale * requests).collect();
    let share = volumes.iter().filter(|volume| volume.is_finite()).count() as f64 / volumes.len().max(1) as f64;
    let found = quantiles(&mut volumes, &[0.1, 0.5, 0.9]);
    VolumeSpread { option, than, volumes: [found[0], found[1], found[2]], share }
}

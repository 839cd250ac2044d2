//! What draws say beside the totals: cost over time, and break-even volumes.

use super::months::{Fan, fans};
use super::settings::Draws;
use super::volume::{self, VolumeSpread, break_even_spread};
use crate::analysis::figures::Figures;
use crate::analysis::workers::Workers;

/// Cost over time and break-even volumes over the draws.
#[derive(Clone, Debug)]
pub struct Spreads {
    /// The cumulative cost of every option by month.
    pub fans: Vec<Fan>,
    /// From which volume each option stays cheaper than the reference, and the reference than it.
    pub volumes: Vec<VolumeSpread>,
    /// The draws that the volumes are from.
    pub volume_draws: usize,
}

/// How many draws break-even volumes are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thoroughness {
    /// As many as a part of a second allows, 256 or more.
    Quick,
    /// 2,048.
    Full,
}

/// Cost over time, and the volumes up to `up_to` times today's from which one option stays cheaper;
/// none of either when nothing is uncertain.
#[must_use]
pub fn spreads(
    figures: &Figures<'_>,
    (draws, up_to): (Draws, f64),
    thoroughness: Thoroughness,
    workers: &Workers<'_>,
) -> Spreads {
    let most = match thoroughness {
        Thoroughness::Quick => volume::affordable(figures),
        Thoroughness::Full => volume::MOST,
    };
    let few = draws.at_most(most);
    Spreads {
        fans: fans(figures, draws, workers),
        volumes: break_even_spread(figures, (few, up_to), workers),
        volume_draws: few.count,
    }
}

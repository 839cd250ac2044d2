//! How sure the answer is: the options' figures over draws of every uncertain input.

mod cheapest;
mod collectors;
mod inputs;
mod months;
mod named;
mod payback;
mod rivals;
mod scaled;
mod search;
mod settings;
mod simulation;
mod spreads;
mod tally;
mod volume;

pub use inputs::{Inputs, marginal};
pub use months::Fan;
pub use named::{QUANTILES, add, decimal};
pub use settings::{Draws, MOST_DRAWS};
pub use simulation::{Information, OptionSpread, PROBABILITIES, Simulation, simulate};
pub use spreads::{Spreads, Thoroughness, spreads};
pub use volume::VolumeSpread;

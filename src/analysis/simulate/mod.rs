//! How sure the answer is: the options' figures over draws of every uncertain input.

mod cheapest;
mod collectors;
mod inputs;
mod months;
mod named;
mod payback;
mod settings;
mod simulation;
mod tally;
mod volume;

pub use inputs::{Inputs, marginal};
pub use months::{Fan, fans};
pub use named::{QUANTILES, add, decimal};
pub use settings::{Draws, MOST_DRAWS};
pub use simulation::{Information, OptionSpread, PROBABILITIES, Simulation, simulate};
pub use volume::{VolumeSpread, break_even_spread};

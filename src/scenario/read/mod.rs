//! From the tree as written to the scenario as resolved, with every error of the file at once.

mod decision;
mod fleet;
mod general;
mod kinds;
mod load;
mod numbers;
mod options;
mod prices;
mod section;
mod training;

pub use load::{Loaded, Refused, load};
pub use section::Context;

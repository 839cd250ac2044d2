//! From the tree as written to the scenario as resolved, with every error of the file at once.

mod blends;
mod bounds;
mod context;
mod correlation;
mod decision;
mod distributions;
mod fleet;
mod forms;
mod general;
mod graphics;
mod kinds;
mod lengths;
mod listed;
mod load;
mod marks;
mod measured;
mod numbers;
mod options;
mod prices;
mod requests;
mod section;
mod shelf;
mod sized;
mod slips;
mod tables;
mod throughput;
mod timeline;
mod training;
mod unknown;
mod values;

pub use context::Context;
pub use load::{Loaded, Refused, load, load_in};

//! The catalog as lists: models, GPUs, tuning and labels with their sources and dates.

mod columns;
mod listing;
mod models;
mod subjects;
mod tuning;

pub use listing::Listing;
pub use subjects::{Subject, listing};

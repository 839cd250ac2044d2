//! What the sums say of a workload: volume, lengths, growth, shape, and days with tokens and costs.

pub mod costed;
pub mod growth;
pub mod line;
pub mod need;
pub mod paid;
pub mod shape;
pub mod stated;

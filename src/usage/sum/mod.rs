//! Rows summed by day, model and project: each call once, each cost once, and which days are told of.

pub mod double;
pub mod gaps;
pub mod grain;
pub mod group;
pub mod join;
pub mod overlap;
pub mod paging;
pub mod part;
pub mod report;
pub mod seen;
pub mod sink;
pub mod sums;
pub mod tally;
pub mod told;
pub mod twice;
pub mod usage;

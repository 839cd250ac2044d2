//! The trace reading: how a cell comes from others, as a person would say it.
//!
//! Long chains of one operation are one step: a product of products is a product, a sum of sums a
//! sum. A cell that has a name of its own ends a chain, for it is explained by itself.

mod plain;
mod step;

pub use plain::INLINE;
pub use step::{How, Step, Trace};

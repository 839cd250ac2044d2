//! Sources read on every core, row by row, into sums.

pub mod container;
pub mod import;
pub mod work;

//! From results to charts: which lines, marks and bands each one shows.

mod curve;
mod marks;
mod results;
mod title;
mod totals;

pub use curve::curve_end;
pub use results::drawings;

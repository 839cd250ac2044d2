//! The curve reading: every cell as an exact piecewise-linear function of one input, with jumps.

mod asymptote;
mod function;
mod outline;
mod pointwise;
mod reading;
mod staircase;

pub use asymptote::{Trend, trends};
pub use function::{Curve, Piece};
pub use outline::{Gap, Outline};
pub use reading::{CurveRequest, MOST_PIECES, curves, readable_curves};

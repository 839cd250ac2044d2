//! What happens when one input changes: where options tie, and the value that flips the answer.

mod flip;
mod lever;
mod outcome;

pub use flip::{Flip, flips};
pub use lever::{Lever, levers};
pub use outcome::{Outcomes, Samples, Tie, vary};

//! What happens when one input changes: where options tie, and the value that flips the answer.

mod flip;
mod lever;
mod map;
mod outcome;
mod places;
mod prospect;
mod question;
mod sampler;
mod study;

pub use flip::{Flip, distance, flip_of, flips};
pub use lever::{Lever, levers};
pub use map::{Axis, Map, MapRow, map};
pub use outcome::{Outcomes, Tie, vary};
pub use prospect::Prospect;
pub use question::Question;
pub use sampler::{Sample, Sampler, TooNear};
pub use study::Closeness;

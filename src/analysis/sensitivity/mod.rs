//! What the answer hangs on: each input at its ends, and variance-based indices of all together.

mod indices;
mod tornado;

pub use indices::{Factor, IndexOf, Sensitivity, sensitivity};
pub use tornado::{Assumed, Swing, Tornado, tornado};

//! Two scenarios held against each other: what changed, and what that did.

mod changed;
mod condition;
mod difference;

pub use changed::{Changed, changed};
pub use condition::{Condition, ConditionError, Met};
pub use difference::{Comparison, Effect, OptionChange, compare};

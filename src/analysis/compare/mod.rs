//! Two scenarios held against each other: what changed, and what that did.

mod amounts;
mod changed;
mod condition;
mod difference;
mod edit;

pub use amounts::Amounts;
pub use changed::{Changed, ChangedKey, changed, changed_keys};
pub use condition::{Condition, ConditionError, Met};
pub use difference::{Comparison, Effect, OptionChange, compare};
pub use edit::Again;

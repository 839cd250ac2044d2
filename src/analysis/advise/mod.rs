//! The decision: both frameworks walked, the options judged, the traps looked for, the golden rule
//! worked out, and what would change the verdict.

mod advice;
mod candidates;
mod changes;
mod contest;
mod grounds;
mod money;
mod options;
mod questions;
mod sentence;
mod steps;
mod stress;
mod traps;
mod upkeep;
mod verdict;

pub use advice::{Advice, advise};
pub use candidates::{Class, Failure, class, failures};
pub use changes::Change;
pub use contest::contest;
pub use grounds::Grounds;
pub use money::Check;
pub use options::Judgement;
pub use questions::{Question, open};
pub use sentence::Sentence;
pub use steps::{Answer, Step};
pub use stress::{FALL, Stress, probability_ahead};
pub use traps::Trap;
pub use verdict::{Outcome, Verdict};

//! The decision: both frameworks walked, the options judged, the traps looked for, the golden rule
//! worked out, and what would change the verdict.

mod advice;
mod answers;
mod candidates;
mod changes;
mod contenders;
mod distance;
mod elsewhere;
mod grounds;
mod knobs;
mod measure;
mod money;
mod odds;
mod options;
mod questions;
mod requirements;
mod rule;
mod search;
mod sentence;
mod steps;
mod stress;
mod traps;
mod upkeep;
mod verdict;
mod weigh;
mod words;
mod worth;

pub use advice::{Advice, advise};
pub use candidates::{Class, class};
pub use changes::Change;
pub use elsewhere::{Depth, Elsewhere};
pub use grounds::Grounds;
pub use money::Check;
pub use options::Judgement;
pub use questions::{OpenQuestion, Question, open};
pub use requirements::{Cause, Failure, failures};
pub use sentence::Sentence;
pub use steps::{Answer, Step};
pub use stress::{FALL, Stress, probability_ahead};
pub use traps::Trap;
pub use verdict::{Outcome, Verdict, Weighed};

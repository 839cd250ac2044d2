//! The verdict: the simplest option that meets the requirements, unless the answers and the money
//! support more.

use super::check::Check;
use super::questions::OpenQuestion;
use super::sentence::Sentence;
use crate::scenario::Decision;

/// What it comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Rules, search or automation, or what is done today.
    NoModel,
    /// A product by the seat.
    UseProduct,
    /// An API.
    OrchestrateApi,
    /// Better prompts, retrieval and workflows first.
    OptimiseFirst,
    /// A tuned model, served per token.
    FineTunePerToken,
    /// A tuned model on GPUs.
    FineTuneOnGpus,
    /// An open model on GPUs.
    SelfHost,
    /// Several options at once.
    Blend,
    /// Not enough evidence yet.
    MeasureFirst,
    /// The one way left needs a team that is not there.
    StaffFirst,
    /// Nothing meets the requirements.
    NothingQualifies,
    /// Whatever meets the requirements costs more than it is worth.
    NotWorthIt,
}

impl Outcome {
    /// The outcome in plain words, by the answers.
    #[must_use]
    pub fn words(self, decision: &Decision) -> &'static str {
        match self {
            Self::NoModel if decision.rules_would_do == Some(true) => "leave the model out",
            Self::NoModel => "keep what is done today",
            Self::UseProduct => "buy the product",
            Self::OrchestrateApi => "orchestrate the API",
            Self::OptimiseFirst => "improve prompts, retrieval and workflows first",
            Self::FineTunePerToken => "fine-tune, served per token",
            Self::FineTuneOnGpus => "fine-tune, on GPUs of your own",
            Self::SelfHost => "host a model yourself",
            Self::Blend => "combine options",
            Self::MeasureFirst => "don't build yet: measure first",
            Self::StaffFirst => "don't build yet: find the team first",
            Self::NothingQualifies => "don't: nothing meets the requirements",
            Self::NotWorthIt => "don't: nothing that qualifies is worth its cost",
        }
    }

    /// The outcome as JSON spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoModel => "no-model",
            Self::UseProduct => "use-product",
            Self::OrchestrateApi => "orchestrate-api",
            Self::OptimiseFirst => "optimise-first",
            Self::FineTunePerToken => "fine-tune-per-token",
            Self::FineTuneOnGpus => "fine-tune-on-gpus",
            Self::SelfHost => "self-host",
            Self::Blend => "blend",
            Self::MeasureFirst => "measure-first",
            Self::StaffFirst => "staff-first",
            Self::NothingQualifies => "nothing-qualifies",
            Self::NotWorthIt => "not-worth-it",
        }
    }
}

/// What to do, and why.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What it comes down to.
    pub outcome: Outcome,
    /// The option to take now; none when there is none.
    pub option: Option<usize>,
    /// The more complex option that looked better, and what must hold before it is taken.
    pub weighed: Option<Weighed>,
    /// What to do first: ask for, hire, measure.
    pub first: Vec<Sentence>,
    /// The reasons, the most important first.
    pub reasons: Vec<Sentence>,
    /// Questions on the way that nobody answered: the verdict is provisional where there are any.
    pub open: Vec<OpenQuestion>,
}

/// A more complex option held against the simple one that stays otherwise.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// The more complex option.
    pub option: usize,
    /// What stays otherwise; none when nothing does.
    pub against: Option<usize>,
    /// What must hold before it is taken.
    pub checks: Vec<Check>,
}

impl Weighed {
    /// Whether every check holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.holds == Some(true))
    }
}

impl Verdict {
    /// Whether it was reached on unanswered questions.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        !self.open.is_empty()
    }
}

//! One option as planned: what every kind has.

use super::{Blend, Effort, FineTuned, Fleet, Seats, TokenPrices};
use crate::scenario::input::{Input, Price};
use crate::scenario::source::Span;

/// One option as planned.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// What tables and charts call it.
    pub label: String,
    /// What sort of option it is, with the keys of that sort.
    pub kind: Kind,
    /// Share of requests answered correctly.
    pub accuracy: Input,
    /// Share of requests that a person checks.
    pub review_share: Input,
    /// Cost of one check.
    pub cost_per_review: Price,
    /// Work before launch.
    pub build: Vec<Effort>,
    /// Work every month.
    pub run: Vec<Effort>,
    /// Work for each replica in a month.
    pub run_per_replica: Vec<Effort>,
    /// First month it serves.
    pub launch_month: u32,
    /// Who serves until launch, when somebody must.
    pub interim: Option<usize>,
    /// First month it no longer serves, counted from 1.
    pub retires: Option<u32>,
    /// Who serves from then on.
    pub successor: Option<usize>,
    /// Paid in the month the successor takes over.
    pub migration_cost: Option<Price>,
    /// This option's tokens for one of the workload's.
    pub token_factor: Input,
    /// Overrides by workload, in the order of [`super::Scenario::workloads`].
    pub overrides: Vec<Overrides>,
    /// Test set, runs and reviews.
    pub evaluation: Option<Evaluation>,
    /// Any other cost line.
    pub costs: Vec<CostLine>,
}

/// What differs for one workload.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the workload's keys of the same names say what they are")]
pub struct Overrides {
    pub input_tokens: Option<Input>,
    pub output_tokens: Option<Input>,
    pub cached_input_share: Option<Input>,
    pub accuracy: Option<Input>,
    pub batch_share: Option<Input>,
}

/// The sorts of option.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An off-the-shelf product.
    Seats(Box<Seats>),
    /// A third-party model paid per token.
    Api(Box<TokenPrices>),
    /// An open model on GPUs.
    SelfHosted(Box<Fleet>),
    /// A tuned model.
    FineTuned(Box<FineTuned>),
    /// Several options at once.
    Blend(Blend),
    /// Only the common keys.
    Custom,
}

impl Kind {
    /// The kind as the scenario spells it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Seats(_) => "seats",
            Self::Api(_) => "api",
            Self::SelfHosted(_) => "self-hosted",
            Self::FineTuned(_) => "fine-tuned",
            Self::Blend(_) => "blend",
            Self::Custom => "custom",
        }
    }
}

/// Test set, runs and reviews.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Cases of one run.
    pub cases: Input,
    /// Model and judge.
    pub cost_per_case: Price,
    /// Cases of one run that a person reviews.
    pub human_reviewed_cases: Input,
    /// One case reviewed.
    pub cost_per_human_review: Price,
    /// Runs a month.
    pub runs_per_month: Input,
    /// The test set, once.
    pub build_cost: Price,
}

/// Any other cost line.
#[derive(Clone, Debug)]
pub struct CostLine {
    /// What reports call it.
    pub name: String,
    /// Its category.
    pub category: &'static str,
    /// What it is charged for.
    pub charge: Charge,
    /// The price.
    pub price: Price,
    /// First month, when stated.
    pub from: Option<u32>,
    /// Last month, when stated.
    pub until: Option<u32>,
    /// Drift of the price.
    pub change_per_year: Input,
}

/// What a cost line is charged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// Once.
    Once,
    /// Every so many months.
    Every(u32),
    /// Each attempt.
    Request,
    /// Each million tokens.
    Mtok,
    /// Each seat, or user.
    Seat,
}

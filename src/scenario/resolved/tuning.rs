//! Fine-tuned models and the projects that make them.

use super::{Effort, Fleet, TokenPrices};
use crate::scenario::input::{Input, Price};

/// A tuned model.
#[derive(Clone, Debug)]
pub struct FineTuned {
    /// How it is served.
    pub serving: Serving,
    /// A provider's fee for the endpoint.
    pub hosting_per_hour: Price,
    /// The project.
    pub training: Option<Training>,
}

/// How a tuned model is served.
#[derive(Clone, Debug)]
pub enum Serving {
    /// Per token.
    Tokens(Box<TokenPrices>),
    /// On GPUs.
    Gpus(Box<Fleet>),
}

/// A fine-tuning project.
#[derive(Clone, Debug)]
pub struct Training {
    /// Training examples.
    pub examples: Input,
    /// Mean length of an example.
    pub tokens_per_example: Input,
    /// Passes over the examples.
    pub epochs: Input,
    /// Runs until one is good.
    pub experiments: Input,
    /// How the runs are paid.
    pub compute: Compute,
    /// Of one label.
    pub label_cost: Price,
    /// Labels each example needs.
    pub labels_per_example: Input,
    /// Share of labels thrown away.
    pub rejection_rate: Input,
    /// For each label bought.
    pub cost_per_label_review: Price,
    /// Months between retrains.
    pub retrain_every_months: Option<u32>,
    /// Share of the labels bought afresh.
    pub relabel_share: Input,
    /// Work for one retrain.
    pub retrain_hours: Vec<Effort>,
}

/// How training runs are paid.
#[derive(Clone, Debug)]
pub enum Compute {
    /// Not at all: only labels and people cost.
    Free,
    /// By the training token.
    Tokens(Price),
    /// By the GPU-hour.
    GpuHours {
        /// Of one run.
        hours: Input,
        /// Rent.
        price: Price,
    },
}

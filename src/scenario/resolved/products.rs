//! Seats, token prices and blends.

use crate::scenario::input::{Input, Price};

/// An off-the-shelf product.
#[derive(Clone, Debug)]
pub struct Seats {
    /// Seats needed; the workloads' users when absent.
    pub seats: Option<Input>,
    /// For one seat and month.
    pub price_per_seat: Price,
    /// The least the vendor sells.
    pub minimum_seats: Input,
    /// Pack size.
    pub seat_step: Input,
    /// Whether twelve months are paid in advance.
    pub annual_billing: bool,
    /// Growth of the seats needed.
    pub seat_growth_per_year: Input,
    /// Share of seats in use.
    pub adoption: Input,
    /// Requests a seat covers, and the price of each attempt above.
    pub overage: Option<Overage>,
    /// Drift of the prices.
    pub price_change_per_year: Input,
}

/// What seats include, and what is charged above it.
#[derive(Clone, Debug)]
pub struct Overage {
    /// Requests a seat covers in a month.
    pub included_per_seat: Input,
    /// Price of an attempt above.
    pub per_request: Price,
}

/// Prices per token.
#[derive(Clone, Debug)]
pub struct TokenPrices {
    /// A million input tokens.
    pub input: Price,
    /// A million tokens read from a cache.
    pub cached_input: Option<Price>,
    /// A million tokens written to a cache.
    pub cache_write: Option<Price>,
    /// A million output tokens.
    pub output: Price,
    /// What requests that can wait save.
    pub batch_discount: BatchDiscount,
    /// Prices of long prompts.
    pub long_prompt: Option<LongPrompt>,
    /// For each attempt.
    pub per_request: Price,
    /// Drift of the prices.
    pub price_change_per_year: Input,
    /// Surcharge on token prices.
    pub uplift: Input,
    /// The least a month costs.
    pub minimum_monthly_spend: Price,
    /// Marginal discounts, by ascending threshold.
    pub volume_discounts: Vec<VolumeDiscount>,
    /// Account limit on requests.
    pub requests_per_minute: Option<Input>,
    /// Account limit on tokens.
    pub tokens_per_minute: Option<Input>,
}

/// What requests that can wait save, by the part of the bill: providers discount cached tokens
/// otherwise than others.
#[derive(Clone, Debug)]
pub struct BatchDiscount {
    /// Off input tokens.
    pub input: Input,
    /// Off tokens read from a cache.
    pub cached_input: Input,
    /// Off tokens written to a cache.
    pub cache_write: Input,
    /// Off output tokens.
    pub output: Input,
}

impl BatchDiscount {
    /// The same off every part.
    #[must_use]
    pub fn flat(discount: Input) -> Self {
        let [input, cached_input, cache_write] = [(); 3].map(|()| discount.clone());
        Self { input, cached_input, cache_write, output: discount }
    }
}

/// Prices that hold above a prompt length.
#[derive(Clone, Debug)]
pub struct LongPrompt {
    /// The length above which they hold.
    pub over: Input,
    /// A million input tokens.
    pub input: Option<Price>,
    /// A million output tokens.
    pub output: Option<Price>,
}

/// One marginal discount.
#[derive(Clone, Debug)]
pub struct VolumeDiscount {
    /// The bill above which it holds.
    pub above: Input,
    /// Off the slice above.
    pub discount: Input,
}

/// Several options at once.
#[derive(Clone, Debug)]
pub enum Blend {
    /// Of every workload, a share to each option.
    Shares(Vec<(usize, Input)>),
    /// For every workload, in their order, an option.
    Route(Vec<usize>),
    /// A fixed fleet, and where the excess goes.
    Overflow {
        /// The option with the fleet.
        base: usize,
        /// Its replicas.
        replicas: Input,
        /// Who serves the excess.
        to: usize,
    },
}

impl Blend {
    /// The options that take part, each once.
    #[must_use]
    pub fn members(&self) -> Vec<usize> {
        let mut members = match self {
            Self::Shares(shares) => shares.iter().map(|(option, _)| *option).collect(),
            Self::Route(route) => route.clone(),
            Self::Overflow { base, to, .. } => vec![*base, *to],
        };
        members.sort_unstable();
        members.dedup();
        members
    }
}

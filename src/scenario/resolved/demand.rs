//! The demand: workloads and their shapes.

use crate::scenario::input::{Input, Price};

/// One kind of request.
#[derive(Clone, Debug)]
pub struct Workload {
    /// Its name.
    pub name: String,
    /// Requests a month before growth and seasons.
    pub volume: Volume,
    /// Users, before growth.
    pub users: Option<Input>,
    /// Compound growth by month.
    pub growth_per_month: Input,
    /// Compound growth by year.
    pub growth_per_year: Input,
    /// Twelve multipliers, January first.
    pub seasonality: Option<Vec<Input>>,
    /// Mean input tokens of a request.
    pub input_tokens: Option<Input>,
    /// Mean output tokens of a request.
    pub output_tokens: Option<Input>,
    /// Share of input read from a cache.
    pub cached_input_share: Input,
    /// Share of input written to a cache.
    pub cache_write_share: Input,
    /// Share of requests above a long-prompt threshold.
    pub long_prompt_share: Option<Input>,
    /// Attempts beyond the first.
    pub retry_rate: Input,
    /// Share of requests that can wait.
    pub batch_share: Input,
    /// The shape of a day or week.
    pub profile: Profile,
    /// What a correct answer is worth.
    pub value_per_success: Price,
    /// What a wrong answer costs.
    pub cost_per_failure: Price,
}

/// How many requests a month has.
#[derive(Clone, Debug)]
pub enum Volume {
    /// The same number every month.
    Flat(Input),
    /// One number a month; the last holds.
    Months(Vec<Input>),
    /// A path from one number to another.
    Ramp {
        /// Month 1.
        from: Input,
        /// Month `over_months` and after.
        to: Input,
        /// The month in which `to` is reached.
        over_months: u32,
        /// Whether the path is 3t^2 - 2t^3 instead of a line.
        s_curve: bool,
    },
    /// Users with so many requests each.
    Users {
        /// Users.
        users: Input,
        /// Requests of one user in a month.
        requests_per_user: Input,
    },
}

/// The shape of demand within a month.
#[derive(Clone, Debug)]
pub enum Profile {
    /// The same in every hour.
    Flat,
    /// One hour a day at this many times the mean.
    Peak(Input),
    /// Weights of 24 hours and, when given, of 7 days.
    Hours {
        /// 24 weights.
        day: Vec<Input>,
        /// 7 weights, Monday first.
        week: Option<Vec<Input>>,
    },
}

//! A scenario as resolved: every value typed, checked, with its unit, defaults and origin.

use super::input::{Input, Price};
use super::source::Span;
use crate::quantity::{Currency, YearMonth};

/// Everything a scenario says, ready for the cost model.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What reports call it.
    pub name: String,
    /// A sentence or two.
    pub description: Option<String>,
    /// The currency of every amount.
    pub currency: Currency,
    /// Month 1, when the months have dates.
    pub start: Option<YearMonth>,
    /// The horizon in months.
    pub months: u32,
    /// Effective yearly discount rate.
    pub discount_rate: Input,
    /// Hours in a month, for every hourly price.
    pub hours_per_month: Input,
    /// Index of the reference option.
    pub reference: usize,
    /// The demand.
    pub workloads: Vec<Workload>,
    /// What people cost.
    pub people: People,
    /// The options, in the order of the file.
    pub options: Vec<Plan>,
    /// Answers for the decision framework.
    pub decision: Decision,
    /// Checks.
    pub expects: Vec<Expect>,
    /// Defaults that were used.
    pub defaults: Vec<Assumption>,
}

/// A value nobody stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// Dotted path of the key.
    pub path: String,
    /// The default, as one would write it.
    pub value: String,
    /// What the key means.
    pub about: &'static str,
}

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

/// What people cost.
#[derive(Clone, Debug)]
pub struct People {
    /// Raise of every rate in months 13, 25, ...
    pub annual_raise: Input,
    /// Hours of one full-time person in a month.
    pub hours_per_fte_month: Input,
    /// Loaded cost of an hour by role.
    pub rates: Vec<(String, Price)>,
}

/// Hours of one role.
#[derive(Clone, Debug)]
pub struct Effort {
    /// Index into [`People::rates`].
    pub role: usize,
    /// Hours, or full-time people when `fte`.
    pub amount: Input,
    /// Whether the amount counts full-time people.
    pub fte: bool,
}

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
    /// Overrides by workload, in the order of [`Scenario::workloads`].
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
    pub batch_discount: Input,
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

/// A fleet of replicas.
#[derive(Clone, Debug)]
pub struct Fleet {
    /// GPUs of one replica.
    pub gpus_per_replica: Input,
    /// What one replica does in a second.
    pub throughput: Throughput,
    /// Headroom at the busiest hour.
    pub target_utilization: Input,
    /// Replicas that always run.
    pub minimum_replicas: Input,
    /// Replicas beyond the need.
    pub spare_replicas: Input,
    /// The most there can be.
    pub maximum_replicas: Option<Input>,
    /// Whether the fleet follows the profile hour by hour.
    pub hourly_scaling: bool,
    /// Hours a replica is paid for; `hours_per_month` when absent.
    pub billed_hours: Option<Input>,
    /// Hours in which requests arrive; the billed hours when absent.
    pub service_hours: Option<Input>,
    /// How the GPUs are paid.
    pub supply: Supply,
}

/// What one replica does in a second.
#[derive(Clone, Debug)]
pub enum Throughput {
    /// Input and output tokens apart.
    Phases {
        /// Input tokens a second.
        prefill: Input,
        /// Output tokens a second.
        decode: Input,
    },
    /// Input and output tokens together.
    Total(Input),
}

/// How GPUs are paid.
#[derive(Clone, Debug)]
pub enum Supply {
    /// By the hour.
    Rented(Box<Rent>),
    /// Bought.
    Owned(Box<Purchase>),
}

/// Rented GPUs, some of them reserved.
#[derive(Clone, Debug)]
pub struct Rent {
    /// Rent of one GPU.
    pub price_per_gpu_hour: Price,
    /// Drift of the rent.
    pub price_change_per_year: Input,
    /// GPUs paid for whether used or not.
    pub reserved: Option<Reserved>,
}

/// GPUs paid for whether used or not.
#[derive(Clone, Debug)]
pub struct Reserved {
    /// How many.
    pub gpus: Input,
    /// Rent of one GPU.
    pub price_per_gpu_hour: Price,
}

/// Bought hardware.
#[derive(Clone, Debug)]
pub struct Purchase {
    /// Of one GPU.
    pub price_per_gpu: Price,
    /// The rest of one replica.
    pub other_hardware: Price,
    /// Months a unit is kept.
    pub life_months: u32,
    /// Share of the price at the end of life.
    pub residual: Input,
    /// Power drawn by a GPU.
    pub watts_per_gpu: Input,
    /// Facility power over IT power.
    pub pue: Input,
    /// Of electricity.
    pub price_per_kwh: Price,
    /// Hours power is drawn; the service hours when absent.
    pub powered_hours: Option<Input>,
    /// Of one replica.
    pub colocation_per_month: Price,
    /// Share of the price.
    pub maintenance_per_year: Input,
}

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

/// Answers for the decision framework.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the keys of the same names say what they are")]
pub struct Decision {
    pub outcome: Option<String>,
    pub success_metric: Option<String>,
    pub rules_would_do: Option<bool>,
    pub core_differentiator: Option<bool>,
    pub product_fits_as_is: Option<bool>,
    pub needs_integration: Option<bool>,
    pub data_must_stay_inside: Option<bool>,
    pub prompting_exhausted: Option<bool>,
    pub retrieval_tried: Option<bool>,
    pub gaps: Option<Vec<String>>,
    pub ml_team: Option<bool>,
    pub infrastructure_team: Option<bool>,
    pub measured_on_real_data: Option<bool>,
    pub requirements: Requirements,
    pub measured: Vec<(usize, Requirements)>,
}

/// What an option must reach, or reached in a trial.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the keys of the same names say what they are")]
pub struct Requirements {
    pub accuracy: Option<Input>,
    pub p95_latency_ms: Option<Input>,
    pub failure_rate: Option<Input>,
    pub cost_per_request: Option<Input>,
}

/// A check the scenario carries.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Where it stands.
    pub span: Span,
    /// A name from the results.
    pub metric: String,
    /// What must hold.
    pub bound: Bound,
    /// Where the figure is from.
    pub source: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
}

/// What an expectation demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// This number, give or take.
    Equals {
        /// The number.
        value: rust_decimal::Decimal,
        /// How far off it may be.
        within: rust_decimal::Decimal,
    },
    /// This option, or other word.
    Named(String),
    /// No value.
    Never,
    /// At most this.
    AtMost(rust_decimal::Decimal),
    /// At least this.
    AtLeast(rust_decimal::Decimal),
}

impl Scenario {
    /// The index of the option of this name.
    #[must_use]
    pub fn option_index(&self, name: &str) -> Option<usize> {
        self.options.iter().position(|plan| plan.name == name)
    }

    /// Month `month` of the horizon (from 1; 0 is before launch) as a calendar month.
    #[must_use]
    pub fn calendar(&self, month: u32) -> Option<YearMonth> {
        let offset = i32::try_from(month).ok()?.max(1) - 1;
        self.start.map(|start| start.plus(offset))
    }

    /// Whether any workload says what an answer is worth.
    #[must_use]
    pub fn has_values(&self) -> bool {
        self.workloads.iter().any(|w| w.value_per_success.is_positive() || w.cost_per_failure.is_positive())
    }
}

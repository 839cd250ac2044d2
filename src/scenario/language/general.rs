//! Keys of the file's root, `[scenario]`, `[workloads.*]` and `[people]`.

use super::{COMMON, DECISION, EXPECT, Form, Key, key};
use crate::quantity::{Dimension, Unit};

/// The file's root.
pub const ROOT: &[Key] = &[
    key("scenario", Form::Table(SCENARIO), "what is asked: horizon, currency, discounting").must(),
    key("workloads", Form::Named(WORKLOAD), "the demand: one table for each kind of request").must(),
    key("people", Form::Table(PEOPLE), "what an hour of work costs"),
    key("options", Form::Named(COMMON), "the ways to serve the demand that are compared").must(),
    key("decision", Form::Table(DECISION), "answers for the decision framework"),
    key("correlation", Form::List(CORRELATION), "uncertain numbers that go together"),
    key("expect", Form::List(EXPECT), "checks the scenario carries"),
];

/// `[scenario]`.
pub const SCENARIO: &[Key] = &[
    key("name", Form::Text, "the scenario's name in reports").must(),
    key("description", Form::Text, "a sentence or two for reports"),
    key("currency", Form::Text, "ISO 4217 code of every amount; sign and minor unit follow it").or("\"USD\""),
    key("exchange_rate", Form::Positive, "currency units for one US dollar, for catalog prices").or("1"),
    key("catalog", Form::Text, "a catalog file of your own, seen from the scenario's; the carried one when absent"),
    key("start", Form::Month, "the calendar month of month 1; without it months are only numbered"),
    key("months", Form::Integer(1, 120), "the horizon: how many months are worked out").or("36"),
    key("discount_rate", Form::Rate, "yearly rate at which later money is discounted, effective").or("0%"),
    key("hours_per_month", Form::Positive, "hours in a month, for every hourly price").or("730").unit(Unit::HOUR),
    key(
        "reference",
        Form::OptionName,
        "the option every other is compared with: the first `api` option, else the first",
    ),
];

/// `[workloads.NAME]`.
pub const WORKLOAD: &[Key] = &[
    key(
        "requests_per_month",
        Form::Volume,
        "requests in a month: a number, a list by month (the last holds), or a ramp",
    )
    .unit(Unit::REQUEST),
    key(
        "users",
        Form::Number,
        "how many people use it, with `requests_per_user_per_month`, instead of `requests_per_month`",
    )
    .unit(Unit::of(Dimension::User)),
    key("requests_per_user_per_month", Form::Number, "requests of one user in a month")
        .unit(Unit::REQUEST.per(Dimension::User)),
    key("growth_per_month", Form::Rate, "monthly growth of the requests and users, compound, from month 2 on").or("0"),
    key("growth_per_year", Form::Rate, "yearly growth of the requests and users, compound by month, from month 2 on")
        .or("0"),
    key(
        "seasonality",
        Form::Numbers(12),
        "multipliers of the requests by month, January first (month 1 first without `start`)",
    ),
    key("input_tokens", Form::Number, "mean tokens of a request's prompt").unit(Unit::TOKENS_PER_REQUEST),
    key("output_tokens", Form::Number, "mean tokens of an answer, reasoning included").unit(Unit::TOKENS_PER_REQUEST),
    key("cached_input_share", Form::Share, "share of input read from a prompt cache").or("0"),
    key("cache_write_share", Form::Share, "share of input written to a prompt cache").or("0"),
    key(
        "long_prompt_share",
        Form::Share,
        "share of requests above an API's long-prompt threshold; by the mean prompt length when absent",
    ),
    key("retry_rate", Form::Share, "attempts beyond the first: billed requests = requests x (1 + retry_rate)").or("0"),
    key("batch_share", Form::Share, "share of requests that can wait for a batch price").or("0"),
    key("peak_to_average", Form::Ratio, "busiest hour over the mean hour, at most 24").or("1"),
    key("hourly_profile", Form::Numbers(24), "weights of the hours of a day, instead of `peak_to_average`"),
    key("weekly_profile", Form::Numbers(7), "weights of the days of a week, Monday first, with `hourly_profile`"),
    key("value_per_success", Form::Price, "what a correct answer is worth")
        .or("0")
        .unit(Unit::money_per(Dimension::Request)),
    key("cost_per_failure", Form::Price, "what a wrong answer costs").or("0").unit(Unit::money_per(Dimension::Request)),
];

/// A volume that ramps, inline under `requests_per_month`.
pub const RAMP: &[Key] = &[
    key("from", Form::Number, "requests in month 1").must().unit(Unit::REQUEST),
    key("to", Form::Number, "requests in month `over_months` and after").must().unit(Unit::REQUEST),
    key("over_months", Form::Integer(1, 120), "the month in which `to` is reached").must(),
    key("shape", Form::Choice(&["linear", "s-curve"]), "the path; the s-curve is 3t^2 - 2t^3").or("\"linear\""),
];

/// An uncertain number written as a table.
pub const DISTRIBUTION: &[Key] = &[
    key("dist", Form::Choice(&["triangular", "uniform", "normal", "lognormal"]), "the shape of the distribution")
        .or("\"triangular\""),
    key("low", Form::Number, "lowest value; the 5th percentile of a lognormal"),
    key("mode", Form::Number, "likeliest value of a triangular distribution"),
    key("high", Form::Number, "highest value; the 95th percentile of a lognormal"),
    key("mean", Form::Number, "mean of a normal distribution"),
    key("sd", Form::Number, "standard deviation of a normal distribution"),
];

/// `[[correlation]]`.
pub const CORRELATION: &[Key] = &[
    key("between", Form::Texts, "the paths of two numbers that are given as ranges").must(),
    key("rank", Form::RankCorrelation, "their rank correlation (Spearman's rho), from -1 to 1").must(),
];

/// `[people]`.
pub const PEOPLE: &[Key] = &[
    key("annual_raise", Form::Rate, "raise of every rate in months 13, 25, ...").or("0"),
    key("hours_per_fte_month", Form::Positive, "hours of one full-time person in a month").or("160").unit(Unit::HOUR),
    key("rates", Form::NamedPrices, "loaded cost of an hour, by role").unit(Unit::money_per(Dimension::Hour)),
];

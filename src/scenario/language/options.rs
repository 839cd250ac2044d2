//! Keys that options of every kind take, and their sub-tables.

use super::{Form, Key, key};
use crate::quantity::{Dimension, Unit};

/// The kinds of option.
pub const KINDS: &[&str] = &["seats", "api", "fine-tuned", "self-hosted", "blend", "custom"];

/// The cost categories, in the order of reports.
pub const CATEGORIES: &[&str] = &[
    "inference",
    "gpu",
    "hardware",
    "energy",
    "facility",
    "training",
    "labeling",
    "evaluation",
    "people",
    "seats",
    "retrieval",
    "monitoring",
    "migration",
    "review",
    "other",
];

/// Keys of `[options.NAME]` for every kind.
pub const COMMON: &[Key] = &[
    key("kind", Form::Choice(KINDS), "what sort of option it is").must(),
    key("label", Form::Text, "the option's name in tables and charts; its own when absent"),
    key("accuracy", Form::Share, "share of requests answered correctly").or("100%"),
    key("review_share", Form::Share, "share of requests that a person checks").or("0"),
    key("cost_per_review", Form::Price, "cost of one check").or("0").unit(Unit::money_per(Dimension::Request)),
    key("build", Form::Team, "hours by role, once, before launch").unit(Unit::HOUR),
    key("run", Form::Team, "hours by role every month from launch").unit(Unit::HOUR),
    key("run_per_replica", Form::Team, "hours by role for each replica in a month")
        .unit(Unit::HOUR.per(Dimension::Replica)),
    key("launch_month", Form::Integer(1, 120), "first month this option serves; until then `interim` does").or("1"),
    key("interim", Form::OptionName, "the option that serves until launch; the reference when absent"),
    key("retires", Form::Month, "month of the provider's end of life; from then on `successor` serves"),
    key("successor", Form::OptionName, "the option that serves after retirement"),
    key("migration_cost", Form::Price, "cost of the change, paid in the month the successor takes over")
        .unit(Unit::MONEY),
    key("token_factor", Form::Positive, "this option's tokens for one token of the workload's count").or("1"),
    key("workloads", Form::Named(OPTION_WORKLOAD), "what is different for one workload"),
    key("evaluation", Form::Table(EVALUATION), "test set, runs and human reviews"),
    key("costs", Form::List(COST_LINE), "any other cost line"),
];

/// `[options.NAME.workloads.W]`.
pub const OPTION_WORKLOAD: &[Key] = &[
    key("input_tokens", Form::Number, "mean tokens of a prompt, instead of the workload's")
        .unit(Unit::TOKENS_PER_REQUEST),
    key("output_tokens", Form::Number, "mean tokens of an answer, instead of the workload's")
        .unit(Unit::TOKENS_PER_REQUEST),
    key("cached_input_share", Form::Share, "share of input read from a prompt cache, instead of the workload's"),
    key("accuracy", Form::Share, "share of requests answered correctly, instead of the option's"),
    key("batch_share", Form::Share, "share of requests that can wait for a batch price, instead of the workload's"),
];

/// `[options.NAME.evaluation]`.
pub const EVALUATION: &[Key] = &[
    key("cases", Form::Whole(0), "test cases of one run").or("0").unit(Unit::of(Dimension::Case)),
    key("cost_per_case", Form::Price, "cost of one case, model and judge")
        .or("0")
        .unit(Unit::money_per(Dimension::Case)),
    key("human_reviewed_cases", Form::Whole(0), "test cases of one run that a person reviews")
        .or("0")
        .unit(Unit::of(Dimension::Case)),
    key("cost_per_human_review", Form::Price, "cost of one case reviewed by a person")
        .or("0")
        .unit(Unit::money_per(Dimension::Case)),
    key("runs_per_month", Form::Number, "evaluation runs in a month, from launch on").or("1"),
    key("build_cost", Form::Price, "cost of making the test set, once").or("0").unit(Unit::MONEY),
];

/// `[[options.NAME.costs]]`.
pub const COST_LINE: &[Key] = &[
    key("name", Form::Text, "the line's name in reports").must(),
    key("category", Form::Choice(CATEGORIES), "the category that reports count the line in").or("\"other\""),
    key("once", Form::Price, "amount paid once: before launch, or in `from`").unit(Unit::MONEY),
    key("monthly", Form::Price, "amount paid every month").unit(Unit::MONEY),
    key("yearly", Form::Price, "amount paid every twelve months").unit(Unit::MONEY),
    key("per_request", Form::Price, "amount paid for each attempt").unit(Unit::money_per(Dimension::Request)),
    key("per_mtok", Form::Price, "amount paid for each million tokens, input and output")
        .unit(Unit::money_per(Dimension::Mtok)),
    key("per_seat", Form::Price, "amount paid for each seat billed; for other kinds, each user")
        .unit(Unit::money_per(Dimension::Seat)),
    key("amount", Form::Price, "amount paid every `every_months` months").unit(Unit::MONEY),
    key("every_months", Form::Integer(1, 120), "months between payments of `amount`"),
    key("from", Form::Integer(1, 120), "first month of the scenario the line is paid in"),
    key("until", Form::Integer(1, 120), "last month of the scenario the line is paid in"),
    key("change_per_year", Form::Rate, "drift of the price, compound by month").or("0"),
];

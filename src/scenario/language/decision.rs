//! Keys of `[decision]` and `[[expect]]`.

use super::{Form, Key, key};
use crate::quantity::{Dimension, Unit};

/// `[decision]`.
pub const DECISION: &[Key] = &[
    key("outcome", Form::Text, "what the feature is for"),
    key("success_metric", Form::Text, "how success is measured"),
    key("rules_would_do", Form::Flag, "rules, search, classical ML or workflow automation suffice"),
    key("core_differentiator", Form::Flag, "the feature sets the product apart"),
    key("product_fits_as_is", Form::Flag, "a product on the market does the job as it is"),
    key("needs_integration", Form::Flag, "it must work inside other systems"),
    key("data_must_stay_inside", Form::Flag, "data may not leave the organisation"),
    key("prompting_exhausted", Form::Flag, "better prompts no longer help"),
    key("retrieval_tried", Form::Flag, "retrieval was tried"),
    key("gaps", Form::Texts, "what the API lacks: format, jargon, tone, extraction, consistency, ..."),
    key("ml_team", Form::Flag, "there are people who can fine-tune"),
    key("infrastructure_team", Form::Flag, "there are people who can run GPUs"),
    key("measured_on_real_data", Form::Flag, "the figures come from a trial on real data"),
    key("requirements", Form::Table(REQUIREMENTS), "what an option must reach"),
    key("measured", Form::Named(MEASURED), "what a trial measured, by option"),
];

/// `[decision.requirements]`.
pub const REQUIREMENTS: &[Key] = &[
    key("accuracy", Form::Share, "share of requests answered correctly; as a requirement, the least"),
    key("p95_latency_ms", Form::Number, "95th percentile of the latency in milliseconds; as a requirement, the most"),
    key("failure_rate", Form::Share, "share of requests that fail; as a requirement, the most"),
    key("cost_per_request", Form::Number, "cost of one request; as a requirement, the most")
        .unit(Unit::money_per(Dimension::Request)),
];

/// `[decision.measured.OPTION]`.
pub const MEASURED: &[Key] = REQUIREMENTS;

/// `[[expect]]`.
pub const EXPECT: &[Key] = &[
    key("metric", Form::Text, "name of a figure in the results, such as `api.tco`").must(),
    key("equals", Form::Expected, "the value it must have: a number, an option's name, or \"never\""),
    key(
        "within",
        Form::Number,
        "how far off `equals` the figure may be; half a unit of the last digit written when absent",
    ),
    key("at_most", Form::Expected, "the most the figure may be"),
    key("at_least", Form::Expected, "the least the figure may be"),
    key("source", Form::Text, "where the figure is from"),
    key("note", Form::Text, "what to know about it"),
];

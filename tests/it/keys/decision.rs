//! Keys of `[decision]` and `[[expect]]`.

use super::check::Effect::{self, Echo, Figure, Says};
use super::check::Row;
use crate::cases::{API, FLEET, PRODUCT, TUNED};

/// Today's way at more than the API.
const DEAR_TODAY: &str = "options.today.costs.0.monthly=5_000";
const EQUALS: &str = r#"expect=[{ metric = "api.tco", equals = 24_000 }]"#;

/// The cheap API is out, so the dearer way of today is left.
const RULED_OUT: Effect = Figure("recommended", "api", "today");
/// The cheaper tuned model has to wait.
const NOT_YET: Effect = Figure("recommended", "tuned", "api");
const FAILS: Effect = Says("/expect/0/holds", "false");

pub const ROWS: &[Row] = &[
    // What the feature is for and how it is judged stand beside the figures; nothing follows from them.
    Row("decision.outcome", API, &["decision.outcome=triage"], Echo("/decision/outcome", "triage")),
    Row("decision.success_metric", API, &["decision.success_metric=time"], Echo("/decision/success_metric", "time")),
    Row("decision.rules_would_do", API, &[DEAR_TODAY, "decision.rules_would_do=true"], RULED_OUT),
    // Carried along until the framework is walked question by question.
    Row(
        "decision.core_differentiator",
        API,
        &["decision.core_differentiator=true"],
        Echo("/decision/core_differentiator", "true"),
    ),
    Row(
        "decision.product_fits_as_is",
        PRODUCT,
        &["decision.product_fits_as_is=false"],
        Figure("recommended", "product", "none"),
    ),
    // Carried along until the framework is walked question by question.
    Row(
        "decision.needs_integration",
        API,
        &["decision.needs_integration=true"],
        Echo("/decision/needs_integration", "true"),
    ),
    Row("decision.data_must_stay_inside", API, &[DEAR_TODAY, "decision.data_must_stay_inside=true"], RULED_OUT),
    Row("decision.prompting_exhausted", TUNED, &["decision.prompting_exhausted=false"], NOT_YET),
    Row("decision.retrieval_tried", TUNED, &["decision.retrieval_tried=false"], NOT_YET),
    // Carried along until the framework is walked question by question.
    Row("decision.gaps", API, &[r#"decision.gaps=["tone"]"#], Echo("/decision/gaps", "tone")),
    Row("decision.ml_team", TUNED, &["decision.ml_team=false"], NOT_YET),
    Row(
        "decision.infrastructure_team",
        FLEET,
        &["decision.infrastructure_team=false"],
        Figure("recommended", "gpus", "api"),
    ),
    Row("decision.measured_on_real_data", TUNED, &["decision.measured_on_real_data=false"], NOT_YET),
    Row(
        "decision.requirements",
        API,
        &[DEAR_TODAY, "options.api.accuracy=90%", r#"decision.requirements={ accuracy = "95%" }"#],
        RULED_OUT,
    ),
    // Carried along until requirements are held against what was measured.
    Row(
        "decision.measured",
        API,
        &["decision.measured={ api = { p95_latency_ms = 1_234 } }"],
        Echo("/decision/measured", "1234"),
    ),
    Row(
        "requirements.accuracy",
        API,
        &[DEAR_TODAY, "options.api.accuracy=90%", "decision.requirements.accuracy=95%"],
        RULED_OUT,
    ),
    // Carried along until requirements are held against what was measured.
    Row(
        "requirements.p95_latency_ms",
        API,
        &["decision.requirements.p95_latency_ms=1_234"],
        Echo("/decision/requirements", "1234"),
    ),
    Row(
        "requirements.failure_rate",
        API,
        &["decision.requirements.failure_rate=12.5%"],
        Echo("/decision/requirements", "0.125"),
    ),
    // 0.002 a request on the API, 0.0005 by today's way.
    Row(
        "requirements.cost_per_request",
        API,
        &["decision.requirements.cost_per_request=0.001"],
        Says("/recommendation/reasons", "`api` is out: $0.002 a request is above the $0.001 allowed"),
    ),
    // Carried along until requirements are held against what was measured.
    Row("measured.accuracy", API, &["decision.measured.api.accuracy=87.5%"], Echo("/decision/measured/api", "0.875")),
    Row(
        "measured.p95_latency_ms",
        API,
        &["decision.measured.api.p95_latency_ms=1_234"],
        Echo("/decision/measured/api", "1234"),
    ),
    Row(
        "measured.failure_rate",
        API,
        &["decision.measured.api.failure_rate=12.5%"],
        Echo("/decision/measured/api", "0.125"),
    ),
    Row(
        "measured.cost_per_request",
        API,
        &["decision.measured.api.cost_per_request=0.125"],
        Echo("/decision/measured/api", "0.125"),
    ),
    Row("expect.metric", API, &[EQUALS, "expect.0.metric=api.requests"], FAILS),
    Row("expect.equals", API, &[EQUALS, "expect.0.equals=24_001"], FAILS),
    // 24,001 is half a unit of its last digit, 0.5, from 24,000.5 at the least.
    Row(
        "expect.within",
        API,
        &[r#"expect=[{ metric = "api.tco", equals = 24_001 }]"#, "expect.0.within=1"],
        Says("/expect/0/holds", "true"),
    ),
    Row(
        "expect.at_most",
        API,
        &[r#"expect=[{ metric = "api.tco", at_most = 24_000 }]"#, "expect.0.at_most=23_999"],
        FAILS,
    ),
    Row(
        "expect.at_least",
        API,
        &[r#"expect=[{ metric = "api.tco", at_least = 24_000 }]"#, "expect.0.at_least=24_001"],
        FAILS,
    ),
    // Where a figure is from and what to know about it stand beside its check.
    Row("expect.source", API, &[EQUALS, "expect.0.source=a table"], Echo("/expect/0/source", "a table")),
    Row("expect.note", API, &[EQUALS, "expect.0.note=rounded"], Echo("/expect/0/note", "rounded")),
];

//! Keys of the file's root, `[scenario]`, `[workloads.*]` and `[people]`.

use super::check::Effect::{Echo, Figure, Refused, Says};
use super::check::Row;
use crate::cases::{API, FLEET, PRODUCT};

/// Half of one hour's weights at half the mean, half at one and a half times the mean.
const DAY: &str = "workloads.w.hourly_profile=[1,1,1,1,1,1,1,1,1,1,1,1,3,3,3,3,3,3,3,3,3,3,3,3]";
const RAMP: &str = "workloads.w.requests_per_month={ from = 0, to = 1_000_000, over_months = 12 }";
const UNIFORM: &str = r#"workloads.w.requests_per_month={ dist = "uniform", low = 1_000_000, high = 4_000_000 }"#;
const TRIANGLE: &str = "workloads.w.requests_per_month={ low = 1_000_000, mode = 2_000_000, high = 4_000_000 }";
const NORMAL: &str = r#"workloads.w.requests_per_month={ dist = "normal", mean = 1_000_000, sd = 100_000 }"#;
const PROMPT: &str = "workloads.w.input_tokens=500 to 2_000";
const CORRELATION: &str =
    r#"correlation=[{ between = ["workloads.w.requests_per_month", "workloads.w.input_tokens"], rank = 0.5 }]"#;

pub const ROWS: &[Row] = &[
    Row("root.scenario", API, &[r#"scenario={ name = "case", months = 6 }"#], Figure("api.tco", "24000", "12000")),
    Row(
        "root.workloads",
        API,
        &["workloads={ v = { requests_per_month = 500_000, input_tokens = 1_000, output_tokens = 100 } }"],
        Figure("api.tco", "24000", "12000"),
    ),
    Row(
        "root.people",
        API,
        &["options.api.build={ engineer = 10 }", "people={ rates = { engineer = 50 } }"],
        Figure("api.build_cost", "1000", "500"),
    ),
    Row(
        "root.options",
        API,
        &[r#"options={ api = { kind = "custom", costs = [{ name = "x", once = 7 }] } }"#],
        Figure("api.tco", "24000", "7"),
    ),
    Row(
        "root.decision",
        API,
        &["options.today.costs.0.monthly=5_000", "decision={ data_must_stay_inside = true }"],
        Figure("recommended", "api", "today"),
    ),
    Row(
        "root.correlation",
        API,
        &[UNIFORM, PROMPT, CORRELATION],
        Echo("/correlations/0/between/0", "requests_per_month"),
    ),
    Row("correlation.between", API, &[UNIFORM, PROMPT, CORRELATION], Echo("/correlations/0/between/1", "input_tokens")),
    Row(
        "correlation.rank",
        API,
        &[UNIFORM, PROMPT, CORRELATION, "correlation.0.rank=-0.25"],
        Echo("/correlations/0/rank", "-0.25"),
    ),
    Row("root.expect", API, &[r#"expect=[{ metric = "api.tco", equals = 1 }]"#], Says("/expect/0/holds", "false")),
    // Names and descriptions are there to be shown.
    Row("scenario.name", API, &["scenario.name=another"], Echo("/scenario/name", "another")),
    Row("scenario.description", API, &["scenario.description=why"], Echo("/scenario/description", "why")),
    // Amounts are in the scenario's currency already, so it changes how they are shown, not what they are.
    Row("scenario.currency", API, &["scenario.currency=EUR"], Echo("/scenario/currency", "EUR")),
    Row(
        "scenario.exchange_rate",
        API,
        // 1,000 Mtok at 0.10 and 100 Mtok at 0.50 are 150 dollars
        &[r#"options.api={ kind = "api", model = "openai/gpt-6-luna" }"#, "scenario.exchange_rate=2"],
        Figure("api.month_1_cost", "150", "300"),
    ),
    Row("scenario.catalog", API, &["scenario.catalog=prices.json"], Refused("cannot read the catalog `prices.json`")),
    // Month 1 has January's 2 without a start, December's 1 with this one.
    Row(
        "scenario.start",
        API,
        &["workloads.w.seasonality=[2,1,1,1,1,1,1,1,1,1,1,1]", "scenario.start=2026-12"],
        Figure("api.month_1_cost", "4000", "2000"),
    ),
    Row("scenario.months", API, &["scenario.months=6"], Figure("api.tco", "24000", "12000")),
    // 1,000 at the end of month 12 are worth half at 100 % a year.
    Row(
        "scenario.discount_rate",
        API,
        &[r#"options.today.costs=[{ name = "x", once = 1_000, from = 12 }]"#, "scenario.discount_rate=100%"],
        Figure("today.present_value", "1000", "500"),
    ),
    // Two GPUs for 1,000 hours at 2, and for 2,000.
    Row(
        "scenario.hours_per_month",
        FLEET,
        &["options.gpus.minimum_replicas=2", "scenario.hours_per_month=2_000"],
        Figure("gpus.month_1_cost", "4000", "8000"),
    ),
    Row("scenario.reference", API, &["scenario.reference=today"], Figure("api.savings", "0", "-18000")),
    Row(
        "workload.requests_per_month",
        API,
        &["workloads.w.requests_per_month=500_000"],
        Figure("api.tco", "24000", "12000"),
    ),
    // Without `seats` a seat for each user, at 20.
    Row(
        "workload.users",
        PRODUCT,
        &[r#"options.product={ kind = "seats", price_per_seat = 20 }"#, "workloads.w.users=15"],
        Figure("product.month_1_cost", "200", "300"),
    ),
    Row(
        "workload.requests_per_user_per_month",
        API,
        &[
            "workloads={ w = { users = 1_000, requests_per_user_per_month = 1_000, input_tokens = 1_000, output_tokens = 100 } }",
            "workloads.w.requests_per_user_per_month=2_000",
        ],
        Figure("api.month_1_cost", "2000", "4000"),
    ),
    // Eleven doublings: 2,000 x 2,048.
    Row(
        "workload.growth_per_month",
        API,
        &["workloads.w.growth_per_month=100%"],
        Figure("api.last_month_cost", "2000", "4096000"),
    ),
    Row(
        "workload.growth_per_year",
        API,
        &["scenario.months=13", "workloads.w.growth_per_year=100%"],
        Figure("api.last_month_cost", "2000", "4000"),
    ),
    Row(
        "workload.seasonality",
        API,
        &["workloads.w.seasonality=[0.5,1,1,1,1,1,1,1,1,1,1,1]"],
        Figure("api.month_1_cost", "2000", "1000"),
    ),
    Row("workload.input_tokens", API, &["workloads.w.input_tokens=2_000"], Figure("api.month_1_cost", "2000", "3000")),
    Row("workload.output_tokens", API, &["workloads.w.output_tokens=200"], Figure("api.month_1_cost", "2000", "3000")),
    // Half of the input at half its price: 500 + 250 + 1,000.
    Row(
        "workload.cached_input_share",
        API,
        &["options.api.cached_input_per_mtok=0.5", "workloads.w.cached_input_share=50%"],
        Figure("api.month_1_cost", "2000", "1750"),
    ),
    // Half of the input at twice its price: 500 + 1,000 + 1,000.
    Row(
        "workload.cache_write_share",
        API,
        &["options.api.cache_write_per_mtok=2", "workloads.w.cache_write_share=50%"],
        Figure("api.month_1_cost", "2000", "2500"),
    ),
    // Half of the input at three times its price: 500 + 1,500 + 1,000.
    Row(
        "workload.long_prompt_share",
        API,
        &[
            "options.api.long_prompt_over=10_000",
            "options.api.long_input_per_mtok=3",
            "workloads.w.long_prompt_share=50%",
        ],
        Figure("api.month_1_cost", "2000", "3000"),
    ),
    Row("workload.retry_rate", API, &["workloads.w.retry_rate=10%"], Figure("api.month_1_cost", "2000", "2200")),
    Row(
        "workload.batch_share",
        API,
        &["options.api.batch_discount=50%", "workloads.w.batch_share=50%"],
        Figure("api.month_1_cost", "2000", "1500"),
    ),
    Row("workload.peak_to_average", FLEET, &["workloads.w.peak_to_average=2"], Figure("gpus.peak_replicas", "2", "4")),
    Row("workload.hourly_profile", FLEET, &[DAY], Figure("gpus.peak_replicas", "2", "3")),
    Row(
        "workload.weekly_profile",
        FLEET,
        &[DAY, "workloads.w.weekly_profile=[1,1,1,1,1,2,0]"],
        Figure("gpus.peak_replicas", "3", "6"),
    ),
    Row("workload.value_per_success", API, &["workloads.w.value_per_success=0.01"], Figure("api.value", "0", "120000")),
    Row(
        "workload.cost_per_failure",
        API,
        &["options.api.accuracy=90%", "workloads.w.cost_per_failure=1"],
        Figure("api.value", "0", "-1200000"),
    ),
    Row(
        "ramp.from",
        API,
        &[RAMP, "workloads.w.requests_per_month.from=500_000"],
        Figure("api.month_1_cost", "0", "1000"),
    ),
    Row(
        "ramp.to",
        API,
        &[RAMP, "workloads.w.requests_per_month.to=2_000_000"],
        Figure("api.last_month_cost", "2000", "4000"),
    ),
    // Month 12 is 11 of 22 steps along.
    Row(
        "ramp.over_months",
        API,
        &[RAMP, "workloads.w.requests_per_month.over_months=23"],
        Figure("api.last_month_cost", "2000", "1000"),
    ),
    // A quarter along: 3 / 16 - 2 / 64 = 0.15625.
    Row(
        "ramp.shape",
        API,
        &[RAMP, "workloads.w.requests_per_month.over_months=45", "workloads.w.requests_per_month.shape=s-curve"],
        Figure("api.last_month_cost", "500", "312.5"),
    ),
    // The middle of 1 M and 4 M is 2.5 M on a line, 2 M by ratio.
    Row(
        "distribution.dist",
        API,
        &[UNIFORM, "workloads.w.requests_per_month.dist=lognormal"],
        Figure("api.month_1_cost", "5000", "4000"),
    ),
    Row(
        "distribution.low",
        API,
        &[UNIFORM, "workloads.w.requests_per_month.low=2_000_000"],
        Figure("api.month_1_cost", "5000", "6000"),
    ),
    Row(
        "distribution.high",
        API,
        &[UNIFORM, "workloads.w.requests_per_month.high=2_000_000"],
        Figure("api.month_1_cost", "5000", "3000"),
    ),
    Row(
        "distribution.mode",
        API,
        &[TRIANGLE, "workloads.w.requests_per_month.mode=3_000_000"],
        Figure("api.month_1_cost", "4000", "6000"),
    ),
    Row(
        "distribution.mean",
        API,
        &[NORMAL, "workloads.w.requests_per_month.mean=2_000_000"],
        Figure("api.month_1_cost", "2000", "4000"),
    ),
    // The spread says how the number was read; the base case has no part of it.
    Row("distribution.sd", API, &[NORMAL, "workloads.w.requests_per_month.sd=50_000"], Says("/ranges", "50,000")),
    Row(
        "people.annual_raise",
        API,
        &["scenario.months=13", "options.api.run={ engineer = 10 }", "people.annual_raise=10%"],
        Figure("api.last_month_cost", "3000", "3100"),
    ),
    Row(
        "people.hours_per_fte_month",
        API,
        &[r#"options.api.run={ engineer = "0.5 fte" }"#, "people.hours_per_fte_month=200"],
        Figure("api.month_1_cost", "10000", "12000"),
    ),
    Row(
        "people.rates",
        API,
        &["options.api.run={ engineer = 10 }", "people.rates.engineer=200"],
        Figure("api.month_1_cost", "3000", "4000"),
    ),
];

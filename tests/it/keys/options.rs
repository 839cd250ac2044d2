//! Keys that options of every kind take, and their sub-tables.

use super::check::Effect::{Echo, Figure, Says};
use super::check::Row;
use crate::cases::{API, FLEET};

const MANUAL: &str = r#"options.manual={ kind = "custom", costs = [{ name = "work", monthly = 100 }] }"#;
const EVALUATION: &str =
    "options.api.evaluation={ cases = 100, cost_per_case = 1, human_reviewed_cases = 10, cost_per_human_review = 5 }";
const EVERY: &str = r#"options.today.costs=[{ name = "x", amount = 100, every_months = 6 }]"#;

pub const ROWS: &[Row] = &[
    // A tuned model must be better by 10 % than what is simpler, and 2,000 is not better than 2,100 by that.
    Row(
        "option.kind",
        API,
        &["options.today.costs.0.monthly=2_100", "options.api.kind=fine-tuned"],
        Figure("recommended", "api", "today"),
    ),
    // A label is there to be shown.
    Row("option.label", API, &["options.api.label=Provider"], Echo("/options/0/label", "Provider")),
    Row("option.accuracy", API, &["options.api.accuracy=90%"], Figure("api.successes", "12000000", "10800000")),
    Row(
        "option.review_share",
        API,
        &["options.api.cost_per_review=1", "options.api.review_share=10%"],
        Figure("api.month_1_cost", "2000", "102000"),
    ),
    Row(
        "option.cost_per_review",
        API,
        &["options.api.review_share=10%", "options.api.cost_per_review=1"],
        Figure("api.month_1_cost", "2000", "102000"),
    ),
    Row("option.build", API, &["options.api.build={ engineer = 10 }"], Figure("api.build_cost", "0", "1000")),
    Row("option.run", API, &["options.api.run={ engineer = 10 }"], Figure("api.month_1_cost", "2000", "3000")),
    Row(
        "option.run_per_replica",
        FLEET,
        &["options.gpus.run_per_replica={ engineer = 1 }"],
        Figure("gpus.month_1_cost", "4000", "4200"),
    ),
    // Six months of the reference at 2,000, six of its own at 500.
    Row("option.launch_month", API, &["options.today.launch_month=7"], Figure("today.tco", "6000", "15000")),
    Row(
        "option.interim",
        API,
        &[MANUAL, "options.today.launch_month=7", "options.today.interim=manual"],
        Figure("today.tco", "15000", "3600"),
    ),
    Row(
        "option.retires",
        API,
        &["scenario.start=2026-01", "options.today.successor=api", "options.today.retires=2026-07"],
        Figure("today.tco", "6000", "15000"),
    ),
    Row(
        "option.successor",
        API,
        &[
            MANUAL,
            "scenario.start=2026-01",
            "options.today.retires=2026-07",
            "options.today.successor=api",
            "options.today.successor=manual",
        ],
        Figure("today.tco", "15000", "3600"),
    ),
    Row(
        "option.migration_cost",
        API,
        &[
            "scenario.start=2026-01",
            "options.today.retires=2026-07",
            "options.today.successor=api",
            "options.today.migration_cost=999",
        ],
        Figure("today.tco", "15000", "15999"),
    ),
    Row("option.token_factor", API, &["options.api.token_factor=2"], Figure("api.month_1_cost", "2000", "4000")),
    Row(
        "option.workloads",
        API,
        &["options.api.workloads={ w = { input_tokens = 2_000 } }"],
        Figure("api.month_1_cost", "2000", "3000"),
    ),
    Row(
        "option.evaluation",
        API,
        &["options.api.evaluation={ build_cost = 100 }"],
        Figure("api.build_cost", "0", "100"),
    ),
    Row(
        "option.costs",
        API,
        &[r#"options.api.costs=[{ name = "x", once = 100 }]"#],
        Figure("api.build_cost", "0", "100"),
    ),
    Row(
        "option-workload.input_tokens",
        API,
        &["options.api.workloads.w.input_tokens=500"],
        Figure("api.month_1_cost", "2000", "1500"),
    ),
    Row(
        "option-workload.output_tokens",
        API,
        &["options.api.workloads.w.output_tokens=50"],
        Figure("api.month_1_cost", "2000", "1500"),
    ),
    Row(
        "option-workload.cached_input_share",
        API,
        &["options.api.cached_input_per_mtok=0.5", "options.api.workloads.w.cached_input_share=50%"],
        Figure("api.month_1_cost", "2000", "1750"),
    ),
    Row(
        "option-workload.accuracy",
        API,
        &["options.api.workloads.w.accuracy=50%"],
        Figure("api.successes", "12000000", "6000000"),
    ),
    Row(
        "option-workload.batch_share",
        API,
        &["options.api.batch_discount=50%", "options.api.workloads.w.batch_share=50%"],
        Figure("api.month_1_cost", "2000", "1500"),
    ),
    // 100 cases at 1 and 10 reviews at 5: 150 a run.
    Row(
        "evaluation.cases",
        API,
        &[EVALUATION, "options.api.evaluation.cases=200"],
        Figure("api.month_1_cost", "2150", "2250"),
    ),
    Row(
        "evaluation.cost_per_case",
        API,
        &[EVALUATION, "options.api.evaluation.cost_per_case=2"],
        Figure("api.month_1_cost", "2150", "2250"),
    ),
    Row(
        "evaluation.human_reviewed_cases",
        API,
        &[EVALUATION, "options.api.evaluation.human_reviewed_cases=20"],
        Figure("api.month_1_cost", "2150", "2200"),
    ),
    Row(
        "evaluation.cost_per_human_review",
        API,
        &[EVALUATION, "options.api.evaluation.cost_per_human_review=10"],
        Figure("api.month_1_cost", "2150", "2200"),
    ),
    Row(
        "evaluation.runs_per_month",
        API,
        &[EVALUATION, "options.api.evaluation.runs_per_month=2"],
        Figure("api.month_1_cost", "2150", "2300"),
    ),
    Row(
        "evaluation.build_cost",
        API,
        &[EVALUATION, "options.api.evaluation.build_cost=9"],
        Figure("api.build_cost", "0", "9"),
    ),
    // The name of a line is there to be shown in the ledger.
    Row("cost-line.name", API, &["options.today.costs.0.name=toil"], Says("/ledger", "toil")),
    Row(
        "cost-line.category",
        API,
        &["options.today.costs.0.category=monitoring"],
        Figure("today.category.monitoring", "absent", "6000"),
    ),
    Row(
        "cost-line.once",
        API,
        &[r#"options.today.costs=[{ name = "x", once = 100 }]"#],
        Figure("today.build_cost", "0", "100"),
    ),
    Row("cost-line.monthly", API, &["options.today.costs.0.monthly=600"], Figure("today.tco", "6000", "7200")),
    Row(
        "cost-line.yearly",
        API,
        &[r#"options.today.costs=[{ name = "x", yearly = 100 }]"#],
        Figure("today.tco", "6000", "100"),
    ),
    Row(
        "cost-line.per_request",
        API,
        &[r#"options.today.costs=[{ name = "x", per_request = 0.001 }]"#],
        Figure("today.tco", "6000", "12000"),
    ),
    // 1,100 Mtok a month.
    Row(
        "cost-line.per_mtok",
        API,
        &[r#"options.today.costs=[{ name = "x", per_mtok = 1 }]"#],
        Figure("today.tco", "6000", "13200"),
    ),
    Row(
        "cost-line.per_seat",
        API,
        &["workloads.w.users=10", r#"options.today.costs=[{ name = "x", per_seat = 5 }]"#],
        Figure("today.tco", "6000", "600"),
    ),
    Row("cost-line.amount", API, &[EVERY, "options.today.costs.0.amount=300"], Figure("today.tco", "200", "600")),
    Row(
        "cost-line.every_months",
        API,
        &[EVERY, "options.today.costs.0.every_months=3"],
        Figure("today.tco", "200", "400"),
    ),
    Row("cost-line.from", API, &["options.today.costs.0.from=8"], Figure("today.tco", "6000", "2500")),
    Row("cost-line.until", API, &["options.today.costs.0.until=7"], Figure("today.tco", "6000", "3500")),
    Row(
        "cost-line.change_per_year",
        API,
        &["scenario.months=13", "options.today.costs.0.change_per_year=100%"],
        Figure("today.last_month_cost", "500", "1000"),
    ),
];

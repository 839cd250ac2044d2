//! Keys of a fleet of GPUs, rented, reserved or bought.

use super::check::Effect::{Figure, Refused};
use super::check::Row;
use crate::cases::{FLEET, OWNED, PHASES};

const DAY: &str = "workloads.w.hourly_profile=[1,1,1,1,1,1,1,1,1,1,1,1,3,3,3,3,3,3,3,3,3,3,3,3]";
/// 3,840.7 output tokens a second for 1,000 input and 1,000 output tokens: the formulas of docs/capacity.md in another
/// program. That is 0.26037 seconds of a replica for a request.
const ESTIMATED: &str = r#"options.gpus={ kind = "self-hosted", price_per_gpu_hour = 2, target_utilization = "100%", model = "llama-3.3-70b", gpu = "H100-SXM", gpus_per_replica = 2, precision = "fp8", engine = "tuned" }"#;
const MEASURED: &str = r#"options.gpus={ kind = "self-hosted", price_per_gpu_hour = 2, target_utilization = "100%", model = "llama-3.1-8b", gpu = "L40S", gpus_per_replica = 1, benchmark = "vllm.json" }"#;
const RESERVED: &str = "options.gpus.reserved={ gpus = 1, price_per_gpu_hour = 1 }";
const POWER: [&str; 2] = ["options.gpus.purchase.price_per_kwh=1", "options.gpus.purchase.watts_per_gpu=500"];

pub const ROWS: &[Row] = &[
    Row(
        "self-hosted.gpu",
        FLEET,
        // 1.57 is the median of nine providers: 0.80, 0.89, 1, 1.5484, 1.57, 1.61, 1.861, 2.25 and 3.50
        &[
            r#"options.gpus={ kind = "self-hosted", gpu = "L40S", tokens_per_second = 1_100, target_utilization = "100%" }"#,
        ],
        Figure("gpus.month_1_cost", "4000", "3140"),
    ),
    // 20 requests a second of 2,000 tokens, at 1,100 a second: 36.4 replicas. Then 5.2 of two GPUs.
    Row(
        "self-hosted.model",
        FLEET,
        &["workloads.w.output_tokens=1_000", "workloads.w.requests_per_month=72M", ESTIMATED],
        Figure("gpus.month_1_cost", "74000", "24000"),
    ),
    Row(
        "self-hosted.precision",
        FLEET,
        &[ESTIMATED, "options.gpus.precision=nvfp4"],
        Refused("no arithmetic for nvfp4"),
    ),
    // A stock engine has 0.65 of that: 8.01 replicas.
    Row(
        "self-hosted.engine",
        FLEET,
        &[
            "workloads.w.output_tokens=1_000",
            "workloads.w.requests_per_month=72M",
            ESTIMATED,
            "options.gpus.engine=stock",
        ],
        Figure("gpus.month_1_cost", "24000", "36000"),
    ),
    // A target that does not bind still leaves 0.80: 6.5 replicas.
    Row(
        "self-hosted.ttft_ms",
        FLEET,
        &[
            "workloads.w.output_tokens=1_000",
            "workloads.w.requests_per_month=72M",
            ESTIMATED,
            "options.gpus.ttft_ms=100_000",
        ],
        Figure("gpus.month_1_cost", "24000", "28000"),
    ),
    Row(
        "self-hosted.tpot_ms",
        FLEET,
        &[
            "workloads.w.output_tokens=1_000",
            "workloads.w.requests_per_month=72M",
            ESTIMATED,
            "options.gpus.tpot_ms=100_000",
        ],
        Figure("gpus.month_1_cost", "24000", "28000"),
    ),
    // 9 requests a second of 1,200 tokens at 1,100 a second: 9.8 replicas. The measured run served 5 a second: 1.8.
    Row(
        "self-hosted.benchmark",
        FLEET,
        &["workloads.w.output_tokens=200", "workloads.w.requests_per_month=32.4M", MEASURED],
        Figure("gpus.month_1_cost", "20000", "4000"),
    ),
    Row(
        "self-hosted.gpus_per_replica",
        FLEET,
        &["options.gpus.gpus_per_replica=8"],
        Figure("gpus.month_1_cost", "4000", "32000"),
    ),
    Row(
        "self-hosted.price_per_gpu_hour",
        FLEET,
        &["options.gpus.price_per_gpu_hour=3"],
        Figure("gpus.month_1_cost", "4000", "6000"),
    ),
    // One second a request becomes one and a half.
    Row(
        "self-hosted.prefill_tokens_per_second",
        PHASES,
        &["options.gpus.prefill_tokens_per_second=1_000"],
        Figure("gpus.month_1_cost", "4000", "6000"),
    ),
    Row(
        "self-hosted.decode_tokens_per_second",
        PHASES,
        &["options.gpus.decode_tokens_per_second=100"],
        Figure("gpus.month_1_cost", "4000", "6000"),
    ),
    Row(
        "self-hosted.tokens_per_second",
        FLEET,
        &["options.gpus.tokens_per_second=550"],
        Figure("gpus.month_1_cost", "4000", "8000"),
    ),
    Row(
        "self-hosted.target_utilization",
        FLEET,
        &["options.gpus.target_utilization=50%"],
        Figure("gpus.month_1_cost", "4000", "8000"),
    ),
    Row(
        "self-hosted.minimum_replicas",
        FLEET,
        &["options.gpus.minimum_replicas=5"],
        Figure("gpus.month_1_cost", "4000", "10000"),
    ),
    Row(
        "self-hosted.spare_replicas",
        FLEET,
        &["options.gpus.spare_replicas=1"],
        Figure("gpus.month_1_cost", "4000", "6000"),
    ),
    Row(
        "self-hosted.maximum_replicas",
        FLEET,
        &["options.gpus.maximum_replicas=1"],
        Figure("gpus.infeasible_months.count", "0", "12"),
    ),
    // Three replicas all day, or one by night and three by day.
    Row(
        "self-hosted.scaling",
        FLEET,
        &[DAY, "options.gpus.scaling=hourly"],
        Figure("gpus.month_1_cost", "6000", "4000"),
    ),
    // Twice the requests an hour for half of the hours.
    Row(
        "self-hosted.billed_hours_per_month",
        FLEET,
        &["options.gpus.billed_hours_per_month=500"],
        Figure("gpus.peak_replicas", "2", "4"),
    ),
    Row(
        "self-hosted.service_hours_per_month",
        FLEET,
        &["options.gpus.service_hours_per_month=500"],
        Figure("gpus.month_1_cost", "4000", "8000"),
    ),
    Row(
        "self-hosted.price_change_per_year",
        FLEET,
        &["scenario.months=13", "options.gpus.price_change_per_year=-50%"],
        Figure("gpus.last_month_cost", "4000", "2000"),
    ),
    Row("self-hosted.reserved", FLEET, &[RESERVED], Figure("gpus.month_1_cost", "4000", "3000")),
    Row(
        "self-hosted.purchase",
        OWNED,
        &["options.gpus.purchase={ price_per_gpu = 9_600 }"],
        Figure("gpus.build_cost", "9600", "19200"),
    ),
    Row(
        "reserved.gpus",
        FLEET,
        &[RESERVED, "options.gpus.reserved.gpus=2"],
        Figure("gpus.month_1_cost", "3000", "2000"),
    ),
    Row(
        "reserved.price_per_gpu_hour",
        FLEET,
        &[RESERVED, "options.gpus.reserved.price_per_gpu_hour=1.5"],
        Figure("gpus.month_1_cost", "3000", "3500"),
    ),
    Row(
        "purchase.price_per_gpu",
        OWNED,
        &["options.gpus.purchase.price_per_gpu=9_600"],
        Figure("gpus.build_cost", "9600", "19200"),
    ),
    Row(
        "purchase.other_hardware",
        OWNED,
        &["options.gpus.purchase.other_hardware=1_200"],
        Figure("gpus.build_cost", "9600", "12000"),
    ),
    // A quarter of the life is a quarter of 9,600; six months of life are two sets.
    Row("purchase.life_months", OWNED, &["options.gpus.purchase.life_months=6"], Figure("gpus.tco", "2400", "19200")),
    Row("purchase.residual", OWNED, &["options.gpus.purchase.residual=50%"], Figure("gpus.tco", "2400", "1200")),
    // Two GPUs of half a kilowatt for 1,000 hours.
    Row("purchase.watts_per_gpu", OWNED, &POWER, Figure("gpus.month_1_cost", "0", "1000")),
    Row(
        "purchase.pue",
        OWNED,
        &[POWER[0], POWER[1], "options.gpus.purchase.pue=1.2"],
        Figure("gpus.month_1_cost", "1000", "1200"),
    ),
    Row(
        "purchase.price_per_kwh",
        OWNED,
        &[POWER[0], POWER[1], "options.gpus.purchase.price_per_kwh=0.1"],
        Figure("gpus.month_1_cost", "1000", "100"),
    ),
    Row(
        "purchase.powered_hours_per_month",
        OWNED,
        &[POWER[0], POWER[1], "options.gpus.purchase.powered_hours_per_month=10"],
        Figure("gpus.month_1_cost", "1000", "10"),
    ),
    Row(
        "purchase.colocation_per_month",
        OWNED,
        &["options.gpus.purchase.colocation_per_month=100"],
        Figure("gpus.month_1_cost", "0", "200"),
    ),
    Row(
        "purchase.maintenance_per_year",
        OWNED,
        &["options.gpus.purchase.maintenance_per_year=12%"],
        Figure("gpus.month_1_cost", "0", "96"),
    ),
];

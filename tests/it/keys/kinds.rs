//! Keys that belong to one kind of option.

use super::check::Effect::{Figure, Nothing, Refused, Says};
use super::check::Row;
use crate::cases::{API, FLEET, HOSTED, OWNED, PHASES, PRODUCT, TUNED};

const LONG: &str = "options.api.long_prompt_over=500";
const DISCOUNTS: &str = r#"options.api.volume_discounts=[{ above = 1_000, discount = "10%" }]"#;
const DAY: &str = "workloads.w.hourly_profile=[1,1,1,1,1,1,1,1,1,1,1,1,3,3,3,3,3,3,3,3,3,3,3,3]";
const RESERVED: &str = "options.gpus.reserved={ gpus = 1, price_per_gpu_hour = 1 }";
const POWER: [&str; 2] = ["options.gpus.purchase.price_per_kwh=1", "options.gpus.purchase.watts_per_gpu=500"];
const TRAINING: &str =
    "options.tuned.training={ examples = 1_000, tokens_per_example = 1_000, price_per_mtok = 5, label_cost = 1 }";
const BY_GPU: &str = "options.tuned.training={ gpu_hours = 10, price_per_gpu_hour = 2 }";
const RETRAIN: &str = "options.tuned.training.retrain_every_months=6";
const SHARES: &str = r#"options.mix={ kind = "blend", shares = { api = "50%", today = "50%" } }"#;
const ROUTE: &str = r#"options.mix={ kind = "blend", route = { w = "api" } }"#;
const OVERFLOW: &str = r#"options.mix={ kind = "blend", overflow = { base = "gpus", replicas = 1, to = "api" } }"#;

pub const ROWS: &[Row] = &[
    Row("seats.seats", PRODUCT, &["options.product.seats=15"], Figure("product.month_1_cost", "200", "300")),
    Row(
        "seats.price_per_seat",
        PRODUCT,
        &["options.product.price_per_seat=30"],
        Figure("product.month_1_cost", "200", "300"),
    ),
    Row(
        "seats.minimum_seats",
        PRODUCT,
        &["options.product.minimum_seats=15"],
        Figure("product.month_1_cost", "200", "300"),
    ),
    Row("seats.seat_step", PRODUCT, &["options.product.seat_step=4"], Figure("product.month_1_cost", "200", "240")),
    Row("seats.billing", PRODUCT, &["options.product.billing=annual"], Figure("product.month_1_cost", "200", "2400")),
    Row(
        "seats.seat_growth_per_year",
        PRODUCT,
        &["scenario.months=13", "options.product.seat_growth_per_year=100%"],
        Figure("product.last_month_cost", "200", "400"),
    ),
    Row("seats.adoption", PRODUCT, &["options.product.adoption=50%"], Figure("product.idle_seats", "0", "5")),
    // 1,000 requests above none, then above 10 x 60.
    Row(
        "seats.included_requests_per_seat",
        PRODUCT,
        &["options.product.overage_per_request=1", "options.product.included_requests_per_seat=60"],
        Figure("product.month_1_cost", "1200", "600"),
    ),
    Row(
        "seats.overage_per_request",
        PRODUCT,
        &["options.product.included_requests_per_seat=60", "options.product.overage_per_request=1"],
        Figure("product.month_1_cost", "200", "600"),
    ),
    Row(
        "seats.price_change_per_year",
        PRODUCT,
        &["scenario.months=13", "options.product.price_change_per_year=100%"],
        Figure("product.last_month_cost", "200", "400"),
    ),
    // There is no catalog yet: a name cannot stand in for a price.
    Row(
        "api.model",
        API,
        &[r#"options.api={ kind = "api", model = "openai/gpt" }"#],
        Refused("the price of `openai/gpt` cannot be looked up"),
    ),
    Row("api.input_per_mtok", API, &["options.api.input_per_mtok=2"], Figure("api.month_1_cost", "2000", "3000")),
    Row(
        "api.cached_input_per_mtok",
        API,
        &["workloads.w.cached_input_share=50%", "options.api.cached_input_per_mtok=0.5"],
        Figure("api.month_1_cost", "2000", "1750"),
    ),
    Row(
        "api.cache_write_per_mtok",
        API,
        &["workloads.w.cache_write_share=50%", "options.api.cache_write_per_mtok=2"],
        Figure("api.month_1_cost", "2000", "2500"),
    ),
    Row("api.output_per_mtok", API, &["options.api.output_per_mtok=20"], Figure("api.month_1_cost", "2000", "3000")),
    Row(
        "api.batch_discount",
        API,
        &["workloads.w.batch_share=50%", "options.api.batch_discount=50%"],
        Figure("api.month_1_cost", "2000", "1500"),
    ),
    Row(
        "api.long_prompt_over",
        API,
        &[LONG, "options.api.long_input_per_mtok=3", "options.api.long_prompt_over=5_000"],
        Figure("api.month_1_cost", "4000", "2000"),
    ),
    Row(
        "api.long_input_per_mtok",
        API,
        &[LONG, "options.api.long_input_per_mtok=3"],
        Figure("api.month_1_cost", "2000", "4000"),
    ),
    Row(
        "api.long_output_per_mtok",
        API,
        &[LONG, "options.api.long_output_per_mtok=30"],
        Figure("api.month_1_cost", "2000", "4000"),
    ),
    Row("api.per_request", API, &["options.api.per_request=0.001"], Figure("api.month_1_cost", "2000", "3000")),
    Row(
        "api.price_change_per_year",
        API,
        &["scenario.months=13", "options.api.price_change_per_year=-30%"],
        Figure("api.last_month_cost", "2000", "1400"),
    ),
    Row("api.uplift", API, &["options.api.uplift=10%"], Figure("api.month_1_cost", "2000", "2200")),
    Row(
        "api.minimum_monthly_spend",
        API,
        &["options.api.minimum_monthly_spend=2_500"],
        Figure("api.month_1_cost", "2000", "2500"),
    ),
    // 10 % off the 1,000 above 1,000.
    Row("api.volume_discounts", API, &[DISCOUNTS], Figure("api.month_1_cost", "2000", "1900")),
    // 1 M / 730 / 60 = 22.8 requests and 25,114 tokens a minute.
    Row(
        "api.requests_per_minute",
        API,
        &["options.api.requests_per_minute=22"],
        Says("/warnings", "passes its `requests_per_minute` of 22 in month 1"),
    ),
    Row(
        "api.tokens_per_minute",
        API,
        &["options.api.tokens_per_minute=25_000"],
        Says("/warnings", "passes its `tokens_per_minute` of 25000 in month 1"),
    ),
    Row(
        "volume-discount.above",
        API,
        &[DISCOUNTS, "options.api.volume_discounts.0.above=500"],
        Figure("api.month_1_cost", "1900", "1850"),
    ),
    Row(
        "volume-discount.discount",
        API,
        &[DISCOUNTS, "options.api.volume_discounts.0.discount=20%"],
        Figure("api.month_1_cost", "1900", "1800"),
    ),
    Row(
        "self-hosted.gpu",
        FLEET,
        &[r#"options.gpus={ kind = "self-hosted", gpu = "L40S", tokens_per_second = 1_100 }"#],
        Refused("the price of the GPU cannot be looked up"),
    ),
    Row(
        "self-hosted.model",
        FLEET,
        &[r#"options.gpus={ kind = "self-hosted", model = "llama", price_per_gpu_hour = 2 }"#],
        Refused("the throughput cannot be estimated"),
    ),
    Row(
        "self-hosted.precision",
        FLEET,
        &["options.gpus.precision=fp8"],
        Nothing("it is for the memory fit and the throughput estimate, which need a catalog"),
    ),
    Row("self-hosted.benchmark", FLEET, &["options.gpus.benchmark=b.json"], Refused("cannot read benchmark files")),
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
    Row(
        "fine-tuned.hosting",
        HOSTED,
        &[
            r#"options.tuned.hosting={ price_per_gpu_hour = 3, tokens_per_second = 1_100, target_utilization = "100%" }"#,
        ],
        Figure("tuned.month_1_cost", "4000", "6000"),
    ),
    Row(
        "fine-tuned.hosting_per_hour",
        TUNED,
        &["options.tuned.hosting_per_hour=2"],
        Figure("tuned.month_1_cost", "200", "1660"),
    ),
    Row("fine-tuned.training", TUNED, &[TRAINING], Figure("tuned.build_cost", "0", "1005")),
    // 1,000 labels at 1, and a million tokens at 5.
    Row(
        "training.examples",
        TUNED,
        &[TRAINING, "options.tuned.training.examples=2_000"],
        Figure("tuned.build_cost", "1005", "2010"),
    ),
    Row(
        "training.tokens_per_example",
        TUNED,
        &[TRAINING, "options.tuned.training.tokens_per_example=2_000"],
        Figure("tuned.build_cost", "1005", "1010"),
    ),
    Row(
        "training.epochs",
        TUNED,
        &[TRAINING, "options.tuned.training.epochs=3"],
        Figure("tuned.build_cost", "1005", "1015"),
    ),
    Row(
        "training.experiments",
        TUNED,
        &[TRAINING, "options.tuned.training.experiments=3"],
        Figure("tuned.build_cost", "1005", "1015"),
    ),
    Row(
        "training.price_per_mtok",
        TUNED,
        &[TRAINING, "options.tuned.training.price_per_mtok=10"],
        Figure("tuned.build_cost", "1005", "1010"),
    ),
    Row(
        "training.gpu_hours",
        TUNED,
        &[BY_GPU, "options.tuned.training.gpu_hours=20"],
        Figure("tuned.build_cost", "20", "40"),
    ),
    Row(
        "training.price_per_gpu_hour",
        TUNED,
        &[BY_GPU, "options.tuned.training.price_per_gpu_hour=3"],
        Figure("tuned.build_cost", "20", "30"),
    ),
    Row(
        "training.label_cost",
        TUNED,
        &[TRAINING, "options.tuned.training.label_cost=2"],
        Figure("tuned.build_cost", "1005", "2005"),
    ),
    Row(
        "training.labels_per_example",
        TUNED,
        &[TRAINING, "options.tuned.training.labels_per_example=3"],
        Figure("tuned.build_cost", "1005", "3005"),
    ),
    Row(
        "training.rejection_rate",
        TUNED,
        &[TRAINING, "options.tuned.training.rejection_rate=20%"],
        Figure("tuned.build_cost", "1005", "1255"),
    ),
    Row(
        "training.cost_per_label_review",
        TUNED,
        &[TRAINING, "options.tuned.training.cost_per_label_review=0.5"],
        Figure("tuned.build_cost", "1005", "1505"),
    ),
    // Once more, in month 7.
    Row("training.retrain_every_months", TUNED, &[TRAINING, RETRAIN], Figure("tuned.tco", "3405", "4410")),
    Row(
        "training.relabel_share",
        TUNED,
        &[TRAINING, RETRAIN, "options.tuned.training.relabel_share=50%"],
        Figure("tuned.tco", "4410", "3910"),
    ),
    Row(
        "training.retrain_hours",
        TUNED,
        &[TRAINING, RETRAIN, "options.tuned.training.retrain_hours={ engineer = 1 }"],
        Figure("tuned.tco", "4410", "4510"),
    ),
    // Half or a quarter of 2,000 on the API, and the 500 that today's way costs in any case.
    Row(
        "blend.shares",
        API,
        &[SHARES, r#"options.mix.shares={ api = "25%", today = "75%" }"#],
        Figure("mix.month_1_cost", "1500", "1000"),
    ),
    Row(
        "blend.route",
        API,
        &[ROUTE, r#"options.mix.route={ w = "today" }"#],
        Figure("mix.month_1_cost", "2000", "500"),
    ),
    // One replica for 2,000 and half of the requests at 0.002; or both replicas and no excess.
    Row(
        "blend.overflow",
        FLEET,
        &[OVERFLOW, r#"options.mix.overflow={ base = "gpus", replicas = 2, to = "api" }"#],
        Figure("mix.month_1_cost", "9200", "4000"),
    ),
    Row(
        "overflow.base",
        FLEET,
        &[
            OVERFLOW,
            r#"options.dear={ kind = "self-hosted", price_per_gpu_hour = 4, tokens_per_second = 1_100, target_utilization = "100%" }"#,
            "options.mix.overflow.base=dear",
        ],
        Figure("mix.month_1_cost", "9200", "11200"),
    ),
    Row(
        "overflow.replicas",
        FLEET,
        &[OVERFLOW, "options.mix.overflow.replicas=2"],
        Figure("mix.month_1_cost", "9200", "4000"),
    ),
    Row(
        "overflow.to",
        FLEET,
        &[OVERFLOW, r#"options.free={ kind = "custom" }"#, "options.mix.overflow.to=free"],
        Figure("mix.month_1_cost", "9200", "2000"),
    ),
];

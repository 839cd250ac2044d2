//! Keys of seats, token prices and blends.

use super::check::Effect::{Figure, Says};
use super::check::Row;
use crate::cases::{API, FLEET, PRODUCT};

const LONG: &str = "options.api.long_prompt_over=500";
const DISCOUNTS: &str = r#"options.api.volume_discounts=[{ above = 1_000, discount = "10%" }]"#;
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
        // 1,000 Mtok at 0.10 and 100 Mtok at 0.50, the prices of 2026-11-21
        &[r#"options.api={ kind = "api", model = "openai/gpt-6-luna" }"#],
        Figure("api.month_1_cost", "2000", "150"),
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
        Says("/warnings", "passes its `tokens_per_minute` of 25,000 in month 1"),
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

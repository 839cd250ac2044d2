//! Whole units and ranges.

use super::check::{check, check_refused};
use crate::cases::{API, FLEET, PRODUCT};

/// The fleet of the case is two replicas, full to the brim.
#[test]
fn a_fleet_that_is_exactly_full_does_not_round_up() {
    check(FLEET, &[], "gpus.peak_replicas", "2");
    check(FLEET, &["workloads.w.requests_per_month=7_200_001"], "gpus.peak_replicas", "3");
    // 1,100 tokens at 1,650 a second are 2/3 of a second, and 3 x 3,600 of them an hour 7,200 seconds,
    // although 0.6667 x 10,800, rounded anywhere, is a little more
    let thirds = ["options.gpus.tokens_per_second=1_650", "workloads.w.requests_per_month=10_800_000"];
    check(FLEET, &thirds, "gpus.peak_replicas", "2");
    // 1,100 tokens at 3,300 are 1/3 of a second: 21,600 x 1/3
    let thirds = ["options.gpus.tokens_per_second=3_300", "workloads.w.requests_per_month=21_600_000"];
    check(FLEET, &thirds, "gpus.peak_replicas", "2");
}

#[test]
fn full_means_within_a_trillionth() {
    // 5e-13 of 7,200,000 is 0.0000036, 2e-12 of it 0.0000144
    check(FLEET, &["workloads.w.requests_per_month=7_200_000.0000036"], "gpus.peak_replicas", "2");
    check(FLEET, &["workloads.w.requests_per_month=7_200_000.0000144"], "gpus.peak_replicas", "3");
}

#[test]
fn no_demand_needs_the_minimum() {
    check(FLEET, &["workloads.w.requests_per_month=0"], "gpus.peak_replicas", "1");
    check(FLEET, &["workloads.w.requests_per_month=0", "options.gpus.minimum_replicas=0"], "gpus.peak_replicas", "0");
}

/// The middle of a range of whole things is rounded half up.
#[test]
fn counts_take_the_base_of_a_range_rounded() {
    check(FLEET, &["options.gpus.spare_replicas=1 to 2"], "gpus.peak_replicas", "3"); // 1.41 -> 1
    check(FLEET, &["options.gpus.spare_replicas=1 to 3"], "gpus.peak_replicas", "4"); // 1.73 -> 2
    let half = r#"options.gpus.spare_replicas={ dist = "uniform", low = 2, high = 3 }"#;
    check(FLEET, &[half], "gpus.peak_replicas", "5"); // 2.5 -> 3
    check(FLEET, &["options.gpus.gpus_per_replica=2 to 8"], "gpus.month_1_cost", "16000"); // 4 x 4,000
    check(PRODUCT, &["options.product.seats=8 to 18"], "product.month_1_cost", "240"); // 12 x 20
    check(PRODUCT, &["options.product.seats=10 to 11"], "product.month_1_cost", "200"); // 10.49 -> 10
    check_refused(PRODUCT, &["options.product.seats=12.5"], "`seats` counts whole things");
    check_refused(FLEET, &["options.gpus.spare_replicas=0.5"], "`spare_replicas` counts whole things");
}

#[test]
fn users_and_requests_are_not_rounded() {
    let users =
        "workloads={ w = { users = 10.5, requests_per_user_per_month = 1.5, input_tokens = 1, output_tokens = 1 } }";
    check(API, &[users], "api.requests", "189"); // 15.75 x 12
}

/// A million requests cost 2,000.
#[test]
fn the_base_of_a_positive_range_is_the_geometric_mean() {
    check(API, &["workloads.w.requests_per_month=1M to 4M"], "api.month_1_cost", "4000"); // sqrt(1 x 4) = 2 M
    check(API, &["workloads.w.requests_per_month=2M to 4.5M"], "api.month_1_cost", "6000"); // sqrt(9) = 3 M
    let lognormal = r#"workloads.w.requests_per_month={ dist = "lognormal", low = "1M", high = "4M" }"#;
    check(API, &[lognormal], "api.month_1_cost", "4000");
}

#[test]
fn other_ranges_take_their_median_and_triangles_their_mode() {
    // a range that does not start above 0 is normal: its middle is 10 %
    check(API, &["workloads.w.growth_per_month=-10% to 30%"], "api.cost.2", "2200");
    check(API, &["workloads.w.retry_rate=0% to 20%"], "api.month_1_cost", "2200");
    let uniform = r#"workloads.w.requests_per_month={ dist = "uniform", low = "1M", high = "4M" }"#;
    check(API, &[uniform], "api.month_1_cost", "5000"); // (1 + 4) / 2 = 2.5 M
    let triangular = r#"workloads.w.requests_per_month={ low = "1M", mode = "1.5M", high = "4M" }"#;
    check(API, &[triangular], "api.month_1_cost", "3000");
    let normal = r#"workloads.w.requests_per_month={ dist = "normal", mean = "3M", sd = "1M" }"#;
    check(API, &[normal], "api.month_1_cost", "6000");
}

#[test]
fn a_unit_after_a_range_holds_for_both_ends() {
    check(API, &["workloads.w.retry_rate=10 to 40%"], "api.month_1_cost", "2400"); // sqrt(0.1 x 0.4) = 20 %
    // sqrt(0.2 x 0.8) = 0.4 of 160 hours at 100
    check(API, &["options.api.run={ engineer = \"0.2 to 0.8 fte\" }"], "api.month_1_cost", "8400");
    // a magnitude is part of the number, not its unit: 300 to 500k would be a wide range
    check_refused(API, &["workloads.w.requests_per_month=1 to 4M"], "the magnitude is written on one end only");
}

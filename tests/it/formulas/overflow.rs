//! A fixed fleet and what exceeds it: 7,200 requests of a second each an hour, 0.002 each on the API.

use super::check::{check, check_refused};
use crate::cases::FLEET;

const DAY: &str = "workloads.w.hourly_profile=[1,1,1,1,1,1,1,1,1,1,1,1,3,3,3,3,3,3,3,3,3,3,3,3]";
const ONE: &str = r#"options.mix={ kind = "blend", overflow = { base = "gpus", replicas = 1, to = "api" } }"#;
const TWO: &str = "options.mix.overflow.replicas=2";

#[test]
fn the_fleet_keeps_what_fits() {
    check(FLEET, &[ONE], "mix.cost.1", "9200"); // 2,000 + 3.6 M x 0.002
    check(FLEET, &[ONE, TWO], "mix.cost.1", "4000"); // a full fleet sends nothing on
    check(FLEET, &[ONE, "options.mix.overflow.replicas=0"], "mix.cost.1", "14400");
    check(FLEET, &[ONE, "options.gpus.target_utilization=50%"], "mix.cost.1", "12800"); // 2,000 + 5.4 M x 0.002
    check(FLEET, &[ONE], "mix.requests", "86400000");
}

/// By night one of two replicas idles while by day 3,600 of 10,800 requests an hour leave.
#[test]
fn the_excess_leaves_hour_by_hour() {
    check(FLEET, &[ONE, TWO, DAY], "mix.cost.1", "7600"); // 4,000 + 1.8 M x 0.002
    check(FLEET, &[ONE, DAY], "mix.cost.1", "9200");
    check(FLEET, &[ONE, TWO, DAY], "mix.utilization", "0.75"); // 5.4 of 7.2 M seconds
    // the API bills what arrives there: half off the 600 above 3,000
    let tier = r#"options.api.volume_discounts=[{ above = 3_000, discount = "50%" }]"#;
    check(FLEET, &[ONE, TWO, DAY, tier], "mix.cost.1", "7300");
}

#[test]
fn the_bases_own_bounds_do_not_apply() {
    check(FLEET, &[ONE, "options.gpus.minimum_replicas=5"], "mix.cost.1", "9200");
    check(FLEET, &[ONE, "options.gpus.spare_replicas=2"], "mix.cost.1", "9200");
    check(FLEET, &[ONE, "options.mix.overflow.replicas=3", "options.gpus.maximum_replicas=1"], "mix.cost.1", "6000");
    check(FLEET, &[ONE, "options.gpus.maximum_replicas=1"], "mix.infeasible_months.count", "0");
    check(FLEET, &[ONE, DAY, "options.gpus.scaling=hourly"], "mix.cost.1", "9200");
}

/// Two workloads of 7,200 an hour each and a fleet for a quarter: three quarters of both leave.
#[test]
fn every_workload_leaves_in_proportion() {
    let second = "workloads.v={ requests_per_month = \"7.2M\", input_tokens = 1_000, output_tokens = 100 }";
    // 2,000 + 10.8 M x 0.002
    check(FLEET, &[ONE, second], "mix.cost.1", "23600");
    // the second at an accuracy of 0 on the API only: a quarter of 7.2 M right, twelve times, and all of the first
    let wrong = "options.api.workloads.v.accuracy=0";
    check(FLEET, &[ONE, second, wrong], "mix.successes", "108000000");
}

#[test]
fn accuracy_is_the_mean_over_requests() {
    check(FLEET, &[ONE, "options.gpus.accuracy=90%", "options.api.accuracy=50%"], "mix.successes", "60480000"); // 70 %
    check_refused(FLEET, &[ONE, "options.mix.accuracy=90%"], "a blend has no accuracy of its own");
    let swapped = r#"options.mix={ kind = "blend", overflow = { base = "api", replicas = 1, to = "gpus" } }"#;
    check_refused(FLEET, &[swapped], "`api` has no fleet that could overflow");
}

/// Two replicas of 4,800, bought, and the day's excess of 1.8 M on the API.
#[test]
fn a_bought_fleet_can_overflow_too() {
    let bought = r#"options.own={ kind = "self-hosted", tokens_per_second = 1_100, target_utilization = "100%", purchase = { price_per_gpu = 4_800 } }"#;
    let mix = r#"options.mix={ kind = "blend", overflow = { base = "own", replicas = 2, to = "api" } }"#;
    check(FLEET, &[bought, mix, DAY], "mix.build_cost", "9600");
    check(FLEET, &[bought, mix, DAY], "mix.cost.1", "3600");
}

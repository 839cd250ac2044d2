//! Break-even volumes: of two lines, and of a staircase and a line.

use super::check::check;
use crate::cases::{API, FLEET};

/// 3,000 a month and 0.0005 a request, where the API takes 0.002 a request.
const LINE: &str = r#"options.own={ kind = "custom", costs = [{ name = "a", monthly = 3_000 }, { name = "b", per_request = 0.0005 }] }"#;

/// 3,000 + 0.0005 n = 0.002 n at 2 M a month.
#[test]
fn two_lines_cross_once() {
    check(API, &[LINE], "break_even.run_rate.own.api.first", "2000000");
    check(API, &[LINE], "break_even.run_rate.own.api.stays_cheaper_from", "2000000");
    check(API, &[LINE], "break_even.run_rate.own.api.crossings.count", "1");
    check(API, &[LINE], "break_even.run_rate.api.own.first", "none"); // cheaper from the start
    check(API, &[LINE], "break_even.run_rate.own.today.first", "never"); // 500, whatever the volume
}

/// 36,000 once is 3,000 a month more over the twelve: 6,000 / 0.0015.
#[test]
fn the_horizon_counts_what_is_paid_once() {
    let build = "options.own.build={ engineer = 360 }";
    check(API, &[LINE, build], "break_even.horizon.own.api.first", "4000000");
    check(API, &[LINE, build], "break_even.run_rate.own.api.first", "2000000");
    // at an x of today's volume month 1 has x, month 2 twice as much: 6,000 = 0.0015 x 3 n
    let growth = ["workloads.w.growth_per_month=100%", "scenario.months=2"];
    check(API, &[LINE, growth[0], growth[1]], "break_even.run_rate.own.api.first", "2000000");
    check(API, &[LINE, growth[0], growth[1]], "break_even.horizon.own.api.first", "4000000/3");
}

#[test]
fn equal_marginal_costs_never_cross() {
    let dear = r#"options.own={ kind = "custom", costs = [{ name = "a", monthly = 3_000 }, { name = "b", per_request = 0.002 }] }"#;
    check(API, &[dear], "break_even.run_rate.own.api.first", "never");
    check(API, &[dear], "break_even.run_rate.own.api.crossings.count", "0");
    check(API, &[dear], "break_even.run_rate.own.api.stays_cheaper_from", "none");
    // the same at every volume: the two ends of a tie
    let same = r#"options.own={ kind = "custom", costs = [{ name = "b", per_request = 0.002 }] }"#;
    check(API, &[same], "break_even.run_rate.own.api.crossings.count", "2");
    check(API, &[same], "break_even.run_rate.own.api.first", "never");
}

/// A replica serves 3.6 M for 2,000. The API at 0.00075 takes 2,000 at 8/3 M and 2,700 at 3.6 M, where
/// the second replica makes 4,000; that is met at 16/3 M, 5,400 at 7.2 M, 6,000 at 8 M; and 8,100 at
/// 10.8 M is above the 8,000 of a fourth replica, as it is ever after.
#[test]
fn a_staircase_crosses_a_line_at_every_step_until_it_stays_below() {
    let api = ["options.api.input_per_mtok=0.25", "options.api.output_per_mtok=5"];
    let at = |place: usize| format!("break_even.run_rate.gpus.api.crossings.{place}");
    check(FLEET, &api, "break_even.run_rate.gpus.api.crossings.count", "5");
    check(FLEET, &api, &at(0), "8000000/3");
    check(FLEET, &api, &at(1), "3600000");
    check(FLEET, &api, &at(2), "16000000/3");
    check(FLEET, &api, &at(3), "7200000");
    check(FLEET, &api, &at(4), "8000000");
    check(FLEET, &api, "break_even.run_rate.gpus.api.first", "8000000/3");
    check(FLEET, &api, "break_even.run_rate.gpus.api.stays_cheaper_from", "8000000");
    check(FLEET, &api, "break_even.run_rate.api.gpus.first", "3600000");
    check(FLEET, &api, "break_even.run_rate.api.gpus.stays_cheaper_from", "none");
}

/// Two replicas serve 7.2 M and no more, so the comparison ends before the fourth crossing.
#[test]
fn a_comparison_ends_where_an_option_cannot_serve() {
    let api = ["options.api.input_per_mtok=0.25", "options.api.output_per_mtok=5", "options.gpus.maximum_replicas=2"];
    check(FLEET, &api, "break_even.run_rate.gpus.api.crossings.count", "3");
    check(FLEET, &api, "break_even.run_rate.gpus.api.stays_cheaper_from", "none");
}

/// Cumulative costs: 6,000 is made up by 1,500 a month after four.
#[test]
fn months_in_which_cumulative_costs_cross() {
    let own =
        r#"options.own={ kind = "custom", costs = [{ name = "a", monthly = 500 }, { name = "b", once = 6_000 }] }"#;
    check(API, &[own], "break_even.time.own.api.0", "4");
    check(API, &[own], "break_even.time.own.api.count", "1");
    check(API, &[own], "break_even.time.own.today.count", "0");
    // 9,000 more in month 6: 1,500 ahead after month 5, 6,000 behind after month 6
    let twice = r#"options.own={ kind = "custom", costs = [{ name = "a", monthly = 500 }, { name = "b", once = 6_000 }, { name = "c", once = 9_000, from = 6 }] }"#;
    check(API, &[twice], "break_even.time.own.api.count", "3");
    check(API, &[twice], "break_even.time.own.api.0", "4");
    check(API, &[twice], "break_even.time.own.api.1", "5.2"); // 1,500 of the 7,500 lost in month 6
    check(API, &[twice], "break_even.time.own.api.2", "10"); // four months later
}

#[test]
fn the_run_rate_leaves_out_what_is_paid_once() {
    let lines = r#"options.today.costs=[{ name = "a", once = 999 }, { name = "b", yearly = 120 }, { name = "c", monthly = 7 }]"#;
    check(API, &["options.today.launch_month=6", lines], "today.run_rate_cost", "17");
    check(API, &["options.api.price_change_per_year=-50%"], "api.run_rate_cost", "2000"); // month 1's price
    // the first month that has requests
    check(API, &["workloads.w.requests_per_month=[0, 500_000, 1_000_000]"], "api.run_rate_cost", "1000");
}

#[test]
fn a_fleet_with_a_maximum_ends_the_comparison_also_beyond_the_search() {
    // a replica serves 3.6 M requests; the API takes 7,200 for them. 400 replicas last to 200 times today.
    let most = "options.gpus.maximum_replicas=400";
    let dear = "options.gpus.price_per_gpu_hour=20"; // 20,000 a replica: never worth it
    check(FLEET, &[most, dear], "break_even.run_rate.api.gpus.stays_cheaper_from", "0");
    check(FLEET, &[most, dear], "break_even.run_rate.gpus.api.first", "never");
    // at 2,000 a replica the fleet wins where it serves, but it cannot serve every volume
    check(FLEET, &[most], "break_even.run_rate.gpus.api.stays_cheaper_from", "none");
    check(FLEET, &[most], "break_even.run_rate.api.gpus.stays_cheaper_from", "none");
}

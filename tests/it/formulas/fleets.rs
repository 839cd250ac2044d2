//! Rented fleets: 7,200 replica-seconds an hour are two full replicas, 4,000 a month.

use super::check::{check, check_refused};
use crate::cases::{API, FLEET, PHASES};

/// Half of the hours at half the mean, half at one and a half times: one replica, then three.
const DAY: &str = "workloads.w.hourly_profile=[1,1,1,1,1,1,1,1,1,1,1,1,3,3,3,3,3,3,3,3,3,3,3,3]";
const HOURLY: &str = "options.gpus.scaling=hourly";
const SPARE: &str = "options.gpus.spare_replicas=1";
const RESERVED: &str = "options.gpus.reserved={ gpus = 1, price_per_gpu_hour = 1 }";

#[test]
fn cached_input_costs_no_prefill() {
    // (500 + 100) / 600 = 1 second; 500 / 1,000 + 100 / 200 = 1 second
    let cached = "workloads.w.cached_input_share=50%";
    check(FLEET, &[cached, "options.gpus.tokens_per_second=600"], "gpus.peak_replicas", "2");
    check(FLEET, &[cached, "options.gpus.tokens_per_second=599"], "gpus.peak_replicas", "3");
    check(PHASES, &[cached, "options.gpus.prefill_tokens_per_second=1_000"], "gpus.peak_replicas", "2");
    check(PHASES, &[cached, "options.gpus.prefill_tokens_per_second=999"], "gpus.peak_replicas", "3");
    // written to a cache is still computed
    check(FLEET, &["workloads.w.cache_write_share=50%"], "gpus.peak_replicas", "2");
}

#[test]
fn gpu_seconds_count_this_options_tokens() {
    check(FLEET, &["options.gpus.token_factor=1.5"], "gpus.peak_replicas", "3");
    check(PHASES, &["options.gpus.token_factor=1.5"], "gpus.peak_replicas", "3");
    check(FLEET, &["options.gpus.workloads.w.input_tokens=1_550"], "gpus.peak_replicas", "3"); // 1,650 / 1,100
}

/// A peak of 2 is 4 replicas for an hour and 2 x 22/23, so two, for the 23 others.
#[test]
fn a_peak_is_one_hour_of_the_day() {
    let peak = "workloads.w.peak_to_average=2";
    check(FLEET, &[peak], "gpus.cost.1", "8000");
    check(FLEET, &[peak, HOURLY], "gpus.cost.1", "12500/3"); // (4 + 23 x 2) / 24 = 25/12 of 2,000
    // all of the day's requests in one hour: 48 replicas then, none in the others
    let all = ["workloads.w.peak_to_average=24", HOURLY];
    check(FLEET, &all, "gpus.peak_replicas", "48");
    check(FLEET, &[all[0], all[1], "options.gpus.minimum_replicas=0"], "gpus.cost.1", "4000");
    check(FLEET, &all, "gpus.cost.1", "71000/12"); // (48 + 23) / 24 of 2,000
    check_refused(FLEET, &["workloads.w.peak_to_average=24.1"], "at most 24");
    check_refused(FLEET, &["workloads.w.peak_to_average=0.9"], "at least 1");
}

#[test]
fn a_profile_is_weights_over_their_mean() {
    check(FLEET, &[DAY], "gpus.cost.1", "6000");
    check(FLEET, &[DAY, HOURLY], "gpus.cost.1", "4000");
    // Saturday has twice the mean of a week without Sunday: 2 x 1.5 x 2
    check(FLEET, &[DAY, "workloads.w.weekly_profile=[1,1,1,1,1,2,0]"], "gpus.peak_replicas", "6");
    check(FLEET, &["workloads.w.weekly_profile=[1,1,1,1,1,2,0]"], "gpus.peak_replicas", "4");
}

/// With 2 replicas' worth of demand each, two peaks of 2 that fall together need 8.
#[test]
fn peaks_without_a_profile_anywhere_fall_together() {
    let second =
        "workloads.v={ requests_per_month = \"7.2M\", input_tokens = 1_000, output_tokens = 100, peak_to_average = 2 }";
    check(FLEET, &[second, "workloads.w.peak_to_average=2"], "gpus.peak_replicas", "8");
    check(FLEET, &[second], "gpus.peak_replicas", "6"); // 2 + 4
}

/// A second workload with 12.5 times its mean at noon: 25 replicas then, 1 in every other hour.
#[test]
fn a_peak_falls_on_the_busiest_hour_of_the_profiles() {
    let second = "workloads.v={ requests_per_month = \"7.2M\", input_tokens = 1_000, output_tokens = 100, hourly_profile = [1,1,1,1,1,1,1,1,1,1,1,1,25,1,1,1,1,1,1,1,1,1,1,1] }";
    check(FLEET, &[second, "workloads.w.peak_to_average=2"], "gpus.peak_replicas", "29"); // at another hour 27
    check(FLEET, &[second], "gpus.peak_replicas", "27");
    // on Saturday there are 50 at noon, and the peak is at noon of every day
    let week = "workloads.v.weekly_profile=[1,1,1,1,1,2,0]";
    check(FLEET, &[second, week, "workloads.w.peak_to_average=2"], "gpus.peak_replicas", "54");
    // the peak's noon, Monday to Friday, is 4 + 25; the 23 others 2 x 22/23 + 1, so three. Saturday 54,
    // or 2 x 22/23 + 2, so four; Sunday 4 or two: 5 x (29 + 69) + (54 + 92) + (4 + 46) = 686 of 168 hours
    let hourly = [second, week, "workloads.w.peak_to_average=2", HOURLY];
    check(FLEET, &hourly, "gpus.cost.1", "24500/3"); // 686 / 168 x 2,000 = 49/12 x 2,000
}

/// `w` has all of its requests in one hour; `v` is served with it, `x` elsewhere, and both `v` and
/// `x` say which hour is the busiest: 3 or 5, counted from 0.
#[test]
fn the_busiest_hour_is_that_of_all_profiles_in_that_month() {
    let workload = |name: &str, requests: &str, third: u32, fifth: u32| {
        format!(
            "workloads.{name}={{ requests_per_month = {requests}, input_tokens = 1_000, output_tokens = 100, hourly_profile = [0,0,0,{third},0,{fifth},0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0] }}"
        )
    };
    let route = [
        r#"options.free={ kind = "custom" }"#,
        r#"options.mix={ kind = "blend", route = { w = "gpus", v = "gpus", x = "free" } }"#,
        "workloads.w.peak_to_average=24",
    ];
    let peak = |v: &str, x: &str, metric: &str, by_hand: &str| {
        check(FLEET, &[v, x, route[0], route[1], route[2]], metric, by_hand);
    };
    // 13 + 11 at either hour, so the first: 48 of `w` and 26 of `v`, where hour 5 would give 48 + 22
    let (v, x) = (workload("v", "7_200_000", 13, 11), workload("x", "7_200_000", 11, 13));
    peak(&v, &x, "mix.peak_replicas", "74");
    // in month 1 `v` has ten times the requests of `x`, in month 2 a tenth: 48 + 48, then 48 beside 4.8
    let (v, x) = (workload("v", "[7_200_000, 720_000]", 1, 0), workload("x", "[720_000, 7_200_000]", 0, 1));
    peak(&v, &x, "mix.cost.1", "192000");
    peak(&v, &x, "mix.cost.2", "96000");
}

#[test]
fn spares_and_the_minimum_run_in_every_hour() {
    check(FLEET, &[SPARE], "gpus.peak_replicas", "3");
    check(FLEET, &[DAY, HOURLY, SPARE], "gpus.cost.1", "6000"); // (2 + 4) / 2 = 3
    check(FLEET, &[DAY, HOURLY, "options.gpus.minimum_replicas=2"], "gpus.cost.1", "5000"); // (2 + 3) / 2
    check(FLEET, &[SPARE, "options.gpus.minimum_replicas=3"], "gpus.peak_replicas", "4");
}

/// A maximum of 3 with a spare serves 2 x 3,600 seconds an hour.
#[test]
fn the_maximum_includes_spares() {
    let fleet = ["options.gpus.maximum_replicas=3", SPARE];
    check(FLEET, &fleet, "gpus.infeasible_months.count", "0");
    let more = [fleet[0], fleet[1], "workloads.w.requests_per_month=10_800_000"];
    check(FLEET, &more, "gpus.infeasible_months.count", "12");
    check(FLEET, &more, "gpus.peak_replicas", "3");
    check(FLEET, &more, "gpus.cost.1", "6000");
    check(FLEET, &more, "gpus.requests", "86400000"); // 7.2 of 10.8 M, twelve times
    check_refused(FLEET, &["options.gpus.maximum_replicas=1", SPARE], "`maximum_replicas` is below");
}

#[test]
fn what_an_infeasible_month_does_not_serve_is_in_no_count() {
    let fleet = ["options.gpus.maximum_replicas=2", "workloads.w.requests_per_month=10_800_000"];
    let changed = |more: &[&'static str]| [&fleet[..], more].concat();
    check(FLEET, &changed(&["workloads.w.value_per_success=0.001"]), "gpus.value.1", "7200");
    let half_right = ["workloads.w.cost_per_failure=0.001", "options.gpus.accuracy=50%"];
    check(FLEET, &changed(&half_right), "gpus.value.1", "-3600");
    let line = r#"options.gpus.costs=[{ name = "x", per_request = 0.001 }]"#;
    check(FLEET, &changed(&[line]), "gpus.cost.1", "11200"); // 4,000 + 7.2 M x 0.001
    let reviews = ["options.gpus.review_share=10%", "options.gpus.cost_per_review=0.01"];
    check(FLEET, &changed(&reviews), "gpus.cost.1", "11200");
    // never the cheapest, although it is
    check(FLEET, &fleet, "cheapest", "api");
    check(FLEET, &fleet, "recommended", "api");
    check(FLEET, &[fleet[1]], "cheapest", "gpus");
}

/// In the busy half of the day 10,800 requests an hour meet 7,200; in the other half all are served.
#[test]
fn only_the_hours_above_the_maximum_lose_requests() {
    let fleet = ["options.gpus.maximum_replicas=2", DAY];
    check(FLEET, &fleet, "gpus.requests", "64800000"); // (3,600 + 7,200) / 2 x 1,000 h x 12
    // months 1 and 2 fit exactly, the third does not
    let list = "workloads.w.requests_per_month=[\"3.6M\", \"7.2M\", \"7.3M\"]";
    check(FLEET, &[fleet[0], list], "gpus.infeasible_months.count", "10");
    check(FLEET, &[fleet[0], list], "gpus.infeasible_months.0", "3");
}

/// Two equal workloads on a fleet for one: half of each is served.
#[test]
fn every_workload_loses_in_proportion() {
    let second = "workloads.v={ requests_per_month = \"7.2M\", input_tokens = 1_000, output_tokens = 100, value_per_success = 1 }";
    check(FLEET, &[second, "options.gpus.maximum_replicas=2"], "gpus.value.1", "3600000");
    // 7.2 M x 1 s and 7.2 M x 2 s ask for 21.6 M seconds: a third of each workload's requests is served
    let longer = "workloads.v.output_tokens=1_200";
    check(FLEET, &[second, longer, "options.gpus.maximum_replicas=2"], "gpus.value.1", "2400000");
}

#[test]
fn people_who_come_with_replicas_count_the_mean_fleet() {
    let team = "options.gpus.run_per_replica={ engineer = 1 }";
    check(FLEET, &[team], "gpus.category.people", "2400");
    check(FLEET, &[team, DAY], "gpus.category.people", "3600");
    check(FLEET, &[team, DAY, HOURLY], "gpus.category.people", "2400");
    check(FLEET, &[team, DAY, HOURLY, SPARE], "gpus.category.people", "3600");
}

#[test]
fn utilization_is_busy_over_paid() {
    check(FLEET, &[], "gpus.utilization", "1");
    check(FLEET, &[SPARE], "gpus.utilization", "2/3");
    check(FLEET, &["options.gpus.target_utilization=70%"], "gpus.utilization", "2/3"); // 7,200 / 2,520 needs three
    check(FLEET, &[DAY], "gpus.utilization", "2/3");
    check(FLEET, &[DAY, HOURLY], "gpus.utilization", "1");
    check(FLEET, &["options.gpus.maximum_replicas=1"], "gpus.utilization", "1"); // only what is served is work
    // paid are 3 x 500 hours on demand and 1,000 reserved
    check(FLEET, &[RESERVED, "options.gpus.billed_hours_per_month=500"], "gpus.utilization", "0.8");
    // half of the months that it serves are half full
    let list = "workloads.w.requests_per_month=[\"3.6M\", \"7.2M\"]";
    check(FLEET, &[list, "scenario.months=2", "options.gpus.minimum_replicas=2"], "gpus.utilization", "0.75");
}

/// Hours that are not paid for serve nobody: 7.2 M requests in 500 hours need twice the fleet.
#[test]
fn requests_arrive_in_the_hours_of_service() {
    check(FLEET, &["options.gpus.billed_hours_per_month=500"], "gpus.cost.1", "4000"); // 4 x 500 x 2
    check(FLEET, &["options.gpus.service_hours_per_month=500"], "gpus.cost.1", "8000"); // 4 x 1,000 x 2
    check(FLEET, &["options.gpus.service_hours_per_month=500"], "gpus.utilization", "0.5");
    let both = ["options.gpus.billed_hours_per_month=500", "options.gpus.service_hours_per_month=250"];
    check(FLEET, &both, "gpus.cost.1", "8000"); // 8 x 500 x 2
    let more = ["options.gpus.billed_hours_per_month=500", "options.gpus.service_hours_per_month=501"];
    check_refused(FLEET, &more, "more than the billed hours");
    check_refused(FLEET, &["options.gpus.service_hours_per_month=1_001"], "more than the billed hours");
}

/// Of 7,200 seconds an hour three quarters need two replicas and a quarter one.
#[test]
fn the_peak_of_a_blend_is_its_largest_fleet() {
    let second = r#"options.more={ kind = "self-hosted", price_per_gpu_hour = 2, tokens_per_second = 1_100, target_utilization = "100%" }"#;
    let mix = r#"options.mix={ kind = "blend", shares = { gpus = "75%", more = "25%" } }"#;
    check(FLEET, &[second, mix], "mix.peak_replicas", "2");
    check(FLEET, &[second, mix], "mix.cost.1", "6000");
    check(API, &[], "api.peak_replicas", "none");
}

#[test]
fn reserved_gpus_are_paid_always() {
    check(FLEET, &[RESERVED], "gpus.cost.1", "3000"); // 1,000 and one more at 2
    check(FLEET, &[RESERVED, "options.gpus.reserved.gpus=2"], "gpus.cost.1", "2000");
    check(FLEET, &[RESERVED, "options.gpus.reserved.gpus=5"], "gpus.cost.1", "5000");
    // GPUs, not replicas: 16 - 10 on demand
    let gpus = [RESERVED, "options.gpus.gpus_per_replica=8", "options.gpus.reserved.gpus=10"];
    check(FLEET, &gpus, "gpus.cost.1", "22000");
    // paid for 1,000 hours, whatever is billed: 1,000 + 3 x 500 x 2
    check(FLEET, &[RESERVED, "options.gpus.billed_hours_per_month=500"], "gpus.cost.1", "4000");
}

#[test]
fn what_exceeds_the_reserved_is_on_demand_hour_by_hour() {
    let two = [RESERVED, "options.gpus.reserved.gpus=2", DAY];
    check(FLEET, &two, "gpus.cost.1", "4000"); // 2,000 and a third replica all day
    check(FLEET, &[two[0], two[1], two[2], HOURLY], "gpus.cost.1", "3000"); // 2,000 and a third for half of it
    // 1.1 times the price in month 7, on demand only: 1,000 + 2,200
    check(FLEET, &[RESERVED, "options.gpus.price_change_per_year=21%"], "gpus.cost.7", "3200");
    check(FLEET, &[RESERVED, "options.gpus.reserved.gpus=4"], "gpus.utilization", "0.5");
}

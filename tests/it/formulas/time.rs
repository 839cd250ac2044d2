//! Prices, rates and volumes through the months.
//!
//! The yearly rates are such that a month in between has a plain factor: 1.21^(6/12) = 1.1,
//! 1.331^(4/12) = 1.1.

use super::check::check;
use crate::cases::API;

#[test]
fn a_price_drifts_by_twelfths_of_its_yearly_change() {
    let drift = ["scenario.months=13", "options.api.price_change_per_year=21%"];
    check(API, &drift, "api.cost.1", "2000");
    check(API, &drift, "api.cost.7", "2200");
    check(API, &drift, "api.cost.13", "2420");
    check(API, &["options.api.price_change_per_year=33.1%"], "api.cost.5", "2200");
    check(API, &["scenario.months=25", "options.api.price_change_per_year=-50%"], "api.cost.25", "500");
}

/// Seven months in, the price has drifted for six, whoever served until then.
#[test]
fn a_late_launch_finds_the_price_drifted() {
    let late = ["options.api.price_change_per_year=21%", "options.api.launch_month=7", "options.api.interim=today"];
    check(API, &late, "api.cost.6", "500");
    check(API, &late, "api.cost.7", "2200");
}

#[test]
fn a_raise_steps_in_month_13_and_25() {
    let team = ["scenario.months=25", "options.today.costs=[]", "options.today.run={ engineer = 10 }"];
    let raise = [team[0], team[1], team[2], "people.annual_raise=10%"];
    check(API, &raise, "today.cost.12", "1000");
    check(API, &raise, "today.cost.13", "1100");
    check(API, &raise, "today.cost.24", "1100");
    check(API, &raise, "today.cost.25", "1210");
}

/// What is paid before launch is paid at month 1's price, however late the launch.
#[test]
fn before_launch_prices_are_those_of_month_1() {
    let once = r#"options.today.costs=[{ name = "x", once = 1_000, change_per_year = "100%" }]"#;
    check(API, &[once, "options.today.launch_month=12"], "today.build_cost", "1000");
    let build = ["scenario.months=25", "people.annual_raise=10%", "options.today.build={ engineer = 10 }"];
    check(API, &[build[0], build[1], build[2], "options.today.launch_month=25"], "today.build_cost", "1000");
    let rate = r#"people.rates.engineer={ "2026-01" = 100, "2026-03" = 50 }"#;
    let late =
        ["scenario.start=2026-01", rate, "options.today.launch_month=3", "options.today.build={ engineer = 10 }"];
    check(API, &late, "today.build_cost", "1000");
    let later = r#"options.today.costs=[{ name = "x", once = 1_000, from = 7, change_per_year = "21%" }]"#;
    check(API, &[later], "today.cost.7", "1100");
}

#[test]
fn a_price_by_month_steps_and_does_not_drift() {
    let steps = r#"options.api.input_per_mtok={ "2026-01" = 1, "2026-04" = 2 }"#;
    let output = r#"options.api.output_per_mtok={ "2026-01" = 10 }"#;
    let sets = ["scenario.start=2026-01", "options.api.price_change_per_year=-50%", steps, output];
    check(API, &sets, "api.cost.3", "2000");
    check(API, &sets, "api.cost.4", "3000");
    check(API, &sets, "api.cost.12", "3000");
    let line = r#"options.today.costs=[{ name = "x", monthly = { "2026-01" = 500 }, change_per_year = "100%" }]"#;
    check(API, &["scenario.start=2026-01", line], "today.cost.12", "500");
}

/// Month 1 takes the latest price that has begun.
#[test]
fn earlier_steps_are_over_in_month_1() {
    let steps = r#"options.api.input_per_mtok={ "2025-06" = 7, "2025-12" = 3, "2026-02" = 1 }"#;
    check(API, &["scenario.start=2026-01", steps], "api.cost.1", "4000"); // 3,000 + 1,000
    check(API, &["scenario.start=2026-01", steps], "api.cost.2", "2000");
}

#[test]
fn a_ramp_is_at_from_in_month_1_and_at_to_in_its_last() {
    // ten steps of 100,000 requests, 200 each, on top of 200,000 requests
    let ramp = "workloads.w.requests_per_month={ from = 200_000, to = 1_200_000, over_months = 11 }";
    check(API, &[ramp], "api.cost.1", "400");
    check(API, &[ramp], "api.cost.4", "1000");
    check(API, &[ramp], "api.cost.11", "2400");
    check(API, &[ramp], "api.cost.12", "2400");
    let at_once = "workloads.w.requests_per_month={ from = 0, to = 1_000_000, over_months = 1 }";
    check(API, &[at_once], "api.cost.1", "2000");
    let down = "workloads.w.requests_per_month={ from = 1_000_000, to = 0, over_months = 3 }";
    check(API, &[down], "api.cost.2", "1000");
}

/// Quarters along: 3/16 - 2/64 = 0.15625, 3/4 - 2/8 = 0.5, 27/16 - 54/64 = 0.84375.
#[test]
fn an_s_curve_is_slow_at_both_ends() {
    let curve = r#"workloads.w.requests_per_month={ from = 0, to = 1_000_000, over_months = 5, shape = "s-curve" }"#;
    check(API, &[curve], "api.cost.1", "0");
    check(API, &[curve], "api.cost.2", "312.5");
    check(API, &[curve], "api.cost.3", "1000");
    check(API, &[curve], "api.cost.4", "1687.5");
    check(API, &[curve], "api.cost.5", "2000");
}

#[test]
fn the_last_of_a_list_holds() {
    let list = "workloads.w.requests_per_month=[1_000_000, 2_000_000, 3_000_000]";
    check(API, &[list], "api.cost.2", "4000");
    check(API, &[list], "api.cost.12", "6000");
}

#[test]
fn growth_and_seasons_multiply_lists_and_ramps() {
    let list = "workloads.w.requests_per_month=[1_000_000, 2_000_000]";
    check(API, &[list, "workloads.w.growth_per_month=10%"], "api.cost.1", "2000");
    check(API, &[list, "workloads.w.growth_per_month=10%"], "api.cost.3", "4840"); // 4,000 x 1.21
    check(API, &["workloads.w.growth_per_year=21%"], "api.cost.7", "2200");
    let ramp = "workloads.w.requests_per_month={ from = 0, to = 1_000_000, over_months = 3 }";
    let seasons = "workloads.w.seasonality=[1,0.5,1,1,1,1,1,1,1,1,1,2]";
    check(API, &[ramp, seasons], "api.cost.2", "500"); // half the way, half the season
    check(API, &[ramp, seasons, "workloads.w.growth_per_month=10%"], "api.cost.2", "550");
}

/// Without a start the list begins in month 1; with one in January.
#[test]
fn seasons_follow_the_calendar_when_there_is_one() {
    let seasons = "workloads.w.seasonality=[3,1,1,1,1,1,1,1,1,1,1,2]";
    check(API, &["scenario.months=13", seasons], "api.cost.13", "6000");
    check(API, &["scenario.start=2026-12", seasons], "api.cost.1", "4000");
    check(API, &["scenario.start=2026-12", seasons], "api.cost.2", "6000");
}

/// A month's costs are discounted from its end, what is paid before launch not at all.
#[test]
fn flows_fall_at_the_end_of_their_month() {
    let at = |when: &str| format!(r#"options.today.costs=[{{ name = "x", once = 1_210{when} }}]"#);
    let rate = "scenario.discount_rate=21%";
    check(API, &[&at(""), rate], "today.present_value", "1210");
    check(API, &[&at(", from = 6"), rate], "today.present_value", "1100"); // 1,210 / 1.21^(6/12)
    check(API, &[&at(", from = 12"), rate], "today.present_value", "1000");
}

//! The figures of the summary.

use super::check::check;
use crate::cases::API;

/// 500 a month instead of the API's 2,000: 1,500 saved a month.
fn saver(once: &str) -> String {
    format!(
        r#"options.own={{ kind = "custom", costs = [{{ name = "a", monthly = 500 }}, {{ name = "b", once = {once} }}] }}"#
    )
}

/// 10 % a month: 1.1^12 - 1.
const TEN_PERCENT: &str = "scenario.discount_rate=213.8428376721%";

#[test]
fn cost_per_success_leaves_failures_out() {
    check(API, &["options.api.accuracy=80%"], "api.cost_per_success", "0.0025"); // 24,000 / 9.6 M
    check(API, &["options.api.accuracy=80%"], "api.cost_per_request", "0.002");
    check(API, &["options.api.accuracy=0"], "api.cost_per_success", "none");
}

/// 13,200 Mtok a year by the workload's own count.
#[test]
fn cost_per_mtok_counts_the_stated_tokens() {
    check(API, &[], "api.cost_per_mtok", "20/11"); // 24,000 / 13,200
    check(API, &["options.api.token_factor=2"], "api.cost_per_mtok", "40/11");
    check(API, &["workloads.w.retry_rate=10%"], "api.cost_per_mtok", "2");
    check(API, &["options.api.workloads.w.input_tokens=0"], "api.cost_per_mtok", "10/11"); // 12,000 / 13,200
}

#[test]
fn savings_and_value_are_sums_without_discount() {
    check(API, &[TEN_PERCENT], "today.savings", "18000");
    check(API, &[TEN_PERCENT], "api.savings", "0");
    let value =
        ["workloads.w.value_per_success=0.005", "workloads.w.cost_per_failure=0.01", "options.api.accuracy=80%"];
    check(API, &value, "api.value", "24000"); // 12 x (800,000 x 0.005 - 200,000 x 0.01)
    check(API, &value, "api.net_value", "0");
    check(API, &value, "today.net_value", "54000"); // 60,000 - 6,000
    check(API, &value, "today.return_on_cost", "9");
    check(API, &value, "best_value", "today");
}

/// 2,100 today are 1,210 at the end of each of two months: 1,100 + 1,000.
#[test]
fn the_equivalent_monthly_cost_is_an_annuity() {
    let once = r#"options.today.costs=[{ name = "x", once = 2_100 }]"#;
    check(API, &["scenario.months=2", TEN_PERCENT, once], "today.equivalent_monthly_cost", "1210");
    check(API, &["scenario.months=2", once], "today.equivalent_monthly_cost", "1050");
    check(API, &[TEN_PERCENT], "today.equivalent_monthly_cost", "500");
}

#[test]
fn payback_is_linear_inside_a_month() {
    check(API, &[&saver("6_000")], "own.payback_months", "4");
    check(API, &[&saver("6_750")], "own.payback_months", "4.5");
    check(API, &[&saver("18_000")], "own.payback_months", "12");
    check(API, &[&saver("18_001")], "own.payback_months", "never");
    check(API, &[&saver("0")], "own.payback_months", "0");
    check(API, &[&saver("6_000")], "own.roi", "2"); // (18,000 - 6,000) / 6,000
    check(API, &[&saver("0")], "own.roi", "none");
    check(API, &[&saver("6_000")], "api.payback_months", "none"); // the reference has none
}

/// 1,500 saved a month on 10 % a month are 15,000/11 and 150,000/121.
#[test]
fn discounted_figures_discount_each_month() {
    let sets = |once| ["scenario.months=2".to_owned(), TEN_PERCENT.to_owned(), saver(once)];
    let check = |once, metric, by_hand| {
        let sets = sets(once);
        check(API, &[&sets[0], &sets[1], &sets[2]], metric, by_hand);
    };
    check("2_000", "own.npv", "73000/121"); // (165,000 + 150,000) / 121 - 2,000
    // 165,000/121 after a month; the 77,000/121 still owed are 77/150 of the second
    check("2_000", "own.discounted_payback_months", "227/150");
    check("2_000", "own.payback_months", "4/3");
    check("2_700", "own.discounted_payback_months", "never");
}

/// 2,100 and then 1,210 saved in each of two months are 10 % a month.
#[test]
fn the_internal_rate_is_compounded_over_twelve_months() {
    let own =
        r#"options.own={ kind = "custom", costs = [{ name = "a", monthly = 790 }, { name = "b", once = 2_100 }] }"#;
    check(API, &["scenario.months=2", own], "own.irr", "2.138428376721");
    check(API, &["scenario.months=2", own], "api.irr", "none");
}

//! The bill of an API: 1,000 for the input and 1,000 for the output of a million requests.

use super::check::check;
use crate::cases::{API, FLEET};

const BATCH: [&str; 2] = ["options.api.batch_discount=50%", "workloads.w.batch_share=50%"];
const UPLIFT: &str = "options.api.uplift=10%";
const TIERS: &str =
    r#"options.api.volume_discounts=[{ above = 1_000, discount = "10%" }, { above = 1_500, discount = "20%" }]"#;
const REQUESTS: &str = "options.api.per_request=0.001";

/// 2,000 - 25 % = 1,500; + 10 % = 1,650; - 10 % of 500 - 20 % of 150 = 1,570; + 1,000 = 2,570.
#[test]
fn discounts_surcharges_and_minimum_apply_in_this_order() {
    let all = [BATCH[0], BATCH[1], UPLIFT, TIERS, REQUESTS];
    check(API, &all[..2], "api.cost.1", "1500");
    check(API, &all[..3], "api.cost.1", "1650");
    check(API, &all[..4], "api.cost.1", "1570");
    check(API, &all, "api.cost.1", "2570");
    let with_minimum = |minimum| [&all[..], &[minimum]].concat();
    check(API, &with_minimum("options.api.minimum_monthly_spend=3_000"), "api.cost.1", "3000");
    check(API, &with_minimum("options.api.minimum_monthly_spend=2_500"), "api.cost.1", "2570");
}

/// In month 7 a price that rises by 21 % a year is 1.1 times as high.
#[test]
fn drift_comes_before_the_discounts_and_leaves_the_minimum() {
    let drift = "options.api.price_change_per_year=21%";
    // 2,000 x 1.1 = 2,200; - 10 % of 500 - 20 % of 700
    check(API, &[TIERS, drift], "api.cost.7", "2010");
    // 2,000 x 1.1 x 1.1 + 1,000 x 1.1: the price of a request drifts, without the surcharge
    check(API, &[UPLIFT, REQUESTS, drift], "api.cost.7", "3520");
    check(API, &["options.api.minimum_monthly_spend=5_000", drift], "api.cost.7", "5000");
}

#[test]
fn a_volume_discount_is_for_the_slice_above() {
    let tier = |above: &str| format!(r#"options.api.volume_discounts=[{{ above = {above}, discount = "10%" }}]"#);
    check(API, &[&tier("2_000")], "api.cost.1", "2000"); // exactly reached: the slice is empty
    check(API, &[&tier("1_999")], "api.cost.1", "1999.9");
    check(API, &[&tier("0")], "api.cost.1", "1800");
    let lower_above =
        r#"options.api.volume_discounts=[{ above = 1_000, discount = "20%" }, { above = 1_500, discount = "0%" }]"#;
    check(API, &[lower_above], "api.cost.1", "1900"); // 20 % of 500; the rate reached last holds above
}

/// Two workloads of 2,000 each make one bill of 4,000.
#[test]
fn volume_discounts_hold_for_the_bill_of_all_workloads() {
    let second = "workloads.v={ requests_per_month = 1_000_000, input_tokens = 1_000, output_tokens = 100 }";
    let tier = r#"options.api.volume_discounts=[{ above = 3_000, discount = "10%" }]"#;
    check(API, &[second, tier], "api.cost.1", "3900");
}

#[test]
fn the_batch_price_is_for_the_share_that_can_wait() {
    check(API, &["options.api.batch_discount=50%"], "api.cost.1", "2000");
    check(API, &[BATCH[0], "workloads.w.batch_share=100%"], "api.cost.1", "1000");
    check(API, &[BATCH[0], BATCH[1], "options.api.workloads.w.batch_share=0"], "api.cost.1", "2000");
}

/// Cached and written tokens cost as much as fresh ones unless they have their own price.
#[test]
fn input_is_fresh_cached_or_written() {
    let shares = ["workloads.w.cached_input_share=50%", "workloads.w.cache_write_share=20%"];
    check(API, &shares, "api.cost.1", "2000");
    // 300 fresh, 500 at a tenth, 200 at one and a quarter: 300 + 50 + 250 + 1,000
    let prices = ["options.api.cached_input_per_mtok=0.1", "options.api.cache_write_per_mtok=1.25"];
    check(API, &[shares, prices].concat(), "api.cost.1", "1600");
    check(API, &["workloads.w.cached_input_share=100%", prices[0]], "api.cost.1", "1100");
}

#[test]
fn an_option_counts_tokens_its_own_way() {
    check(API, &["options.api.token_factor=1.2"], "api.cost.1", "2400");
    check(API, &["options.api.token_factor=1.2", "options.api.workloads.w.input_tokens=500"], "api.cost.1", "1800");
}

/// Three times the input price and twice the output price above 1,000 tokens.
#[test]
fn a_prompt_is_long_strictly_above_the_threshold() {
    let long = |over| [over, "options.api.long_input_per_mtok=3", "options.api.long_output_per_mtok=20"];
    check(API, &long("options.api.long_prompt_over=1_000"), "api.cost.1", "2000");
    check(API, &long("options.api.long_prompt_over=999"), "api.cost.1", "5000"); // the whole request: 3,000 + 2,000
    // 1,001 of this option's tokens: 1.001 x (3,000 + 2,000)
    let counted = [&long("options.api.long_prompt_over=1_000")[..], &["options.api.token_factor=1.001"]].concat();
    check(API, &counted, "api.cost.1", "5005");
    let shorter = [&long("options.api.long_prompt_over=1_000")[..], &["options.api.token_factor=0.5"]].concat();
    check(API, &shorter, "api.cost.1", "1000");
}

#[test]
fn a_stated_share_of_long_prompts_wins_over_the_mean() {
    let long = ["options.api.long_prompt_over=1_000", "options.api.long_input_per_mtok=3"];
    let share = |share| [long[0], long[1], share];
    // 750 + 250 x 3 = 1,500 and 1,000: without a long price the normal one holds
    check(API, &share("workloads.w.long_prompt_share=25%"), "api.cost.1", "2500");
    let over = "options.api.long_prompt_over=10";
    check(API, &[over, long[1], "workloads.w.long_prompt_share=0"], "api.cost.1", "2000");
    check(API, &["workloads.w.long_prompt_share=50%"], "api.cost.1", "2000"); // no long price, no effect
}

/// The long price is three times the normal one, so a cached token costs three times as much too.
#[test]
fn cached_and_written_tokens_of_a_long_prompt_scale_with_its_input() {
    let long = ["options.api.long_prompt_over=10", "options.api.long_input_per_mtok=3"];
    let cached = ["workloads.w.cached_input_share=50%", "options.api.cached_input_per_mtok=0.1"];
    // 500 x 3 + 500 x 0.3 + 1,000
    check(API, &[long, cached].concat(), "api.cost.1", "2650");
    let written = ["workloads.w.cache_write_share=50%", "options.api.cache_write_per_mtok=2"];
    // 500 x 3 + 500 x 6 + 1,000
    check(API, &[long, written].concat(), "api.cost.1", "5500");
}

/// 7.2 M requests in 1,000 hours: 7,200 an hour, 120 a minute, twice that at the peak.
#[test]
fn account_limits_warn_above_the_peak_minute_and_cost_nothing() {
    let warned = |limit: &str| {
        let sets = ["workloads.w.peak_to_average=2", limit];
        check(FLEET, &sets, "api.month_1_cost", "14400");
        crate::cases::work_out(FLEET, &sets, |results| results.warnings.iter().any(|w| w.contains("passes its")))
    };
    assert!(!warned("options.api.requests_per_minute=240"));
    assert!(warned("options.api.requests_per_minute=239"));
    assert!(!warned("options.api.tokens_per_minute=264_000")); // 240 x 1,100
    assert!(warned("options.api.tokens_per_minute=263_999"));
}

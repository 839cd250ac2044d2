//! Plan against actuals: the worked example of `docs/usage.md`, by hand.

use rust_decimal::{Decimal, dec};
use tco::analysis::Figures;
use tco::analysis::actuals::{compare, reforecast, used};
use tco::scenario::{Loaded, load};
use tco::usage::{By, Partial};

use super::read;

/// 1,000 requests of 1,000 tokens in and 100 out at 2 and 10 per million are 3; 3,000 of 200 and 100
/// are 4.20.
const PLAN: &str = r#"
[scenario]
name = "Plan"
start = "2026-11"
months = 12
[workloads.long]
requests_per_month = 1000
input_tokens = 1000
output_tokens = 100
[workloads.short]
requests_per_month = 3000
input_tokens = 200
output_tokens = 100
[options.api]
kind = "api"
input_per_mtok = 2
output_per_mtok = 10
[options.seats]
kind = "seats"
seats = 1
price_per_seat = 9
"#;

const USED: &str = "time,model,requests,fresh,output,cost,currency
2026-11,long,2000,2400000,200000,7.00,USD
2026-11,short,3000,600000,300000,4.20,USD
";

fn plan() -> Loaded {
    load("plan.toml", PLAN, &[]).unwrap_or_else(|refused| panic!("{:?}", refused.errors))
}

#[test]
fn the_difference_is_split_without_a_rest() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let used = used(&loaded.scenario, &read(USED), (By::Model, Partial::AsCounted, &Vec::new())).unwrap();
    let variances = compare(&figures, 0, &used).unwrap();
    let month = variances.months[0];
    assert_eq!((month.plan, month.actual), (dec!(7.2), Some(dec!(11.2))));
    // 1,000 more requests at 7.20 / 4,000 each
    assert_eq!(month.volume, dec!(1.8));
    // the requests that were made cost 2,000 x 0.003 + 3,000 x 0.0014 = 10.20 as planned: 10.20 - 7.20 - 1.80
    assert_eq!(month.mix, dec!(1.2));
    // 200 tokens more in each of 2,000 long requests, at 2 per million
    assert_eq!(month.shape, dec!(0.8));
    // 2.4 million at 2 and 0.2 at 10 are 6.80, and 7.00 was paid
    assert_eq!(month.price, Some(dec!(0.2)));
    let parts = month.volume + month.mix + month.shape + month.price.unwrap() + month.unplanned.unwrap();
    assert_eq!(month.plan + parts, dec!(11.2));
}

#[test]
fn the_rest_of_the_horizon_follows_the_last_months() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    assert_eq!(figures.cheapest, Some(0)); // 7.20 a month against 9
    let used = used(&loaded.scenario, &read(USED), (By::Model, Partial::AsCounted, &Vec::new())).unwrap();
    let variances = compare(&figures, 0, &used).unwrap();
    let found = reforecast(&figures, &used, &variances).unwrap();
    assert_eq!(found.ratios, [dec!(2), Decimal::ONE]);
    let again = Figures::new(&found.scenario).unwrap();
    let requests = |workload: usize, month: usize| again.exact.get(again.model.requests[workload][month]);
    assert_eq!([requests(0, 0), requests(0, 11), requests(1, 11)], [dec!(2000), dec!(2000), dec!(3000)]);
    // 2,000 x (1,200 x 2 + 100 x 10) / 1e6 = 6.80 and 4.20 a month: seats at 9 are cheaper now
    assert_eq!(again.options[0].cost[12], dec!(11));
    assert_eq!(again.cheapest, Some(1));
}

#[test]
fn months_that_were_used_keep_their_requests() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let text = format!("{USED}2026-12,short,3600,600000,300000,4.20,USD\n");
    let used = used(&loaded.scenario, &read(&text), (By::Model, Partial::AsCounted, &Vec::new())).unwrap();
    let variances = compare(&figures, 0, &used).unwrap();
    let found = reforecast(&figures, &used, &variances).unwrap();
    let again = Figures::new(&found.scenario).unwrap();
    let requests = |workload: usize| {
        (0..3).map(|month| again.exact.get(again.model.requests[workload][month])).collect::<Vec<_>>()
    };
    // 2,000 of 2,000 planned in both months, and 6,600 of 6,000
    assert_eq!(requests(0), [dec!(2000), dec!(0), dec!(1000)]);
    assert_eq!(requests(1), [dec!(3000), dec!(3600), dec!(3300)]);
}

#[test]
fn use_in_a_month_that_plans_none_of_it_is_unplanned() {
    let text = PLAN.replace("requests_per_month = 3000", "requests_per_month = [0, 3000]");
    let loaded = load("plan.toml", &text, &[]).unwrap_or_else(|refused| panic!("{:?}", refused.errors));
    let figures = Figures::new(&loaded.scenario).unwrap();
    let used = used(&loaded.scenario, &read(USED), (By::Model, Partial::AsCounted, &Vec::new())).unwrap();
    let month = compare(&figures, 0, &used).unwrap().months[0];
    // 1,000 `long` requests at 0.003 were planned, 2,000 made; the 4.20 of `short` were not planned
    assert_eq!((month.plan, month.requests, month.unplanned), (dec!(3), dec!(2000), Some(dec!(4.2))));
    assert_eq!((month.volume, month.mix), (dec!(3), Decimal::ZERO));
    // 200 tokens more in each of 2,000 at 2 per million; 7.00 paid for 6.80
    assert_eq!((month.shape, month.price, month.actual), (dec!(0.8), Some(dec!(0.2)), Some(dec!(11.2))));
}

#[test]
fn growth_and_seasons_stay_in_a_reforecast() {
    let text = PLAN.replace("requests_per_month = 1000", "requests_per_month = 1000\ngrowth_per_month = \"10%\"");
    let loaded = load("plan.toml", &text, &[]).unwrap_or_else(|refused| panic!("{:?}", refused.errors));
    let figures = Figures::new(&loaded.scenario).unwrap();
    let used = used(&loaded.scenario, &read(USED), (By::Model, Partial::AsCounted, &Vec::new())).unwrap();
    let variances = compare(&figures, 0, &used).unwrap();
    let found = reforecast(&figures, &used, &variances).unwrap();
    let again = Figures::new(&found.scenario).unwrap();
    // twice the plan's 1,100 in month 2
    assert_eq!(again.exact.get(again.model.requests[0][1]).round_dp(15), dec!(2200));
}

#[test]
fn what_cannot_be_compared_is_refused_in_words() {
    let check = |text: &str, exports: &str, words: &str| {
        let loaded = load("plan.toml", text, &[]).unwrap_or_else(|refused| panic!("{:?}", refused.errors));
        let figures = Figures::new(&loaded.scenario).unwrap();
        let found = used(&loaded.scenario, &read(exports), (By::Model, Partial::AsCounted, &Vec::new()));
        let error = found.and_then(|used| compare(&figures, 1, &used).map(|_| ())).unwrap_err();
        assert!(format!("{error}; {}", error.help).contains(words), "{error}; {}", error.help);
    };
    check(&PLAN.replace("start = \"2026-11\"", ""), USED, "no dates");
    check(PLAN, &USED.replace("2026-11", "2020-11"), "no month of the horizon");
    check(PLAN, &USED.replace("2026-11,", "2026-11-03,"), "--scale-partial");
    check(PLAN, &USED.replace(",long,", ",a,").replace(",short,", ",b,"), "--map a=long");
    check(PLAN, USED, "`seats` pays for no tokens");
}

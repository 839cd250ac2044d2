//! Plan against actuals: the worked example of `docs/usage.md`, by hand.

use rust_decimal::{Decimal, dec};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tco::analysis::Figures;

use tco::analysis::actuals::{ActualsError, Growing, Mapping, Sorting, Used, Variances, compare, reforecasts, used};
use tco::catalog::{Catalog, MeantNames};
use tco::scenario::{Loaded, load};
use tco::usage::{By, Partial, Usage};

use super::{read, read_with, settings};

/// 1,000 requests of 1,000 tokens in and 100 out at 2 and 10 per million are 3; 3,000 of 200 and 100
/// are 4.20.
pub(super) const PLAN: &str = r#"
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

pub(super) const USED: &str = "time,model,requests,fresh,output,cost,currency
2026-11,long,2000,2400000,200000,7.00,USD
2026-11,short,3000,600000,300000,4.20,USD
";

fn plan() -> Loaded {
    loaded(PLAN)
}

pub(super) fn loaded(text: &str) -> Loaded {
    load("plan.toml", text, &[]).unwrap_or_else(|refused| panic!("{:?}", refused.errors))
}

/// How use is sorted in most tests: by model, partial months left out, nothing mapped or stated.
pub(super) struct Sorted {
    pub(super) partial: Partial,
    pub(super) mapping: Mapping,
    pub(super) requests: BTreeMap<String, Decimal>,
    pub(super) length: Option<Decimal>,
}

pub(super) const PLAIN: Sorted =
    Sorted { partial: Partial::AsCounted, mapping: Vec::new(), requests: BTreeMap::new(), length: None };

pub(super) fn sorted(
    figures: &Figures<'_>,
    option: usize,
    usage: &Usage,
    sorted: &Sorted,
) -> Result<Used, ActualsError> {
    let catalog = Catalog::carried();
    let sorting = Sorting {
        by: By::Model,
        partial: sorted.partial,
        mapping: &sorted.mapping,
        names: &MeantNames::of(&catalog),
        requests: &sorted.requests,
        input_per_request: sorted.length,
    };
    used(figures, option, usage, &sorting)
}

/// What was used and the variances of the first option.
pub(super) fn found(figures: &Figures<'_>, exports: &str, how: &Sorted) -> (Used, Variances) {
    let used = sorted(figures, 0, &read(exports), how).unwrap();
    let variances = compare(figures, 0, &used).unwrap();
    every_difference_is_split_without_a_rest(&variances);
    (used, variances)
}

/// Plan and the five parts are actual, in every month and workload, and workloads are their month.
fn every_difference_is_split_without_a_rest(variances: &Variances) {
    let near = |a: Decimal, b: Decimal, what: &str| assert!((a - b).abs() < dec!(0.0000000001), "{what}: {a}, {b}");
    for (month, parts) in variances.months.iter().zip(&variances.workloads) {
        for one in parts.iter().chain([month]) {
            let (Some(actual), Some(price), Some(unplanned)) = (one.actual, one.price, one.unplanned) else { continue };
            near(one.plan + one.volume + one.mix + one.shape + price + unplanned, actual, "parts");
        }
        let sum = |of: fn(&tco::analysis::actuals::MonthVariance) -> Decimal| parts.iter().map(of).sum::<Decimal>();
        near(sum(|part| part.volume), month.volume, "volume");
        near(sum(|part| part.mix), month.mix, "mix");
        near(sum(|part| part.shape), month.shape, "shape");
        near(sum(|part| part.plan), month.plan, "plan");
    }
}

#[test]
fn the_difference_is_split_without_a_rest() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let (_, variances) = found(&figures, USED, &PLAIN);
    let month = variances.months[0];
    assert_eq!((month.plan, month.actual), (dec!(7.2), Some(dec!(11.2))));
    // 1,000 more requests at 7.20 / 4,000 each
    assert_eq!(month.volume, dec!(1.8));
    // the requests that were made cost 2,000 x 0.003 + 3,000 x 0.0014 = 10.20 as planned: 10.20 - 7.20 - 1.80
    assert_eq!(month.mix, dec!(1.2));
    // by workload: 1,000 / 4,000 more of 3.00 and of 4.20
    let [long, short] = variances.workloads[0][..] else { panic!("{variances:?}") };
    assert_eq!((long.volume, short.volume), (dec!(0.75), dec!(1.05)));
    // 2,000 x 0.003 - 3.75; 3,000 x 0.0014 - 5.25
    assert_eq!((long.mix, short.mix), (dec!(2.25), dec!(-1.05)));
    assert_eq!((long.shape, short.shape), (dec!(0.8), Decimal::ZERO));
    assert_eq!((long.price, short.price), (Some(dec!(0.2)), Some(Decimal::ZERO)));
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
    let (used, variances) = found(&figures, USED, &PLAIN);
    let found = &reforecasts(&figures, &used, &variances).unwrap()[0];
    // November has 30 days, a mean month of the plan 365 / 12: times 365 / 360 = 1.013889
    let ratios: Vec<Decimal> = found.ratios.iter().map(|ratio| ratio.round_dp(6)).collect();
    assert_eq!(ratios, [dec!(2.027778), dec!(1.013889)]);
    let again = Figures::new(&found.scenario).unwrap();
    let requests = |workload: usize, month: usize| again.exact.get(again.model.requests[workload][month]).round_dp(2);
    assert_eq!([requests(0, 0), requests(0, 11), requests(1, 11)], [dec!(2000), dec!(2027.78), dec!(3041.67)]);
    // 2,000 x (1,200 x 2 + 100 x 10) / 1e6 = 6.80 and 4.20 in November, and 365 / 360 of it in later months: seats at
    // 9 are cheaper now
    assert_eq!(again.options[0].cost[12].round_dp(4), dec!(11.1528));
    assert_eq!(again.cheapest, Some(1));
}

#[test]
fn months_that_were_used_keep_their_requests() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let text = format!("{USED}2026-12,short,3600,600000,300000,4.20,USD\n");
    let (used, variances) = found(&figures, &text, &PLAIN);
    let found = &reforecasts(&figures, &used, &variances).unwrap()[0];
    let again = Figures::new(&found.scenario).unwrap();
    let requests = |workload: usize| {
        (0..3).map(|month| again.exact.get(again.model.requests[workload][month]).round_dp(3)).collect::<Vec<_>>()
    };
    // of mean months, 2,000 x 365 / 360 of 2,000 planned in both months, and 3,000 x 365 / 360 + 3,600 x 365 / 372 =
    // 6,573.925 of 6,000
    assert_eq!(requests(0), [dec!(2000), dec!(0), dec!(1013.889)]);
    assert_eq!(requests(1), [dec!(3000), dec!(3600), dec!(3286.962)]);
}

#[test]
fn use_in_a_month_that_plans_none_of_it_is_unplanned() {
    let text = PLAN.replace("requests_per_month = 3000", "requests_per_month = [0, 3000]");
    let loaded = loaded(&text);
    let figures = Figures::new(&loaded.scenario).unwrap();
    let month = found(&figures, USED, &PLAIN).1.months[0];
    // 1,000 `long` requests at 0.003 were planned, 2,000 made; the 4.20 of `short` were not planned
    assert_eq!((month.plan, month.requests, month.unplanned), (dec!(3), dec!(2000), Some(dec!(4.2))));
    assert_eq!((month.volume, month.mix), (dec!(3), Decimal::ZERO));
    // 200 tokens more in each of 2,000 at 2 per million; 7.00 paid for 6.80
    assert_eq!((month.shape, month.price, month.actual), (dec!(0.8), Some(dec!(0.2)), Some(dec!(11.2))));
}

#[test]
fn growth_and_seasons_stay_in_a_reforecast() {
    let text = PLAN.replace("requests_per_month = 1000", "requests_per_month = 1000\ngrowth_per_month = \"10%\"");
    let loaded = loaded(&text);
    let figures = Figures::new(&loaded.scenario).unwrap();
    let (used, variances) = found(&figures, USED, &PLAIN);
    let found = &reforecasts(&figures, &used, &variances).unwrap()[0];
    let again = Figures::new(&found.scenario).unwrap();
    // twice the plan's 1,100 in month 2, as many a day: times 365 / 360
    assert_eq!(again.exact.get(again.model.requests[0][1]).round_dp(4), dec!(2230.5556));
}

#[test]
fn what_cannot_be_compared_is_refused_in_words() {
    let check = |text: &str, exports: &str, words: &str| {
        let loaded = loaded(text);
        let figures = Figures::new(&loaded.scenario).unwrap();
        let found = sorted(&figures, 1, &read(exports), &PLAIN);
        let error = found.and_then(|used| compare(&figures, 1, &used).map(|_| ())).unwrap_err();
        assert!(format!("{error}; {}", error.help).contains(words), "{error}; {}", error.help);
    };
    check(&PLAN.replace("start = \"2026-11\"", ""), USED, "no dates");
    check(PLAN, &USED.replace("2026-11,", "2020-11-03,"), "no month of the horizon");
    check(PLAN, &USED.replace("2026-11,", "2026-11-03,"), "--scale-partial");
    check(PLAN, &USED.replace(",long,", ",a,").replace(",short,", ",b,"), "--map a=long");
    check(PLAN, USED, "`seats` pays for no tokens");
}

#[test]
fn the_difference_of_several_months_is_split_by_month_and_workload() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let text = format!("{USED}2026-12,long,500,600000,20000,1.60,USD\n2026-12,short,4500,450000,90000,2.00,USD\n");
    let (_, variances) = found(&figures, &text, &PLAIN);
    // 5,000 requests for 4,000 planned: 1,000 at 0.0018 again; as planned they cost 500 x 0.003 + 4,500 x 0.0014 = 7.80
    let month = variances.months[1];
    assert_eq!((month.volume, month.mix), (dec!(1.8), dec!(-1.2)));
    // their tokens cost 1.2 + 0.2 and 0.9 + 0.9 = 3.20 at planned prices, and 3.60 was paid
    assert_eq!((month.shape, month.price), (dec!(-4.6), Some(dec!(0.4))));
    assert_eq!(month.plan + dec!(1.8) - dec!(1.2) - dec!(4.6) + dec!(0.4), dec!(3.6));
    let total = variances.total;
    assert_eq!((total.plan, total.actual), (dec!(14.4), Some(dec!(14.8))));
    assert_eq!(
        (total.volume, total.mix, total.shape, total.price),
        (dec!(3.6), Decimal::ZERO, dec!(-3.8), Some(dec!(0.6)))
    );
    // long: 0.75 + 0.75, 2.25 + (500 x 0.003 - 3.75), 0.80 + (1.40 - 1.50), 0.20 + (1.60 - 1.40)
    let long = variances.totals[0];
    assert_eq!((long.volume, long.mix, long.shape, long.price), (dec!(1.5), Decimal::ZERO, dec!(0.7), Some(dec!(0.4))));
}

#[test]
fn a_dated_snapshot_belongs_to_the_workload_of_its_model() {
    let text = PLAN.replace("workloads.long", "workloads.gpt-4o").replace("workloads.short", "workloads.acme");
    let loaded = loaded(&text);
    let figures = Figures::new(&loaded.scenario).unwrap();
    let check = |model: &str, workload: usize| {
        let exports = format!("time,model,requests,fresh,output,cost\n2026-11,{model},7,1000,100,1\n");
        let (used, _) = found(&figures, &exports, &PLAIN);
        assert_eq!(used.months[&1][workload].requests, dec!(7), "{model}: {used:?}");
    };
    check("gpt-4o-2024-08-06", 0);
    check("openai/gpt-4o", 0);
    check("gpt-4o", 0);
    // no model of the catalog: without its date, too
    check("acme-2026-01-31", 1);
}

#[test]
fn another_release_version_or_provider_is_unplanned() {
    let text = PLAN.replace("workloads.long", "workloads.claude-3-5-sonnet-20241022");
    let loaded = loaded(&text.replace("workloads.short", "workloads.my-llama"));
    let figures = Figures::new(&loaded.scenario).unwrap();
    let check = |model: &str, expected: [Decimal; 2]| {
        let own = "2026-11,my-llama,1,1000,100,1";
        let exports = format!("time,model,requests,fresh,output,cost\n{own}\n2026-11,{model},7,1000,100,1\n");
        let (used, _) = found(&figures, &exports, &PLAIN);
        assert_eq!([0, 1].map(|workload| used.months[&1][workload].requests), expected, "{model}: {used:?}");
    };
    let (planned, unplanned) = ([dec!(7), dec!(1)], [Decimal::ZERO, dec!(1)]);
    check("claude-3-5-sonnet-20241022", planned);
    check("Claude Sonnet 3.5", planned);
    check("claude-3-5-sonnet-latest", planned);
    check("claude-sonnet-3-5-2024-06-20", unplanned);
    check("bedrock/anthropic.claude-3-5-sonnet-20241022-v2:0", unplanned);
    check("my-llama-2", unplanned);
    check("My_Llama-2026-01-31", [Decimal::ZERO, dec!(8)]);
}

#[test]
fn a_mapping_that_names_nothing_is_refused_with_near_names() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let exports = USED.replace(",long,", ",gpt-6-sol-2026-08-20,");
    let with = |used: &str, workload: &str| {
        let how = Sorted { mapping: vec![(used.to_owned(), workload.to_owned())], ..PLAIN };
        sorted(&figures, 0, &read(&exports), &how)
    };
    let refused = |used: &str, workload: &str, words: &[&str]| {
        let error = with(used, workload).unwrap_err();
        let said = format!("{error}; {}", error.help);
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    };
    refused("gpt-6-slo", "long", &["nothing that was used is called `gpt-6-slo`", "did you mean `gpt-6-sol`?"]);
    refused("nobody", "long", &["called `nobody`", "the exports have gpt-6-sol-2026-08-20, short"]);
    refused("short", "lomg", &["no workload is called `lomg`", "did you mean `long`?"]);
    // by the model's name, with its date or without, or the group's
    for name in ["gpt-6-sol", "gpt-6-sol-2026-08-20", "openai/gpt-6-sol"] {
        assert_eq!(with(name, "long").unwrap().months[&1][0].requests, dec!(2000), "{name}");
    }
}

#[test]
fn requests_that_nobody_counts_are_stated_or_taken_from_the_planned_length() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    // 2.4 million tokens in and 0.2 million out for 7.00; `long` was planned with 1,000 in and 100 out
    let exports = USED.replace("long,2000,", "long,,");
    let requests = |how: &Sorted| {
        let (used, variances) = found(&figures, &exports, how);
        let long = variances.workloads[0][0];
        (used.months[&1][0].requests, used.by_tokens.len(), long.shape)
    };
    // the planned length: 2,400 requests at 0.003 are 7.20, their tokens cost 4.80 + 2.00: all that differs is
    // the output, 40,000 tokens less at 10 per million
    assert_eq!(requests(&PLAIN), (dec!(2400), 1, dec!(-0.4)));
    let stated = Sorted { requests: BTreeMap::from([("long".to_owned(), dec!(2000))]), ..PLAIN };
    assert_eq!(requests(&stated), (dec!(2000), 0, dec!(0.8)));
    // 1,600 requests of 1,500 tokens: 6.80 - 1,600 x 0.003
    assert_eq!(requests(&Sorted { length: Some(dec!(1500)), ..PLAIN }), (dec!(1600), 0, dec!(2)));
}

#[test]
fn requests_that_are_stated_tell_no_growth() {
    // tokens grow by a tenth a month from 100,000 a day
    let text = "time,model,requests,fresh,output,cost,currency
2026-11,long,,3000000,300000,9,USD
2026-12,long,,3410000,341000,10.23,USD
2027-01,long,,3751000,375100,11.253,USD
";
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let measured = |how: &Sorted| {
        let (used, variances) = found(&figures, text, how);
        reforecasts(&figures, &used, &variances).unwrap()[0].measured[0].map(|measured| (measured.rate * 1e9).round())
    };
    let stated = Sorted { requests: BTreeMap::from([("long".to_owned(), dec!(2000))]), ..PLAIN };
    assert_eq!(measured(&stated), None);
    assert_eq!(measured(&Sorted { length: Some(dec!(1500)), ..PLAIN }), Some(1e8));
    assert_eq!(measured(&PLAIN), Some(1e8));
}

/// Two days of November with the same use; the cost of the first.
const PAID_IN_PART: &str = "time,model,requests,fresh,output,cost,currency
2026-11-01,long,1000,1200000,100000,3.50,USD
2026-11-30,long,1000,1200000,100000,,USD
2026-11-30,short,3000,600000,300000,4.20,USD
";

/// The days from the second to the one before the last of a month, on which nothing was used.
pub(super) fn unused(month: &str, last: u32) -> String {
    (2..last).fold(String::new(), |rows, day| rows + &format!("{month}-{day:02},,,,,,\n"))
}

#[test]
fn costs_of_some_days_are_not_those_of_the_month() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let exports = format!("{PAID_IN_PART}{}", unused("2026-11", 30));
    let (_, variances) = found(&figures, &exports, &PLAIN);
    assert_eq!((variances.months[0].actual, variances.months[0].price), (None, None));
    // volume and shape do not need the cost
    assert_eq!((variances.months[0].volume, variances.months[0].shape), (dec!(1.8), dec!(0.8)));
    let short = variances.workloads[0][1];
    assert_eq!((short.actual, short.price), (Some(dec!(4.2)), Some(Decimal::ZERO)));
    let part = variances.paid_in_part[0];
    // on the first day 3.50 was paid for 1.2 million at 2 and 0.1 at 10
    assert_eq!((part.workload, part.days, part.of, part.paid, part.planned), (0, 1, 2, dec!(3.5), dec!(3.4)));
    let (_, stretched) = found(&figures, &exports, &Sorted { partial: Partial::Scaled, ..PLAIN });
    // twice the tokens of the first day: 7.00 for 6.80
    assert_eq!((stretched.months[0].actual, stretched.months[0].price), (Some(dec!(11.2)), Some(dec!(0.2))));
    // the next month, whose costs are told, has a sum of its own: planned 7.20, paid 3.60
    let next = "2026-12-01,long,500,600000,20000,1.60,USD\n2026-12-31,short,4500,450000,90000,2.00,USD\n";
    let (_, both) = found(&figures, &format!("{exports}{next}{}", unused("2026-12", 31)), &PLAIN);
    let paid = both.paid().unwrap();
    assert_eq!((paid.plan, paid.actual, both.total.actual), (dec!(7.2), Some(dec!(3.6)), None));
}

#[test]
fn costs_without_tokens_are_told_and_in_the_difference() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let exports = format!("{USED}2026-11,web search,0,,,0.50,USD\n");
    let (used, variances) = found(&figures, &exports, &PLAIN);
    assert_eq!(used.apart[&1], BTreeMap::from([("web search".to_owned(), dec!(0.5))]));
    assert_eq!((variances.months[0].unplanned, variances.months[0].actual), (Some(dec!(0.5)), Some(dec!(11.7))));
}

#[test]
fn requests_without_counts_of_tokens_are_told_and_their_cost_apart() {
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    // the table's use, and two requests of a log for 0.30 and 0.07 of which nobody counted the tokens
    let row = |id: &str, spend: &str| {
        format!(
            "{{\"request_id\":\"{id}\",\"startTime\":\"2026-11-15T09:00:00Z\",\"model\":\"long\",\"spend\":{spend},\
             \"prompt_tokens\":null,\"completion_tokens\":null}}\n"
        )
    };
    let log = row("a", "0.3") + &row("b", "0.07");
    let files = [("used.csv", USED.as_bytes()), ("log.jsonl", log.as_bytes())];
    let used = sorted(&figures, 0, &read_with(&files, &settings()).unwrap(), &PLAIN).unwrap();
    let month = used.months[&1][0];
    assert_eq!((month.requests, month.cost), (dec!(2000), Some(dec!(7))));
    assert_eq!(used.untold, BTreeMap::from([("long".to_owned(), 2)]));
    assert_eq!(used.apart[&1], BTreeMap::from([("long".to_owned(), dec!(0.37))]));
    let variances = compare(&figures, 0, &used).unwrap();
    every_difference_is_split_without_a_rest(&variances);
    // 11.20 in the worked example of the documentation
    let total = variances.months[0];
    assert_eq!((total.price, total.unplanned, total.actual), (Some(dec!(0.2)), Some(dec!(0.37)), Some(dec!(11.57))));
}

#[test]
fn measured_growth_is_another_reading_of_the_rest() {
    // `long` grows by a tenth a month without doubt, from 100 a day; `short` has two months only
    let text = "time,model,requests,fresh,output,cost,currency
2026-11,long,3000,3000000,300000,9,USD
2026-12,long,3410,3410000,341000,10.23,USD
2027-01,long,3751,3751000,375100,11.253,USD
2026-12,short,3000,600000,300000,4.2,USD
2027-01,short,3000,600000,300000,4.2,USD
";
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let (used, variances) = found(&figures, text, &PLAIN);
    let forecasts = reforecasts(&figures, &used, &variances).unwrap();
    let growing: Vec<Growing> = forecasts.iter().map(|by| by.growing).collect();
    assert_eq!(growing, Growing::ALL);
    let requests = |place: usize, workload: usize, month: usize| {
        let again = Figures::new(&forecasts[place].scenario).unwrap();
        again.exact.get(again.model.requests[workload][month]).round_dp(3)
    };
    let months = |place: usize| [0, 1, 2, 3, 4].map(|month| requests(place, 0, month));
    // months that were used stay; then (100 + 110 + 121) / 3 a day, or 133.1 and a tenth more each month, times the
    // 365 / 12 days of a mean month
    let used_months = [dec!(3000), dec!(3410), dec!(3751)];
    assert_eq!(months(0)[..3], used_months);
    assert_eq!(months(0)[3..], [dec!(3355.972); 2]);
    assert_eq!(months(1), [dec!(3000), dec!(3410), dec!(3751), dec!(4048.458), dec!(4453.304)]);
    let measured = forecasts[1].measured[0].unwrap();
    assert!((measured.rate - 0.1).abs() < 1e-9 && measured.months == 3, "{measured:?}");
    // a month without requests has no logarithm: the plan's 3,000 times 6,000 x 365 / 372 / 9,000 stay
    assert!(forecasts[1].measured[1].is_none());
    assert_eq!([requests(1, 1, 3), requests(1, 1, 11)], [dec!(1962.366), dec!(1962.366)]);
}

#[test]
fn the_doubt_of_measured_growth_is_a_reading_at_each_end() {
    // logarithms 0, 1, 1 over those of a hundred million a day: slope 1/2 with an error of 0.288675; Student's t of one degree of
    // freedom is 6.314 for 90 %, so the rate is e^0.5 - 1, between those of 0.5 +- 0.288675 x 6.314
    let text = "time,model,requests,fresh,output,cost,currency
2026-11,long,3000000000,1,1,3,USD
2026-12,long,8426673668,1,1,3,USD
2027-01,long,8426673668,1,1,3,USD
";
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let (used, variances) = found(&figures, text, &PLAIN);
    let forecasts = reforecasts(&figures, &used, &variances).unwrap();
    let measured = forecasts[1].measured[0].unwrap();
    let half: f64 = 0.288_675_134_6 * 6.314;
    let near = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-6, "{a} {b}");
    near(measured.rate, 0.5_f64.exp() - 1.0);
    near(measured.interval.0, (0.5 - half).exp() - 1.0);
    near(measured.interval.1, (0.5 + half).exp() - 1.0);
    // the line is at 2/3 in the second month, and one slope more in each later one
    let unit = 1e8 * 365.0 / 12.0;
    near(measured.requests(4, Growing::Measured) / unit, (5.0_f64 / 3.0).exp());
    // the points scatter by 0.408248 around it; nine months are to come: in the fifth, three off the middle of three
    // points whose squared distances from it sum to 2, sqrt(1/3 + 9/2 + 1/9)
    let half = 6.314 * 0.408_248_290_5 * (1.0_f64 / 3.0 + 4.5 + 1.0 / 9.0).sqrt();
    near(measured.requests(5, Growing::Low) / unit, (13.0 / 6.0 - half).exp());
    near(measured.requests(5, Growing::High) / unit, (13.0 / 6.0 + half).exp());
}

#[test]
fn the_band_of_measured_growth_is_of_the_months_to_come() {
    // used from the third month to the sixth, but for the fifth; the horizon has twelve
    let text = "time,model,requests,fresh,output,cost,currency
2027-01,long,3100,1,1,3,USD
2027-02,long,3300,1,1,3,USD
2027-04,long,2900,1,1,3,USD
";
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let (used, variances) = found(&figures, text, &PLAIN);
    let measured = reforecasts(&figures, &used, &variances).unwrap()[1].measured[0].unwrap();
    let ends =
        |month| [Growing::Low, Growing::Measured, Growing::High].map(|growing| measured.requests(month, growing));
    for month in [7, 12] {
        let [low, mean, high] = ends(month);
        assert!(low < mean && mean < high, "{month}: {low} {mean} {high}");
    }
    // what is past does not depend on the growth to come
    for month in [1, 2, 5] {
        let [low, mean, high] = ends(month);
        assert!(low.to_bits() == mean.to_bits() && mean.to_bits() == high.to_bits(), "{month}: {low} {mean} {high}");
    }
}

#[test]
fn a_month_without_requests_has_no_part_in_the_measured_growth() {
    // a launch: nothing in the first month, then 100, 110 and 121 a day
    let text = "time,model,requests,fresh,output,cost,currency
2026-11,long,0,0,0,0,USD
2026-12,long,3100,1,1,3,USD
2027-01,long,3410,1,1,3,USD
2027-02,long,3388,1,1,3,USD
";
    let loaded = plan();
    let figures = Figures::new(&loaded.scenario).unwrap();
    let (used, variances) = found(&figures, text, &PLAIN);
    let measured = reforecasts(&figures, &used, &variances).unwrap()[1].measured[0].unwrap();
    assert!((measured.rate - 0.1).abs() < 1e-9 && measured.months == 3, "{measured:?}");
}

#[test]
fn seasons_of_the_plan_are_no_growth() {
    // December has twice the requests of other months, as planned
    let season = "requests_per_month = 1000\nseasonality = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]";
    let loaded = loaded(&PLAN.replace("requests_per_month = 1000", season));
    let figures = Figures::new(&loaded.scenario).unwrap();
    let planned = |month: usize| figures.exact.get(figures.model.requests[0][month]);
    let mut text = "time,model,requests,fresh,output,cost,currency\n".to_owned();
    for (place, (month, days)) in [("2026-11", 30), ("2026-12", 31), ("2027-01", 31)].iter().enumerate() {
        // as many a day as planned of a mean month, 365 / 12 days
        let used = planned(place) * Decimal::from(days * 12) / dec!(365);
        let _ = writeln!(text, "{month},long,{},1000,100,1,USD", used.round());
    }
    assert_eq!(planned(1).round(), planned(0).round() * dec!(2));
    let (used, variances) = found(&figures, &text, &PLAIN);
    let forecasts = reforecasts(&figures, &used, &variances).unwrap();
    let measured = forecasts[1].measured[0].unwrap();
    assert!(measured.rate.abs() < 0.001, "{measured:?}");
    // the horizon ends in October: month 12 has no season
    let again = Figures::new(&forecasts[1].scenario).unwrap();
    assert_eq!(again.exact.get(again.model.requests[0][11]).round(), planned(11).round());
}

//! Scenarios that name an entry of the catalog pay its prices, from the month in which they hold.

use tco::analysis::{Settings, analyse, rows};
use tco::catalog::Catalog;
use tco::quantity::Date;
use tco::report::{Look, results_json, summary};
use tco::scenario::{Around, Files, Loaded, Severity, load_in};

use crate::cases::{agrees, figure, work_out};

/// A million requests of 1,000 + 100 tokens a month: 1,000 Mtok in, 100 Mtok out.
const CASE: &str = r#"
[scenario]
name = "case"
start = "2026-11"
months = 3
[workloads.w]
requests_per_month = 1_000_000
input_tokens = 1_000
output_tokens = 100
[options.api]
kind = "api"
model = "openai/gpt-6-luna"
[options.today]
kind = "custom"
costs = [{ name = "work", monthly = 500 }]
"#;

/// The case so changed costs what was worked out by hand in these months.
fn check(sets: &[&str], months: &[&str]) {
    for (month, by_hand) in (1..).zip(months) {
        let metric = format!("api.cost.{month}");
        let found = work_out(CASE, sets, |results| figure(results, &metric));
        assert!(agrees(&found, by_hand), "{metric} after {sets:?} is {found}, by hand {by_hand}");
    }
}

#[test]
fn a_named_model_is_paid_at_its_prices() {
    check(&[], &["150", "150"]); // 1,000 at 0.10 and 100 at 0.50
    // 500 fresh at 0.10, 400 read at 0.01, 100 written at 0.125, 100 out at 0.50
    check(&["workloads.w.cached_input_share=0.4", "workloads.w.cache_write_share=0.1"], &["116.5"]);
    // the prompt of every request is long: 300,000 Mtok at 0.20 and 100 at 0.75
    check(&["workloads.w.input_tokens=300_000"], &["60075"]);
    // a tenth of the requests is: 900 at 0.10 + 90 at 0.50 + 100 at 0.20 + 10 at 0.75
    check(&["workloads.w.long_prompt_share=0.1"], &["162.5"]);
}

#[test]
fn a_price_of_each_request_is_paid_too() {
    // 1,000 at 1, 100 at 1 and a million requests at 0.012
    check(&["options.api.model=perplexity/sonar"], &["13100"]);
    check(&["options.api.model=perplexity/sonar", "options.api.per_request=0"], &["1100"]);
}

#[test]
fn a_written_price_wins() {
    check(&["options.api.input_per_mtok=1"], &["1050"]);
    check(&["options.api.output_per_mtok=0"], &["100"]);
    check(&["options.api.input_per_mtok=1", "options.api.output_per_mtok=2"], &["1200"]);
    check(&["options.api.batch_discount=20%", "workloads.w.batch_share=1"], &["120"]);
    check(&["options.api.long_prompt_over=500", "options.api.long_input_per_mtok=1"], &["1075"]); // 1,000 at 1, 100 at 0.75
}

#[test]
fn a_written_price_wins_for_long_prompts_too() {
    let long = "workloads.w.input_tokens=300_000";
    let (input, output) = ("options.api.input_per_mtok=0.05", "options.api.output_per_mtok=0.2");
    // 300,000 Mtok at 0.05 and 100 at 0.20; or at 0.75, the catalog's price of answers to long prompts
    check(&[long, input, output], &["15020"]);
    check(&[long, input], &["15075"]);
    // 300,000 at 0.20, the catalog's, and 100 at 0.20
    check(&[long, output], &["60020"]);
    // unless a long one is written as well
    check(&[long, input, output, "options.api.long_input_per_mtok=1"], &["300020"]);
}

#[test]
fn a_batch_saves_on_each_part_what_the_provider_says() {
    let half = ["workloads.w.batch_share=0.5", "workloads.w.cached_input_share=0.4"];
    let of = |model: &'static str| [&half[..], &[model]].concat();
    // (600 at 0.10 + 400 at 0.01 + 100 at 0.50) x 0.75
    check(&half, &["85.5"]);
    // (600 at 2.50 + 100 at 10) x 0.75 + 400 at 1.25: cached tokens of a batch cost the same
    let gpt_4o = of("options.api.model=openai/gpt-4o");
    let with_successor = [&gpt_4o[..], &["options.api.successor=today"]].concat();
    check(&with_successor, &["2375", "2375", "500"]); // shut down on 2027-01-14
}

#[test]
fn a_scheduled_price_holds_from_its_month() {
    let gemini = "options.api.model=google/gemini-3.8-flash";
    // 1,000 at 0.75 and 100 at 3.75, twice that from January 2027
    check(&[gemini], &["1125", "1125", "2250"]);
    check(&[gemini, "scenario.start=2026-12"], &["1125", "2250", "2250"]);
    check(&[gemini, "scenario.start=2027-02"], &["2250", "2250"]);
    // by then half of it for a batch still is half of it
    check(&[gemini, "workloads.w.batch_share=1"], &["562.5", "562.5", "1125"]);
    // earlier prices hold in earlier months: 1,000 at 0.14 and 100 at 0.28 until August 2026, then 0.22 and 0.66,
    // then the mean of the hours: (7 x 0.30 + 17 x 0.15) / 24 = 0.19375 and 0.775
    let deepseek = "options.api.model=deepseek/deepseek-v4-flash";
    check(&[deepseek, "scenario.start=2026-07"], &["168", "286", "271.25"]);
}

#[test]
fn prices_are_dollars_and_the_rate_converts_them() {
    let euro = ["scenario.currency=EUR", "scenario.exchange_rate=0.9"];
    check(&euro, &["135"]);
    check(&[&euro[..], &["options.api.output_per_mtok=1"]].concat(), &["190"]); // 1,000 at 0.09, 100 at a euro
    check(&[&euro[..], &["workloads.w.input_tokens=300_000"]].concat(), &["54067.5"]);
    let gpus =
        r#"options.own={ kind = "self-hosted", gpu = "L40S", tokens_per_second = 100_000, minimum_replicas = 2 }"#;
    let all = [&euro[..], &[gpus]].concat();
    let found = work_out(CASE, &all, |results| figure(results, "own.cost.1"));
    assert!(agrees(&found, "2062.98"), "{found}"); // 2 x 730 h at 1.57 x 0.9
}

#[test]
fn bought_gpus_have_a_price_and_draw_power() {
    let own = r#"options.own={ kind = "self-hosted", gpu = "H100-PCIe", tokens_per_second = 100_000, purchase = { price_per_kwh = 0.1 } }"#;
    let figure_of = |metric: &str| work_out(CASE, &[own], |results| figure(results, metric));
    // the range of 25,000 to 30,000 has its base at the geometric mean, 5,000 times the root of 30
    assert!(agrees(&figure_of("own.cost.0"), "27386.12787525830567284848914"), "{}", figure_of("own.cost.0"));
    assert!(agrees(&figure_of("own.cost.1"), "25.55"), "{}", figure_of("own.cost.1")); // 0.35 kW x 730 h
}

fn read(around: &Around, text: &str) -> Loaded {
    load_in(around, ("case.toml", text), &[])
        .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)))
}

#[test]
fn values_of_the_catalog_are_assumptions_with_source_and_date() {
    let loaded = read(&Around::default(), CASE);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let said = summary(&results, Look { color: false }, &[]).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["options.api of openai/gpt-6-luna: input_per_mtok = 0.1", "(2026-11-21, genai-prices 0.2.3 (MIT))"] {
        assert!(said.contains(words), "{said}");
    }
    let json: serde_json::Value = serde_json::from_str(&results_json(&results)).unwrap();
    let of_output = json["assumptions"].as_array().unwrap().iter().find(|a| a["key"] == "options.api.output_per_mtok");
    assert_eq!(of_output.unwrap()["catalog"]["as_of"], "2026-11-21");
    assert_eq!(results.model.sheet.faults(), &[] as &[String]);
    assert!(!rows(results.scenario, &results.model, &results.exact).is_empty());
}

#[test]
fn only_a_price_that_differs_by_the_hour_is_a_mean() {
    let case = CASE.replace("2026-11", "2026-07").replace("openai/gpt-6-luna", "deepseek/deepseek-v4-flash");
    let loaded = read(&Around::default(), &case);
    let input = loaded.scenario.defaults.iter().find(|a| a.path == "options.api.input_per_mtok").unwrap();
    // (7 x 0.30 + 17 x 0.15) / 24, from the month in which hours came
    assert_eq!(input.value, "0.14, 0.22 from 2026-08, 0.19375 from 2026-09 (mean over the hours of a week)");
}

#[test]
fn a_catalog_of_the_users_stands_in_for_the_carried_one() {
    let text = r#"{"meta":{"snapshot":"2026-11-30","sources":[{"name":"ours"}]},"models":[{"id":"openai/gpt-6-luna","in":1,"out":2}]}"#;
    let files = Files(std::rc::Rc::new(move |path: &str| match path {
        "own/prices.json" => Ok(text.to_owned()),
        _ => Err("no such file".to_owned()),
    }));
    let named = CASE.replace("months = 3", "months = 3\ncatalog = \"own/prices.json\"");
    let cost = |around: &Around, text: &str| {
        let loaded = read(around, text);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        figure(&results, "api.cost.1")
    };
    let beside = Around { files, ..Around::default() };
    assert!(agrees(&cost(&beside, &named), "1200"));
    assert!(agrees(&cost(&beside, CASE), "150"));
    let given = Around { catalog: Some(Catalog::of_text("prices.json", text).unwrap()), ..Around::default() };
    assert!(agrees(&cost(&given, CASE), "1200"));
    assert!(agrees(&cost(&given, &named), "1200")); // the file it names is not looked for
}

#[test]
fn a_month_without_a_price_of_cached_input_pays_that_of_input() {
    let text = r#"{"meta":{"snapshot":"2026-11-30"},"models":[{"id":"a/b","in":1,"out":2,"cr":0.1,"from":"2026-12-01","history":[{"in":2,"out":2}]}]}"#;
    let around = Around { catalog: Some(Catalog::of_text("prices.json", text).unwrap()), ..Around::default() };
    let case = CASE
        .replace("openai/gpt-6-luna", "a/b")
        .replace("output_tokens = 100", "output_tokens = 100\ncached_input_share = 0.5");
    let loaded = read(&around, &case);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    // 1,000 at 2 and 100 at 2; then 500 at 1, 500 at 0.10 and 100 at 2
    assert!(agrees(&figure(&results, "api.cost.1"), "2200"));
    assert!(agrees(&figure(&results, "api.cost.2"), "750"));
}

#[test]
fn the_age_of_prices_is_counted_to_the_start_or_to_the_day_given() {
    let warnings = |today: &str, text: &str| {
        let around = Around { today: Date::parse(today), ..Around::default() };
        read(&around, text).warnings.len()
    };
    assert_eq!(warnings("2027-02-19", CASE), 0); // 90 days after 2026-11-21
    assert_eq!(warnings("2027-02-20", CASE), 1);
    assert_eq!(warnings("", CASE), 0);
    assert_eq!(warnings("", &CASE.replace("2026-11", "2027-03")), 1);
    assert_eq!(warnings("2026-11-21", &CASE.replace("2026-11", "2027-03")), 0);
}

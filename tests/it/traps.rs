//! The five traps: judged for what the verdict takes or weighs, with figures worked out by hand.

use tco::analysis::{Settings, analyse};
use tco::scenario::{Loaded, load};

use crate::scenarios::{read_with, shipped};

/// Twelve months of a million requests. The API costs 20,000 a month in tokens, the tuned model 8,000
/// after 24,000 to build, the fleet 17,520 (24 x 730 hours).
const BASE: &str = r#"
[scenario]
name = "choice"
months = 12
[workloads.w]
requests_per_month = 1_000_000
input_tokens = 1_000
output_tokens = 1_000
[people.rates]
engineer = 100
[options.api]
kind = "api"
accuracy = "90%"
input_per_mtok = 10
output_per_mtok = 10
[options.tuned]
kind = "fine-tuned"
accuracy = "92%"
input_per_mtok = 4
output_per_mtok = 4
build = { engineer = 240 }
[options.gpus]
kind = "self-hosted"
accuracy = "90%"
price_per_gpu_hour = 24
tokens_per_second = 4_000
target_utilization = "100%"
[decision]
rules_would_do = false
core_differentiator = true
product_fits_as_is = false
data_must_stay_inside = false
prompting_exhausted = true
retrieval_tried = true
gaps = []
ml_team = true
infrastructure_team = true
measured_on_real_data = true
"#;

/// The tuned model so dear that nobody would take it.
const NO_TUNED: &str = "options.tuned.input_per_mtok=400";
/// A second million requests, on which alone an answer is worth something.
const WORTHY: &str = "workloads.v={ requests_per_month = 1_000_000, input_tokens = 1_000, output_tokens = 1_000, value_per_success = 1 }";

const EARLY: usize = 0;
const SMALL: usize = 1;
const COSTS: usize = 2;
const UPKEEP: usize = 3;
const TODAY: usize = 4;

fn said(loaded: &Loaded, trap: usize) -> Vec<String> {
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    results.advice.traps[trap].sprung.iter().map(|sentence| sentence.text.clone()).collect()
}

#[track_caller]
fn read(sets: &[&str]) -> Loaded {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    load("choice.toml", BASE, &sets).map_err(|refused| format!("{:?}", refused.errors)).unwrap()
}

/// Holds that a trap says these words with these settings; none: that it says nothing.
#[track_caller]
fn check(sets: &[&str], trap: usize, words: &[&str]) {
    let said = said(&read(sets), trap);
    assert!(!words.is_empty() || said.is_empty(), "{said:?}");
    for words in words {
        assert!(said.iter().any(|sentence| sentence.contains(words)), "{words}: {said:?}");
    }
}

/// Holds that a trap says none of these words.
#[track_caller]
fn silent(sets: &[&str], trap: usize, words: &str) {
    let said = said(&read(sets), trap);
    assert!(!said.iter().any(|sentence| sentence.contains(words)), "{words}: {said:?}");
}

/// A month's price is the first month's x 0.7^((m-1)/12); the twelve sum to 0.3 / (1 - 0.7^(1/12)) =
/// 10.243967 of the first: 204,879 for the API, against 12 x 17,520 = 210,240 for the fleet.
#[test]
fn token_prices_fall_as_the_model_lets_them_fall() {
    let behind = "`gpus` is no longer better than `api` when token prices fall 30 % a year, but $5,361 behind";
    check(&[NO_TUNED], TODAY, &[behind]);
    // in place of what the file says, not on top of it: a fifth a year still leaves the fleet ahead
    check(&[NO_TUNED, "options.api.price_change_per_year=-20%"], TODAY, &[behind]);
    // 23 x 730 x 12 = 201,480
    silent(&[NO_TUNED, "options.gpus.price_per_gpu_hour=23"], TODAY, "prices fall");
    // already behind at the prices that the file says
    silent(&[NO_TUNED, "options.api.price_change_per_year=-30%"], TODAY, "prices fall");
    // prices by month are a forecast of their own
    let by_month = ["input", "output"].map(|part| format!("options.api.{part}_per_mtok={{ \"2027-01\" = 10 }}"));
    silent(&[NO_TUNED, "scenario.start=2027-01", &by_month[0], &by_month[1]], TODAY, "prices fall");
    // a tuned model that is paid per token, 17,000 a month, becomes cheaper with the API
    silent(&["options.tuned.input_per_mtok=13", "options.tuned.build.engineer=0"], TODAY, "prices fall");
}

#[test]
fn what_is_out_is_no_measure() {
    let inside = ["decision.data_must_stay_inside=true"];
    check(&inside, TODAY, &[]); // the API that it would lose against may not be used
    check(&inside, COSTS, &["`gpus` has no cost for people, evaluation, monitoring: nothing of its $210,240"]);
    silent(&inside, COSTS, "`api`");
}

/// Three points of accuracy make the tuned model worth more than the API from today on, though it is
/// dearer to run: whoever takes it does not have to wait until it is cheaper.
#[test]
fn no_trap_speaks_against_the_verdict() {
    let path = shipped().into_iter().find(|path| path.ends_with("support-triage.toml")).unwrap();
    let tried = ["prompting_exhausted", "retrieval_tried", "core_differentiator"];
    let loaded = read_with(&path, &tried.map(|key| format!("decision.{key}=true")));
    assert_eq!(said(&loaded, EARLY), Vec::<String>::new());
    // built for 300,000 it is dearer than the API, and too early
    check(
        &["options.tuned.build.engineer=3_000", "options.gpus.price_per_gpu_hour=99"],
        EARLY,
        &["from 2.1x today's volume"],
    );
    // the fleet is weighed, and is the only one that is judged
    check(&[NO_TUNED, "decision.prompting_exhausted=false"], EARLY, &[]);
}

#[test]
fn the_way_out_is_what_was_left_out() {
    let way_out = |sets: &[&str]| {
        let loaded = read(sets);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        results.advice.traps[EARLY].way_out.clone()
    };
    assert_eq!(way_out(&["decision.retrieval_tried=false"]), "try retrieval");
    let all =
        ["measured_on_real_data", "prompting_exhausted", "retrieval_tried"].map(|key| format!("decision.{key}=false"));
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(way_out(&all), "measure on real data, exhaust better prompts and try retrieval");
}

#[test]
fn a_gain_is_weighed_where_it_falls() {
    let dear = "options.tuned.input_per_mtok=30"; // 34,000 a month, 14,000 more than the API
    let no_fleet = "options.gpus.price_per_gpu_hour=99";
    check(
        &[dear, no_fleet, "options.tuned.accuracy=91%"],
        SMALL,
        &["nobody said what 1 point of accuracy over `api` is worth; it costs $14,000 more"],
    );
    // right more often on average (94.5 %), but less so where an answer is worth 1: 1 % of a million
    check(
        &[dear, no_fleet, WORTHY, "options.tuned.workloads={ w = { accuracy = 1 }, v = { accuracy = 0.89 } }"],
        SMALL,
        &[
            "4.5 points of accuracy over `api` on average, but not where they count",
            "worth $10,000 less a month",
            "costs $28,000 more",
        ],
    );
}

/// The tuned model costs 12 x 8,000 and 24,000 to build, 120,000 in all.
#[test]
fn a_cost_written_as_nothing_is_said_but_does_no_work() {
    let no_cases = "options.tuned.evaluation={ cases = 0 }";
    let no_monitoring = "options.tuned.costs=[{ name = \"none\", category = \"monitoring\", monthly = 0 }]";
    let no_hours = "options.tuned.run={ engineer = 0 }";
    check(&[], COSTS, &["`tuned` has no cost for evaluation, labeling, monitoring: nothing of its $120,000"]);
    check(&[no_cases, no_monitoring], COSTS, &["`tuned` has no cost for labeling: nothing of its $120,000"]);
    check(
        &[no_cases],
        UPKEEP,
        &["`tuned` is never evaluated again after launch: nothing of its $120,000 is for evaluation"],
    );
    check(&[no_hours], UPKEEP, &["`tuned` plans no hours to run it, nothing of its $120,000"]);
    // trained once for 10 x 2,400 = 24,000 of 144,000
    check(
        &[
            "options.tuned.training={ examples = 1_000, tokens_per_example = 1_000, experiments = 10, price_per_mtok = 2_400 }",
        ],
        UPKEEP,
        &["`tuned` is never retrained, while base models improve: $24,000 of its $144,000 (16.7 %) is for training"],
    );
    let cases = "options.tuned.evaluation={ cases = 10, cost_per_case = 0 }";
    let sets = [cases, "options.tuned.run={ engineer = 1 }", "options.tuned.training={ retrain_every_months = 6 }"];
    check(&sets, UPKEEP, &[]);
}

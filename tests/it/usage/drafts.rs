//! Scenarios drafted from use load, and say what was measured.

use std::fmt::Write as _;

use rust_decimal::{Decimal, dec};
use tco::scenario::{Volume, load};
use tco::usage::{By, Draft, Drafting, Partial, Prices, Usage, draft, reprice};

use super::{read, read_with, sample, settings};

fn drafted(usage: &Usage, by: By, input_per_request: Option<Decimal>) -> Draft {
    let prices = Prices::billed(usage);
    draft(usage, &Drafting { by, partial: Partial::AsCounted, input_per_request, prices: &prices }).unwrap()
}

/// A year's months of so many requests each, as rows by month.
fn months(requests: &[u32]) -> String {
    let mut text = "time,model,requests,fresh,cached,output,cost,currency\n".to_owned();
    for (month, requests) in (1..).zip(requests) {
        let _ = writeln!(
            text,
            "2026-{month:02},m,{requests},{},{},{},{}.50,EUR",
            requests * 300,
            requests * 100,
            requests * 20,
            requests / 100
        );
    }
    text
}

#[test]
fn a_draft_loads_with_what_was_measured() {
    let usage = read(&months(&[1_000, 1_100, 1_210, 1_331]));
    let draft = drafted(&usage, By::Model, None);
    assert_eq!(draft.questions, Vec::<String>::new());
    let scenario = load("draft.toml", &draft.text, &[])
        .unwrap_or_else(|refused| panic!("{:?}\n{}", refused.errors, draft.text))
        .scenario;
    assert_eq!(scenario.currency.code, "EUR");
    assert_eq!(scenario.start.unwrap().to_string(), "2026-05");
    let workload = &scenario.workloads[0];
    // 10 % a month without doubt: the next month has 1,464.1
    let Volume::Flat(requests) = &workload.volume else { panic!("{:?}", workload.volume) };
    assert_eq!(requests.base(), dec!(1464));
    assert_eq!(workload.growth_per_month.base(), dec!(0.1));
    assert_eq!(workload.input_tokens.as_ref().unwrap().base(), dec!(400));
    assert_eq!(workload.cached_input_share.base(), dec!(0.25));
    assert_eq!(workload.output_tokens.as_ref().unwrap().base(), dec!(20));
}

#[test]
fn every_sample_drafts_a_scenario_that_loads_or_asks() {
    let check = |names: &[&str], questions: usize| {
        let bytes: Vec<Vec<u8>> = names.iter().map(|name| sample(name)).collect();
        let files: Vec<(&str, &[u8])> = names.iter().copied().zip(bytes.iter().map(Vec::as_slice)).collect();
        let usage = read_with(&files, &settings()).unwrap();
        for by in [By::Model, By::Project, By::Both, By::All] {
            let draft = drafted(&usage, by, None);
            let loaded = load("draft.toml", &draft.text, &[]);
            assert_eq!(
                loaded.is_ok(),
                draft.questions.is_empty(),
                "{names:?} {by:?}: {:?}\n{}",
                loaded.err().map(|refused| refused.errors),
                draft.text
            );
        }
        assert_eq!(drafted(&usage, By::All, None).questions.len(), questions, "{names:?}");
    };
    check(&["litellm_spend_logs.json"], 0);
    check(&["langfuse_observations.json"], 0);
    check(&["openrouter_activity_log.csv"], 0);
    check(&["openrouter_activity_daily.csv"], 0);
    check(&["deepseek_amount.csv"], 0);
    // two prices of each of two models
    check(&["openai_usage_completions.json"], 4);
    // the cost export prices one of them
    check(&["openai_usage_completions.json", "openai_costs.json"], 2);
    // how many requests, how long, and how much output; two prices of each of two models
    check(&["anthropic_usage_report.json"], 7);
}

#[test]
fn what_exports_do_not_say_is_a_question_that_an_argument_answers() {
    let usage = read_with(&[("tokens", &sample("anthropic_console_tokens.csv"))], &settings()).unwrap();
    let asked = drafted(&usage, By::All, None);
    assert!(
        asked.text.contains("# requests_per_month =            # QUESTION: how many requests a month"),
        "{}",
        asked.text
    );
    // 30,700,000 fresh + 62,900,000 cached + 2,100,000 written over 1,000 each
    let answered = drafted(&usage, By::All, Some(dec!(1000)));
    assert!(answered.text.contains("requests_per_month = 95700\n"), "{}", answered.text);
}

#[test]
fn costs_alone_are_no_workload() {
    let usage = read_with(&[("focus", &sample("focus_1_2.csv"))], &settings()).unwrap();
    let prices = Prices::billed(&usage);
    assert!(
        draft(
            &usage,
            &Drafting { by: By::Model, partial: Partial::AsCounted, input_per_request: None, prices: &prices }
        )
        .is_none()
    );
    // 24.8 for 12.4 million, 3.01 for 30.1, 48 for 4.8
    let sonnet = prices.get("claude-sonnet-5-5").unwrap();
    assert_eq!((sonnet.input, sonnet.cached_input, sonnet.output), (dec!(2), Some(dec!(0.1)), dec!(10)));
}

#[test]
fn tokens_are_priced_again_and_unknown_models_are_listed() {
    let files = ["openai_usage_completions.json", "openai_costs.json"].map(sample);
    let usage = read_with(&[("usage", &files[0]), ("costs", &files[1])], &settings()).unwrap();
    let found = reprice(&usage, &Prices::billed(&usage));
    assert_eq!((found[0].model.as_str(), found[0].charged, found[0].repriced), ("gpt-6-luna", None, None));
    // the first day: 25.5 million at 2, 21.5 at 0.20, 6.1 at 10, and 1.2 written that the bill does not
    // have, at the input's price
    assert_eq!((found[1].charged, found[1].repriced), (Some(dec!(116.3)), Some(dec!(118.7))));
}

#[test]
fn a_fortnight_of_hours_is_a_profile() {
    let mut text = "time,model,requests,fresh,output\n".to_owned();
    for day in 1..=14 {
        for hour in [9, 14] {
            let requests = if hour == 9 { 30 } else { 10 };
            let _ = writeln!(text, "2026-06-{day:02}T{hour:02}:00:00Z,m,{requests},1000,100");
        }
    }
    let draft = drafted(&read(&text), By::Model, None);
    // 9 of 12 requests in one hour, 3 in another; 30 against 560 in 14 days less 18 hours: 318 hours
    assert!(
        draft.text.contains("hourly_profile = [0, 0, 0, 0, 0, 0, 0, 0, 0, 420, 0, 0, 0, 0, 140, "),
        "{}",
        draft.text
    );
    assert!(draft.text.contains("weekly_profile = [80, 80, 80, 80, 80, 80, 80]"), "{}", draft.text);
    assert!(draft.text.contains("busiest hour of all had 30, 17.04 times the mean"), "{}", draft.text);
}

//! Scenarios drafted from use load, and say what was measured.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::{Decimal, dec};
use tco::analysis::Figures;
use tco::catalog::{Catalog, MeantNames};
use tco::scenario::{Volume, load};
use tco::usage::{By, Draft, Drafting, Partial, Prices, Unpriced, Usage, draft, reprice, stale, stated_requests};

use super::{read, read_with, sample, settings};

/// Drafts with prices, and what a user states of requests.
fn drafted_with(usage: &Usage, by: By, prices: &Prices, stated: (Option<Decimal>, &Stated)) -> Option<Draft> {
    drafted_of(usage, (by, Partial::AsCounted), prices, stated)
}

/// The same of months that are told of in part.
fn drafted_of(
    usage: &Usage,
    (by, partial): (By, Partial),
    prices: &Prices,
    (input_per_request, requests): (Option<Decimal>, &Stated),
) -> Option<Draft> {
    draft(usage, &Drafting { by, partial, input_per_request, requests, prices, catalog: None })
}

/// Drafts the workload `m` with so many requests a month stated.
fn with_stated(usage: &Usage, requests: Decimal) -> Draft {
    let catalog = Catalog::carried();
    let prices = Prices::known(usage, &MeantNames::of(&catalog));
    let stated = Stated::from([("m".to_owned(), requests)]);
    drafted_with(usage, By::Model, &prices, (None, &stated)).unwrap()
}

/// Drafts with the prices of the carried catalog, and months told of in part stretched.
pub(super) fn stretched(usage: &Usage, by: By, input_per_request: Option<Decimal>) -> Draft {
    let catalog = Catalog::carried();
    let prices = Prices::known(usage, &MeantNames::of(&catalog));
    drafted_of(usage, (by, Partial::Scaled), &prices, (input_per_request, &Stated::new())).unwrap()
}

/// Drafts with the prices of the carried catalog.
pub(super) fn drafted(usage: &Usage, by: By, input_per_request: Option<Decimal>) -> Draft {
    let catalog = Catalog::carried();
    let prices = Prices::known(usage, &MeantNames::of(&catalog));
    drafted_with(usage, by, &prices, (input_per_request, &Stated::new())).unwrap()
}

type Stated = BTreeMap<String, Decimal>;

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
    let usage = read(&months(&[3_100, 3_080, 3_751, 3_993]));
    let draft = drafted(&usage, By::Model, None);
    assert_eq!(draft.questions, Vec::<String>::new());
    let scenario = load("draft.toml", &draft.text, &[])
        .unwrap_or_else(|refused| panic!("{:?}\n{}", refused.errors, draft.text))
        .scenario;
    assert_eq!(scenario.currency.code, "EUR");
    assert_eq!(scenario.start.unwrap().to_string(), "2026-05");
    let workload = &scenario.workloads[0];
    // 100 a day in January, 10 % a month more without doubt: the next month has 146.41 a day, times 365 / 12
    let Volume::Flat(requests) = &workload.volume else { panic!("{:?}", workload.volume) };
    assert_eq!(requests.base(), dec!(4453));
    assert_eq!(workload.growth_per_month.base(), dec!(0.1));
    assert_eq!(workload.input_tokens.as_ref().unwrap().base(), dec!(400));
    assert_eq!(workload.cached_input_share.base(), dec!(0.25));
    assert_eq!(workload.output_tokens.as_ref().unwrap().base(), dec!(20));
}

/// The draft with an answer to each of its blanks.
pub(super) fn answered(text: &str) -> String {
    let answer = |line: &str| {
        let key = line.strip_prefix("# ").filter(|_| line.contains(" # QUESTION: "))?.split(' ').next()?;
        if key == "#" {
            return None; // of a workload that is commented out
        }
        let answer = match key {
            "requests_per_month" => "1000",
            "input_tokens" => "1200",
            "output_tokens" => "300",
            "successor" => "\"next\"",
            key if key.ends_with("_per_mtok") || key == "exchange_rate" => "1.5",
            key => panic!("{key}"),
        };
        Some(format!("{key} = {answer}"))
    };
    text.lines().map(|line| answer(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

#[test]
fn every_sample_drafts_a_scenario_that_runs_once_it_is_answered() {
    let check = |names: &[&str], questions: usize| {
        let bytes: Vec<Vec<u8>> = names.iter().map(|name| sample(name)).collect();
        let files: Vec<(&str, &[u8])> = names.iter().copied().zip(bytes.iter().map(Vec::as_slice)).collect();
        let usage = read_with(&files, &settings()).unwrap();
        for by in [By::Model, By::Project, By::Both, By::All] {
            let draft = drafted(&usage, by, None);
            let blank = load("draft.toml", &draft.text, &[]);
            assert_eq!(
                blank.is_ok(),
                !draft.text.contains(" =            # QUESTION"),
                "{names:?} {by:?}\n{}",
                draft.text
            );
            let text = answered(&draft.text);
            let loaded = load("draft.toml", &text, &[])
                .unwrap_or_else(|refused| panic!("{names:?} {by:?}: {:?}\n{text}", refused.errors));
            assert!(Figures::new(&loaded.scenario).unwrap().cheapest.is_some(), "{names:?} {by:?}");
        }
        // tiers and caches that are not told are asked about in tests of their own
        let is_blank =
            |question: &&String| !question.starts_with("were ") && !question.starts_with("which share of the");
        let asked = |draft: Draft| draft.questions.iter().filter(is_blank).count();
        assert_eq!(asked(stretched(&usage, By::All, None)), questions, "{names:?}");
        // how many requests a whole month has, where a few days tell
        assert_eq!(asked(drafted(&usage, By::All, None)), questions.max(1), "{names:?}");
    };
    // the catalog has the prices of every model in them
    check(&["litellm_spend_logs.json"], 0);
    check(&["langfuse_observations.json"], 0);
    check(&["helicone_requests.jsonl"], 0);
    check(&["otel_genai_spans.jsonl"], 0);
    check(&["openrouter_activity_log.csv"], 0);
    check(&["openrouter_activity_daily.csv"], 0);
    check(&["deepseek_amount.csv"], 0);
    check(&["openai_usage_completions.json"], 0);
    check(&["openai_completions_usage.csv", "openai_cost.csv"], 0);
    // how many requests, how long, and how much output
    check(&["anthropic_usage_report.json"], 3);
    check(&["anthropic_console_tokens.csv", "anthropic_console_cost.csv"], 3);
}

#[test]
fn an_option_has_the_prices_of_the_catalog_with_their_day() {
    let usage = read_with(&[("spans", &sample("otel_genai_spans.jsonl"))], &settings()).unwrap();
    let draft = drafted(&usage, By::Model, None);
    // data/catalog/llm_prices.json
    let words = "# the catalog's prices in USD as of 2026-11-21, from genai-prices 0.2.3 (MIT):\n\
                 # input_per_mtok = 2, cached_input_per_mtok = 0.1, cache_write_per_mtok = 2.5, output_per_mtok = 10\n\
                 model = \"anthropic/claude-sonnet-5-5\"\n";
    assert!(draft.text.contains(words), "{}", draft.text);
    assert!(draft.text.contains("model = \"openai/gpt-6-sol\"\n"), "{}", draft.text);
}

/// Plans are held against what was done, where it is an option of its own: not the first model alone.
#[test]
fn what_was_done_is_the_reference() {
    let rows = "time,model,requests,fresh,output,cost\n2026-10,gpt-6-sol,10,1000,100,1\n";
    let both = format!("{rows}2026-10,gpt-6-luna,10,1000,100,1\n");
    let scenario = |text: &str| load("draft.toml", &answered(&drafted(&read(text), By::Model, None).text), &[]);
    let scenario = |text: &str| scenario(text).map_err(|refused| format!("{:?}", refused.errors)).unwrap().scenario;
    let reference = |text: &str| {
        let scenario = scenario(text);
        scenario.options[scenario.reference].name.clone()
    };
    assert_eq!(reference(&both), "today");
    assert_eq!(reference(rows), "api-gpt-6-sol");
}

#[test]
fn a_model_the_catalog_does_not_know_is_a_blank() {
    let usage = read("time,model,requests,fresh,cached,output\n2026-10,mystery-1,10,1000,0,100\n");
    let draft = drafted(&usage, By::Model, None);
    let asked = [
        "what does a million input tokens of `mystery-1` cost?",
        "what does a million output tokens of `mystery-1` cost?",
    ];
    assert_eq!(draft.questions, asked);
    assert!(!draft.text.contains("_per_mtok = 0"), "{}", draft.text);
    load("draft.toml", &answered(&draft.text), &[]).unwrap();
}

#[test]
fn a_model_the_catalog_does_not_know_has_its_own_costs_by_itself() {
    // 0.66 for 0.66 million tokens of the one, 7.80 for 2.4 million in and 0.3 out of the other
    let rows = "time,model,requests,fresh,output,cost\n2026-10,mystery-1,500,600000,60000,0.66\n2026-10,gpt-6-sol,1000,2400000,300000,7.8\n";
    let draft = drafted(&read(rows), By::Model, None);
    assert!(draft.text.contains("# prices: no price list has it: its own mean cost of a token"), "{}", draft.text);
    assert!(draft.text.contains("input_per_mtok = 1\noutput_per_mtok = 1\n"), "{}", draft.text);
    assert!(!draft.text.contains("per_request ="), "{}", draft.text);
    let loaded = load("draft.toml", &answered(&draft.text), &[]).unwrap();
    let figures = tco::analysis::Figures::new(&loaded.scenario).unwrap();
    let month = |option: &str| figures.options[loaded.scenario.option_index(option).unwrap()].cost[1].round_dp(6);
    // a mean month has 365 / 12 of the 31 days of October: 491 and 981 requests. The own workload at its own cost,
    // 491 x 0.00132, the other at the catalog's, 981 x 0.0078; all on the known model: 491 x 0.0036 + 981 x 0.0078
    assert_eq!((month("today"), month("api-gpt-6-sol")), (dec!(8.29992), dec!(9.4194)));
    // all on the unknown one, by tokens and not by its requests: 491 x 1,320 + 981 x 2,700
    assert_eq!(month("api-mystery-1"), dec!(3.29682));
}

#[test]
fn a_model_that_is_shut_down_asks_for_its_successor() {
    // the catalog: gpt-4o is shut down on 2027-01-14
    let usage =
        read("time,model,requests,fresh,cached,output,batch\n2026-10,gpt-4o-2024-08-06,10,1000,0,100,default\n");
    let draft = drafted(&usage, By::Model, None);
    assert_eq!(draft.questions, ["`openai/gpt-4o` is shut down on 2027-01-14: which option serves from then on?"]);
    let text = answered(&draft.text) + "[options.next]\nkind = \"api\"\nmodel = \"openai/gpt-6-luna\"\n";
    load("draft.toml", &text, &[]).unwrap_or_else(|refused| panic!("{:?}\n{text}", refused.errors));
}

#[test]
fn another_currency_asks_for_the_rate_of_the_dollar() {
    let usage = read("time,model,requests,fresh,output,cost,currency\n2026-10,gpt-6-sol,10,1000,100,1,EUR\n");
    let draft = drafted(&usage, By::Model, None);
    assert!(
        draft.text.contains("# exchange_rate =            # QUESTION: how many EUR is a US dollar?"),
        "{}",
        draft.text
    );
    load("draft.toml", &answered(&draft.text), &[]).unwrap();
    let catalog = Catalog::carried();
    let found = reprice(&usage, &Prices::known(&usage, &MeantNames::of(&catalog)));
    assert_eq!((found[0].charged, found[0].repriced), (Some(dec!(1)), Err(Unpriced::Currency)));
}

#[test]
fn lengths_of_stated_requests_are_those_of_month_1() {
    let check = |thousands: &[u32], lines: [&str; 2]| {
        let mut text = "time,model,fresh,output\n".to_owned();
        for (month, tokens) in (1..).zip(thousands) {
            let _ = writeln!(text, "2026-{month:02},m,{tokens}000,{tokens}00");
        }
        let draft = with_stated(&read(&text), dec!(1000));
        for line in lines {
            assert!(draft.text.contains(line), "no `{line}` in:\n{}", draft.text);
        }
    };
    // 100,000 tokens a day, 10 % a month more: 146,410 a day in May, times 365 / 12, over 1,000 requests; a tenth of
    // output
    check(
        &[3_100, 3_080, 3_751, 3_993],
        [
            "\ninput_tokens = 4453.3   # 4,453,304 input tokens of month 1, on the line through the months, over 1,000 requests\n",
            "\noutput_tokens = 445.33   # 445,330 output tokens of month 1, on the line through the months, over 1,000 requests\n",
        ],
    );
    // 110,000 a day in February, and nothing tells how sure a growth between two months is
    check(
        &[3_100, 3_080],
        [
            "\ninput_tokens = 3345.83   # 3,345,833 input tokens, as many a day as in 2026-02, the last month, over 1,000",
            "\noutput_tokens = 334.58 ",
        ],
    );
}

#[test]
fn stated_requests_answer_what_exports_do_not_count() {
    let usage = read_with(&[("tokens", &sample("anthropic_console_tokens.csv"))], &settings()).unwrap();
    let sonnet = || Some("claude-sonnet-5-5".to_owned());
    let stated = stated_requests(&usage, By::Model, &[(sonnet(), dec!(45000))]).unwrap();
    let catalog = Catalog::carried();
    let prices = Prices::known(&usage, &MeantNames::of(&catalog));
    let draft = drafted_with(&usage, By::Model, &prices, (None, &stated)).unwrap();
    // 2 of 30 days have 3,000 of 45,000 requests: 25.5 + 62.9 + 2.1 million input tokens are 30,166.67 each,
    // 9.85 million of output 3,283.33
    assert!(
        draft.text.contains("requests_per_month = 45000   # as you state\n")
            && draft.text.contains("\ninput_tokens = 30166.67 "),
        "{}",
        draft.text
    );
    assert!(draft.text.contains("\noutput_tokens = 3283.33 "), "{}", draft.text);
    assert!(
        draft.questions.iter().all(|question| question.contains("claude-haiku-5-5") || question.contains("output"))
    );
    let refused = |by, statements: &[(Option<String>, Decimal)], words: &str| {
        let (cause, help) = stated_requests(&usage, by, statements).unwrap_err();
        assert!(format!("{cause}; {help}").contains(words), "{cause}; {help}");
    };
    refused(
        By::Model,
        &[(None, dec!(9))],
        "2 workloads have no count of requests; name each, as in `--requests-per-month claude-haiku-5-5=9`",
    );
    refused(By::Model, &[(Some("claude-sonet-5-5".to_owned()), dec!(9))], "did you mean `claude-sonnet-5-5`?");
    refused(By::Model, &[(sonnet(), dec!(9)), (sonnet(), dec!(9))], "given twice");
    assert_eq!(stated_requests(&usage, By::All, &[(None, dec!(9))]).unwrap().len(), 1);
    let counted = read(&months(&[1_000]));
    let (cause, _) = stated_requests(&counted, By::Model, &[(Some("m".to_owned()), dec!(9))]).unwrap_err();
    assert_eq!(cause, "the exports count the requests of `m`: 1000");
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
    // 30,700,000 fresh + 62,900,000 cached + 2,100,000 written over 1,000 each, on 2 days; times 365 / 12 / 2
    let answered = drafted(&usage, By::All, Some(dec!(1000)));
    assert!(answered.questions[0].contains("It had 95,700 on 2 days from 2026-11-01 to 2026-11-02"), "{answered:?}");
    let answered = stretched(&usage, By::All, Some(dec!(1000)));
    assert!(answered.text.contains("requests_per_month = 1455438 "), "{}", answered.text);
}

#[test]
fn costs_alone_are_no_workload() {
    let usage = read_with(&[("focus", &sample("focus_1_2.csv"))], &settings()).unwrap();
    let prices = Prices::billed(&usage);
    assert!(drafted_with(&usage, By::Model, &prices, (None, &Stated::new())).is_none());
    // 24.8 for 12.4 million, 3.01 for 30.1, 48 for 4.8
    let sonnet = prices.get("claude-sonnet-5-5").unwrap().on(None);
    assert_eq!((sonnet.input, sonnet.cache_read, sonnet.output), (dec!(2), Some(dec!(0.1)), dec!(10)));
}

#[test]
fn tokens_are_priced_again_and_unknown_models_are_listed() {
    let files = ["openai_usage_completions.json", "openai_costs.json"].map(sample);
    let usage = read_with(&[("usage", &files[0]), ("costs", &files[1])], &settings()).unwrap();
    let found = reprice(&usage, &Prices::billed(&usage));
    assert_eq!(
        (found[0].model.as_str(), found[0].charged, found[0].repriced),
        ("gpt-6-luna", None, Err(Unpriced::Unknown))
    );
    // the first day: 25.5 million at 2, 21.5 at 0.20, 6.1 at 10, and 1.2 written that the bill does not
    // have, at the input's price
    assert_eq!((found[1].charged, found[1].repriced), (Some(dec!(116.3)), Ok(dec!(118.7))));
}

#[test]
fn tokens_are_priced_as_the_catalog_had_them_on_each_day() {
    let catalog = Catalog::of_text(
        "prices.json",
        r#"{"meta": {"snapshot": "2026-06-30"}, "models": [
            {"id": "openai/m", "in": 2, "out": 10, "cr": 0.5, "cw": 3, "cw1h": 4, "from": "2026-06-15",
             "history": [{"in": 1, "out": 5}], "batch": {"in": 1, "out": 5}},
            {"id": "openai/p", "in": 1, "out": 1, "req": 0.01}]}"#,
    )
    .unwrap();
    let check = |rows: &str, expected: Result<Decimal, Unpriced>| {
        let usage =
            read(&format!("time,model,requests,fresh,cached,written,written_1h,output,batch,cost,currency\n{rows}\n"));
        let found = reprice(&usage, &Prices::known(&usage, &MeantNames::of(&catalog)));
        assert_eq!(found[0].repriced, expected, "{rows}");
    };
    // before the change, all input costs 1: 1 + 1 + 1 + 1 and 5
    check("2026-06-14,m,1,1000000,1000000,1000000,1000000,1000000,,,", Ok(dec!(9)));
    // from it on: 2 + 0.50 + 3 + 4 and 10
    check("2026-06-15,m,1,1000000,1000000,1000000,1000000,1000000,,,", Ok(dec!(19.5)));
    check("2026-06-14,m,1,1000000,0,0,0,0,,,\n2026-06-15,m-20260615,1,0,0,0,0,0,,,", Ok(dec!(1)));
    // a batch halves input and output
    check("2026-06-15,m,1,1000000,0,0,0,1000000,true,,", Ok(dec!(6)));
    // a request costs a cent beside its tokens
    check("2026-06-15,p,3,1000000,0,0,0,0,,,", Ok(dec!(1.03)));
    check("2026-06-15,p,,1000000,0,0,0,0,,,", Err(Unpriced::Part));
    check("2026-06-15,unheard-of,1,1000000,0,0,0,0,,1,USD", Err(Unpriced::Unknown));
    let usage = read("time,model,requests,fresh,output\n2026-06-15,m,1,1,1\n");
    let prices = Prices::known(&usage, &MeantNames::of(&catalog));
    let day = |text| tco::quantity::Date::parse(text).unwrap();
    assert!(stale(&prices, day("2026-09-28")).is_empty());
    assert_eq!(stale(&prices, day("2026-09-29")), BTreeMap::from([("openai/m", 91)]));
}

#[test]
fn every_sample_with_costs_is_priced_again() {
    // the rates of data/catalog/llm_prices.json on the counts of the samples
    let check = |names: &[&str], expected: &[(&str, Option<Decimal>, Decimal)]| {
        let bytes: Vec<Vec<u8>> = names.iter().map(|name| sample(name)).collect();
        let files: Vec<(&str, &[u8])> = names.iter().copied().zip(bytes.iter().map(Vec::as_slice)).collect();
        let usage = read_with(&files, &settings()).unwrap();
        let catalog = Catalog::carried();
        let found = reprice(&usage, &Prices::known(&usage, &MeantNames::of(&catalog)));
        let found: Vec<_> = found.iter().map(|one| (one.model.as_str(), one.charged, one.repriced.unwrap())).collect();
        assert_eq!(found, expected, "{names:?}");
    };
    // 1,100 at 2, 2,000 at 0.10 and 320 at 10; 2,500 at 2, 400 at 0.20 and 410 at 10
    check(
        &["langfuse_observations.json"],
        &[("claude-sonnet-5-5", Some(dec!(0.0056)), dec!(0.0056)), ("gpt-6-sol", Some(dec!(0.00918)), dec!(0.00918))],
    );
    // the first of two days, which the costs are of: 12.4 million at 2, 30.1 at 0.10, 0.9 at 2.50, 4.8 at 10
    check(
        &["anthropic_usage_report.json", "anthropic_cost_report.json"],
        &[
            // 5.2 million at 0.05 and 0.41 at 0.25 in a batch
            ("claude-haiku-5-5", None, dec!(0.3625)),
            ("claude-sonnet-5-5", Some(dec!(78.06)), dec!(78.06)),
        ],
    );
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
    // 40 on each day of both weeks
    assert!(draft.text.contains("weekly_profile = [40, 40, 40, 40, 40, 40, 40]"), "{}", draft.text);
    assert!(draft.text.contains("busiest hour of all had 30, 17.04 times the mean"), "{}", draft.text);
}

//! What verdicts rest on: figures with their sources, questions that are open, checks with what was found and asked.

use rust_decimal::dec;
use tco::analysis::advise::Outcome;
use tco::analysis::{Settings, analyse};

use super::{DEAR, advised, verdict};

#[test]
fn a_verdict_on_unanswered_questions_is_provisional() {
    let open = |sets: &[&str]| {
        advised(sets, |_, advice| advice.verdict.open.iter().map(|question| question.key.clone()).collect::<Vec<_>>())
    };
    assert!(open(&[]).is_empty());
    let silent = "decision={ measured_on_real_data = true }";
    // an API may be forbidden, too
    assert_eq!(
        open(&[silent, DEAR]),
        ["decision.rules_would_do", "decision.product_fits_as_is", "decision.data_must_stay_inside"]
    );
    // whether it sets the company apart would change nothing: the gain is in cost
    let keys = open(&[silent]);
    for key in ["decision.prompting_exhausted", "decision.retrieval_tried", "decision.ml_team"] {
        assert!(keys.iter().any(|known| known == key), "{keys:?}");
    }
    assert!(!keys.iter().any(|known| known == "decision.core_differentiator"), "{keys:?}");
    // a product that fits as it is needs no integration, but may not see the data
    let fits = "decision={ rules_would_do = false, product_fits_as_is = true }";
    assert_eq!(open(&[fits]), ["decision.data_must_stay_inside"]);
}

/// What a verdict rests on and nobody knows for sure is asked: the two accuracies that differ, one that nobody
/// stated where answers have a value, one that is given up and that nobody put a price on.
#[test]
fn accuracy_that_nobody_knows_or_priced_makes_a_verdict_provisional() {
    let asked = |sets: &[&str]| {
        advised(sets, |_, advice| {
            advice.verdict.open.iter().map(|q| (q.key.clone(), q.asks.clone())).collect::<Vec<_>>()
        })
    };
    let says = |sets: &[&str], key: &str, words: &str| {
        let asked = asked(sets);
        assert!(asked.iter().any(|(k, asks)| k == key && asks.contains(words)), "{sets:?}: {asked:?}");
    };
    let trial = "decision.measured={ tuned = { accuracy = \"85%\" }, api = { accuracy = \"96%\" } }";
    says(&[trial], "options.tuned.accuracy", "is it 92 % for `tuned`, though a trial measured 85 %");
    says(&[trial], "options.api.accuracy", "is it 90 % for `api`, though a trial measured 96 %");
    // a trial within the range that is stated agrees with it
    let range = "options.tuned.accuracy={ low = \"84%\", mode = \"92%\", high = \"95%\" }";
    let agrees = "decision.measured={ tuned = { accuracy = \"85%\" } }";
    assert!(asked(&[range, agrees]).iter().all(|(key, _)| key != "options.tuned.accuracy"));
    let unstated = r#"options.tuned={ kind = "fine-tuned", input_per_mtok = 4, output_per_mtok = 4 }"#;
    let worth = "workloads.w.value_per_success=0.10";
    says(&[unstated, worth], "options.tuned.accuracy", "is every answer of `tuned` right?");
    let poor = "options.tuned.accuracy=80%";
    says(&[poor], "decision.requirements.accuracy", "are the 80 % of `tuned` enough? `api` reaches 90 %");
    for priced in [worth, "decision.requirements={ accuracy = \"75%\" }"] {
        assert!(asked(&[poor, priced]).iter().all(|(key, _)| key != "decision.requirements.accuracy"), "{priced}");
    }
}

/// The option itself is held against what is required, and who stands in for it until month 3 is named: 22.83
/// requests a minute, and 88 % instead of 90 %.
#[test]
fn who_stands_in_is_held_against_the_requirements_too() {
    let launch = r#"options.tuned={ kind = "fine-tuned", accuracy = "92%", input_per_mtok = 4, output_per_mtok = 4, launch_month = 3, interim = "api" }"#;
    let needed = "decision.requirements={ accuracy = \"91.9%\" }";
    let (_, option, said) = verdict(&[launch, needed, "options.api.requests_per_minute=20"]);
    assert_eq!(option.as_deref(), Some("tuned"), "{said}");
    assert!(said.contains("until `tuned` launches in month 3 `api` serves, whose peak of 23"), "{said}");
    let ask = "ask the provider of `api` for a higher `requests_per_minute`: 23 are needed in month 1, 20 are allowed";
    assert!(said.contains(ask), "{said}");
    assert!(said.contains("`api` serves, which falls short: 90 % accuracy is below the 91.9 % required"), "{said}");
}

#[test]
fn every_sentence_with_a_figure_names_its_source() {
    for path in crate::scenarios::shipped() {
        let loaded = crate::scenarios::read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        let advice = &results.advice;
        let judged =
            advice.options.iter().flat_map(|o| o.strengths.iter().chain(&o.limits).chain(&o.fails).chain(&o.needs));
        let said = advice
            .verdict
            .reasons
            .iter()
            .chain(advice.changes.iter().flatten().map(|change| &change.what))
            .chain(judged);
        for sentence in said.chain(advice.traps.iter().flat_map(|trap| &trap.sprung)) {
            let has_figure =
                sentence.text.split('`').step_by(2).any(|words| words.contains(|c: char| c.is_ascii_digit()));
            assert!(!has_figure || !sentence.sources.is_empty(), "{}: {}", path.display(), sentence.text);
        }
    }
}

#[test]
fn answers_that_the_figures_contradict_are_settled_first() {
    let fits = ["decision.product_fits_as_is=true", "decision.needs_integration=false"];
    let needed = "decision.requirements={ accuracy = \"86%\" }";
    let (outcome, _, said) = verdict(&[&fits[..], &[needed]].concat());
    assert_eq!(outcome, Outcome::MeasureFirst, "{said}");
    assert!(said.contains("`decision.product_fits_as_is` says that a product works as it is"), "{said}");
    let (outcome, _, said) = verdict(&["decision.rules_would_do=true", needed, "options.gpus.accuracy=10%"]);
    assert_eq!(outcome, Outcome::MeasureFirst, "{said}");
    assert!(!said.contains("add an option of kind `custom`"), "{said}");
    // a product that fits and is not compared is still what to buy
    let blend = r#"options.product={ kind = "custom", accuracy = "85%" }"#;
    let (outcome, option, said) = verdict(&[&fits[..], &[blend]].concat());
    assert_eq!((outcome, option), (Outcome::UseProduct, None), "{said}");
    assert!(said.contains("no option of kind `seats` is compared"), "{said}");
}

#[test]
fn what_is_required_and_not_measured_is_an_open_question() {
    let open = |sets: &[&str]| {
        advised(sets, |_, advice| advice.verdict.open.iter().map(|question| question.key.clone()).collect::<Vec<_>>())
    };
    let needed = "decision.requirements={ p95_latency_ms = 1_200, failure_rate = \"2%\" }";
    assert_eq!(open(&[needed, DEAR]), ["decision.measured.api.p95_latency_ms", "decision.measured.api.failure_rate"]);
    let measured = "decision.measured={ api = { p95_latency_ms = 900, failure_rate = \"1%\" } }";
    assert!(open(&[needed, DEAR, measured]).is_empty());
}

#[test]
fn checks_carry_the_figure_found_and_the_figure_asked() {
    let check_of = |sets: &[&str], name: &str| {
        advised(sets, |_, advice| {
            let weighed = advice.verdict.weighed.as_ref().unwrap();
            let check = weighed.checks.iter().find(|check| check.name == name).unwrap();
            (check.holds, check.found, check.needed, check.why.text.clone())
        })
    };
    let plain = "scenario.discount_rate=0";
    // 240,000 less 120,000 a year, of 240,000
    let (holds, found, needed, _) = check_of(&[plain], "margin");
    assert_eq!((holds, found, needed), (Some(true), Some(dec!(0.5)), Some(dec!(0.1))));
    // half of 240,000, less 48,000 and 24,000
    assert_eq!(check_of(&[plain], "half_volume").1, Some(dec!(48_000)));
    // 24,000 come back at 12,000 a month
    let (_, found, needed, _) = check_of(&[plain], "payback_months");
    assert_eq!((found, needed), (Some(dec!(2)), Some(dec!(6))));
    // 20,040 of 240,000: 8.35 %; 8,000 in tokens out and 10,330 in, and nothing to build
    let near = ["options.tuned.input_per_mtok=14.33", "options.tuned.build.engineer=0", plain];
    let (holds, found, _, why) = check_of(&near, "margin");
    assert_eq!((holds, found.map(|found| found.round_dp(4))), (Some(false), Some(dec!(0.0835))), "{why}");
    assert!(why.contains("only 8.4 % of what `api` costs, and 10 % is asked"), "{why}");
    // two figures that differ never read the same: 9.998 %
    let near = ["options.tuned.input_per_mtok=14.0004", "options.tuned.build.engineer=0", plain];
    assert!(check_of(&near, "margin").3.contains("only 9.998 % of what `api` costs, and 10 % is asked"));
    // at 10 cents an answer the tuned model is worth 1,104,000 - 120,000 and the API 1,080,000 - 240,000: level
    // when it is right in 80 % instead of 92 %, with 2.5 times the errors; nothing else is nearer
    let worth = ["workloads.w.value_per_success=0.10", plain];
    let (holds, found, needed, _) = check_of(&worth, "nearest_flip");
    assert_eq!((holds, found.map(|found| found.round_dp(3)), needed), (Some(true), Some(dec!(2.5)), Some(dec!(1.1))));
    // at half its prices the API costs what the tuned model does, 120,000; one of the two at nothing is as far
    let (_, found, _, why) = check_of(&[plain], "nearest_flip");
    assert_eq!(found.map(|found| found.round_dp(4)), Some(dec!(2)), "{why}");
    let in_step =
        "at $5.00 instead of $10.00 for `api`'s `output_per_mtok`, and its other token prices in step (0.50x)";
    assert!(why.contains(in_step), "{why}");
    // answers that hold say so
    let (holds, .., why) = check_of(&[], "ml_team");
    assert_eq!((holds, why.as_str()), (Some(true), "there is a team to fine-tune"));
}

/// The model takes an accuracy that nobody stated for 100 %, which says nothing about how many cases to measure:
/// 3.8415 x 0.25 / 0.03^2 = 1,067.1 of them say any share to 3 points, and 90 % is told from 85 % by
/// 7.8489 x (0.09 + 0.1275) / 0.05^2 = 682.9.
#[test]
fn an_accuracy_that_nobody_stated_is_measured_as_one_that_nobody_knows() {
    let first = |sets: &[&str]| {
        let api = r#"options.api={ kind = "api", input_per_mtok = 10, output_per_mtok = 10 }"#;
        let tuned = r#"options.tuned={ kind = "fine-tuned", input_per_mtok = 4, output_per_mtok = 4 }"#;
        let sets = [&[api, tuned, "decision.measured_on_real_data=false"], sets].concat();
        advised(&sets, |_, advice| advice.verdict.first.iter().map(|said| said.text.clone()).collect::<String>())
    };
    let unknown = first(&[]);
    assert!(unknown.contains("1,068 of them say it to 3 points, whatever it is"), "{unknown}");
    let one = first(&["options.api.accuracy=90%", "decision.requirements={ accuracy = \"85%\" }"]);
    assert!(one.contains("some 683 of them tell 90 % from 85 %"), "{one}");
}

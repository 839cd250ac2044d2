//! The verdict of the frameworks, and the traps: every outcome by at least three scenarios, with the
//! edges between them.

use rust_decimal::{Decimal, dec};
use tco::analysis::advise::{Advice, Outcome};
use tco::analysis::{Results, Settings, Workers, analyse};
use tco::scenario::{Scenario, load};

/// Twelve months of a million requests. Per month: today costs 60,000 in hours, the product 30,000 in
/// seats, the API 20,000 in tokens (2 cents a request), a tuned model 8,000 and a fleet 6,000, after
/// 24,000 and 30,000 to build.
const BASE: &str = r#"
[scenario]
name = "choice"
months = 12
reference = "api"
[workloads.w]
requests_per_month = 1_000_000
input_tokens = 1_000
output_tokens = 1_000
[people.rates]
engineer = 100
[options.today]
kind = "custom"
accuracy = "80%"
run = { engineer = 600 }
[options.product]
kind = "seats"
accuracy = "85%"
price_per_seat = 30
seats = 1_000
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
kind = "custom"
accuracy = "90%"
costs = [{ name = "none", monthly = 999_999 }]
[decision]
outcome = "answers"
success_metric = "share of good ones"
rules_would_do = false
core_differentiator = true
product_fits_as_is = false
needs_integration = true
data_must_stay_inside = false
prompting_exhausted = true
retrieval_tried = true
gaps = []
ml_team = true
infrastructure_team = true
measured_on_real_data = true
"#;

/// In place of the option `gpus`: one replica at 6,000 a month serves everything.
const FLEET: &str = r#"options.gpus={ kind = "self-hosted", accuracy = "90%", price_per_gpu_hour = 8.21917808, tokens_per_second = 4_000, target_utilization = "100%", build = { engineer = 300 } }"#;
/// In place of `tuned`: the same on GPUs.
const TUNED_ON_GPUS: &str = r#"options.tuned={ kind = "fine-tuned", accuracy = "92%", build = { engineer = 240 }, hosting = { price_per_gpu_hour = 8, tokens_per_second = 4_000, target_utilization = "100%" } }"#;
/// In place of `gpus`: half of the requests on the API, half on the tuned model, for less than either.
const BLEND: &str = r#"options.gpus={ kind = "blend", shares = { api = "10%", tuned = "90%" } }"#;
const ROUTED: &str = "options.gpus.shares={ api = \"50%\", product = \"50%\" }";
/// The tuned model so dear that nobody would take it.
const DEAR: &str = "options.tuned.input_per_mtok=400";

fn scenario(sets: &[&str]) -> Scenario {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    load("choice.toml", BASE, &sets).map_err(|refused| format!("{:?}", refused.errors)).unwrap().scenario
}

fn advised<T>(sets: &[&str], look: impl Fn(&Results<'_>, &Advice) -> T) -> T {
    let scenario = scenario(sets);
    let results = analyse(&scenario, Settings::default()).unwrap();
    look(&results, &results.advice)
}

/// A row: what is set, the outcome, the option.
type Row = (&'static [&'static str], Outcome, Option<&'static str>);

#[track_caller]
fn check(rows: &[Row]) {
    for (sets, outcome, option) in rows {
        let found = advised(sets, |results, advice| {
            let option = advice.verdict.option.map(|option| results.scenario.options[option].name.clone());
            let why: Vec<String> = advice.verdict.reasons.iter().map(|reason| reason.text.clone()).collect();
            (advice.verdict.outcome, option, why)
        });
        assert_eq!((found.0, found.1.as_deref()), (*outcome, *option), "{sets:?}: {:?}", found.2);
    }
}

#[test]
fn rules_that_would_do_leave_the_model_out() {
    check(&[
        (&["decision.rules_would_do=true"], Outcome::NoModel, Some("today")),
        (&["decision.rules_would_do=true", "options.api.output_per_mtok=0.1"], Outcome::NoModel, Some("today")),
        // an option without a model that is the best of what qualifies
        (&["options.today.run.engineer=1", DEAR, "options.api.accuracy=80%"], Outcome::NoModel, Some("today")),
        (&["decision.rules_would_do=false", DEAR], Outcome::OrchestrateApi, Some("api")),
    ]);
}

#[test]
fn a_product_that_fits_is_bought() {
    check(&[
        (
            &["decision.product_fits_as_is=true", "decision.needs_integration=false"],
            Outcome::UseProduct,
            Some("product"),
        ),
        // even where the API is cheaper: nothing has to be built
        (
            &["decision.product_fits_as_is=true", "decision.needs_integration=false", "options.api.output_per_mtok=0"],
            Outcome::UseProduct,
            Some("product"),
        ),
        // nobody says it fits, but it is the cheapest simple option
        (
            &["decision.product_fits_as_is=true", "decision.needs_integration=false", "options.product.seats=10"],
            Outcome::UseProduct,
            Some("product"),
        ),
        (
            &["decision.product_fits_as_is=false", "options.product.seats=10", DEAR],
            Outcome::OrchestrateApi,
            Some("api"),
        ),
        // data that must stay inside rules it out
        (
            &[
                "decision.product_fits_as_is=true",
                "decision.needs_integration=false",
                "decision.data_must_stay_inside=true",
            ],
            Outcome::NoModel,
            Some("today"),
        ),
    ]);
}

#[test]
fn an_api_is_orchestrated_when_nothing_complex_pays() {
    check(&[
        (&[DEAR], Outcome::OrchestrateApi, Some("api")),
        // 4 % cheaper is not 10 %
        (
            &[
                "options.tuned.input_per_mtok=13",
                "options.tuned.accuracy=90%",
                "options.tuned.build.engineer=1",
                "options.tuned.output_per_mtok=6.2",
            ],
            Outcome::OrchestrateApi,
            Some("api"),
        ),
        // nobody to keep it up
        (&["decision.ml_team=false"], Outcome::OrchestrateApi, Some("api")),
    ]);
}

#[test]
fn what_was_not_tried_comes_first() {
    check(&[
        (&["decision.prompting_exhausted=false"], Outcome::OptimiseFirst, Some("api")),
        (&["decision.retrieval_tried=false"], Outcome::OptimiseFirst, Some("api")),
        // the API falls short of what is required, and prompts may mend it
        (
            &["decision.requirements={ accuracy = \"91%\" }", "decision.prompting_exhausted=false"],
            Outcome::OptimiseFirst,
            None,
        ),
        (&["decision.gaps=[\"tone\"]", "decision.retrieval_tried=false", DEAR], Outcome::OptimiseFirst, Some("api")),
        (&["decision.gaps=[\"tone\"]", DEAR], Outcome::OrchestrateApi, Some("api")),
    ]);
}

#[test]
fn a_model_is_tuned_when_answers_and_money_support_it() {
    check(&[
        (&[], Outcome::FineTunePerToken, Some("tuned")),
        (&["decision.gaps=[\"format\"]"], Outcome::FineTunePerToken, Some("tuned")),
        // it need not set the company apart where it costs less
        (&["decision.core_differentiator=false"], Outcome::FineTunePerToken, Some("tuned")),
        (&["options.tuned.output_per_mtok=11"], Outcome::FineTunePerToken, Some("tuned")),
        (&["decision.requirements={ accuracy = \"91%\" }"], Outcome::FineTunePerToken, Some("tuned")),
        (&[TUNED_ON_GPUS], Outcome::FineTuneOnGpus, Some("tuned")),
        (
            &[
                TUNED_ON_GPUS,
                "decision.data_must_stay_inside=true",
                "options.today.accuracy=10%",
                "decision.requirements={ accuracy = \"50%\" }",
            ],
            Outcome::FineTuneOnGpus,
            Some("tuned"),
        ),
        (&[TUNED_ON_GPUS, "decision.gaps=[\"jargon\"]"], Outcome::FineTuneOnGpus, Some("tuned")),
        (&[TUNED_ON_GPUS, "decision.infrastructure_team=false"], Outcome::OrchestrateApi, Some("api")),
    ]);
}

#[test]
fn a_fleet_is_run_when_it_pays_or_must_be() {
    check(&[
        (&[FLEET], Outcome::SelfHost, Some("gpus")),
        (&[FLEET, DEAR], Outcome::SelfHost, Some("gpus")),
        (
            &[FLEET, "decision.data_must_stay_inside=true", "decision.requirements={ accuracy = \"88%\" }"],
            Outcome::SelfHost,
            Some("gpus"),
        ),
        // it must be, so the missing team is no way out of it
        (
            &[
                FLEET,
                "decision.data_must_stay_inside=true",
                "decision.infrastructure_team=false",
                "decision.requirements={ accuracy = \"88%\" }",
            ],
            Outcome::SelfHost,
            Some("gpus"),
        ),
        (&[FLEET, DEAR, "decision.infrastructure_team=false"], Outcome::OrchestrateApi, Some("api")),
        // 280 hours a month of the fleet's price more than the API
        (&[FLEET, DEAR, "options.gpus.price_per_gpu_hour=40"], Outcome::OrchestrateApi, Some("api")),
    ]);
}

#[test]
fn a_blend_is_taken_when_it_is_best() {
    // the account of the tuned model alone allows one request a minute; within a blend it has its own
    const LIMITED: &str = "options.tuned.requests_per_minute=1";
    const MORE: &str = "options.gpus.shares={ api = \"20%\", tuned = \"80%\" }";
    check(&[
        (&[BLEND, LIMITED], Outcome::Blend, Some("gpus")),
        (&[BLEND, MORE, LIMITED], Outcome::Blend, Some("gpus")),
        (&[BLEND, LIMITED, "decision.requirements={ accuracy = \"91%\" }"], Outcome::Blend, Some("gpus")),
        // half on ten seats of a product, which alone does not fit
        (&[BLEND, DEAR, ROUTED, "options.product.seats=10"], Outcome::Blend, Some("gpus")),
        (&[BLEND, LIMITED, "decision.ml_team=false"], Outcome::OrchestrateApi, Some("api")),
        (&[BLEND, "options.tuned.launch_month=12"], Outcome::OrchestrateApi, Some("api")),
    ]);
}

#[test]
fn what_nobody_measured_is_measured_first() {
    check(&[
        (&["decision.measured_on_real_data=false"], Outcome::MeasureFirst, Some("api")),
        (&[FLEET, "decision.measured_on_real_data=false"], Outcome::MeasureFirst, Some("api")),
        (&[TUNED_ON_GPUS, "decision.measured_on_real_data=false"], Outcome::MeasureFirst, Some("api")),
        // where nothing complex is better there is nothing to measure first
        (&[DEAR, "decision.measured_on_real_data=false"], Outcome::OrchestrateApi, Some("api")),
    ]);
}

#[test]
fn nothing_qualifies_when_every_option_fails() {
    check(&[
        (&["decision.requirements={ accuracy = \"99%\" }"], Outcome::NothingQualifies, None),
        (&["decision.requirements={ cost_per_request = 0.001 }"], Outcome::NothingQualifies, None),
        (
            &["decision.data_must_stay_inside=true", "decision.requirements={ accuracy = \"95%\" }"],
            Outcome::NothingQualifies,
            None,
        ),
    ]);
}

#[test]
fn money_must_hold_in_four_draws_of_five() {
    let odds = |low: &str, high: &str| {
        let price = format!("options.tuned.input_per_mtok={{ dist = \"uniform\", low = {low}, high = {high} }}");
        advised(&[&price, "options.tuned.output_per_mtok=0", "options.tuned.build.engineer=0"], |_, advice| {
            (advice.verdict.outcome, advice.verdict.reasons[0].text.clone())
        })
    };
    // the API costs 20 for the tokens of a thousand requests: below 20 in all draws, or in 3 of 4
    assert_eq!(odds("8", "16").0, Outcome::FineTunePerToken);
    let (outcome, why) = odds("4", "25.3333");
    assert_eq!(outcome, Outcome::OrchestrateApi);
    assert!(why.contains("ahead in only 75 % of the draws, and 80 % are asked"), "{why}");
}

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
    // a product that fits may still not be built in, and may not see the data
    let fits = "decision={ rules_would_do = false, product_fits_as_is = true }";
    assert_eq!(open(&[fits]), ["decision.needs_integration", "decision.data_must_stay_inside"]);
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
    assert!(said.contains("`api` serves, with 90 % accuracy instead of the 91.9 % required"), "{said}");
}

/// Nothing that meets the 94 % is worth its cost, and who would be is named: 0.10 x 920,000 - 8,000 a month.
#[test]
fn what_is_worth_its_cost_and_out_is_named() {
    let needed = "decision.requirements={ accuracy = \"94%\" }";
    let sets = ["workloads.w.value_per_success=0.10", needed, "scenario.discount_rate=0", "options.gpus.accuracy=95%"];
    let (outcome, _, said) = verdict(&sets);
    assert_eq!(outcome, Outcome::NotWorthIt, "{said}");
    // 12 x (92,000 - 8,000) less 24,000 to build
    assert!(said.contains("`tuned` would be worth $984,000 more than it costs, but is out: 92 % accuracy"), "{said}");
}

/// Who has no prompts is not told to improve them, and an unrelated option does not change what comes first.
#[test]
fn prompts_are_improved_where_there_are_any() {
    let untried = "decision.prompting_exhausted=false";
    let rules =
        ["options.today.run.engineer=1", untried, "workloads.w.value_per_success=0.10", "options.today.accuracy=91%"];
    let (outcome, option, said) = verdict(&rules);
    assert_eq!((outcome, option.as_deref()), (Outcome::NoModel, Some("today")), "{said}");
    let gaps = [untried, "decision.gaps=[\"tone\"]", "decision.infrastructure_team=false"];
    for others in [&[][..], &[FLEET]] {
        let (outcome, option, said) = verdict(&[&gaps[..], others].concat());
        assert_eq!((outcome, option.as_deref()), (Outcome::OptimiseFirst, Some("api")), "{said}");
    }
}

#[track_caller]
fn springs(sets: &[&str], trap: usize, words: Option<&str>) {
    let said = advised(sets, |_, advice| {
        advice.traps[trap].sprung.iter().map(|sentence| sentence.text.clone()).collect::<Vec<_>>()
    });
    match words {
        Some(words) => assert!(said.iter().any(|sentence| sentence.contains(words)), "{words}: {said:?}"),
        None => assert!(said.is_empty(), "{said:?}"),
    }
}

#[test]
fn tuning_too_early_is_a_trap() {
    springs(&["decision.prompting_exhausted=false"], 0, Some("prompts have not been exhausted"));
    springs(&["decision.measured_on_real_data=false"], 0, Some("nothing was measured"));
    // built for 300,000 instead of 24,000, it pays back beyond today's volume
    springs(&["options.tuned.build.engineer=3_000"], 0, Some("only from 2.1x today's volume"));
    springs(&[], 0, None);
}

#[test]
fn small_gains_are_a_trap() {
    let dear = "options.tuned.input_per_mtok=30"; // 34,000 a month, 14,000 more than the API
    springs(&[dear], 1, Some("nobody said what 2 points of accuracy"));
    // 2 points of a million requests at 0.50 are 10,000 a month
    springs(&[dear, "workloads.w.value_per_success=0.5"], 1, Some("are worth $10,000 a month and cost $14,000 more"));
    springs(&[dear, "workloads.w.value_per_success=0.8"], 1, None); // 16,000
    springs(&[], 1, None); // it is cheaper to run
}

#[test]
fn costs_left_out_are_a_trap() {
    springs(&[], 2, Some("`tuned` has no cost for evaluation, labeling, monitoring"));
    springs(&["options.api.run={ engineer = 1 }"], 2, Some("`api` has no cost for evaluation"));
    let whole = [
        "options.api.run={ engineer = 1 }",
        "options.api.evaluation={ cases = 10, cost_per_case = 1 }",
        "options.tuned.run={ engineer = 1 }",
        "options.tuned.evaluation={ cases = 10, cost_per_case = 1 }",
        "options.tuned.costs=[{ name = \"a\", once = 1, category = \"labeling\" }, { name = \"b\", monthly = 1, category = \"monitoring\" }]",
    ];
    springs(&whole, 2, None);
}

#[test]
fn upkeep_that_nobody_planned_is_a_trap() {
    springs(&[], 3, Some("plans no hours to run it"));
    springs(&["options.tuned.run={ engineer = 1 }"], 3, Some("never retrained"));
    springs(
        &["options.tuned.successor=api", "options.tuned.retires=2027-01", "scenario.start=2026-12"],
        3,
        Some("retires in month 2"),
    );
    let kept_up = [
        "options.tuned.run={ engineer = 1 }",
        "options.tuned.evaluation={ cases = 10, cost_per_case = 1 }",
        "options.tuned.training={ examples = 10, tokens_per_example = 100, retrain_every_months = 6 }",
    ];
    springs(&kept_up, 3, None);
}

#[test]
fn a_choice_that_holds_only_today_is_a_trap() {
    // 132,000 to build against 12,000 a month saved: back after 11 months of 12, and never at half the volume
    springs(&["options.tuned.build.engineer=1_320"], 4, Some("pays back only after 11 months"));
    springs(&["options.tuned.build.engineer=1_320"], 4, Some("at half the volume"));
    // prices that fall are in `traps.rs`: those of the tuned model fall as well
    springs(&["options.tuned.input_per_mtok=13", "options.tuned.build.engineer=0"], 4, None);
    springs(&[], 4, None);
}

/// What would change the verdict, in words, with what it becomes.
fn changes(sets: &[&str]) -> Vec<String> {
    let scenario = scenario(sets);
    let results = analyse(&scenario, Settings::default()).unwrap().with_flips(&Workers::ALONE);
    let changes = results.advice.changes.as_deref().unwrap();
    assert!(changes.is_sorted_by(|a, b| a.distance <= b.distance));
    changes.iter().map(|change| change.what.text.clone()).collect()
}

#[track_caller]
fn says(lines: &[String], words: &str) {
    assert!(lines.iter().any(|line| line.contains(words)), "{words}: {lines:?}");
}

/// The value in the line with these words is `least`, or at most half a percent more.
#[track_caller]
fn is_just_beyond(lines: &[String], words: &str, least: Decimal) {
    let line = lines.iter().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {lines:?}"));
    let value = line[..line.find(" instead of").unwrap()].rsplit(" at ").next().unwrap();
    let value: Decimal = value.trim_start_matches("at ").replace(['$', '%', ' ', ','], "").parse().unwrap();
    assert!(least <= value && value <= least * dec!(1.005), "{least}: {line}");
}

#[test]
fn what_would_change_the_verdict_is_ranked() {
    // the fleet costs 29,200 a month and 30,000 to build, 380,400 in a year, against 240,000 for the API:
    // 10 % ahead when the API costs 380,400 / 0.9 = 422,667, 1.761 times as much. At half the volume
    // the API would cost half of that and the fleet the same, so it is ahead there from 380,400 x 2 =
    // 760,800 on, 3.17 times; 30,000 saved twelvefold come back after one month
    let dear = "options.gpus.price_per_gpu_hour=40";
    let said = changes(&[FLEET, DEAR, dear, "scenario.discount_rate=0", "options.today.run.engineer=6_000"]);
    let price = "instead of $10.00 for `api`'s `output_per_mtok`, and its other token prices in step (3.2x)";
    says(&said, &format!("{price}: the verdict becomes `gpus`, host a model yourself"));
    is_just_beyond(&said, price, dec!(31.70));
    // at 30 an hour it costs 292,800, and an answer is worth 1: at half the volume, 172,800 more than the
    // API, it is ahead with 172,800 / 6,000,000 = 2.88 points more
    let worth = ["options.gpus.price_per_gpu_hour=30", "workloads.w.value_per_success=1", "scenario.discount_rate=0"];
    let said = changes(&[&[FLEET, DEAR, "options.today.accuracy=10%"], &worth[..]].concat());
    is_just_beyond(&said, "instead of 90 % (0.71x the errors): the verdict becomes `gpus`", dec!(92.88));
}

#[test]
fn answers_that_stand_in_the_way_are_named() {
    let said = changes(&["decision.prompting_exhausted=false"]);
    assert_eq!(
        said[0],
        "answered `decision.prompting_exhausted = true`: the verdict becomes `tuned`, fine-tune, served per token"
    );
    // neither alone is enough
    let said = changes(&["decision.prompting_exhausted=false", "decision.retrieval_tried=false"]);
    assert!(
        said[0].starts_with("answered `decision.prompting_exhausted = true` and `decision.retrieval_tried = true`")
    );
    // a requirement of which an option falls short by a little: the API reaches 90 %
    let needed = "decision.requirements={ accuracy = \"91%\" }";
    let said = changes(&[needed, "decision.measured_on_real_data=false", "options.tuned.output_per_mtok=24"]);
    says(&said, "were 90 % accuracy enough instead of 91 %: the verdict becomes `api`, orchestrate the API");
}

/// Each change that is listed is one: beyond it the rule says what it was said to say.
#[test]
fn what_would_change_the_verdict_does() {
    for sets in [&[][..], &[DEAR], &[FLEET, "decision.ml_team=false"], &["workloads.w.value_per_success=0.10"]] {
        let scenario_of = scenario(sets);
        let results = analyse(&scenario_of, Settings::default()).unwrap().with_flips(&Workers::ALONE);
        for change in results.advice.changes.iter().flatten() {
            let [key] = change.what.sources.as_slice() else { continue };
            let Some((_, rest)) = change.what.text.split_once(" at ").filter(|_| change.what.text.starts_with(key))
            else {
                continue;
            };
            let value = rest.split(" instead of").next().unwrap().replace(['$', ' ', ','], "");
            let set = if value.ends_with('%') { format!("{key}=\"{value}\"") } else { format!("{key}={value}") };
            let all: Vec<&str> = sets.iter().copied().chain([set.as_str()]).collect();
            let there = advised(&all, |_, advice| (advice.verdict.outcome, advice.verdict.option));
            assert_eq!(there, change.becomes, "{sets:?}, {}", change.what.text);
        }
    }
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

/// The verdict's outcome, option and every sentence of it.
fn verdict(sets: &[&str]) -> (Outcome, Option<String>, String) {
    advised(sets, |results, advice| {
        let option = advice.verdict.option.map(|option| results.scenario.options[option].name.clone());
        let said = advice.verdict.first.iter().chain(&advice.verdict.reasons);
        let said = said.map(|sentence| sentence.text.clone()).collect::<Vec<_>>().join("; ");
        (advice.verdict.outcome, option, said)
    })
}

#[test]
fn data_stays_inside_in_every_month() {
    let inside = "decision.data_must_stay_inside=true";
    let needed = "decision.requirements={ accuracy = \"88%\" }";
    assert_eq!(verdict(&[FLEET, inside, needed]).0, Outcome::SelfHost);
    // the API serves for three months, or from month 10 on
    let (outcome, _, said) =
        verdict(&[FLEET, inside, needed, "options.gpus.launch_month=4", "options.gpus.interim=api"]);
    assert_eq!(outcome, Outcome::NothingQualifies, "{said}");
    assert!(said.contains("`api` serves until `gpus` launches in month 4"), "{said}");
    let later = ["scenario.start=2026-12", "options.gpus.retires=2027-09", "options.gpus.successor=api"];
    let (outcome, _, said) = verdict(&[&[FLEET, inside, needed], &later[..]].concat());
    assert_eq!(outcome, Outcome::NothingQualifies, "{said}");
    assert!(said.contains("`api` serves from month 10 on"), "{said}");
    // who does the work by hand may serve until then
    let by_hand = ["options.gpus.launch_month=4", "options.gpus.interim=today", inside];
    let (outcome, ..) = verdict(&[&[FLEET], &by_hand[..]].concat());
    assert_eq!(outcome, Outcome::SelfHost);
    // rented GPUs, products and people: nobody says that data stays inside without a ground
    let claims = advised(&[FLEET], |_, advice| {
        let good = advice.options.iter().flat_map(|option| &option.strengths);
        good.filter(|sentence| sentence.text.contains("stays inside")).count()
    });
    assert_eq!(claims, 0);
}

/// The fleet at 8,000 a month and the tuned model at 8,000 are level, and both far below the API: that one
/// of them would be the better is no reason to stay with the API.
#[test]
fn a_tie_of_two_complex_options_does_not_bring_the_api_back() {
    let level = ["options.gpus.price_per_gpu_hour=10.9", "options.gpus.build.engineer=240"];
    let (outcome, _, said) = verdict(&[&[FLEET], &level[..]].concat());
    assert!(matches!(outcome, Outcome::SelfHost | Outcome::FineTunePerToken), "{said}");
    // and an option that nobody would take changes nothing
    let with = verdict(&[]);
    let without = verdict(&["options.gpus.costs=[{ name = \"more\", monthly = 9_999_999 }]"]);
    assert_eq!(with.0, without.0);
}

#[test]
fn a_second_best_that_is_ready_is_taken() {
    // the tuned model is the best by far, but nobody could keep it up; the fleet has its team
    let cheap = "options.tuned.output_per_mtok=0";
    let (outcome, option, said) = verdict(&[FLEET, cheap, "decision.ml_team=false"]);
    assert_eq!((outcome, option.as_deref()), (Outcome::SelfHost, Some("gpus")), "{said}");
    assert!(said.contains("`tuned` looks better still, but there is no team to fine-tune"), "{said}");
}

#[test]
fn where_only_quality_keeps_the_api_out_evidence_comes_first() {
    let needed = "decision.requirements={ accuracy = \"91%\" }";
    let unmeasured = "decision.measured_on_real_data=false";
    let (outcome, option, said) = verdict(&[needed, unmeasured, "decision.ml_team=false"]);
    assert_eq!((outcome, option), (Outcome::MeasureFirst, None), "{said}");
    // 7.8489 x (0.9 x 0.1 + 0.92 x 0.08) / 0.02^2 = 3,210.2 cases
    assert!(said.contains("some 3,211 of them tell 90 % from 92 %"), "{said}");
    assert!(said.contains("hire or contract a team to label, tune and retrain"), "{said}");
    assert_eq!(verdict(&[needed, "decision.ml_team=false"]).0, Outcome::StaffFirst);
    assert_eq!(verdict(&[needed]).0, Outcome::FineTunePerToken);
    // data that must stay inside leaves no other way: the team and the trial come first, the verdict stands
    let inside = ["decision.data_must_stay_inside=true", "decision.requirements={ accuracy = \"88%\" }"];
    let (outcome, _, said) =
        verdict(&[&[FLEET, unmeasured, "decision.infrastructure_team=false"], &inside[..]].concat());
    assert_eq!(outcome, Outcome::SelfHost, "{said}");
    assert!(said.contains("hire or contract a team to run GPUs") && said.contains("measure the accuracy"), "{said}");
}

#[test]
fn a_limit_that_is_too_low_is_asked_to_be_raised() {
    // a million requests in 730 hours of 60 minutes are 22.83 a minute; the product fails, today as well
    let limit = "options.api.requests_per_minute=22.8";
    let needed = r#"decision.requirements={ accuracy = "86%", cost_per_request = 0.05 }"#;
    let (outcome, option, said) = verdict(&[limit, needed, DEAR]);
    assert_eq!((outcome, option.as_deref()), (Outcome::OrchestrateApi, Some("api")), "{said}");
    assert!(said.contains("a higher `requests_per_minute`: 22.83 are needed in month 1, 22.8"), "{said}");
    assert!(!said.contains("`api` is out"), "{said}");
    // what is tuned is ahead with the limit raised, too: the checks hold, and the way round is named
    let (outcome, _, said) = verdict(&[limit, needed]);
    assert_eq!(outcome, Outcome::FineTunePerToken, "{said}");
    assert!(said.contains("ask the provider of `api`"), "{said}");
    assert_eq!(verdict(&[limit, needed, "decision.ml_team=false"]).0, Outcome::OrchestrateApi);
}

#[test]
fn the_highest_peak_of_all_months_is_named() {
    // 22.83 a minute grow 10 % a month: 65.14 in month 12, so 66 have to be allowed
    let sets = ["options.tuned.requests_per_minute=50", "workloads.w.growth_per_month=10%"];
    let (.., said) = verdict(&sets);
    assert!(said.contains("its peak of 66 in month 12 is above the account's `requests_per_minute` of 50"), "{said}");
}

#[test]
fn nothing_is_taken_that_is_not_worth_its_cost() {
    // the API costs 240,000 a year; 12 million x 0.9 answers repay it from 0.02222 each on, and the tuned
    // model its 120,000 from 120,000 / 11.04 million = 0.01087 on
    let worth = |value: &str| verdict(&[&format!("workloads.w.value_per_success={value}"), "scenario.discount_rate=0"]);
    for value in ["0.001", "0.005", "0.0108"] {
        let (outcome, option, said) = worth(value);
        assert_eq!((outcome, option), (Outcome::NotWorthIt, None), "{said}");
        assert!(said.contains("`tuned` would be worth its cost from $0.0109 a correct answer on"), "{said}");
    }
    assert_ne!(worth("0.0110").0, Outcome::NotWorthIt);
    // what nobody put a value on may be worth anything
    assert_ne!(verdict(&["workloads.w.cost_per_failure=5"]).0, Outcome::NotWorthIt);
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

/// 70,000 to build; the API serves the first four months at 20,000 instead of 60,000 by hand, and does not
/// meet the accuracy. Against those who do it by hand the money is back while the API serves; against
/// the API it is not before month 4 + 70,000 / 12,000 = 9.83.
#[test]
fn a_payback_is_not_earned_by_who_stands_in() {
    let sets = [
        "decision.requirements={ accuracy = \"91%\" }",
        "options.today.accuracy=95%",
        "options.tuned.build.engineer=700",
        "options.tuned.launch_month=5",
        "options.tuned.interim=api",
        "scenario.discount_rate=0",
    ];
    let (_, _, said) = verdict(&sets);
    assert!(said.contains("it pays back only after 9.8 months against `api`, and 6 are allowed"), "{said}");
}

/// Steps, verdict and reasons are of one mind.
#[test]
fn steps_do_not_contradict_the_verdict() {
    let next = |sets: &[&str]| advised(sets, |_, a| a.steps.iter().map(|step| step.next.clone()).collect::<Vec<_>>());
    let inside = [FLEET, "decision.data_must_stay_inside=true", "decision.requirements={ accuracy = \"88%\" }"];
    let said = next(&inside);
    assert_eq!(said[6], "take `gpus`");
    assert!(said[3..].iter().all(|step| !step.contains("stay with")), "{said:?}");
    let said = next(&["decision.gaps=[\"knowledge\"]"]);
    assert_eq!(said[6], "take `tuned`");
    assert!(said[4..].iter().all(|step| !step.contains("stay with the API")), "{said:?}");
    // what is done today is not left out where a model is needed
    let enough = "decision.requirements={ accuracy = \"80%\" }";
    let words =
        advised(&["options.today.run.engineer=1", DEAR, enough, "options.api.accuracy=80%"], |results, advice| {
            tco::report::headline(results, advice)
        });
    assert_eq!(words, "today: keep what is done today");
}

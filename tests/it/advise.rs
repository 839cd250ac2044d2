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
        // cheaper by far, but not what sets the company apart
        (&["decision.core_differentiator=false"], Outcome::OrchestrateApi, Some("api")),
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
    assert!(why.contains("only in 75 % of the draws"), "{why}");
}

#[test]
fn a_verdict_on_unanswered_questions_is_provisional() {
    let open = |sets: &[&str]| {
        advised(sets, |_, advice| advice.verdict.open.iter().map(|question| question.key).collect::<Vec<_>>())
    };
    assert!(open(&[]).is_empty());
    let silent = "decision={ measured_on_real_data = true }";
    assert_eq!(open(&[silent, DEAR]), ["rules_would_do", "product_fits_as_is"]);
    let keys = open(&[silent]);
    for key in ["core_differentiator", "prompting_exhausted", "retrieval_tried"] {
        assert!(keys.contains(&key), "{keys:?}");
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

#[test]
fn what_would_change_the_verdict_is_ranked() {
    // tuned at 34,000 a month against 20,000: level when the API's prices are 1.82 times today's with the build
    let sets = [FLEET, DEAR, "options.gpus.price_per_gpu_hour=40", "workloads.w.value_per_success=1"];
    let said = advised(&sets, |_, advice| {
        assert!(advice.changes.is_sorted_by(|a, b| a.distance <= b.distance));
        advice.changes.iter().map(|change| change.what.text.clone()).collect::<Vec<_>>()
    });
    // 29,200 a month and 30,000 to build: 380,400 in a year against 240,000, 1.585 times
    assert!(said.iter().any(|line| line.contains("token prices of `api` are 1.6x")), "{said:?}");
    // 140,400 a year over 12 million requests at 1 each: 1.17 points of accuracy
    assert!(said.iter().any(|line| line.contains("at 91.2 % accuracy, 90 today")), "{said:?}");
}

/// At 10 cents a right answer the API is worth 0.9 x 10 - 2 = 7 cents a request and the tuned model
/// 0.92 x 10 - 0.8 - 0.2 to build = 8.2: the API is worth as much when its tokens out cost 16
/// instead of 4, and the product (0.85 x 10 - 3 = 5.5) is nobody's choice. What is out is no contender.
#[test]
fn what_flips_is_the_best_option_that_qualifies() {
    let changes = |sets: &[&str]| {
        let scenario = scenario(sets);
        let results = analyse(&scenario, Settings::default()).unwrap().with_flips(&Workers::ALONE);
        let flips = results.contest.iter().flatten();
        let at = |path: &str| flips.clone().find(|flip| flip.lever.input.path == path).map(|flip| flip.multiple);
        let said = results.advice.changes.iter().map(|change| change.what.text.clone()).collect::<Vec<_>>().join("; ");
        (at("options.tuned.output_per_mtok"), said)
    };
    let (multiple, said) = changes(&["workloads.w.value_per_success=0.10", "scenario.discount_rate=0"]);
    assert_eq!(multiple, Some(Decimal::from(4)), "{said}");
    assert!(said.contains("`api` becomes worth the most when"), "{said}");
    // today is the cheapest of all at a tenth of the hours, but it is out, and flips nothing
    let sets = ["options.today.run.engineer=1", "decision.requirements.accuracy=0.86", "scenario.discount_rate=0"];
    let (multiple, said) = changes(&sets);
    assert_eq!(multiple, Some(dec!(3.5)), "{said}");
    assert!(said.contains("`api` becomes the cheapest that qualifies when"), "{said}");
}

#[test]
fn every_sentence_with_a_figure_names_its_source() {
    for path in crate::scenarios::shipped() {
        let loaded = crate::scenarios::read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        let advice = &results.advice;
        let judged =
            advice.options.iter().flat_map(|o| o.strengths.iter().chain(&o.limits).chain(&o.fails).chain(&o.needs));
        let said = advice.verdict.reasons.iter().chain(advice.changes.iter().map(|change| &change.what)).chain(judged);
        for sentence in said.chain(advice.traps.iter().flat_map(|trap| &trap.sprung)) {
            let has_figure =
                sentence.text.split('`').step_by(2).any(|words| words.contains(|c: char| c.is_ascii_digit()));
            assert!(!has_figure || !sentence.sources.is_empty(), "{}: {}", path.display(), sentence.text);
        }
    }
}

//! Every outcome by at least three scenarios, and the edges between them.

use tco::analysis::advise::Outcome;

use super::{DEAR, FLEET, ROUTED, advised};

/// In place of `tuned`: the same on GPUs.
const TUNED_ON_GPUS: &str = r#"options.tuned={ kind = "fine-tuned", accuracy = "92%", build = { engineer = 240 }, hosting = { price_per_gpu_hour = 8, tokens_per_second = 4_000, target_utilization = "100%" } }"#;

/// In place of `gpus`: half of the requests on the API, half on the tuned model, for less than either.
const BLEND: &str = r#"options.gpus={ kind = "blend", shares = { api = "10%", tuned = "90%" } }"#;

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

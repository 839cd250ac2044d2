//! The rule at its edges: where options are out, tie, stand in for one another or contradict the answers.

use tco::analysis::advise::Outcome;

use super::{DEAR, FLEET, advised, verdict};

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

/// 22.83 requests a minute and 20 allowed keep out what is 12 x 12,000 less 24,000 = 120,000 cheaper: the limit is
/// asked to be raised, and the verdict is what may be done today.
#[test]
fn a_limit_that_keeps_the_best_out_is_asked_to_be_raised() {
    let sets = ["options.tuned.requests_per_minute=20", "scenario.discount_rate=0"];
    let (outcome, option, said) = verdict(&sets);
    assert_eq!((outcome, option.as_deref()), (Outcome::OrchestrateApi, Some("api")), "{said}");
    assert!(said.contains("ask the provider of `tuned` for a higher `requests_per_minute`: 23 are needed"), "{said}");
    assert!(said.contains("by the figures it is then $120,000 better than `api`"), "{said}");
}

/// What loses money does not stay because nobody could run what is worth its cost: at 2 cents a right answer the API
/// is worth 18,000 a month and costs 20,000, and the tuned model 18,400 and 8,000.
#[test]
fn what_loses_money_does_not_stay_for_want_of_a_team() {
    let worth = ["workloads.w.value_per_success=0.02", "scenario.discount_rate=0"];
    let without = |answer: &'static str| verdict(&[&worth[..], &[answer]].concat());
    let (outcome, option, said) = without("decision.ml_team=false");
    assert_eq!((outcome, option), (Outcome::StaffFirst, None), "{said}");
    assert!(said.contains("`api` costs $24,000 more than it is worth"), "{said}");
    let (outcome, option, said) = without("decision.measured_on_real_data=false");
    assert_eq!((outcome, option), (Outcome::MeasureFirst, None), "{said}");
}

/// Who does the work by hand is not what rules would do, and what loses by it is said.
#[test]
fn rules_that_nobody_compares_are_not_those_who_do_it_by_hand() {
    let (outcome, option, said) = verdict(&["decision.rules_would_do=true", "scenario.discount_rate=0"]);
    assert_eq!((outcome, option.as_deref()), (Outcome::NoModel, Some("today")), "{said}");
    assert!(said.contains("if it is not these rules, add them as an option of kind `custom`"), "{said}");
    // 12 x (60,000 - 8,000) - 24,000
    assert!(said.contains("make sure: by the figures `tuned` is $600,000 better in present value"), "{said}");
    // a cost that is too high is nothing that measuring mends
    let dear = "decision.requirements={ cost_per_request = 0.05 }";
    let (outcome, option, said) = verdict(&["decision.rules_would_do=true", dear, "options.gpus.accuracy=1%"]);
    assert_eq!((outcome, option), (Outcome::NoModel, None), "{said}");
}

/// Data must stay inside, and only the months before the launch stand against the fleet.
#[test]
fn an_option_that_only_its_interim_keeps_out_is_named() {
    let late = r#"options.gpus={ kind = "self-hosted", accuracy = "90%", price_per_gpu_hour = 8, tokens_per_second = 4_000, launch_month = 3, interim = "api" }"#;
    let needed = "decision.requirements={ accuracy = \"88%\" }";
    let (outcome, _, said) = verdict(&[late, needed, "decision.data_must_stay_inside=true"]);
    assert_eq!(outcome, Outcome::NothingQualifies, "{said}");
    assert!(said.contains("`gpus` itself would do: data must stay inside, and `api` serves until"), "{said}");
    assert!(said.contains("name another `interim`, or launch it in month 1"), "{said}");
}

/// 9,000 a month beside the tokens leave the tuned model 3,000 ahead, and at half the volume 3,000 behind: what
/// measuring says changes nothing.
#[test]
fn figures_that_fail_leave_nothing_to_measure() {
    let fixed = "options.tuned.costs=[{ name = \"fixed\", monthly = 9_000 }]";
    let (outcome, option, said) = verdict(&[fixed, "decision.measured_on_real_data=false"]);
    assert_eq!((outcome, option.as_deref()), (Outcome::OrchestrateApi, Some("api")), "{said}");
    assert!(said.contains("at half the volume"), "{said}");
}

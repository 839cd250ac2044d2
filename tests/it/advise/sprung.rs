//! The five traps: what springs each, and near misses.

use super::advised;

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

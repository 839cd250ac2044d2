//! `--set KEY=VALUE`.

use super::{SMALL, holding, tco};

/// Checks the small scenario with overrides; the costs of its months when it is sound.
fn costs(sets: &[&str]) -> Vec<String> {
    let directory = holding(SMALL);
    let sets: Vec<&str> = sets.iter().flat_map(|set| ["--set", set]).collect();
    let ran = tco(directory.path(), &[&["check", "scenario.toml", "--format", "json"], &sets[..]].concat());
    let results: serde_json::Value = serde_json::from_str(&ran.succeeds().out).unwrap();
    let metrics = &results["metrics"];
    let shown = |name: &str| metrics[name].as_str().map_or_else(|| metrics[name].to_string(), str::to_owned);
    ["api.month_1_cost", "api.last_month_cost", "api.tco"].map(shown).to_vec()
}

/// Holds that an override is refused in these words.
fn refuse(set: &str, words: &[&str]) {
    let directory = holding(SMALL);
    tco(directory.path(), &["check", "scenario.toml", "--set", set]).fails(2, words);
}

#[test]
fn a_set_takes_the_place_of_what_the_file_says() {
    // 1,000 to 3,000 requests of 100 and 10 tokens at 1 and 2 per million, and 5 a month
    assert_eq!(costs(&[]), ["5.12", "5.36", "15.72"]);
    assert_eq!(costs(&["options.api.output_per_mtok=12"]), ["5.22", "5.66", "16.32"]);
    assert_eq!(costs(&["options.api.output_per_mtok = \"$12\""]), ["5.22", "5.66", "16.32"]);
    assert_eq!(costs(&["options.api.output_per_mtok=$12"]), ["5.22", "5.66", "16.32"]);
    assert_eq!(costs(&["workloads.chat.requests_per_month.2=2k"]), ["5.12", "5.24", "15.6"]);
    assert_eq!(costs(&["workloads.chat.requests_per_month=[2000]"]), ["5.24", "5.24", "15.72"]);
    assert_eq!(costs(&["options.api.costs.0.monthly=6"]), ["6.12", "6.36", "18.72"]);
    assert_eq!(costs(&["options.api.costs=[]"]), ["0.12", "0.36", "0.72"]);
    // the last of several wins
    assert_eq!(costs(&["scenario.months=9", "scenario.months=2"]), ["5.12", "5.24", "10.36"]);
}

#[test]
fn a_set_may_say_what_the_file_does_not() {
    let evaluation = ["options.api.evaluation.cases=10", "options.api.evaluation.cost_per_case=0.1"];
    assert_eq!(costs(&evaluation), ["6.12", "6.36", "18.72"]);
    assert_eq!(costs(&["options.api.evaluation={cases=10,cost_per_case=0.1}"]), ["6.12", "6.36", "18.72"]);
    let role = ["people.rates.engineer=10", "options.api.run.engineer=1"];
    assert_eq!(costs(&role), ["15.12", "15.36", "45.72"]);
    let option =
        costs(&["options.staff.kind=custom", "options.staff.label=Our = own staff", "scenario.reference=staff"]);
    assert_eq!(option, ["5.12", "5.36", "15.72"]);
}

#[test]
fn a_set_that_is_wrong_is_shown_as_it_was_typed() {
    refuse("options.api.output_prcie=5", &["--set:1:1", "unknown key `output_prcie`"]);
    refuse("options.api.output_per_mtok=-5", &["--set:1:29", "never negative"]);
    refuse("options.api.output_per_mtok=", &["--set:1", "as a number"]);
    refuse("options.apy.output_per_mtok=5", &["--set:1:1", "missing key `kind`"]);
    refuse("scenario.months=twelve", &["--set:1:17", "`twelve`"]);
    refuse("scenario.months", &["KEY=VALUE", "--set:1:1"]);
    refuse("", &["KEY=VALUE"]);
    refuse("=5", &["KEY=VALUE"]);
    refuse("scenario..months=5", &["KEY=VALUE"]);
    refuse("scenario.months.deep=5", &["`months` is a number, so it has no keys"]);
    refuse("workloads.chat.requests_per_month.7=5", &["`7` is no place in a list of 3", "count from 0"]);
    refuse("workloads.chat.requests_per_month.first=5", &["`first` is no place"]);
    refuse("workloads.chat.requests_per_month.0.deep=5", &["`0` is a number, so it has no keys"]);
    refuse("options.api.costs.0.monthly.2026=5", &["`monthly` is a number"]);
    refuse("scenario=5", &["`scenario` must be a table"]);
    refuse("ключ.😀=5", &["--set:1:1", "unknown key `ключ`"]);
}

#[test]
fn a_set_without_end_is_refused_and_does_not_crash() {
    refuse(&format!("{}b=1", "a.".repeat(30_000)), &["--set"]);
    refuse(&format!("a={}", "[".repeat(50_000)), &["--set"]);
    refuse(&format!("a={}", "{a=".repeat(20_000)), &["--set"]);
}

#[test]
fn every_wrong_set_is_reported_together_with_the_files_own_mistakes() {
    let directory = holding(&SMALL.replace("monthly", "montly"));
    let args = ["check", "scenario.toml", "--set", "scenario.months=0", "--set", "options.api.kin=5"];
    tco(directory.path(), &args).fails(2, &["`montly`", "`months`", "`kin`", "--set:1:1", "scenario.toml:18:1"]);
}

#[test]
fn sets_that_contradict_each_other_or_the_file_are_both_named() {
    let directory = holding(SMALL);
    let both = ["decision.product_fits_as_is=true", "decision.needs_integration=true"];
    let args = ["check", "scenario.toml", "--set", both[0], "--set", both[1]];
    tco(directory.path(), &args).fails(2, &[both[0], both[1], "said here", "change the answer that is not so"]);
    let directory = holding(&format!("{SMALL}\n[decision]\nproduct_fits_as_is = true\n"));
    let args = ["check", "scenario.toml", "--set", both[1]];
    tco(directory.path(), &args).fails(2, &["scenario.toml:", "product_fits_as_is = true", both[1]]);
}

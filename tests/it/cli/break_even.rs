//! `tco break-even`: volumes, varied inputs, flips, and what is asked for in vain.

use super::{Ran, TempDir, command};

const FLAGSHIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/support-triage.toml");

fn run(arguments: &[&str]) -> Ran {
    let directory = TempDir::new().unwrap();
    let all: Vec<&str> = ["break-even", FLAGSHIP].iter().chain(arguments).copied().collect();
    Ran::new(&command(directory.path(), &all).output().unwrap())
}

#[test]
fn every_volume_is_listed_with_its_kind() {
    let ran = run(&[]);
    assert_eq!(ran.status, Some(0));
    for words in ["Run rate", "Horizon", "crossing at", "stays cheaper from", "Months in which cumulative costs cross"]
    {
        assert!(ran.out.contains(words), "no `{words}` in:\n{}", ran.out);
    }
    let pair = run(&["--pair", "api", "fine-tuned"]);
    assert!(pair.out.contains("api and fine-tuned") && !pair.out.contains("people and api"), "{}", pair.out);
}

#[test]
fn an_input_is_varied_over_its_own_range_or_the_one_given() {
    let ran = run(&["--vary", "options.api.output_per_mtok", "--between", "1", "$60"]);
    assert!(ran.out.contains("varied from 1 to 60"), "{}", ran.out);
    let json = run(&["--vary", "options.api.output_per_mtok", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((value["from"].as_f64(), value["to"].as_f64()), (Some(0.5), Some(50.0)));
    assert!(value["ties"].as_array().is_some_and(|ties| !ties.is_empty()));
}

#[test]
fn inputs_are_listed_with_their_places() {
    let ran = run(&["--list-inputs"]);
    let line = ran.out.lines().find(|line| line.starts_with("options.api.output_per_mtok ")).unwrap();
    assert!(line.contains("USD/Mtok") && line.contains("support-triage.toml:"), "{line}");
}

#[test]
fn flips_are_listed_nearest_first() {
    let ran = run(&["--flips"]);
    assert!(ran.out.starts_with("api until workloads.tickets.growth_per_month > "), "{}", ran.out);
    let json: serde_json::Value = serde_json::from_str(&run(&["--flips", "--format", "json"]).out).unwrap();
    assert_eq!(json["cheapest"], "api");
}

#[test]
fn what_is_asked_for_in_vain_is_answered_with_a_way_out() {
    run(&["--vary", "options.api.outptu_per_mtok"]).fails(2, &["did you mean `options.api.output_per_mtok`?"]);
    run(&["--vary", "options.api.output_per_mtok", "--between", "5", "1"]).fails(2, &["is empty", "help"]);
    run(&["--vary", "options.api.output_per_mtok", "--between", "-5", "1"]).fails(2, &["it may be from 0 to any"]);
    run(&["--pair", "api", "selfhosted"])
        .fails(2, &["no option is called `selfhosted`", "did you mean `self-hosted`?"]);
    run(&["--pair", "api", "api"]).fails(2, &["a pair is of two options"]);
}

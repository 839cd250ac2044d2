//! What would change the verdict does.

use rust_decimal::{Decimal, dec};
use tco::analysis::{Settings, Workers, analyse};

use super::{DEAR, FLEET, advised, scenario};

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
    let value: Decimal =
        value.trim_start_matches("at ").replace(['$', '%', ' ', ','], "").replace("hours", "").parse().unwrap();
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
            let value = rest.split(" instead of").next().unwrap().replace(['$', ' ', ','], "").replace("hours", "");
            let set = if value.ends_with('%') { format!("{key}=\"{value}\"") } else { format!("{key}={value}") };
            let all: Vec<&str> = sets.iter().copied().chain([set.as_str()]).collect();
            let there = advised(&all, |_, advice| (advice.verdict.outcome, advice.verdict.option));
            assert_eq!(there, change.becomes, "{sets:?}, {}", change.what.text);
        }
    }
}

/// An answer that contradicts another is named with it: both have to be written.
#[test]
fn an_answer_that_turns_another_names_both() {
    let fits = [
        "decision.product_fits_as_is=true",
        "decision.needs_integration=false",
        "decision.data_must_stay_inside=false",
    ];
    let said = changes(&[&fits[..], &["options.gpus={ kind = \"custom\" }"]].concat());
    assert!(said.iter().all(|line| !line.contains("`decision.needs_integration = true`:")), "{said:?}");
}

/// An accuracy that is required decides where it moves no money: 90 % instead of 92 %.
#[test]
fn the_accuracy_that_is_missing_is_a_change() {
    let needed = "decision.requirements={ accuracy = \"93%\" }";
    let said = changes(&[needed, "options.gpus.accuracy=50%"]);
    assert!(said.iter().any(|line| line.starts_with("options.tuned.accuracy at 93 % instead of 92 %")), "{said:?}");
}

//! `tco explain` and `tco run --xlsx`: what is printed, written, and asked for in vain.

use super::{SMALL, holding, names, tco};

#[test]
fn a_derivation_ends_at_the_lines_of_the_file() {
    let directory = holding(SMALL);
    let ran = tco(directory.path(), &["explain", "scenario.toml", "api.tco"]);
    // 6,000 requests of 100 and 10 tokens at 1 and 2 per million are 0.72; three months at 5 are 15
    assert!(ran.succeeds().out.starts_with("api.tco = 15.72 USD\n"), "{}", ran.out);
    assert!(ran.out.contains("[scenario.toml:18:11]"), "{}", ran.out);
    let json = tco(directory.path(), &["explain", "scenario.toml", "api.tco", "--format", "json", "--depth", "1"]);
    let value: serde_json::Value = serde_json::from_str(&json.succeeds().out).unwrap();
    assert_eq!(value["value"], "15.72");
    assert_eq!(names(directory.path()), ["scenario.toml"]);
}

#[test]
fn a_price_of_the_catalog_that_changes_is_explained_and_varied_by_month() {
    let directory = holding(
        r#"
[scenario]
name = "steps"
start = "2026-12"
months = 2
[workloads.w]
requests_per_month = 1_000
input_tokens = 1_000
output_tokens = 100
[options.gem]
kind = "api"
model = "google/gemini-3.8-flash"
[options.hands]
kind = "custom"
costs = [{ name = "work", monthly = 1 }]
"#,
    );
    let explained = tco(directory.path(), &["explain", "scenario.toml", "options.gem.input_per_mtok"]);
    let said = explained.succeeds().out.split_whitespace().collect::<Vec<_>>().join(" ");
    // 0.75 until the end of 2026, then twice that
    assert!(said.contains("0.75, 1.5 from 2027-01") && said.contains("[catalog: google/gemini-3.8-flash"), "{said}");
    assert!(!said.contains("a default"), "{said}");
    tco(directory.path(), &["break-even", "scenario.toml", "--vary", "options.gem.input_per_mtok"])
        .fails(2, &["is more than one number", "`options.gem.input_per_mtok.2027-01`"]);
    tco(directory.path(), &["break-even", "scenario.toml", "--vary", "options.gem.input_per_mtok.2027-01"]).succeeds();
}

#[test]
fn an_unknown_figure_is_answered_with_near_names() {
    let directory = holding(SMALL);
    tco(directory.path(), &["explain", "scenario.toml", "api.tcoo"])
        .fails(2, &["no figure is called `api.tcoo`", "did you mean `api.tco`"]);
    tco(directory.path(), &["explain", "scenario.toml"]).fails(2, &["<METRIC>"]);
}

#[test]
fn a_workbook_is_written_when_asked_for() {
    let directory = holding(SMALL);
    tco(directory.path(), &["run", "scenario.toml", "--no-charts"]).succeeds();
    assert!(!names(&directory.path().join("scenario-results")).contains(&"model.xlsx".to_owned()));
    let ran = tco(directory.path(), &["run", "scenario.toml", "--no-charts", "--xlsx"]);
    assert!(ran.succeeds().out.contains("model.xlsx"), "{}", ran.out);
    let bytes = std::fs::read(directory.path().join("scenario-results/model.xlsx")).unwrap();
    assert!(bytes.starts_with(b"PK"));
}

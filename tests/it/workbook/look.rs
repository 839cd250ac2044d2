//! What a workbook looks like: names, texts that stay texts, and where values stand in for formulas.

use tco::analysis::{Settings, analyse};
use tco::report::workbook::{Content, Style, pages, workbook};
use tco::scenario::{Loaded, Severity, load};

/// A scenario whose names a spreadsheet could take for formulas, or refuse.
const NAMES: &str = r#"
[scenario]
name = "=HYPERLINK(\"x\")"
months = 2
[workloads.chat]
requests_per_month = 1000
input_tokens = 100
output_tokens = 10
[options.Summary]
kind = "api"
label = "+cmd|' /C calc'!A0"
input_per_mtok = 1
output_per_mtok = 2
[[options.Summary.costs]]
name = "@SUM(1+1)"
monthly = 5
[options.an-option-with-a-name-that-is-longer-than-a-sheet-may-have]
kind = "custom"
"#;

fn scenario(text: &str) -> Loaded {
    load("scenario.toml", text, &[])
        .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)))
}

#[test]
fn what_a_user_wrote_is_never_a_formula() {
    let loaded = scenario(NAMES);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let pages = pages(&results, &loaded.sources);
    let texts: Vec<&str> = (pages.iter().flat_map(|page| &page.cells))
        .filter_map(|cell| if let Content::Text(text) = &cell.content { Some(text.as_str()) } else { None })
        .collect();
    for written in ["=HYPERLINK(\"x\")", "+cmd|' /C calc'!A0", "@SUM(1+1)"] {
        assert!(texts.contains(&written), "{written} is no text");
    }
    for cell in pages.iter().flat_map(|page| &page.cells) {
        if let Content::Formula(formula, _) | Content::Words(formula, _) = &cell.content {
            assert!(!["HYPERLINK", "cmd", "1+1)"].iter().any(|word| formula.contains(word)), "{formula}");
        }
    }
    let names: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    assert_eq!(names[..5], ["Summary", "Charts", "Inputs", "Demand", "Summary_2"]);
    assert!(names.iter().all(|name| name.chars().count() <= 31), "{names:?}");
    assert!(workbook(&results, &loaded.sources).is_ok());
}

#[test]
fn the_same_scenario_is_the_same_bytes() {
    let loaded = scenario(NAMES);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let [first, second] = [(); 2].map(|()| workbook(&results, &loaded.sources).unwrap().bytes);
    assert!(first == second);
}

/// 120 months of hourly scaling on a week's profile in a blend: more cells than a spreadsheet
/// program opens without a wait.
const HOURS: &str = r#"
[scenario]
name = "By the hour"
months = 120
[workloads.chat]
requests_per_month = 3000000
growth_per_month = "1%"
input_tokens = 1000
output_tokens = 300
hourly_profile = [1,1,1,1,1,2,3,5,8,9,9,9,8,9,9,8,7,6,5,4,3,2,1,1]
weekly_profile = [5,5,5,5,4,1,1]
[workloads.mail]
requests_per_month = 1000000
growth_per_month = "2%"
input_tokens = 500
output_tokens = 100
[options.api]
kind = "api"
input_per_mtok = 1
output_per_mtok = 2
[options.twice]
kind = "self-hosted"
price_per_gpu_hour = 2
tokens_per_second = 3000
scaling = "hourly"
[options.gpus]
kind = "self-hosted"
price_per_gpu_hour = 2.5
tokens_per_second = 4000
scaling = "hourly"
[options.hybrid]
kind = "blend"
overflow = { base = "gpus", replicas = 2, to = "api" }
"#;

#[test]
fn hours_are_values_where_formulas_would_be_too_many() {
    let loaded = scenario(HOURS);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let pages = pages(&results, &loaded.sources);
    let cells = || pages.iter().flat_map(|page| &page.cells);
    let formulas = cells().filter(|cell| matches!(cell.content, Content::Formula(..))).count();
    assert!(formulas < 100_000, "{formulas} formulas");
    let fixed = cells().filter(|cell| cell.style == Style::Fixed).count();
    assert!((120..5_000).contains(&fixed), "{fixed} values");
    let said = cells().any(|cell| matches!(&cell.content, Content::Text(text) if text.contains("hour by hour")));
    assert!(said, "the notes do not say so");
}

#[test]
fn a_formula_is_no_longer_than_a_spreadsheet_takes() {
    let loaded = scenario(&HOURS.replace("months = 120", "months = 12"));
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    for cell in pages(&results, &loaded.sources).iter().flat_map(|page| &page.cells) {
        if let Content::Formula(formula, _) = &cell.content {
            assert!(formula.len() <= 8192, "{} characters", formula.len());
        }
    }
}

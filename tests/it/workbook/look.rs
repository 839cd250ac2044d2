//! What a workbook looks like: names, texts that stay texts, and where values stand in for formulas.

use std::process::Command;

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

/// Texts of the pages, by the page.
fn texts(text: &str) -> Vec<(String, String)> {
    let loaded = scenario(text);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    assert!(workbook(&results, &loaded.sources).is_ok());
    let pages = pages(&results, &loaded.sources);
    let texts = pages.iter().flat_map(|page| page.cells.iter().map(|cell| (page.name.clone(), &cell.content)));
    texts
        .filter_map(|(page, content)| match content {
            Content::Text(text) => Some((page, text.clone())),
            _ => None,
        })
        .collect()
}

/// A price of the catalog and hours of people, in euros.
const EUROS: &str = r#"
[scenario]
name = "Euros"
months = 2
currency = "EUR"
exchange_rate = 0.9
start = "2026-12"
[workloads.chat]
requests_per_month = 1000
input_tokens = 100
output_tokens = 10
[people.rates]
engineer = 100
[options.api]
kind = "api"
model = "openai/gpt-5.6-terra"
run = { engineer = "0.25 fte" }
"#;

#[test]
fn an_input_has_the_unit_it_is_changed_in() {
    let loaded = scenario(EUROS);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let inputs = pages(&results, &loaded.sources).into_iter().find(|page| page.name == "Inputs").unwrap();
    let unit = |key: &str| {
        let is_key = |content: &Content| matches!(content, Content::Text(text) if text == key);
        let row = inputs.cells.iter().find(|cell| cell.column == 0 && is_key(&cell.content)).unwrap().row;
        inputs.cells.iter().find(|cell| (cell.row, cell.column) == (row, 2)).unwrap().content.clone()
    };
    // the catalog's prices are in dollars, which the rate turns into euros: 160 hours are of one person
    for (key, expected) in [
        ("options.api.input_per_mtok", "USD/Mtok"),
        ("scenario.exchange_rate", "EUR/USD"),
        ("options.api.run.engineer", "fte"),
        ("people.hours_per_fte_month", "hour/fte"),
        ("people.rates.engineer", "EUR/hour"),
    ] {
        assert_eq!(unit(key), Content::Text(expected.to_owned()), "{key}");
    }
    assert!(results.model.sheet.faults().is_empty());
}

#[test]
fn a_speed_that_was_estimated_says_what_it_does_not_follow() {
    let texts = texts(&std::fs::read_to_string("scenarios/open-model.toml").unwrap());
    // 3,000 and 300 tokens are those of the file's one workload; two options estimate two speeds each
    let words = "estimated for 3,000/300 tokens a request; does not follow the token lengths: run tco again";
    assert_eq!(texts.iter().filter(|(page, text)| page == "Inputs" && text == words).count(), 4);
    assert!(texts.iter().any(|(page, text)| page == "Notes" && text.contains("decode_tokens_per_second")));
}

#[test]
fn a_scenario_without_a_cost_line_is_a_workbook_too() {
    assert!(!texts(&std::fs::read_to_string("scenarios/odd/idle-cases.toml").unwrap()).is_empty());
}

#[test]
fn what_changes_is_no_text_of_the_summary() {
    let fixed = texts(EUROS).into_iter().filter(|(page, _)| page == "Summary").map(|(_, text)| text);
    let fixed: Vec<String> = fixed.collect();
    assert!(fixed.contains(&"2 months from 2026-12, in EUR".to_owned()), "{fixed:?}");
    assert!(!fixed.iter().any(|text| text.contains("discounted at") || text.contains("1,000")), "{fixed:?}");
}

/// The parts of a file that is packed as ZIP, as `unzip -p` prints them.
fn charts(text: &str) -> Option<String> {
    let loaded = scenario(text);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("model.xlsx");
    std::fs::write(&path, workbook(&results, &loaded.sources).unwrap().bytes).unwrap();
    let unpacked = Command::new("unzip").arg("-p").arg(&path).args(["xl/charts/*", "xl/drawings/*"]).output();
    if unpacked.is_err() {
        eprintln!("skipped: `unzip` is not installed");
    }
    unpacked.ok().map(|output| String::from_utf8(output.stdout).unwrap())
}

/// Staff at a hundred times the cost of the others would flatten them: as in the PNG files they are not drawn
/// (more than five times as high as the next), and every chart says so. What a screen reader says is in `descr`.
#[test]
fn charts_leave_out_what_would_flatten_them_and_are_described() {
    let options = |staff: u32| {
        format!(
            "[scenario]\nname = \"High\"\nmonths = 3\n[workloads.w]\nrequests_per_month = 1\n{}",
            [("one", 10), ("staff", staff), ("two", 20)]
                .map(|(name, monthly)| format!(
                    "[options.{name}]\nkind = \"custom\"\ncosts = [{{ name = \"x\", monthly = {monthly} }}]\n"
                ))
                .concat()
        )
    };
    let Some(all) = charts(&options(50)) else { return };
    assert!(all.contains("staff!") && !all.contains("not drawn"));
    assert_eq!(all.matches(" descr=\"").count(), 4);
    assert!(all.contains("descr=\"Cost of each month, USD: a line for each of one, staff, two. "));
    let fewer = charts(&options(1000)).unwrap();
    assert!(!fewer.contains("staff!"), "a line is drawn");
    assert!(fewer.contains("Cost by category, USD (not drawn, too high: staff ($3k))"));
    assert!(fewer.contains("a column for each of one, two. "));
}

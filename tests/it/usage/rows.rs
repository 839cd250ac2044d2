//! Every printed row of plan against actuals adds up to the last digit: plan and parts are what was paid.

use std::fmt::Write as _;
use std::fs;

use rust_decimal::Decimal;
use serde_json::Value;
use tco::analysis::actuals::{Used, Variances, compare};
use tco::analysis::{Results, Settings, analyse};
use tco::report::{Actuals, actuals_json, actuals_tables, actuals_text};
use tco::scenario::{Loaded, Scenario};
use tco::usage::Usage;

use super::plans::{PLAIN, PLAN, Sorted, loaded, sorted};
use super::read;

const PARTS: [&str; 5] = ["volume", "mix", "shape", "price", "unplanned"];

/// Sums of every workload, and of a model that belongs to none, in the first months of a plan. Requests and lengths
/// are odd multiples of the plan's, and costs have seven places.
fn exports(scenario: &Scenario, requests: u64) -> String {
    let mut text = "time,model,requests,fresh,cached,output,cost,currency\n".to_owned();
    for month in 0..3_u64 {
        let date = scenario.start.unwrap().plus(i32::try_from(month).unwrap());
        let names = scenario.workloads.iter().map(|workload| workload.name.as_str());
        for (place, name) in (1_u64..).zip(names.chain(["another"])) {
            let made = requests + month * 71 + place * 13;
            let (fresh, cached, output) = (made * 1_237, made * 311, made * 173);
            let cost = Decimal::new(i64::try_from(made * 37_123 + place).unwrap(), 7);
            let _ = writeln!(text, "{date},{name},{made},{fresh},{cached},{output},{cost},{}", scenario.currency.code);
        }
    }
    text
}

/// Checks every option that pays for tokens; returns how many do.
fn check(name: &str, loaded: &Loaded, requests: u64) -> usize {
    let plan = analyse(&loaded.scenario, Settings::default()).unwrap();
    let usage = read(&exports(&loaded.scenario, requests));
    (0..loaded.scenario.options.len()).filter(|option| check_option(name, (loaded, &plan), (*option, &usage))).count()
}

fn check_option(name: &str, (loaded, plan): (&Loaded, &Results<'_>), (option, usage): (usize, &Usage)) -> bool {
    let mapping = loaded.scenario.workloads.iter().map(|own| (own.name.clone(), own.name.clone())).collect();
    let used: Used = sorted(&plan.figures, option, usage, &Sorted { mapping, ..PLAIN }).unwrap();
    // some options pay for no tokens
    let Ok(variances): Result<Variances, _> = compare(&plan.figures, option, &used) else { return false };
    let found = Actuals { files: &[], plan, used: &used, variances: &variances, forecasts: &[], results: &[] };
    for table in actuals_tables(&found).iter().filter(|table| table.name.starts_with("variances")) {
        csv_adds_up(&format!("{name}, {}", table.name), std::str::from_utf8(&table.bytes).unwrap());
    }
    let json = actuals_json(&found);
    let months = json["months"].as_array().unwrap();
    assert_eq!(months.len(), 3, "{name}");
    for row in months.iter().chain([&json["total"]]) {
        json_adds_up(name, row);
        row["workloads"].as_array().unwrap().iter().for_each(|part| json_adds_up(name, part));
    }
    text_adds_up(name, &actuals_text(&found));
    true
}

fn number(text: &str) -> Decimal {
    let digits: String = text.chars().filter(|one| one.is_ascii_digit() || ".-".contains(*one)).collect();
    digits.parse().unwrap_or_else(|_| panic!("`{text}` is no number"))
}

fn adds_up(what: &str, plan: Decimal, parts: impl Iterator<Item = Decimal>, actual: Decimal) {
    assert_eq!(plan + parts.sum::<Decimal>(), actual, "{what}");
}

fn csv_adds_up(name: &str, text: &str) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let place = |column: &str| header.iter().position(|own| own == column).unwrap();
    for row in reader.records().map(Result::unwrap) {
        let cell = |column: &str| number(&row[place(column)]);
        adds_up(&format!("{name}: {row:?}"), cell("plan"), PARTS.map(cell).into_iter(), cell("actual"));
    }
}

fn json_adds_up(name: &str, row: &Value) {
    let cell = |key: &str| number(row[key].as_str().unwrap());
    adds_up(&format!("{name}: {row}"), cell("plan"), PARTS.map(cell).into_iter(), cell("actual"));
}

/// Rows of the tables: name, two counts of requests, plan, actual, their difference and the five parts.
fn text_adds_up(name: &str, text: &str) {
    let mut rows = 0;
    for line in text.lines() {
        let cells: Vec<&str> = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        if cells.len() != 11 || cells[3] == "plan" {
            continue;
        }
        rows += 1;
        let amounts: Vec<Decimal> = cells[3..].iter().map(|cell| number(cell)).collect();
        assert_eq!(amounts[1] - amounts[0], amounts[2], "{name}: {line}");
        adds_up(&format!("{name}: {line}"), amounts[0], amounts[3..].iter().copied(), amounts[1]);
    }
    assert!(rows >= 4, "{name}: {text}");
}

#[test]
fn rows_of_shipped_scenarios_add_up() {
    let mut checked = 0;
    for entry in fs::read_dir("scenarios").unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let loaded = loaded(&text);
        checked += check(&path.display().to_string(), &loaded, 9_876_543);
    }
    assert!(checked >= 8, "{checked} options that pay for tokens");
}

#[test]
fn rows_of_a_large_plan_add_up() {
    // thirds of cents, and amounts of 1,000 to 100 million
    let large = PLAN.replace("= 1000\n", "= 700000007\n").replace("input_per_mtok = 2", "input_per_mtok = 2.3333333");
    let large = large + "[workloads.third]\nrequests_per_month = 3333333\ninput_tokens = 701\noutput_tokens = 97\n";
    for requests in [7, 70_001, 7_000_000_003] {
        assert_eq!(check("large", &loaded(&large), requests), 1);
    }
}

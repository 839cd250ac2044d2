//! `tco simulate` and `tco sensitivity`, and what `tco run` tells of draws.

use super::{Ran, SMALL, TempDir, command, holding, tco};

const FLAGSHIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/support-triage.toml");

fn run(directory: &TempDir, arguments: &[&str]) -> Ran {
    Ran::new(&command(directory.path(), arguments).output().unwrap())
}

fn rows(directory: &TempDir, file: &str) -> (Vec<String>, Vec<csv::StringRecord>) {
    let table = std::fs::read_to_string(directory.path().join("out").join(file)).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (head, reader.records().map(Result::unwrap).collect())
}

#[test]
fn a_simulation_writes_its_tables_and_charts() {
    let directory = TempDir::new().unwrap();
    let ran = run(&directory, &["simulate", FLAGSHIP, "--draws", "1k", "--seed", "5", "--out", "out", "--svg"]);
    ran.succeeds();
    assert!(ran.out.contains("1,000 draws of 4 ranges") && ran.out.contains("seed 5"), "{}", ran.out);
    assert!(ran.out.contains("P90 (9 in 10 cheaper)"), "{}", ran.out);
    let (head, table) = rows(&directory, "distribution.csv");
    assert_eq!(head, ["option", "probability", "tco"]);
    let api: Vec<f64> = table.iter().filter(|row| &row[0] == "api").map(|row| row[2].parse().unwrap()).collect();
    assert!(api.len() > 300 && api.is_sorted(), "a distribution rises");
    let (head, table) = rows(&directory, "simulation.csv");
    assert_eq!(head, ["option", "metric", "statistic", "value", "standard_error"]);
    assert!(table.iter().any(|row| (&row[0], &row[1], &row[2]) == ("api", "tco", "p90")));
    assert_eq!(rows(&directory, "cost_fan.csv").0, ["month", "date", "option", "p10", "p50", "p90"]);
    for chart in ["distribution.png", "distribution.svg", "cost-fan.png", "cost-fan.svg"] {
        assert!(directory.path().join("out").join(chart).exists(), "{chart}");
    }
    let again = run(&directory, &["simulate", FLAGSHIP, "--draws", "1000", "--seed", "5", "--out", "out", "--svg"]);
    assert_eq!(again.out, ran.out);
    let json = run(&directory, &["simulate", FLAGSHIP, "--draws", "1000", "--format", "json", "--out", "out"]);
    let value: serde_json::Value = serde_json::from_str(&json.succeeds().out).unwrap();
    assert_eq!((&value["draws"], &value["sampling"]), (&1000.into(), &"sobol".into()));
    assert_eq!(value["options"].as_array().unwrap().len(), 4);
}

#[test]
fn a_sensitivity_writes_its_tables_and_chart() {
    let directory = TempDir::new().unwrap();
    let ran = run(&directory, &["sensitivity", FLAGSHIP, "--draws", "1024", "--out", "out"]);
    ran.succeeds();
    assert!(ran.out.contains("Sobol indices") && ran.out.contains("lead at its low end"), "{}", ran.out);
    let (head, table) = rows(&directory, "tornado.csv");
    assert_eq!(head, ["input", "from", "end", "value", "option", "present_value", "lead", "cheapest"]);
    assert!(table.iter().any(|row| &row[1] == "range") && table.iter().any(|row| &row[1] == "20 % either way"));
    let (head, _) = rows(&directory, "sensitivity.csv");
    assert_eq!(head, ["output", "input", "first_order", "first_order_error", "total", "total_error"]);
    assert!(directory.path().join("out/tornado.png").exists());
    // a scenario of certain numbers has a tornado and says that it has no indices
    let one = run(&directory, &["sensitivity", FLAGSHIP, "--draws", "0"]);
    one.fails(2, &["--draws", "from 16"]);
}

#[test]
fn a_run_tells_how_sure_it_is() {
    let directory = TempDir::new().unwrap();
    let ran = run(&directory, &["run", FLAGSHIP, "--draws", "1024", "--seed", "3", "--out", "out"]);
    ran.succeeds();
    assert!(ran.out.contains("How sure") && ran.out.contains("1,024 draws of 4 ranges"), "{}", ran.out);
    for file in ["distribution.csv", "distribution.png", "tornado.csv", "tornado.png"] {
        assert!(directory.path().join("out").join(file).exists(), "{file}");
    }
    let text = std::fs::read_to_string(directory.path().join("out/results.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(json["metrics"]["api.tco.p90"].is_string() && json["metrics"]["api.probability_cheapest"].is_number());
    assert_eq!(json["simulation"]["draws"], 1024);
}

#[test]
fn draws_that_are_none_are_refused() {
    let directory = holding(SMALL);
    let wrong = ["from 16 to 100,000,000"];
    for count in ["0", "15", "1000000000000", "1.5", "many"] {
        tco(directory.path(), &["simulate", "scenario.toml", "--draws", count]).fails(2, &["--draws"]);
    }
    tco(directory.path(), &["simulate", "scenario.toml", "--draws", "0"]).fails(2, &wrong);
    tco(directory.path(), &["simulate", "scenario.toml", "--sampling", "sobl"]).fails(2, &["sobol", "latin-hypercube"]);
    tco(directory.path(), &["simulate", "scenario.toml"]).fails(2, &["nothing in the scenario is uncertain", "range"]);
    tco(directory.path(), &["sensitivity", "scenario.toml"]).fails(2, &["two options"]);
}

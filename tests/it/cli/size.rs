//! `tco size`.

use super::{Ran, TempDir, tco};

fn size(arguments: &[&str]) -> Ran {
    let directory = TempDir::new().unwrap();
    let all: Vec<&str> = ["size"].iter().chain(arguments).copied().collect();
    tco(directory.path(), &all)
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let all: Vec<&str> = arguments.iter().chain(&["--format", "json"]).copied().collect();
    serde_json::from_str(&size(&all).succeeds().out).unwrap()
}

const POINT: [&str; 12] = [
    "llama-3.3-70b",
    "H100-SXM",
    "--gpus",
    "2",
    "--precision",
    "fp8",
    "--input",
    "1000",
    "--output",
    "1000",
    "--engine",
    "tuned",
];

#[test]
fn one_point_has_its_figures_at_the_top() {
    let value = json(&POINT);
    let number = |key: &str| value[key].as_f64().unwrap_or_else(|| panic!("no {key}"));
    assert_eq!(value["fits"], true);
    // the formulas of docs/capacity.md in another program, and 0.79 to 1.17 of it
    assert!((number("output_tokens_per_second") - 3840.7052).abs() < 1e-3);
    assert!((number("low") - 0.79 * 3840.7052).abs() < 1e-3 && (number("high") - 1.17 * 3840.7052).abs() < 1e-3);
    // a request takes a replica input over prefill and output over decode
    let seconds = 1000.0 / number("prefill_tokens_per_second") + 1000.0 / number("decode_tokens_per_second");
    assert!((1000.0 / seconds - number("output_tokens_per_second")).abs() < 0.1);
    let costs: Vec<f64> = value["offers"].as_array().unwrap().iter().map(cost).collect();
    assert!(costs.len() > 5 && costs.is_sorted(), "cheapest first: {costs:?}");
}

fn cost(offer: &serde_json::Value) -> f64 {
    offer["usd_per_mtok"].as_str().unwrap().parse().unwrap()
}

#[test]
fn a_size_and_a_run_give_the_same_fleet() {
    let scenario = r#"
[scenario]
name = "same"
[workloads.w]
requests_per_month = 2_000_000
input_tokens = 3_000
output_tokens = 500
peak_to_average = 2
[options.own]
kind = "self-hosted"
price_per_gpu_hour = 2.40
model = "llama-3.3-70b"
gpu = "H100-SXM"
gpus_per_replica = 2
precision = "fp8"
"#;
    let directory = TempDir::new().unwrap();
    std::fs::write(directory.path().join("same.toml"), scenario).unwrap();
    let ran = tco(directory.path(), &["check", "same.toml", "--format", "json"]);
    let run: serde_json::Value = serde_json::from_str(&ran.succeeds().out).unwrap();
    // two replicas of two GPUs at 2.40 for 730 hours, where 70 % of the capacity is the most that is used
    assert_eq!(run["metrics"]["own.month_1_cost"], "7008");
    let asked =
        "llama-3.3-70b H100-SXM --gpus 2 --precision fp8 --input 3000 --output 500 --requests-per-month 2000000";
    let asked: Vec<&str> = asked.split(' ').collect();
    let value = json(&asked);
    let cheapest = value["offers"].as_array().unwrap().iter().find(|offer| offer["usd_per_gpu_hour"] == "2.4").unwrap();
    assert_eq!(cheapest["fleet"]["usd_per_month"], "7008");
    // and at full use one would do
    let full = json(&[&asked[..], &["--target-utilization", "1"]].concat());
    assert_eq!(full["offers"][0]["fleet"]["replicas"], 1);
    assert!(size(&asked).succeeds().out.replace('\n', " ").contains("replicas at most 70.0 % full"));
}

#[test]
fn the_comment_of_the_template_says_what_the_template_does() {
    let template = include_str!("../../../scenarios/open-model.toml");
    let comment: String = template.replace("\n# ", " ");
    let asked = comment.split('`').find(|words| words.starts_with("tco size")).unwrap();
    let asked: Vec<&str> = asked.split(' ').skip(2).collect();
    let sized = json(&asked);
    let directory = TempDir::new().unwrap();
    std::fs::write(directory.path().join("open.toml"), template).unwrap();
    let ran = tco(directory.path(), &["check", "open.toml", "--format", "json"]);
    let run: serde_json::Value = serde_json::from_str(&ran.succeeds().out).unwrap();
    for speed in ["prefill_tokens_per_second", "decode_tokens_per_second"] {
        let key = format!("options.open.{speed}");
        let said = run["assumptions"].as_array().unwrap().iter().find(|a| a["key"] == key.as_str()).unwrap();
        let said: f64 = said["value"].as_str().unwrap().split(' ').next().unwrap().replace(',', "").parse().unwrap();
        assert!((sized[speed].as_f64().unwrap() - said).abs() <= 0.5, "{speed}: {said}, sized {}", sized[speed]);
    }
}

#[test]
fn what_is_a_guess_is_marked_and_what_has_no_price_says_why() {
    // 141.1 of 149.6 GB are weights
    let out = size(&["llama-3.3-70b", "H100-SXM"]).succeeds().out.clone();
    assert!(out.contains("~495") && out.contains("~ hardly any memory is left"), "{out}");
    assert!(!out.contains("~1,228"), "{out}");
    // a T4 is sold alone, and the model needs two
    let out = size(&["llama-3.1-8b", "T4"]).succeeds().out.clone();
    assert!(out.contains("no price: the catalog has none of T4"), "{out}");
    // nothing is written where no answer is asked for
    let out = size(&["llama-3.1-8b", "L4", "--gpus", "1", "--output", "0"]).succeeds().out.clone();
    assert!(!out.contains("from token to token") && !out.contains("sustained"), "{out}");
}

#[test]
fn a_model_that_does_not_fit_is_an_answer() {
    let value = json(&["llama-3.1-405b", "H100-SXM", "--gpus", "4"]);
    assert_eq!((&value["fits"], &value["output_tokens_per_second"]), (&false.into(), &serde_json::Value::Null));
    assert!(value["help"].as_str().unwrap().contains("in int4"), "{value}");
    let said = size(&["llama-3.1-405b", "H100-SXM", "--gpus", "4"]);
    let out = said.succeeds().out.replace('\n', " ");
    assert!(out.contains("are missing") && out.contains("it fits "), "{out}");
}

#[test]
fn a_name_that_is_none_gets_near_ones() {
    size(&["llama-3.3-7b"]).fails(2, &["no model is called `llama-3.3-7b`", "did you mean"]);
    size(&["qwen3"]).fails(2, &["no model is called `qwen3`", "`qwen3-"]);
    size(&["llama-3.1-8b", "H100"]).fails(2, &["no GPU is called `H100`", "`H100-PCIe`", "`H100-SXM`"]);
    size(&["llama-3.1-8b", "L4", "--precision", "fp9"]).fails(2, &["no precision is called `fp9`", "`fp8`"]);
    for (option, value) in [
        ("--gpus", "3"),
        ("--input", "-1"),
        ("--output", "many"),
        ("--requests-per-month", "0"),
        ("--ttft-ms", "0"),
        ("--peak-to-average", "0.5"),
        ("--cached-share", "2"),
        ("--engine", "fast"),
        ("--format", "xml"),
    ] {
        size(&["llama-3.1-8b", "L4", &format!("{option}={value}")]).fails(2, &[option]);
    }
}

#[test]
fn a_slip_in_a_hugging_face_name_is_no_trouble() {
    let value = json(&["meta-llama/Llama-3.1-8B-Instruct", "h200", "--gpus", "1"]);
    assert_eq!((&value["model"], &value["gpu"]), (&"llama-3.1-8b".into(), &"H200-SXM".into()));
}

#[test]
fn every_table_is_within_100_columns() {
    let cases: [&[&str]; 6] = [
        &["llama-3.3-70b"],
        &["deepseek-r1"],
        &["llama-3.1-8b", "--requests-per-month", "5000000", "--term", "all"],
        &["llama-3.3-70b", "--requests-per-month", "900000000", "--term", "all"],
        &["llama-3.3-70b", "RTX-PRO-6000-Server"],
        &POINT,
    ];
    for arguments in cases {
        let ran = size(arguments);
        for line in ran.succeeds().out.lines() {
            assert!(line.chars().count() <= 100, "{arguments:?}: {line}");
        }
        assert!(ran.out.contains("US dollars for a million tokens"), "{}", ran.out);
    }
}

#[test]
fn the_csv_holds_every_offer_with_its_source() {
    let ran = size(&["llama-3.1-8b", "--requests-per-month", "1e6", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(ran.succeeds().out.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|head| head == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.len() > 30);
    for row in rows {
        assert!(!row[column("price_source")].is_empty() && !row[column("price_date")].is_empty());
        assert!(row[column("usd_per_month")].parse::<f64>().unwrap() > 0.0);
    }
}

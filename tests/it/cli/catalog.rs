//! `tco catalog` as a person or a script meets it.

use std::fs;

use super::{SMALL, holding, names, tco};

#[test]
fn every_list_is_shown_as_text_csv_and_json() {
    let directory = tempfile::tempdir().unwrap();
    // one entry of each that its source lists so
    let lists = [
        ("models", "openai/gpt-6-luna", "0.125"),
        ("gpus", "L40S", "864"),
        ("gpu-prices", "crusoe", "3.45"),
        ("fine-tuning", "fireworks", "1M"),
        ("labeling", "mechanical turk", "0.012"),
        ("architectures", "llama-3.1-8b", "4096"),
    ];
    for (list, entry, figure) in lists {
        let show = |format: &str| {
            let ran = tco(directory.path(), &["catalog", list, entry, "--format", format]);
            ran.succeeds();
            assert!(ran.out.contains(entry) && (ran.out.contains(figure) || list == "architectures"), "{}", ran.out);
            ran.out
        };
        assert!(show("text").contains("[1] "), "{list}");
        let header = show("csv");
        assert!(header.lines().next().unwrap().ends_with("as_of,source"), "{header}");
        let json: serde_json::Value = serde_json::from_str(&show("json")).unwrap();
        assert!(json.as_array().unwrap().iter().all(|entry| entry["source"].is_string() && entry["as_of"].is_string()));
    }
    assert_eq!(names(directory.path()), [] as [&str; 0]);
}

#[test]
fn a_search_that_finds_nothing_says_what_may_be_meant() {
    let directory = tempfile::tempdir().unwrap();
    tco(directory.path(), &["catalog", "models", "gpt-6-lune"]).fails(2, &["no model", "`openai/gpt-6-luna`"]);
    tco(directory.path(), &["catalog", "gpus", "zzz"]).fails(2, &["no GPU", "to see all 23"]);
    tco(directory.path(), &["catalog", "models", "--catalog", "absent.json"]).fails(3, &["cannot read `absent.json`"]);
    let ran = tco(directory.path(), &["catalog", "gpu-prices", "h100", "On Demand"]);
    ran.succeeds();
    assert!(ran.out.contains("12.29") && !ran.out.contains("spot"), "{}", ran.out);
}

#[test]
fn the_licences_of_the_data_are_printed() {
    let directory = tempfile::tempdir().unwrap();
    let ran = tco(directory.path(), &["catalog", "--licenses"]);
    ran.succeeds();
    for words in ["Pydantic Services Inc.", "Berri AI", "Mozilla Public License 2.0", "WITHOUT WARRANTY OF ANY KIND"] {
        assert!(ran.out.contains(words), "{words}");
    }
}

/// A price list with one model of the carried catalog at another price.
const LIST: &str = r#"{"gpt-6-luna": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06}}"#;

#[test]
fn a_price_list_becomes_a_catalog_that_scenarios_use() {
    let scenario = SMALL.replace("input_per_mtok = 1\noutput_per_mtok = 2", "model = \"openai/gpt-6-luna\"");
    let directory = holding(&scenario);
    fs::write(directory.path().join("list.json"), LIST).unwrap();
    let ran =
        tco(directory.path(), &["catalog", "update", "list.json", "--as-of", "2026-12-01", "--out", "own/prices.json"]);
    ran.succeeds();
    for words in ["openai/gpt-6-luna: input 0.1 -> 1, ", "1 changed, 0 new", "713 that it does not have are kept"] {
        assert!(ran.out.contains(words), "{}", ran.out);
    }
    let cost = |args: &[&str]| {
        let ran = tco(directory.path(), &[&["check", "scenario.toml", "--format", "json"], args].concat());
        ran.succeeds();
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        json["metrics"]["api.month_1_cost"].as_str().unwrap().to_owned()
    };
    // 1,000 requests of 100 + 10 tokens, and 5 for the licence: 0.1 at 0.10 and 0.01 at 0.50, or at 1 and 2
    assert_eq!(cost(&[]), "5.015");
    assert_eq!(cost(&["--catalog", "own/prices.json"]), "5.12");
    assert_eq!(cost(&["--set", "scenario.catalog=own/prices.json"]), "5.12");
    tco(directory.path(), &["check", "scenario.toml", "--catalog", "list.json"])
        .fails(2, &["is no catalog", "tco catalog update"]);
    tco(directory.path(), &["check", "scenario.toml", "--catalog", "absent"]).fails(3, &["cannot read `absent`"]);
    tco(directory.path(), &["check", "scenario.toml", "--set", "scenario.catalog=absent.json"])
        .fails(2, &["cannot read the catalog"]);
    tco(directory.path(), &["check", "scenario.toml", "--today", "soon"]).fails(2, &["must be a day"]);
}

#[test]
fn the_list_of_models_shows_what_is_charged_and_when() {
    let directory = tempfile::tempdir().unwrap();
    let models = |search: &str, format: &str| {
        tco(directory.path(), &["catalog", "models", search, "--format", format]).succeeds().out.clone()
    };
    // the day and the prices of a change; the mean of 7 hours at 0.30 and 17 at 0.15; a doubt
    assert!(models("google/gemini-3.8-flash", "text").contains("google/gemini-3.8-flash: from 2027-01-01: 1.5/7.5"));
    let deepseek = models("deepseek/deepseek-v4-flash", "text");
    assert!(deepseek.contains("0.19375") && deepseek.contains("01:00-04:00 06:00-10:00 UTC"), "{deepseek}");
    let mistral = models("mistral/mistral-large-4", "text");
    assert!(mistral.contains("LiteLLM 1.109.1 has 1.36 and 4.18"), "{mistral}");
    // the heads of columns differ
    let luna = models("openai/gpt-6-luna", "text");
    let heads: Vec<&str> = luna.lines().next().unwrap().split("  ").map(str::trim).filter(|h| !h.is_empty()).collect();
    assert!(heads.iter().all(|head| heads.iter().filter(|other| other == &head).count() == 1), "{heads:?}");
    // and everything is there for programs
    let of = |search: &str| -> serde_json::Value { serde_json::from_str(&models(search, "json")).unwrap() };
    let entry = &of("deepseek/deepseek-v4-flash")[0];
    for (key, value) in [
        ("input_per_mtok", "0.3"),
        ("mean_input_per_mtok", "0.19375"),
        ("off_peak_output_per_mtok", "0.6"),
        ("off_peak_cached_input_per_mtok", "0.003"),
        ("earlier_prices", "at first: 0.14/0.28; 2026-08-17: 0.22/0.66"),
    ] {
        assert_eq!(entry[key], value, "{key}");
    }
    let entry = of("anthropic/claude-haiku-5-5")[0].clone();
    for key in ["cache_write_1h_per_mtok", "batch_cached_input_per_mtok", "long_cached_input_per_mtok"] {
        assert!(entry[key].is_string(), "{key}: {entry}");
    }
}

#[test]
fn every_change_can_be_said() {
    let directory = tempfile::tempdir().unwrap();
    let entry = |n: usize, price: &str| {
        format!(
            r#""m{n}": {{"litellm_provider": "lab", "mode": "chat", "input_cost_per_token": {price}, "output_cost_per_token": 1e-06}}"#
        )
    };
    let list = |price: &str| format!("{{{}}}", (0..45).map(|n| entry(n, price)).collect::<Vec<_>>().join(","));
    let update = |price: &str, args: &[&str]| {
        fs::write(directory.path().join("list.json"), list(price)).unwrap();
        tco(directory.path(), &[&["catalog", "update", "list.json", "--as-of", "2026-12-01"], args].concat())
            .succeeds()
            .out
            .clone()
    };
    assert!(update("1e-06", &["--all"]).contains("lab/m44: new"));
    let next = ["--catalog", "prices.json", "--out", "next.json"];
    let some = update("2e-06", &next);
    assert!(some.contains("and 5 more: `--all` says them") && !some.contains("lab/m9:"), "{some}");
    let all = update("2e-06", &[&next[..], &["--all"]].concat());
    assert_eq!(all.lines().filter(|line| line.ends_with(": input 1 -> 2")).count(), 45, "{all}");
}

#[test]
fn a_list_that_cannot_be_used_leaves_no_file() {
    let directory = tempfile::tempdir().unwrap();
    let update = |text: &str, status, words: &[&str]| {
        fs::write(directory.path().join("list.json"), text).unwrap();
        tco(directory.path(), &["catalog", "update", "list.json"]).fails(status, words);
    };
    update(&LIST[..60], 2, &["`list.json` is no price list", "ends in the middle", "download the file again"]);
    update("a,b\n1,2\n", 2, &["no JSON", "LiteLLM"]);
    update(&LIST.replace("1e-06", "\"1,0\""), 2, &["a comma in a number", "correct the entry"]);
    tco(directory.path(), &["catalog", "update", "absent.json"]).fails(3, &["cannot read `absent.json`"]);
    assert_eq!(names(directory.path()), ["list.json"]);
    fs::write(directory.path().join("list.json"), LIST).unwrap();
    tco(directory.path(), &["catalog", "update", "list.json", "--out", "./list.json"]).fails(2, &["take its place"]);
    tco(directory.path(), &["catalog", "update", "list.json", "--out", ".."]).fails(2, &["names no file"]);
    tco(directory.path(), &["catalog", "update", "list.json", "--out", "list.json/x"]).fails(3, &["cannot write"]);
}

//! How figures arise: every metric is explained, and a derivation's figures are those of its parts.

use rust_decimal::Decimal;
use serde_json::Value;
use tco::analysis::explain::{Derivation, explain};
use tco::analysis::simulate::Draws;
use tco::analysis::{Figure, Settings, Workers, analyse};
use tco::report::{advice_json, derivation_json, derivation_text};
use tco::scenario::{Loaded, Origin, Severity, Stated, load};

use crate::scenarios::{read, shipped};

const SMALL: &str = r#"
[scenario]
name = "Small"
months = 3
[workloads.chat]
requests_per_month = [1000, 2000, 3000]
input_tokens = 100
output_tokens = 10
[options.api]
kind = "api"
input_per_mtok = 1
output_per_mtok = 2
[[options.api.costs]]
name = "Licence"
monthly = 5
[options.own]
kind = "custom"
[[options.own.costs]]
name = "All of it"
once = 20
"#;

fn small() -> Loaded {
    load("small.toml", SMALL, &[])
        .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)))
}

/// Holds that the small scenario's figure is explained with these lines.
fn check(name: &str, lines: &[&str]) {
    let loaded = small();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let found = explain(&results, name, 12).unwrap_or_else(|unknown| panic!("{unknown:?}"));
    let text = derivation_text(&found, &loaded.sources);
    for line in lines {
        assert!(text.lines().any(|found| found.trim().starts_with(line)), "no `{line}` in:\n{text}");
    }
}

/// By hand: month 1 has 1,000 requests of 100 tokens, a tenth of a million at 1, and of 10 tokens at
/// 2 the million: 0.1 and 0.02, beside the licence of 5.
#[test]
fn a_figure_is_followed_down_to_the_lines_of_the_scenario() {
    check("api.tco", &["api.tco = 15.72 USD", "other = 15 USD", "inference = 0.72 USD"]);
    check(
        "api.month_1_cost",
        &[
            "api.month_1_cost = 5.12 USD",
            "chat: input tokens (inference), month 1 = 0.1 USD  <- quantity x unit price",
            "workloads.chat.requests_per_month.0 = 1,000 request  [small.toml:6:23]",
            "options.api.input_per_mtok = 1 USD/Mtok  [small.toml:11:18]",
        ],
    );
    check("api.ledger.2.inference.chat-output-tokens", &["api.ledger.2.inference.chat-output-tokens = 0.04 USD"]);
    check("workloads.chat.requests.3", &["workloads.chat.requests.3 = 3,000 request"]);
    check("api.cost_per_request", &["tco / requests", "api.tco = 15.72 USD", "api.requests = 6,000 requests"]);
    check("own.npv", &["own.npv = -4.28 USD", "flow, before launch = -20 USD"]);
    check("cheapest", &["cheapest = api", "own.present_value = 20 USD"]);
    check("options.api.output_per_mtok", &["options.api.output_per_mtok = 2 USD/Mtok  [small.toml:12:19]"]);
    // 15 and 0.72 x are 20 where x is 5 / 0.72 = 6.94444 times 1,000 requests
    check(
        "break_even.horizon.own.api.first",
        &["crossing = 6,944.44 requests/month", "api there = 20 USD", "own there = 20 USD"],
    );
}

#[test]
fn every_metric_of_every_shipped_scenario_is_explained() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        for metric in results.metrics.list() {
            let found = explain(&results, &metric.name, 3).unwrap_or_else(|_| panic!("{}", metric.name));
            assert_eq!(found.figure, metric.figure, "{}: {}", path.display(), metric.name);
            assert!(!found.formula.is_empty(), "{}: {} has no words", path.display(), metric.name);
        }
    }
}

/// Every name under `sources`, anywhere in the advice.
fn cited(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_array().filter(|_| key == "sources") {
                    Some(names) => found.extend(names.iter().filter_map(Value::as_str).map(str::to_owned)),
                    None => cited(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| cited(value, found)),
        _ => {}
    }
}

#[test]
fn every_source_that_the_advice_cites_is_explained() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        // flip values cite keys, as other sentences do; to look for all of them takes long
        let flips = path.ends_with("starter.toml") || path.ends_with("support-triage.toml");
        let results = if flips { results.with_flips(&Workers::ALONE) } else { results };
        let results = results.with_simulation(Draws { count: 1_024, ..Draws::default() }, &Workers::ALONE);
        let mut names = Vec::new();
        cited(&advice_json(&results, &results.advice), &mut names);
        assert!(!names.is_empty(), "{} cites nothing", path.display());
        names.sort();
        names.dedup();
        for name in names {
            let found = explain(&results, &name, 2).unwrap_or_else(|_| panic!("{}: {name}", path.display()));
            assert!(!found.formula.is_empty() || !found.about.is_empty(), "{}: {name} has no words", path.display());
        }
    }
}

#[test]
fn every_key_of_every_shipped_scenario_is_explained() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        let defaults = loaded.scenario.defaults.iter().map(|default| default.path.as_str());
        for key in loaded.scenario.stated.iter().flat_map(Stated::paths).chain(defaults) {
            let found = explain(&results, key, 1).unwrap_or_else(|_| panic!("{}: {key}", path.display()));
            assert!(found.source.is_some() && found.figure != Figure::None, "{}: {key}: {found:?}", path.display());
            assert!(!found.about.is_empty(), "{}: nobody says what {key} is for", path.display());
        }
    }
}

/// What the advice ranks by is a metric, and the lead of one option over another is their difference.
#[test]
fn a_lead_is_the_difference_of_what_is_cited_for_it() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        let names: Vec<&str> = loaded.scenario.options.iter().map(|plan| plan.name.as_str()).collect();
        let figure = |name: String| results.metrics.find(&name).unwrap().number().unwrap();
        for (a, b) in names.iter().flat_map(|a| names.iter().filter(move |b| *b != a).map(move |b| (a, b))) {
            let apart = figure(format!("{a}.present_net_value")) - figure(format!("{b}.present_net_value"));
            let off = (figure(format!("versus.{a}.{b}.npv")) - apart).abs();
            assert!(off < Decimal::new(1, 9), "{}: {a}, {b}: off by {off}", path.display());
        }
    }
}

/// By hand: half of the 6,000 requests cost 0.36 beside the licence of 15; at 0.7^((m-1)/12) of the
/// prices they cost 0.12 + 0.24 x 0.970714 + 0.36 x 0.942287 = 0.692195. The rest stays at 15, and
/// the other option at 20.
#[test]
fn figures_that_only_the_advice_uses_are_explained() {
    check(
        "versus.own.api.npv_at_half_volume",
        &[
            "versus.own.api.npv_at_half_volume = -4.64 USD",
            "own: present value of cost then = 20 USD",
            "api: present value of cost then = 15.36 USD",
            "versus.own.api.npv = -4.28 USD",
        ],
    );
    check("versus.own.api.npv_if_prices_fall", &["versus.own.api.npv_if_prices_fall = -4.30781 USD"]);
    check("versus.own.api.probability_ahead", &["versus.own.api.probability_ahead = none"]);
    check("own.present_net_value", &["own.present_net_value = -20 USD", "own.present_value = 20 USD"]);
    check("api.accuracy", &["api.accuracy = 1", "successes / requests"]);
}

#[test]
fn keys_that_are_no_numbers_of_the_model_are_explained_too() {
    check("scenario.months", &["scenario.months = 3  [small.toml:4:10]", "the horizon: how many months"]);
    check("options.api.kind", &["options.api.kind = api  [small.toml:10:8]"]);
    check("options.api.costs", &["options.api.costs = 1 entry", "options.api.costs.0.monthly = 5 USD"]);
    check("options.api.launch_month", &["options.api.launch_month = 1  [default]", "first month this option serves"]);
    check("options.api.evaluation.cases", &["options.api.evaluation.cases = 0  [default]"]);
    check("decision.ml_team", &["decision.ml_team = not written", "there are people who can fine-tune"]);
    check(
        "workloads.chat.requests_per_month",
        &["workloads.chat.requests_per_month = 1000, 2000, 3000  [small.toml:6:22]"],
    );
    let set = ["decision.requirements.accuracy=90%".to_owned()];
    let loaded = load("small.toml", SMALL, &set).unwrap();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let found = explain(&results, "decision.requirements.accuracy", 1).unwrap();
    let text = derivation_text(&found, &loaded.sources);
    assert!(text.contains("= 90%  [--set decision.requirements.accuracy=90%]"), "{text}");
    for wrong in ["decision.ml_teem", "options.other.kind", "options.api.costs.x", "options.api.kind.x", "scenario."] {
        assert!(explain(&results, wrong, 1).is_err(), "{wrong}");
    }
}

/// The sums of a derivation: what is shown and what is left out come to the figure.
fn add_up(derivation: &Derivation, path: &str) {
    if derivation.formula.starts_with("the sum of") && derivation.formula.ends_with("charges") {
        let parts: Decimal = derivation.parts.iter().map(Derivation::size).sum();
        let all = parts + derivation.rest.map_or(Decimal::ZERO, |rest| rest.total);
        let off = (all - derivation.size()).abs();
        let cut = derivation.cut.is_some();
        assert!(cut || off < Decimal::new(1, 12), "{path}: {}: off by {off}", derivation.name);
    }
    derivation.parts.iter().for_each(|part| add_up(part, path));
}

#[test]
fn totals_add_up_and_end_in_the_scenario() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        for plan in &loaded.scenario.options {
            let found = explain(&results, &format!("{}.tco", plan.name), 30).unwrap();
            add_up(&found, &path.display().to_string());
            let total: Decimal = found.parts.iter().map(Derivation::size).sum();
            assert!((total - found.size()).abs() < Decimal::new(1, 12), "{}", plan.name);
            ends_in_inputs(&found);
        }
    }
}

/// Nothing is left without a formula, a source or being a number of the formula itself.
fn ends_in_inputs(derivation: &Derivation) {
    if derivation.parts.is_empty() && derivation.cut.is_none() {
        let written = derivation
            .source
            .as_ref()
            .is_some_and(|source| matches!(source.origin, Origin::Written(_)) || !source.path.is_empty());
        let number = matches!(derivation.figure, Figure::Number(_) | Figure::Money(_));
        assert!(written || number, "{derivation:?}");
    }
    derivation.parts.iter().for_each(ends_in_inputs);
}

#[test]
fn a_depth_cuts_and_says_so() {
    let loaded = small();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let text = derivation_text(&explain(&results, "api.tco", 1).unwrap(), &loaded.sources);
    assert!(text.contains("inference = 0.72 USD  (deeper with `--depth`)"), "{text}");
    let json = derivation_json(&explain(&results, "api.tco", 2).unwrap(), &loaded.sources);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&value["name"], &value["value"], &value["unit"]), (&"api.tco".into(), &"15.72".into(), &"USD".into()));
    assert_eq!(value["parts"][0]["parts"][0]["name"], "Licence (other)");
}

#[test]
fn a_name_nobody_knows_is_answered_with_the_near_ones() {
    let loaded = small();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let near = |name: &str| explain(&results, name, 1).unwrap_err().near;
    assert_eq!(near("api.tcoo").first().map(String::as_str), Some("api.tco"));
    assert_eq!(near("api.mont_1_cost").first().map(String::as_str), Some("api.month_1_cost"));
    assert_eq!(near("options.api.inptu_per_mtok").first().map(String::as_str), Some("options.api.input_per_mtok"));
    assert!(near("xyzzy").is_empty());
    for wrong in ["api.ledger.9", "api.ledger.1.gpu", "api.cost.-1", "api.", ".", "", "workloads.chat.requests.0"] {
        assert!(explain(&results, wrong, 1).is_err(), "{wrong}");
    }
}

//! How figures arise: every metric is explained, and a derivation's figures are those of its parts.

use rust_decimal::Decimal;
use serde_json::Value;
use tco::analysis::explain::{Cut, Derivation, explain, explain_within};
use tco::analysis::simulate::Draws;
use tco::analysis::{Figure, Settings, Workers, analyse};
use tco::report::{advice_json, derivation_json, derivation_text};
use tco::scenario::{Loaded, Origin, Severity, Stated, load};

use crate::fixtures::{OWN, SMALL};
use crate::scenarios::{read, shipped};

mod near;
mod steps;
mod summary;

fn read_text(text: &str) -> Loaded {
    load("small.toml", text, &[])
        .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)))
}

fn small() -> Loaded {
    read_text(&format!("{SMALL}{OWN}"))
}

/// Holds that the small scenario's figure is explained with these lines.
fn check(name: &str, lines: &[&str]) {
    check_of(&small(), name, lines);
}

/// Holds that a scenario's figure is explained with these lines.
fn check_of(loaded: &Loaded, name: &str, lines: &[&str]) {
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
    check("api.tco", &["api.tco = 15.72 USD", "other = 15.00 USD", "inference = 0.72 USD"]);
    check(
        "api.month_1_cost",
        &[
            "api.month_1_cost = 5.12 USD",
            "chat: input tokens (inference), month 1 = 0.10 USD  <- quantity x unit price",
            "workloads.chat.requests_per_month.0 = 1,000 request  [small.toml:7:23]",
            "unit price: options.api.input_per_mtok = 1.00 USD/Mtok  [small.toml:13:18]",
        ],
    );
    check("api.ledger.2.inference.chat-output-tokens", &["api.ledger.2.inference.chat-output-tokens = 0.04 USD"]);
    check("workloads.chat.requests.3", &["workloads.chat.requests.3 = 3,000 request"]);
    check("api.cost_per_request", &["tco / requests", "api.tco = 15.72 USD", "api.requests = 6,000 requests"]);
    check("own.npv", &["own.npv = -4.28 USD", "flow, before launch = -20.00 USD"]);
    check("cheapest", &["cheapest = api", "own.present_value = 20.00 USD"]);
    check("options.api.output_per_mtok", &["options.api.output_per_mtok = 2.00 USD/Mtok  [small.toml:14:19]"]);
    // 15 and 0.72 x are 20 where x is 5 / 0.72 = 6.94444 times 1,000 requests
    check(
        "break_even.horizon.own.api.first",
        &["crossing = 6,944.44 requests/month", "api there = 20.00 USD", "own there = 20.00 USD"],
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

/// An API, GPUs that take over from it in month 3 until they retire in month 6, and seats that do in month 4.
const LATE: &str = r#"
[scenario]
name = "Late"
start = "2027-01"
months = 6
[workloads.chat]
requests_per_month = [1000, 2000, 3000, 4000, 5000, 6000]
input_tokens = 0
output_tokens = 100
[options.api]
kind = "api"
input_per_mtok = 1
output_per_mtok = 2
[options.own]
kind = "self-hosted"
price_per_gpu_hour = 1
tokens_per_second = 100
target_utilization = "100%"
launch_month = 3
interim = "api"
retires = "2027-06"
successor = "api"
[options.seats]
kind = "seats"
price_per_seat = 5
seats = 20
adoption = "50%"
launch_month = 4
interim = "own"
[options.both]
kind = "blend"
shares = { api = "50%", own = "50%" }
launch_month = 2
"#;

/// By hand: 100 output tokens at 100 a second are a replica-second a request, and a GPU has 730 hours of
/// 3,600 seconds a month: 4,000 / 2,628,000 = 0.152207 % in month 4. In month 2 the API has 200,000 tokens at 2 a million.
#[test]
fn months_are_those_of_the_plan_whenever_an_option_launches() {
    let late = read_text(LATE);
    let check = |name: &str, lines: &[&str]| check_of(&late, name, lines);
    let not_yet = "month 2 of the plan, 2027-02: own is not launched yet, api serves until month 3";
    check("own.replicas.2", &["own.replicas.2 = none", not_yet]);
    check("own.replicas.3", &["own.replicas.3 = 1 replica", "month 3 of the plan, 2027-03: "]);
    let retired = "month 6 of the plan, 2027-06: own is retired, api serves from month 6 on";
    check("own.replicas.6", &["own.replicas.6 = none", retired]);
    check("own.utilization.2", &["own.utilization.2 = none", not_yet]);
    check("own.utilization.4", &["own.utilization.4 = 0.152207 %", "4,000 replica-second", "2,628,000 replica-second"]);
    check("own.cost.2", &["own.cost.2 = 0.40 USD", not_yet]);
    check("own.cost.4", &["own.cost.4 = 730.00 USD"]);
    check("own.requests.4", &["own.requests.4 = 4,000 request", "month 4 of the plan"]);
    check("own.flow.2", &["own.flow.2 = 0.00 USD", not_yet]);
    // 730 for the GPU less 0.8 for the 400,000 tokens that the API would have cost
    check(
        "own.flow.4",
        &["own.flow.4 = -729.20 USD", "cost of own, month 4 = 730.00 USD", "cost of api, month 4 = 0.80 USD"],
    );
    check("versus.own.seats.flow.2", &["versus.own.seats.flow.2 = 0.00 USD"]);
    // until the seats launch, the fleet of their interim serves, and before that the API
    let interim = "seats is not launched yet, own serves until month 4";
    check(
        "seats.replicas.3",
        &["seats.replicas.3 = 1 replica", &format!("month 3 of the plan, 2027-03: {interim}"), "own: replicas"],
    );
    check("seats.replicas.1", &["seats.replicas.1 = none", &format!("month 1 of the plan, 2027-01: {interim}")]);
    // 20 seats are billed, and half of them are used
    check("seats.idle_seats.4", &["seats.idle_seats.4 = 10 seat"]);
    check(
        "seats.idle_seats",
        &["seats.idle_seats = 10 seats", "month 4 = 10 seat", "and 2 more = 20 seat  (from seats.idle_seats.5 on)"],
    );
    check(
        "seats.idle_seats.1",
        &["seats.idle_seats.1 = none", "month 1 of the plan, 2027-01: seats is not launched yet"],
    );
    // a member that launches later than its blend has no fleet there before
    check("both.replicas.2", &["both.replicas.2 = none", "month 2 of the plan, 2027-02: no GPUs serve"]);
    check("both.replicas.3", &["both.replicas.3 = 1 replica", "own: replicas"]);
    let results = analyse(&late.scenario, Settings::default()).unwrap();
    for wrong in [
        "own.replicas.0",
        "own.replicas.7",
        "api.replicas.1",
        "api.flow.1",
        "own.idle_seats.4",
        "versus.own.own.flow.1",
    ] {
        assert!(explain(&results, wrong, 1).is_err(), "{wrong}");
    }
}

/// In the small scenario `own` costs 20 once, and the API 5.12, 5.24 and 5.36: 15.72 in all, so that 4.28
/// of the 20 are left at the end.
#[test]
fn a_figure_that_is_none_says_why() {
    check(
        "own.payback_months",
        &[
            "own.payback_months = never",
            "when the running sum of the flows of own instead of api first comes back to 0; never within 3 months: the flows come to -$4.28, and their running sum is -$4.28 at best",
        ],
    );
    // -20, 5.12, 5.24, 5.36: a yearly rate far below 0, and a sum of -4.28 over 20
    check("own.roi", &["own.roi = -21.4 %"]);
    check("api.irr", &["api.irr = none", "api is the reference, which is compared with itself"]);
    check(
        "api.utilization",
        &["api.utilization = none", "replica-seconds busy / replica-seconds paid for; the option has no GPUs"],
    );
    check(
        "api.return_on_cost",
        &["net_value / tco; no workload says what an answer is worth (`value_per_success`, `cost_per_failure`)"],
    );
    check(
        "versus.own.api.probability_ahead",
        &[
            "the share of draws in which own is better than api, by value less cost where values are given, else by cost; there are no draws",
        ],
    );
    check("break_even.horizon.own.api.first", &["crossing = 6,944.44"]);
    let starts = "the requests a month at which api and own have the same present_value, every workload scaled alike; api is the cheaper one from the smallest volume on";
    check("break_even.horizon.api.own.first", &["break_even.horizon.api.own.first = none", starts]);
    // at the run rate the licence of 5 is more than nothing at any volume
    check(
        "break_even.run_rate.own.api.crossings",
        &[
            "break_even.run_rate.own.api.crossings = none",
            "the requests a month at which own and api have the same run_rate_cost, every workload scaled alike; they never meet up to 100x today's volume: own is the cheaper one at every volume",
        ],
    );
    // the GPUs cost more in each of their months, and nothing before: 729.4 + 729.2 + 729.0
    let late = read_text(LATE);
    check_of(
        &late,
        "own.irr",
        &[
            "own.irr = none",
            "the yearly rate at which the flows of own instead of api are worth 0 today; no flow is above 0, so nothing is earned at any rate: they come to -$2,188",
        ],
    );
    check_of(
        &late,
        "own.roi",
        &[
            "own.roi = none",
            "the sum of the flows of own instead of api / what is invested at t = 0; no outlay to earn a return on: the flow before launch is $0.00",
        ],
    );
}

/// 100 before launch against 10 a month for a year: chosen the other way round it is a loan. At the yearly
/// rate r of the one it is that of the other: the flows are the same but for their sign.
#[test]
fn rates_are_in_percent_and_a_loan_says_so() {
    let text = r#"
[scenario]
name = "Loan"
months = 12
reference = "bought"
[workloads.chat]
requests_per_month = 1
[options.bought]
kind = "custom"
costs = [{ name = "all", once = 100 }]
[options.rented]
kind = "custom"
costs = [{ name = "rent", amount = 121, every_months = 12, from = 12 }]
"#;
    // 100 now for 121 in a year: 21 % a year
    let loan = read_text(text);
    check_of(
        &loan,
        "rented.irr",
        &[
            "rented.irr = 21 % a year",
            "the yearly rate at which the flows of rented instead of bought are worth 0 today; the money comes first and the cost later, as with a loan",
        ],
    );
    check_of(&loan, "versus.bought.rented.roi", &["versus.bought.rented.roi = 21 %"]);
    let results = analyse(&loan.scenario, Settings::default()).unwrap();
    let json = derivation_json(&explain(&results, "rented.irr", 1).unwrap(), &loan.sources);
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((value["value"].as_f64(), value["unit"].as_str()), (Some(0.21), Some("share/year")));
}

/// Every name that a derivation refers to for what it leaves out.
fn referred(derivation: &Derivation, found: &mut Vec<String>) {
    if let Some(Cut::See(name)) = &derivation.cut {
        found.push(name.clone());
    }
    found.extend(derivation.rest.as_ref().and_then(|rest| rest.see.clone()));
    derivation.parts.iter().for_each(|part| referred(part, found));
}

#[test]
fn a_page_holds_what_it_can_and_names_the_rest() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        let mut names = Vec::new();
        for plan in &loaded.scenario.options {
            for metric in ["tco", "npv", "present_value", "run_rate_cost", "irr", "requests"] {
                let name = format!("{}.{metric}", plan.name);
                let found = explain_within(&results, &name, 80).unwrap();
                assert!(found.lines() <= 80, "{}: {name} has {} lines", path.display(), found.lines());
                referred(&found, &mut names);
            }
        }
        names.sort();
        names.dedup();
        assert!(!names.is_empty(), "{}", path.display());
        for name in names {
            let found = explain(&results, &name, 2).unwrap_or_else(|_| panic!("{}: {name}", path.display()));
            assert!(!found.formula.is_empty(), "{}: {name} says nothing", path.display());
        }
    }
}

/// Two years of 10 a month: 120 a year, of which one month tells and eleven are alike.
#[test]
fn a_sum_of_years_is_told_by_the_year() {
    let text = r#"
[scenario]
name = "Years"
months = 24
[workloads.chat]
requests_per_month = 1
[options.fee]
kind = "custom"
costs = [{ name = "fee", monthly = 10 }]
"#;
    let years = read_text(text);
    check_of(
        &years,
        "fee.present_value",
        &[
            "year 1, months 1 to 12 = 120.00 USD",
            "present value of the cost month 1 = 10.00 USD",
            "and 11 more = 110.00 USD  (from fee.cost.2 on)",
            "year 2, months 13 to 24 = 120.00 USD",
            "and 11 more = 110.00 USD  (from fee.cost.14 on)",
        ],
    );
    check_of(
        &years,
        "fee.tco",
        &[
            "fee (other) = 240.00 USD  <- the sum of 24 charges",
            "month 1 = 10.00 USD  <- quantity x unit price = 1 x 10.00 USD",
            "and 23 more = 230.00 USD  (from fee.ledger.2.other.fee on)",
        ],
    );
    check_of(&years, "fee.category.other.fee", &["fee.category.other.fee = 240.00 USD"]);
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
            "own: present value of cost then = 20.00 USD",
            "api: present value of cost then = 15.36 USD",
            "versus.own.api.npv = -4.28 USD",
        ],
    );
    check("versus.own.api.npv_if_prices_fall", &["versus.own.api.npv_if_prices_fall = -4.31 USD"]);
    check("versus.own.api.probability_ahead", &["versus.own.api.probability_ahead = none"]);
    check("own.present_net_value", &["own.present_net_value = -20.00 USD", "own.present_value = 20.00 USD"]);
    check("api.accuracy", &["api.accuracy = 100 %", "successes / requests"]);
}

#[test]
fn keys_that_are_no_numbers_of_the_model_are_explained_too() {
    check("scenario.months", &["scenario.months = 3  [small.toml:4:10]", "the horizon: how many months"]);
    check("options.api.kind", &["options.api.kind = api  [small.toml:12:8]"]);
    check("options.api.costs", &["options.api.costs = 1 entry", "options.api.costs.0.monthly = 5.00 USD"]);
    check("options.api.launch_month", &["options.api.launch_month = 1  [default]", "first month this option serves"]);
    check("options.api.evaluation.cases", &["options.api.evaluation.cases = 0  [default]"]);
    check("decision.ml_team", &["decision.ml_team = not written", "there are people who can fine-tune"]);
    check(
        "workloads.chat.requests_per_month",
        &["workloads.chat.requests_per_month = [1000, 2000, 3000]  [small.toml:7:22]"],
    );
    let set = ["decision.requirements.accuracy=90%".to_owned()];
    let loaded = load("small.toml", &format!("{SMALL}{OWN}"), &set).unwrap();
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
        let all = parts + derivation.rest.as_ref().map_or(Decimal::ZERO, |rest| rest.total);
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
    assert!(text.contains("inference = 0.72 USD  (see api.category.inference)"), "{text}");
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

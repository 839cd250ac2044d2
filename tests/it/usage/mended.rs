//! Plan against actuals at its edges: retries, gaps, growth carried too far, the months that are left, names. By hand.

use rust_decimal::dec;
use serde_json::Value;
use tco::analysis::actuals::{Reforecast, Remaining, attempts, reforecasts, token_costs};
use tco::analysis::{Figures, Results, Settings, analyse};
use tco::report::{Actuals, actuals_drawing, actuals_json, actuals_tables, actuals_text};

use super::plans::{PLAIN, PLAN, Sorted, USED, found, loaded};
use super::read;

/// 31,000 requests of which every tenth is asked again: 34,100 attempts, 34.1 million tokens in and 3.41 million out at
/// 2 and 10 per million are 102.30.
const RETRIED: &str = r#"
[scenario]
name = "Retry"
start = "2026-01"
months = 6
[workloads.w]
requests_per_month = 31000
input_tokens = 1000
output_tokens = 100
retry_rate = "10%"
[options.api]
kind = "api"
input_per_mtok = 2
output_per_mtok = 10
[options.o2]
kind = "api"
input_per_mtok = 3
output_per_mtok = 10
"#;

const HEAD: &str = "time,model,requests,fresh,output,cost,currency\n";

/// What is told of a plan and exports: text, JSON, the table of reforecasts, and the chart.
fn told(plan: &str, exports: &str) -> (String, Value, String, String) {
    let loaded = loaded(plan);
    let plan = analyse(&loaded.scenario, Settings::default()).unwrap();
    let usage = read(exports);
    let (used, variances) = found(&plan.figures, exports, &PLAIN);
    let forecasts = reforecasts(&plan.figures, &used, &variances).unwrap();
    let worked_out = |by: &'_ Reforecast| !by.is_beyond_meaning(&used);
    let results: Vec<Option<Results<'_>>> = forecasts
        .iter()
        .map(|by| worked_out(by).then(|| analyse(&by.scenario, Settings::default()).ok()).flatten())
        .collect();
    let actuals = Actuals {
        files: &usage.files,
        plan: &plan,
        used: &used,
        variances: &variances,
        forecasts: &forecasts,
        results: &results,
    };
    let table = actuals_tables(&actuals).pop().unwrap();
    let table = String::from_utf8(table.bytes).unwrap();
    (actuals_text(&actuals), actuals_json(&actuals), table, actuals_drawing(&actuals).svg)
}

#[test]
fn attempts_that_were_planned_are_no_variance() {
    let exports = format!("{HEAD}2026-01,w,34100,34100000,3410000,102.30,USD\n");
    let loaded = loaded(RETRIED);
    let figures = Figures::new(&loaded.scenario).unwrap();
    let (used, variances) = found(&figures, &exports, &PLAIN);
    let month = variances.months[0];
    assert_eq!((month.plan_requests, month.requests), (dec!(34100), dec!(34100)));
    let parts = [month.volume, month.mix, month.shape, month.price.unwrap(), month.unplanned.unwrap()];
    assert!(parts.iter().all(|part| part.round_dp(12).is_zero()), "{parts:?}");
    // later months have as many attempts a day, 34,100 / 31, over the 365 / 12 days of a mean month, and cost 0.003 each
    let forecast = &reforecasts(&figures, &used, &variances).unwrap()[0];
    assert_eq!(forecast.ratios[0].round_dp(9), (dec!(365) / dec!(372)).round_dp(9));
    let again = Figures::new(&forecast.scenario).unwrap();
    assert_eq!(attempts(&again, 0, 6).round_dp(6), dec!(33458.333333));
    assert!(token_costs(&again, 0)[1..].iter().all(|cost| cost.round_dp(6) == dec!(100.375)));
    // requests that are asked once cost what is asked once: 31,000 x 365 / 372 of them
    assert_eq!(again.exact.get(again.model.requests[0][5]).round_dp(6), dec!(30416.666667));
}

#[test]
fn every_file_is_told_of_with_its_rows() {
    let (text, json, ..) = told(PLAN, USED);
    assert!(text.contains(": 2 rows read, 2 used"), "{text}");
    assert_eq!((&json["files"][0]["rows_read"], &json["files"][0]["rows_used"]), (&2.into(), &2.into()));
}

#[test]
fn the_months_that_are_left_decide_and_are_told() {
    // 11 by the api in the 30 days that were used, so 11 x 365 / 360 in a mean month, and 9 for seats: 11 months are left
    let (text, json, ..) = told(PLAN, USED);
    for words in [
        "Remaining    2026-12 to 2027-10, what each option costs from there:",
        "with the plan's growth: api $122.68, seats $99.00",
        "Cheapest     no longer api: now seats",
    ] {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
    assert_eq!(json["reforecasts"][0]["remaining"]["present_values"]["api"], "122.680556");
    assert_eq!(json["reforecasts"][0]["cheapest"], "seats");
    // what the option in use paid before launch is spent, and another has it still to pay
    let loaded = loaded(
        &PLAN.replace("price_per_seat = 9", "price_per_seat = 9\n[[options.seats.costs]]\nname = \"setup\"\nonce = 30"),
    );
    let figures = Figures::new(&loaded.scenario).unwrap();
    let costs = |in_use: usize| Remaining::after(11, &figures, in_use).unwrap().costs;
    assert_eq!(costs(0), [Some(dec!(7.2)), Some(dec!(39))]);
    assert_eq!(costs(1), [Some(dec!(7.2)), Some(dec!(9))]);
    assert_eq!(Remaining::after(12, &figures, 0), None);
}

#[test]
fn what_was_paid_is_drawn_of_paid_months_alone() {
    // 2026-11 and 2027-01 were paid, 11.20 each; 2026-12 is not told of
    let exports = format!("{USED}{}", USED.replace(HEAD, "").replace("2026-11", "2027-01"));
    let (.., svg) = told(PLAN, &exports);
    assert!(svg.contains(">$22.40<") || svg.contains("$22.4"), "{svg}");
}

#[test]
fn growth_that_is_carried_too_far_is_told_of() {
    // tenfold in each of three months, over nine more: a million times as much is no forecast
    let exports = format!(
        "{HEAD}2026-11,short,30,6000,3000,0.042,USD\n2026-11,long,10,10000,1000,0.03,USD\n\
         2026-12,short,310,62000,31000,0.434,USD\n2026-12,long,10,10000,1000,0.03,USD\n\
         2027-01,short,3000,600000,300000,4.2,USD\n2027-01,long,10,10000,1000,0.03,USD\n"
    );
    let (text, json, table, svg) = told(PLAN, &exports);
    for words in [
        "with its high end: more than can be worked out",
        "Caution      short: measured growth comes to more than a million times the most requests of a month seen",
        "not known with measured growth, its low end and its high end",
    ] {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
    assert!(json["reforecasts"][3]["expected_token_costs"].is_null());
    let header = table.lines().next().unwrap();
    assert!(header.contains("expected_cost_measured_growth_high"), "{header}");
    assert!(svg.contains("more than can be worked out") && svg.contains("Actual"), "{svg}");
    // three months do not carry 117
    let long = PLAN.replace("months = 12", "months = 120");
    let flat = format!(
        "{USED}{}{}",
        USED.replace(HEAD, "").replace("2026-11", "2026-12"),
        USED.replace(HEAD, "").replace("2026-11", "2027-01")
    );
    let (text, ..) = told(&long, &flat);
    assert!(text.contains("Caution      long: 3 months of growth do not carry 117"), "{text}");
}

#[test]
fn models_that_the_only_workload_takes_in_are_named() {
    let exports = format!("{HEAD}2026-01,w,34100,34100000,3410000,102.30,USD\n2026-01,gpt-9,1,1000,100,0.1,USD\n");
    let (text, json, ..) = told(RETRIED, &exports);
    assert!(text.contains("Taken in     as w, the only workload: gpt-9\n"), "{text}");
    assert_eq!(json["taken_in"], serde_json::json!(["gpt-9"]));
    // one that is mapped is meant
    let loaded = loaded(RETRIED);
    let figures = Figures::new(&loaded.scenario).unwrap();
    let mapping = vec![("gpt-9".to_owned(), "w".to_owned())];
    let (used, _) = found(&figures, &exports, &Sorted { mapping, ..PLAIN });
    assert!(used.taken_in.is_empty());
}

#[test]
fn use_without_a_model_is_called_so() {
    let (text, ..) = told(PLAN, &format!("{USED}2026-11,,5,1000,100,0.1,USD\n"));
    let words = "Unplanned    use whose model or project is not told belongs to no workload; `--map all=WORKLOAD`";
    assert!(text.contains(words), "{text}");
}

#[test]
fn months_before_the_exports_are_past_whatever_the_growth() {
    // `long` twice, four and eight times its plan in 2027-01 to 2027-03; nothing is told of 2026-11 and 2026-12
    let exports = format!(
        "{HEAD}2027-01,long,2000,2000000,200000,6,USD\n2027-02,long,4400,4400000,440000,13.2,USD\n\
         2027-03,long,8000,8000000,800000,24,USD\n"
    );
    let (_, json, ..) = told(PLAN, &exports);
    // 2,000 / 31, 4,400 / 28 and 8,000 / 31 a day, times 365 / 12, of 3,000 planned are 4.863863 of 1,000, at 0.003 each;
    // the line through their logarithms is at 523.904 requests in 2026-11, whatever the growth will be
    let first = |reading: usize| json["reforecasts"][reading]["expected_token_costs"][0].clone();
    let expected = ["14.591590", "1.571713", "1.571713", "1.571713"];
    assert_eq!([first(0), first(1), first(2), first(3)], expected.map(Value::from));
}

#[test]
fn a_workload_that_no_export_tells_of_is_asked_about() {
    let (text, json, ..) = told(PLAN, &format!("{HEAD}2026-11,long,2000,2400000,200000,7,USD\n"));
    assert!(text.contains("Not used     short: no export tells of it, and it counts as 0 requests"), "{text}");
    assert_eq!(json["workloads_not_used"], serde_json::json!(["short"]));
    let (text, json, ..) = told(PLAN, USED);
    assert!(!text.contains("Not used") && json["workloads_not_used"].as_array().is_some_and(Vec::is_empty), "{text}");
}

#[test]
fn months_whose_cost_is_not_known_are_said_to_be_at_the_plans_prices() {
    let (text, ..) = told(PLAN, &USED.replace("300000,4.20,", "300000,,"));
    assert!(text.contains("with 2026-11 at the plan's prices, since what was paid is not known"), "{text}");
}

//! Requests that failed: their tokens are use only when they were charged. Expected values by hand.

use rust_decimal::dec;
use tco::analysis::Figures;
use tco::report::{usage_json, usage_text};
use tco::scenario::Volume;
use tco::usage::{By, Partial};

use super::drafts::drafted;
use super::plans::{PLAIN, PLAN, found, loaded};
use super::traps::log;
use super::{read, table};

/// A request of 1,000 tokens in and 100 out for 0.1, and one that failed with an estimate of 9,000 in.
fn logs(spend: &str) -> String {
    let failed = log("b", "\"prompt_tokens\":9000,\"completion_tokens\":0")
        .replace("\"spend\":0.1", &format!("\"spend\":{spend}"))
        .replace("\"success\"", "\"failure\"");
    log("a", "\"prompt_tokens\":1000,\"completion_tokens\":100") + &failed
}

fn check(text: &str, expected: &str, left: u64) {
    let usage = read(text);
    assert_eq!(table(&usage), [expected], "{text}");
    assert_eq!(usage_json(&usage, &[])["files"][0]["tokens_of_failures_left_out"], left, "{text}");
    let words = "9,000 tokens of requests that failed and were not charged";
    assert_eq!(usage_text(&usage, &[], Partial::AsCounted).contains(words), left > 0, "{text}");
}

#[test]
fn a_gateway_s_failures_have_no_tokens_unless_they_were_charged() {
    check(&logs("0"), "2026-11 m : 1 1000 0 0 100 1 0.1", 9_000);
    check(&logs("null"), "2026-11 m : 1 1000 0 0 100 1 0.1", 9_000);
    check(&logs("0.2"), "2026-11 m : 1 10000 0 0 100 1 0.3", 0);
}

#[test]
fn traces_and_tables_of_failures_have_no_tokens_either() {
    let helicone = |id: &str, status: u16, tokens: u32| {
        format!(
            "{{\"request_id\":\"{id}\",\"request_created_at\":\"2026-11-01T09:00:00Z\",\"model\":\"m\",\"provider\":\"OPENAI\",\
             \"status\":{status},\"prompt_tokens\":{tokens},\"completion_tokens\":5,\"properties\":{{}}}}\n"
        )
    };
    check(&(helicone("a", 200, 10) + &helicone("b", 500, 8_995)), "2026-11 m : 1 10 0 0 5 1 ?", 9_000);
    let seen = |id: &str, level: &str, input: u32| {
        format!(
            "{{\"id\":\"{id}\",\"type\":\"GENERATION\",\"startTime\":\"2026-11-01T09:00:00Z\",\"model\":\"m\",\"level\":\"{level}\",\
             \"usageDetails\":{{\"input\":{input},\"output\":5}},\"costDetails\":{{\"total\":0}}}}\n"
        )
    };
    check(&(seen("a", "DEFAULT", 10) + &seen("b", "ERROR", 8_995)), "2026-11 m : 1 10 0 0 5 1 0", 9_000);
    // sums of failures alone; where answered ones are among them nothing tells whose tokens they are
    let columns = "time,model,requests,failures,fresh,output\n2026-11-01,m,1,0,10,5\n";
    check(&format!("{columns}2026-11-01,m,0,3,9000,0\n"), "2026-11 m : 1 10 0 0 5 3 ?", 9_000);
    check(&format!("{columns}2026-11-01,m,1,3,9000,0\n"), "2026-11 m : 2 9010 0 0 5 3 ?", 0);
}

/// A month of 1,000 answered requests of 1,000 tokens in and 100 out, 250 failures that were charged for as many tokens
/// each, and 40 that were not.
const MONTH: &str = "time,model,requests,failures,fresh,output,cost,currency
2026-11,long,1000,0,1000000,100000,3,USD
2026-11,long,0,250,250000,25000,0.75,USD
2026-11,long,0,40,9000,0,0,USD
";

#[test]
fn lengths_of_a_draft_are_of_an_attempt_and_its_retries_are_those_that_were_charged() {
    let usage = read(MONTH);
    assert_eq!(usage.cost_of_request("long"), Some(dec!(0.00375))); // 3.75 for 1,000 answered requests
    let draft = drafted(&usage, By::Model, None);
    let has = |line: &str| assert!(draft.text.contains(line), "no `{line}` in:\n{}", draft.text);
    has("\nretry_rate = \"25%\"   # measured: 250 requests failed and were charged, beside 1,000 that were answered\n");
    has("\n# requests that failed and were not charged: 40, beside 1,000 that were answered\n");
    let loaded = loaded(&draft.text);
    let workload = &loaded.scenario.workloads[0];
    // 1,000 / 30 a day, times 365 / 12, are 1,013.9 answered requests; 1,250,000 and 125,000 tokens of 1,250 attempts
    let Volume::Flat(requests) = &workload.volume else { panic!("{:?}", workload.volume) };
    assert_eq!(requests.base(), dec!(1014));
    let lengths = [&workload.input_tokens, &workload.output_tokens].map(|input| input.as_ref().unwrap().base());
    assert_eq!(lengths, [dec!(1000), dec!(100)]);
    // month 1 costs what was paid for an answered request, 3.75 / 1,000, for 1,014 of them
    let figures = Figures::new(&loaded.scenario).unwrap();
    assert_eq!(figures.options[0].cost[1].round_dp(4), dec!(3.8025));
}

#[test]
fn a_plan_s_attempts_are_held_against_answered_requests_and_charged_failures() {
    let plan = loaded(&PLAN.replace(
        "output_tokens = 100\n[workloads.short]",
        "output_tokens = 100\nretry_rate = \"25%\"\n[workloads.short]",
    ));
    let figures = Figures::new(&plan.scenario).unwrap();
    let (used, variances) = found(&figures, MONTH, &PLAIN);
    // 1,000 planned requests x 1.25; 1,000 answered and 250 charged; 1,250 x (1,000 x 2 + 100 x 10) / 1e6 = 3.75
    let long = variances.workloads[0][0];
    assert_eq!(used.months[&1][0].requests, dec!(1250));
    assert_eq!((long.plan.normalize(), long.actual, long.shape.normalize()), (dec!(3.75), Some(dec!(3.75)), dec!(0)));
}

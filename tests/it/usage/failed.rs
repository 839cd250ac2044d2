//! Requests that failed: their tokens are use only when they were charged. Expected values by hand.

use tco::report::{usage_json, usage_text};
use tco::usage::Partial;

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

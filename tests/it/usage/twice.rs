//! What two sources tell of the same use: costs by the finest identifier that both have, requests by that of the
//! response.

use rust_decimal::{Decimal, dec};
use tco::usage::{Costs, Reason, Settings, Usage};

use super::checks::{bill, log};
use super::{read_with, sample, settings};

fn cost(usage: &Usage) -> Decimal {
    usage.months().values().map(|sums| sums.cost.decimal()).sum()
}

/// A day of Anthropic's cost report, 2026-06-15: the cents of each workspace.
fn report(costs: &[(&str, &str)]) -> String {
    let result = |(workspace, cents): &(&str, &str)| {
        format!(
            "{{\"currency\":\"USD\",\"amount\":\"{cents}\",\"workspace_id\":{workspace},\"model\":\"claude-sonnet-5-5\",\
             \"token_type\":\"output_tokens\",\"cost_type\":\"tokens\"}}"
        )
    };
    let results: Vec<String> = costs.iter().map(result).collect();
    format!(
        "{{\"data\":[{{\"starting_at\":\"2026-06-15T00:00:00Z\",\"ending_at\":\"2026-06-16T00:00:00Z\",\"results\":[{}]}}],\
         \"has_more\":false}}",
        results.join(",")
    )
}

/// A charge of a FOCUS bill on that day.
fn focus(sub_account: &str, cost: &str) -> String {
    format!(
        "ChargePeriodStart,ChargePeriodEnd,BilledCost,BillingCurrency,ChargeCategory,ServiceCategory,SkuMeter,\
         SkuPriceDetails,SubAccountId\n2026-06-15T00:00:00Z,2026-06-16T00:00:00Z,{cost},USD,Usage,AI and Machine Learning,\
         output tokens,\"{{\"\"x_model\"\": \"\"claude-sonnet-5-5\"\"}}\",{sub_account}\n"
    )
}

#[test]
fn costs_of_other_workspaces_and_releases_are_added() {
    let check = |first: &str, second: &str, expected: Decimal| {
        let files = [("first", first.as_bytes()), ("second", second.as_bytes())];
        let usage = read_with(&files, &settings()).unwrap();
        assert_eq!(cost(&usage), expected, "{first} {second}: {:?}", usage.warnings());
    };
    let one = report(&[("\"wrkspc_1\"", "500")]);
    check(&one, &focus("wrkspc_1", "5.00"), dec!(5));
    check(&one, &focus("wrkspc_2", "4.00"), dec!(9));
    // a report of the default workspace, or that is not grouped by it, does not say; nor does a name
    check(&report(&[("null", "500")]), &focus("wrkspc_2", "4.00"), dec!(5));
    check(&one, &focus("Support", "4.00"), dec!(5));
    // a release has its own costs, and a name without a date may be of any
    check(&bill("gpt-4o-2024-08-06", "4.00"), &log("gpt-4o-2024-05-13", "3.90"), dec!(7.9));
    check(&bill("gpt-4o-2024-08-06", "4.00"), &log("gpt-4o", "3.90"), dec!(4));
    // the pages are of the maker
    check(&one, &log("bedrock/us.anthropic.claude-sonnet-5-5", "3.90"), dec!(8.9));
}

#[test]
fn amounts_that_differ_grossly_are_told_with_the_way_to_count_both() {
    let doubt = "One is more than twice the other (claude-sonnet-5-5: 10 against 3), so they may be of different use, \
                 such as that of other API keys or workspaces, which the files do not tell: `--count-both` counts both";
    let check = |spend: &str, is_doubtful: bool| {
        let (bill, log) = (report(&[("\"wrkspc_1\"", "1000")]), log("claude-sonnet-5-5", spend));
        let files = [("bill", bill.as_bytes()), ("log", log.as_bytes())];
        let usage = read_with(&files, &settings()).unwrap();
        let words = usage.doubles[0].words();
        assert_eq!(words.contains(doubt), is_doubtful && spend == "3", "{words}");
        assert_eq!(words.contains("--count-both"), is_doubtful, "{words}");
        assert_eq!(cost(&usage), dec!(10));
        let both = read_with(&files, &Settings { costs: Costs::Both, ..settings() }).unwrap();
        assert_eq!(cost(&both), dec!(10) + spend.parse::<Decimal>().unwrap());
        assert_eq!(both.files[1].rows.costs_aside, 0);
        assert!(both.doubles[0].words().ends_with(&format!("both count, 10 and {spend} in all")));
    };
    check("3", true);
    check("20.01", true);
    check("5", false);
    check("20", false);
    // a gateway that knows no price says 0
    check("0", false);
}

/// The span of a request on 2026-11-05 with an identifier of its own, and maybe that of the response.
fn span(id: &str, response: &str) -> String {
    format!(
        "{{\"resourceSpans\":[{{\"scopeSpans\":[{{\"spans\":[{{\"traceId\":\"t\",\"spanId\":\"{id}\",\
         \"startTimeUnixNano\":\"1793836800000000000\",\"attributes\":[\
         {{\"key\":\"gen_ai.operation.name\",\"value\":{{\"stringValue\":\"chat\"}}}},\
         {{\"key\":\"gen_ai.request.model\",\"value\":{{\"stringValue\":\"m\"}}}},\
         {{\"key\":\"gen_ai.response.id\",\"value\":{{\"stringValue\":\"{response}\"}}}},\
         {{\"key\":\"gen_ai.usage.input_tokens\",\"value\":{{\"intValue\":\"10\"}}}},\
         {{\"key\":\"gen_ai.usage.output_tokens\",\"value\":{{\"intValue\":\"2\"}}}}]}}]}}]}}]}}\n"
    )
}

#[test]
fn a_request_that_two_formats_tell_of_by_its_response_counts_once() {
    let (long, short) = ("chatcmpl-5dc3005e042e4fde85f79ac4e44bd08f", "chatcmpl-213");
    let logged = |id: &str| super::traps::log(id, "\"prompt_tokens\":10,\"completion_tokens\":2");
    let check = |first: &str, second: &str, (requests, left, expected): (u128, u64, Decimal)| {
        let usage = read_with(&[("first", first.as_bytes()), ("second", second.as_bytes())], &settings()).unwrap();
        let sum: u128 = usage.months().values().map(|sums| sums.requests).sum();
        let found = (sum, usage.files[1].rows.left(Reason::Duplicate), cost(&usage));
        assert_eq!(found, (requests, left, expected), "{first} {second}: {:?}", usage.warnings());
        assert_eq!(usage.warnings().iter().filter(|warning| warning.contains("other figures")).count(), 0);
        usage.warnings().join("\n")
    };
    // the span after the log, with the log's cost
    assert_eq!(check(&logged(long), &span("1", long), (1, 1, dec!(0.1))), "");
    // the log after the span: its cost goes with it, and this is said
    let words = check(&span("1", long), &logged(long), (1, 1, Decimal::ZERO));
    assert!(words.contains("1 rows of `second` stand in an earlier file without a cost"), "{words}");
    assert!(words.contains("give `second` first"), "{words}");
    // numbers that come again name no request: both count, with a warning and the way out
    let words = check(&logged(short), &span("1", short), (2, 0, dec!(0.1)));
    let warning = "`first` and `second` tell of the same days (m; 2026-11-05): if they saw the same requests, these are \
                   counted twice, and one of the files is to be left out";
    assert!(words.contains(warning), "{words}");
    check(&span("1", short), &span("2", short), (2, 0, Decimal::ZERO));
    check(&span("1", ""), &span("1", ""), (1, 1, Decimal::ZERO));
    check(&span("1", long), &span("2", long), (1, 1, Decimal::ZERO));
    // one row known does not speak for the other, which has no response to be known by
    let words = check(&logged(long), &(span("1", long) + &span("2", "")), (2, 1, dec!(0.1)));
    let warning =
        "1 rows of `second` are known by their response and count once; if the others are of the same requests";
    assert!(words.contains(warning), "{words}");
    // a reseller's generation, of which the log is the gateway's
    let generations = String::from_utf8(sample("openrouter_activity_log.csv")).unwrap();
    let head: Vec<&str> = generations.lines().take(2).collect();
    let id = "gen-1793523302-JQzvPuPlPfBq";
    let generation = format!("{}\n{}\n", head[0], head[1].replace("gen-0001", id));
    let gateway = super::traps::log(
        id,
        "\"prompt_tokens\":3100,\"completion_tokens\":320,\"metadata\":{\"usage_object\":{\"prompt_tokens_details\":{\"cached_tokens\":2000}}}",
    );
    assert_eq!(check(&generation, &gateway, (1, 1, dec!(0.00552))), "");
}

#[test]
fn a_draft_asks_what_may_be_counted_twice() {
    let text = |usage: &Usage| super::drafts::drafted(usage, tco::usage::By::Model, None).text;
    let (first, second) = (super::traps::log("a", "\"prompt_tokens\":10,\"completion_tokens\":2"), span("1", ""));
    let usage = read_with(&[("first", first.as_bytes()), ("second", second.as_bytes())], &settings()).unwrap();
    let draft = text(&usage);
    let question = "# QUESTION: did the files see the same requests? `first` and `second` tell of the same days";
    assert!(draft.contains(question), "{draft}");
    let (bill, log) = (report(&[("null", "1000")]), log("claude-sonnet-5-5", "3"));
    let files = [("bill", bill.as_bytes()), ("log", log.as_bytes())];
    let draft = text(&read_with(&files, &settings()).unwrap());
    assert!(draft.contains("# QUESTION: are the costs of the same use? `bill` and `log` both tell"), "{draft}");
    let draft = text(&read_with(&files, &Settings { costs: Costs::Both, ..settings() }).unwrap());
    assert!(!draft.contains("same use"), "{draft}");
}

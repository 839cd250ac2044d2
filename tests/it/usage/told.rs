//! What exports do not tell is not 0, and what two files tell of one model stands in one row.

use tco::report::{usage_json, usage_table, usage_text};
use tco::usage::{By, Partial, Usage};

use super::drafts::drafted;
use super::traps::{log, warns};
use super::{read, read_with, sample, settings, table};

#[test]
fn tokens_and_costs_of_a_dated_model_meet_in_one_row() {
    let dated = |name: &str, (old, new): (&str, &str)| String::from_utf8(sample(name)).unwrap().replace(old, new);
    let tokens = dated("anthropic_console_tokens.csv", ("claude-sonnet-5-5", "claude-sonnet-4-5-20250929"));
    let costs = dated("anthropic_console_cost.csv", ("Claude Sonnet 5.5", "Claude Sonnet 4.5"));
    let check = |tokens: &str, expected: &[&str]| {
        let files = [("tokens", tokens.as_bytes()), ("costs", costs.as_bytes())];
        assert_eq!(table(&read_with(&files, &settings()).unwrap()), expected);
    };
    check(
        &tokens,
        &[
            "2026-11 claude-haiku-5-5 Default: ? 5200000 0 0 410000 0 ?",
            "2026-11 claude-sonnet-4-5-20250929 Default: ? 25500000 62900000 2100000 9850000 0 75.81",
        ],
    );
    // the bill does not tell two dates of one model apart: 13.1 million are of the second
    let two = tokens.replace("2026-11-02,claude-sonnet-4-5-20250929", "2026-11-02,claude-sonnet-4-5-20251101");
    check(
        &two,
        &[
            "2026-11 claude-haiku-5-5 Default: ? 5200000 0 0 410000 0 ?",
            "2026-11 claude-sonnet-4-5 Default: ? 25500000 62900000 2100000 9850000 0 75.81",
        ],
    );
}

fn csv(usage: &Usage) -> String {
    String::from_utf8(usage_table(usage).bytes).unwrap()
}

#[test]
fn costs_alone_say_nothing_of_requests_and_tokens() {
    for name in ["openai_costs.json", "openai_cost.csv", "anthropic_cost_report.json", "focus_1_2.csv"] {
        let usage = read_with(&[(name, &sample(name))], &settings()).unwrap();
        let month = &usage_json(&usage, &[])["months"][0];
        for key in ["requests", "failures", "fresh_input_tokens", "output_tokens", "batch_requests"] {
            assert!(month[key].is_null(), "{name} {key}: {month}");
        }
        // nine figures and the requests without tokens are empty
        let csv = csv(&usage);
        let row: Vec<&str> = csv.lines().nth(1).unwrap().split(',').collect();
        assert_eq!((&row[5..14], row[16]), (&[""; 9][..], ""), "{name}: {csv}");
        let text = usage_text(&usage, &[], Partial::AsCounted);
        assert!(text.contains("         -      -       -        -       -         -  "), "{name}: {text}");
    }
}

#[test]
fn failures_that_an_export_does_not_tell_are_not_0() {
    let usage = read_with(&[("pages", &sample("openai_usage_completions.json"))], &settings()).unwrap();
    assert!(usage_json(&usage, &[])["months"][0]["failures"].is_null());
    let usage = read_with(&[("spans", &sample("otel_genai_spans.jsonl"))], &settings()).unwrap();
    assert_eq!(usage_json(&usage, &[])["months"][0]["failures"], 0);
}

#[test]
fn requests_without_counts_of_tokens_do_not_thin_the_means() {
    let rows = log("a", "\"prompt_tokens\":100,\"completion_tokens\":10")
        + &log("b", "\"prompt_tokens\":300,\"completion_tokens\":30")
        + &log("c", "\"completion_tokens\":null")
        + &log("d", "\"prompt_tokens\":0,\"completion_tokens\":0");
    let usage = read(&rows);
    assert_eq!(table(&usage), ["2026-11 m : 4 400 0 0 40 0 0.4"]);
    assert_eq!(usage.files[0].rows.untold, 2);
    assert_eq!(usage_json(&usage, &[])["months"][0]["requests_without_tokens"], 2);
    assert!(csv(&usage).contains(",0.4,USD,2"), "{}", csv(&usage));
    let text = usage_text(&usage, &[], Partial::AsCounted);
    assert!(text.contains("4 rows read, 4 used (2 of them without token counts)"), "{text}");
    // 400 and 40 over two requests, not over four
    let draft = drafted(&usage, By::Model, None).text;
    assert!(draft.contains("\ninput_tokens = 200\noutput_tokens = 20\n"), "{draft}");
    assert!(draft.contains("# 2 of 4 requests have no counts of tokens"), "{draft}");

    let observation =
        r#"{"id":"o","type":"GENERATION","startTime":"2026-11-05T00:00:00Z","model":"m","usageDetails":{}}"#;
    let span = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"s","startTimeUnixNano":"1793524502000000000",
        "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"m"}}]}]}]}]}"#;
    let csv = "request_id,startTime,model,spend,prompt_tokens,completion_tokens,status\na,2026-11-05 01:02:03,m,0.1,,7,success\n";
    for text in [observation, &span.replace('\n', ""), csv] {
        let usage = read(text);
        let rows = &usage.files[0].rows;
        assert_eq!((rows.used, rows.untold), (1, 1), "{text}");
    }
}

#[test]
fn a_row_of_a_document_is_named_by_its_number() {
    let rows = [
        log("a", "\"prompt_tokens\":1,\"completion_tokens\":0"),
        log("b", "\"prompt_tokens\":-1"),
        log("c", "\"prompt_tokens\":1,\"completion_tokens\":0"),
    ];
    let usage = read(&format!("[{}]", rows.map(|row| row.trim_end().to_owned()).join(",")));
    warns(&usage, &["`export`, row 2 (line 1): `prompt_tokens` is -1, below 0"]);
    assert_eq!((usage.files[0].rows.used, usage.unused()), (2, None));
}

#[test]
fn an_import_without_a_row_says_why() {
    let usage = read("start_time,end_time,start_time_iso,end_time_iso\n1793491200,1793577600,x,y\n");
    assert_eq!(usage.unused().as_deref(), Some("no row is used, of 1 read: 1 without use"));
}

/// Days of a page of `OpenAI`, the first of them of November.
fn page((first, days): (i64, i64), rest: &str) -> String {
    let bucket = |day: i64| {
        let start = 1_793_491_200 + (day - 1) * 86_400;
        format!(
            "{{\"start_time\":{start},\"end_time\":{},\"results\":[{{\"object\":\"organization.usage.completions.result\",\
             \"input_tokens\":5,\"output_tokens\":1,\"num_model_requests\":2,\"model\":\"m\"}}]}}",
            start + 86_400
        )
    };
    let buckets: Vec<String> = (first..first + days).map(bucket).collect();
    format!("{{\"object\":\"page\",\"data\":[{}],\"has_more\":{rest}}}", buckets.join(","))
}

#[test]
fn a_page_that_is_missing_is_told_once() {
    let check = |pages: &[(&str, &str)], expected: Option<&str>| {
        let files: Vec<(&str, &[u8])> = pages.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let warnings = read_with(&files, &settings()).unwrap().warnings();
        let about: Vec<&String> = warnings.iter().filter(|warning| warning.contains("pages follow")).collect();
        assert_eq!(about.len(), usize::from(expected.is_some()), "{about:?}");
        assert!(expected.is_none_or(|words| about[0].contains(words)), "{about:?}");
    };
    let (a, b, c) = (page((1, 2), "true"), page((3, 2), "true"), page((5, 1), "false"));
    check(&[("a", &a), ("b", &b), ("c", &c)], None);
    check(&[("c", &c), ("b", &b), ("a", &a)], None);
    check(
        &[("a", &a), ("b", &b)],
        Some("2 of 2 files say that more pages follow, and no file holds what follows `b` (its rows end 2026-11-04)"),
    );
    check(
        &[("a", &a), ("c", &c)],
        Some("1 of 2 files says that more pages follow, and no file holds what follows `a`"),
    );
    check(&[("all", &format!("{a}\n{b}\n{c}\n"))], None);
}

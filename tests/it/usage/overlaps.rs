//! Which files may count the same requests twice, and pages that are given twice.

use super::{read_with, settings};

const HEAD: &str = "time,model,requests,fresh,output";

/// Reads tables of a row or more each, and holds the warnings with some words against those expected, in order.
fn check(tables: &[(&str, &str)], about: &str, expected: &[&str]) {
    let texts: Vec<(&str, String)> = tables.iter().map(|(name, rows)| (*name, format!("{HEAD}\n{rows}\n"))).collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let warnings = read_with(&files, &settings()).unwrap().warnings();
    let found: Vec<&String> = warnings.iter().filter(|warning| warning.contains(about)).collect();
    assert_eq!(found.len(), expected.len(), "{tables:?}: {warnings:?}");
    for (found, words) in found.iter().zip(expected) {
        assert!(found.contains(words), "no `{words}` in {found}");
    }
}

#[test]
fn files_that_share_a_model_on_a_day_may_count_twice() {
    let (sol, dated) = ("2026-11-01,gpt-6-sol,1,2,3", "2026-11-01,openrouter/openai/gpt-6-sol-2026-08-20,4,5,6");
    let twice = |tables: &[(&str, &str)], expected: &[&str]| check(tables, "counted twice", expected);
    twice(&[("a", sol), ("b", "2026-11-01,claude-sonnet-5-5,1,2,3")], &[]);
    twice(&[("a", sol), ("b", "2026-11-02,gpt-6-sol,4,5,6")], &[]);
    // names with a date, a provider or both mean the same model
    let words = "`a` and `b` tell of the same days (openrouter/openai/gpt-6-sol-2026-08-20; 2026-11-01)";
    twice(&[("a", sol), ("b", dated)], &[words]);
    twice(&[("a", "2026-11-01,own-2026-08-20,1,2,3"), ("b", "2026-11-01,own,4,5,6")], &["(own; 2026-11-01)"]);
    // a gateway, a reseller and a bill write one name in three ways; two dates are two models, and so are two versions
    let same = |a: &str, b: &str, expected: &[&str]| {
        let row = |model: &str, figure: u8| format!("2026-11-01,{model},{figure},2,3");
        twice(&[("a", &row(a, 1)), ("b", &row(b, 4))], expected);
    };
    same("anthropic/claude-5.5-sonnet-20260901", "claude-sonnet-5-5", &["(claude-sonnet-5-5; 2026-11-01)"]);
    same("Claude Sonnet 5.5", "claude-sonnet-5-5", &["(claude-sonnet-5-5; 2026-11-01)"]);
    same("claude-3-5-sonnet-20241022", "claude-sonnet-3-5-2024-06-20", &[]);
    same("claude-3-5-sonnet-latest", "claude-sonnet-3-5-2024-06-20", &["(claude-sonnet-3-5-2024-06-20; 2026-11-01)"]);
    same("my-llama", "my-llama-2", &[]);
    // rows without a model may be of any
    twice(&[("a", sol), ("b", "2026-11-01,,4,5,6")], &["(gpt-6-sol; 2026-11-01)"]);
    twice(&[("a", "2026-11-01,,4,5,6"), ("b", sol)], &["(gpt-6-sol; 2026-11-01)"]);
}

#[test]
fn a_file_that_overlaps_with_several_is_warned_of_once() {
    let days = |from: u32, model: &str| {
        let row = |day: u32| format!("2026-11-0{day},m{model},1,2,3\n2026-11-0{day},n{model},1,2,3");
        [row(from), row(from + 1)].join("\n")
    };
    let (a, b, c) = (days(1, ""), days(3, ""), days(2, "-latest"));
    check(
        &[("a", &a), ("b", &b), ("c", &c)],
        "counted twice",
        &["`a`, `b` and `c` tell of the same days (m-latest, n-latest; 2 days from 2026-11-02 to 2026-11-03)"],
    );
}

#[test]
fn pages_of_one_export_that_overlap_with_a_log_are_warned_of_once() {
    let page = |start: u32| {
        format!(
            "{{\"object\":\"page\",\"data\":[{{\"start_time\":{start},\"end_time\":{},\"results\":[{{\"object\":\
             \"organization.usage.completions.result\",\"model\":\"m\",\"input_tokens\":1,\"output_tokens\":1,\
             \"num_model_requests\":1}}]}}],\"has_more\":false}}",
            start + 86_400
        )
    };
    let (log, one, two) = (
        "time,model,requests,fresh,output\n2026-11-01,m,1,2,3\n2026-11-02,m,1,2,3\n",
        page(1_793_491_200),
        page(1_793_577_600),
    );
    let files = [("log", log.as_bytes()), ("one", one.as_bytes()), ("two", two.as_bytes())];
    let warnings = read_with(&files, &settings()).unwrap().warnings();
    let about: Vec<&String> = warnings.iter().filter(|warning| warning.contains("counted twice")).collect();
    assert_eq!(about.len(), 1, "{warnings:?}");
    assert!(
        about[0].starts_with("`log` and `one`, `two` tell of the same days (m; 2 days from 2026-11-01 to 2026-11-02)"),
        "{about:?}"
    );
}

#[test]
fn a_page_that_is_given_twice_says_once_that_others_follow() {
    let page = "{\"object\":\"page\",\"data\":[{\"start_time\":1793491200,\"end_time\":1793577600,\"results\":[\
                {\"object\":\"organization.usage.completions.result\",\"model\":\"m\",\"input_tokens\":1,\
                \"output_tokens\":1,\"num_model_requests\":1}]}],\"has_more\":true}";
    let warnings = read_with(&[("one", page.as_bytes()), ("one", page.as_bytes())], &settings()).unwrap().warnings();
    let about: Vec<&String> = warnings.iter().filter(|warning| warning.contains("pages follow")).collect();
    assert_eq!(
        about,
        ["the file says that more pages follow, and no file holds what follows `one` (its rows end 2026-11-01): it \
          is missing"]
    );
}

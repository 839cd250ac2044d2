//! Places of rows that are not understood, and caches that an export does not tell of.

use tco::catalog::{Catalog, MeantNames};
use tco::report::{usage_json, usage_table, usage_text};
use tco::usage::{By, OnFault, Partial, Prices, Settings, Usage, reprice};

use super::drafts::drafted;
use super::traps::{log, refused, warns};
use super::{read, read_with, sample, settings};

/// A bucket of costs of Anthropic, a line for each result.
fn costs(currencies: &[&str], amount: &str, end: &str) -> String {
    let results: Vec<String> = currencies
        .iter()
        .map(|code| {
            format!("{{\"currency\":\"{code}\",\"amount\":\"{amount}\",\"model\":\"m\",\"cost_type\":\"tokens\"}}")
        })
        .collect();
    format!(
        "{{\"starting_at\":\"2026-11-01T00:00:00Z\",{end}\"ending_at\":\"2026-11-02T00:00:00Z\",\"results\":[{end}{}]}}",
        results.join(&format!(",{end}"))
    )
}

#[test]
fn a_result_of_a_page_is_placed_by_its_own_line_and_number() {
    // the second bucket is on lines 6 to 9: its start, its end, and two results
    let (first, second) = (costs(&["USD", "USD"], "1", "\n"), costs(&["USD", "USD"], "1", "\n"));
    let second = second.replacen("\"amount\":\"1\"", "\"amount\":\"a\"", 2).replacen("\"a\"", "\"1\"", 1);
    let page = format!("{{\"data\":[\n{first},\n{second}],\"has_more\":false}}");
    warns(&read(&page), &["`export`, result 2 of bucket 2 (line 9): `amount` is"]);
    let strict = Settings { on_fault: OnFault::Stop, ..settings() };
    refused(&[("export", page.as_bytes())], &strict, &["`export`, line 9: result 2 of bucket 2: `amount` is"]);
    // on one line the number alone tells
    warns(&read(&page.replace('\n', "")), &["`export`, result 2 of bucket 2 (line 1): `amount` is"]);
}

#[test]
fn the_currency_that_comes_later_is_the_other_one() {
    let page = |end: &str| format!("{{\"data\":[{}],\"has_more\":false}}", costs(&["USD", "USD", "EUR"], "1", end));
    let words = "a cost is in EUR, others are in USD";
    let of = |page: &str, place: &str| refused(&[("p", page.as_bytes())], &settings(), &[&format!("{place}: {words}")]);
    // results start on the third line
    of(&page("\n"), "`p`, line 5: result 3 of bucket 1");
    of(&page(""), "`p`, line 1: result 3 of bucket 1");
}

/// The cells of cached and written input, and of input without them, of the first row of the CSV.
fn cells(usage: &Usage) -> [String; 5] {
    let csv = String::from_utf8(usage_table(usage).bytes).unwrap();
    let row: Vec<&str> = csv.lines().nth(1).unwrap().split(',').collect();
    [8, 9, 10, 20, 21].map(|place| row[place].to_owned())
}

#[test]
fn caches_that_an_export_does_not_tell_of_are_not_0() {
    let usage = |name: &str| read_with(&[(name, &sample(name))], &settings()).unwrap();
    // no column of cached reads, nor of cache writes: 70,965,665 input tokens
    let activity = usage("openrouter_activity_daily.csv");
    assert_eq!(cells(&activity), ["", "", "", "70965665", "70965665"]);
    let month = &usage_json(&activity, &[])["months"][0];
    assert!(month["cached_input_tokens"].is_null() && month["cache_write_tokens"].is_null(), "{month}");
    let text = usage_text(&activity, &[], Partial::AsCounted);
    assert!(text.contains("70,965,665       -        -  3,009,973"), "{text}");
    // the dashboard has cached reads, and no column of writes
    let row = cells(&usage("openai_completions_usage.csv"));
    assert_eq!([&row[1], &row[2], &row[3]], ["", "", "0"]);
    assert_eq!(cells(&usage("openai_usage_completions.json"))[3..], ["0", "0"]);
    // Anthropic tells both
    assert_eq!(cells(&usage("anthropic_console_tokens.csv")), ["0", "0", "0", "0", "0"]);
}

#[test]
fn the_check_and_the_draft_say_that_caches_are_not_told() {
    let usage = read_with(&[("activity", &sample("openrouter_activity_daily.csv"))], &settings()).unwrap();
    let catalog = Catalog::carried();
    let repriced = reprice(&usage, &Prices::known(&usage, &MeantNames::of(&catalog)));
    let text = usage_text(&usage, &repriced, Partial::AsCounted);
    let line = "anthropic/claude-sonnet-5.5: cached reads and cache writes are not told of 70,965,665 of 70,965,665 input \
                tokens; the price of fresh input is assumed for them";
    assert!(text.contains(line), "{text}");
    let draft = drafted(&usage, By::All, None);
    // 70,965,665 + 87,199,493
    assert!(
        draft.text.contains("# cached reads are not told of 158,165,158 of 158,165,158 input tokens\n"),
        "{}",
        draft.text
    );
    assert!(draft.questions.iter().any(|asked| asked.contains("`cached_input_share`")), "{:?}", draft.questions);
}

#[test]
fn a_row_of_a_gateway_without_an_object_of_usage_does_not_tell_of_caches() {
    let told = "\"metadata\":{\"usage_object\":{\"cache_read_input_tokens\":40}}";
    let rows = log("a", &format!("\"prompt_tokens\":100,\"completion_tokens\":1,{told}"))
        + &log("b", "\"prompt_tokens\":300,\"completion_tokens\":1,\"metadata\":null");
    let usage = read(&rows);
    assert_eq!(cells(&usage), ["40", "0", "0", "300", "300"]);
    let text = usage_text(&usage, &[], Partial::AsCounted);
    let line = "2026-11 m: cached reads and cache writes are not told of 300 of 400 input tokens";
    assert!(text.contains(line), "{text}");
    // 40 of the 100 that tell
    let draft = drafted(&usage, By::All, None);
    assert!(draft.text.contains("\ncached_input_share = 0.4\n"), "{}", draft.text);
    assert!(
        draft.questions.iter().any(|asked| asked.contains("the share of the other input")),
        "{:?}",
        draft.questions
    );
}

#[test]
fn names_that_are_no_utf_8_do_not_become_one() {
    let rows =
        b"time,model,project,requests,input,output\n2026-10-01,m,B\xfcro,1,1000,10\n2026-10-01,m,B\xe4ro,1,1000,10\n\
                 2026-10-01,m,B\xc3\xbcro,1,500,10\n";
    let usage = read_with(&[("latin", rows)], &settings()).unwrap();
    warns(
        &usage,
        &["`latin`, line 2: byte 2 of its field 3 (0xfc) is no UTF-8: save the file as UTF-8", "line 3: byte 2"],
    );
    assert_eq!((usage.files[0].rows.used, usage.files[0].rows.faulty), (1, 2));
    assert_eq!(super::table(&usage), ["2026-10 m Büro: 1 500 0 0 10 0 ?"]);
    let strict = Settings { on_fault: OnFault::Stop, ..settings() };
    refused(&[("latin", rows)], &strict, &["`latin`, line 2: byte 2 of its field 3"]);
}

#[test]
fn records_without_the_key_of_their_tokens_are_refused() {
    let rows = log("a", "\"prompt_token\":10,\"completion_tokens\":1")
        + &log("b", "\"prompt_token\":5,\"completion_tokens\":1");
    let words = ["no record has a count of tokens under `prompt_tokens`", "did you mean `prompt_token`?"];
    refused(&[("log", rows.as_bytes())], &settings(), &words);
    let list = format!("[{}]", rows.trim_end().replace('\n', ","));
    refused(&[("log", list.as_bytes())], &settings(), &words);
    // a failed request beside them has none
    let failed = rows + &log("c", "\"x\":1").replace("success", "failure");
    refused(&[("log", failed.as_bytes())], &settings(), &words);
    // null is a count that is not told, and a failed request has none
    let null = log("a", "\"prompt_tokens\":null,\"completion_tokens\":null");
    assert_eq!(read(&null).files[0].rows.untold, 1);
    assert_eq!(read(&log("a", "\"x\":1").replace("success", "failure")).files[0].rows.untold, 0);
}

#[test]
fn compressed_data_that_end_too_early_say_so_in_plain_words() {
    // `zstd` of a text of 40 letters, cut after 20 bytes; and a frame of which a byte of its block is wrong
    let rows: String = (0..200)
        .map(|id| log(&format!("{id}{}", id * 7_919 % 1_009), "\"prompt_tokens\":1,\"completion_tokens\":1"))
        .collect();
    let whole = ruzstd::encoding::compress_to_vec(rows.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let cut = &whole[..whole.len() - 3];
    let words = ["the compressed data end too early: the file is cut short"];
    match read_with(&[("zst", cut)], &settings()) {
        Ok(usage) => warns(&usage, &words),
        Err(_) => refused(&[("zst", cut)], &settings(), &words),
    }
}

//! What goes wrong in exports: each is counted, told with its place, and nothing is dropped in silence.

use std::fmt::Write as _;
use std::io::Write as _;
use std::num::NonZeroUsize;

use tco::usage::{Columns, OnFault, Reason, Settings};

use super::{read, read_with, sample, settings, table};

/// A row of a gateway's log.
pub(super) fn log(id: &str, rest: &str) -> String {
    format!(
        "{{\"request_id\":\"{id}\",\"model\":\"m\",\"spend\":0.1,\"startTime\":\"2026-11-05T00:00:00Z\",\"status\":\"success\",{rest}}}\n"
    )
}

pub(super) fn warns(usage: &tco::usage::Usage, words: &[&str]) {
    let warnings = usage.warnings().join("\n");
    for word in words {
        assert!(warnings.contains(word), "no `{word}` in: {warnings}");
    }
}

pub(super) fn refused(files: &[(&str, &[u8])], settings: &Settings, words: &[&str]) {
    let error = read_with(files, settings).expect_err("it is refused");
    let text = format!("{error}\n{}", error.help);
    for word in words {
        assert!(text.contains(word), "no `{word}` in: {text}");
    }
}

#[test]
fn fresh_input_below_zero_is_an_error_with_its_row() {
    let usage = read(
        &(log("a", "\"prompt_tokens\":10,\"completion_tokens\":1")
            + &log("b", "\"prompt_tokens\":10,\"metadata\":{\"usage_object\":{\"cache_read_input_tokens\":11}}")),
    );
    assert_eq!(table(&usage), ["2026-11 m : 1 10 0 0 1 0 0.1"]);
    warns(&usage, &["`export`, line 2: the fresh input is below 0: 10 input tokens less 11"]);
    assert_eq!((usage.files[0].rows.read(), usage.files[0].rows.faulty), (2, 1));
    let strict = Settings { on_fault: OnFault::Stop, ..settings() };
    let text = log("a", "\"prompt_tokens\":-1");
    refused(&[("export", text.as_bytes())], &strict, &["`export`, line 1: `prompt_tokens` is -1, below 0", "--strict"]);
}

#[test]
fn metadata_may_be_a_text_of_json() {
    let inner = "\"prompt_tokens\":100,\"completion_tokens\":0,\"metadata\":\"{\\\"usage_object\\\":{\\\"prompt_tokens_details\\\":{\\\"cached_tokens\\\":40}}}\"";
    assert_eq!(table(&read(&log("a", inner))), ["2026-11 m : 1 60 40 0 0 0 0.1"]);
    let csv = "request_id,startTime,model,spend,prompt_tokens,completion_tokens,status,cache_hit,metadata\n\
               a,2026-11-05 01:02:03,m,0.1,100,7,success,False,\"{\"\"usage_object\"\": {\"\"cache_read_input_tokens\"\": 40}}\"\n";
    assert_eq!(table(&read(csv)), ["2026-11 m : 1 60 40 0 7 0 0.1"]);
}

#[test]
fn a_model_that_is_not_grouped_by_is_not_made_up() {
    let page = r#"{"object":"page","data":[{"start_time":1793491200,"end_time":1793577600,"results":[
        {"object":"organization.usage.completions.result","input_tokens":5,"output_tokens":1,"num_model_requests":2,"model":null}]}],"has_more":true}"#;
    let usage = read(page);
    assert_eq!(table(&usage), ["2026-11  : 2 5 0 0 1 0 ?"]);
    warns(&usage, &["name no model", "more pages follow"]);
}

#[test]
fn marks_line_ends_and_other_separators_are_read() {
    let csv = "\u{feff}Date;Slug;Usage;BYOK Usage;Requests;Prompt Tokens;Completion Tokens;Reasoning Tokens\r\n\
               \"2026-11-01 00:00:00\";a/b;1.5;0.5;3;30;9;0\r\n";
    assert_eq!(table(&read(csv)), ["2026-11 a/b : 3 30 0 0 9 0 2"]);
}

#[test]
fn what_is_cut_off_is_a_warning() {
    let lines = log("a", "\"prompt_tokens\":10,\"completion_tokens\":0")
        + &log("b", "\"prompt_tokens\":10,\"completion_tokens\":0")[..40];
    let usage = read(&lines);
    assert_eq!(usage.files[0].rows.used, 1);
    warns(&usage, &["not whole: line 2"]);

    let csv = "Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens\n2026-11-01,a,1,0,1,1,1,0\n2026-11-02,a,1,0,1";
    let usage = read(csv);
    assert_eq!(usage.files[0].rows.used, 1);
    warns(&usage, &["not whole: line 3"]);

    let whole = sample("litellm_spend_logs.json");
    let usage = read_with(&[("export", &whole[..whole.len() / 2])], &settings()).unwrap();
    assert_eq!(usage.files[0].rows.used, 1);
    warns(&usage, &["not whole: line ", "of line 47"]);
}

#[test]
fn compressed_files_are_unpacked_and_may_be_cut_off_too() {
    let plain = sample("helicone_requests.jsonl");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&plain).unwrap();
    let gzip = gzip.finish().unwrap();
    let zstd = ruzstd::encoding::compress_to_vec(&plain[..], ruzstd::encoding::CompressionLevel::Fastest);
    let expected = table(&read_with(&[("plain", &plain)], &settings()).unwrap());
    for packed in [&gzip, &zstd] {
        assert_eq!(table(&read_with(&[("packed", packed)], &settings()).unwrap()), expected);
    }
    // two frames or members one after the other
    let twice = log("a", "\"prompt_tokens\":10,\"completion_tokens\":0");
    let frame = ruzstd::encoding::compress_to_vec(twice.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let usage = read_with(&[("packed", &[frame.clone(), frame].concat())], &settings()).unwrap();
    assert_eq!(usage.files[0].rows.used, 2);
    refused(&[("packed", &gzip[..30])], &settings(), &["end too early", "download the export again"]);
    let usage = read_with(&[("packed", &gzip[..gzip.len() - 60])], &settings()).unwrap();
    warns(&usage, &["not whole", "end too early"]);
}

#[test]
fn rows_of_overlapping_files_count_once() {
    let (a, b) = (
        log("a", "\"prompt_tokens\":10,\"completion_tokens\":0"),
        log("b", "\"prompt_tokens\":10,\"completion_tokens\":0"),
    );
    let changed = log("a", "\"prompt_tokens\":12,\"completion_tokens\":0");
    let (first, second) = (a.clone() + &b, changed + &b + &log("c", "\"prompt_tokens\":1,\"completion_tokens\":0"));
    let usage = read_with(&[("first", first.as_bytes()), ("second", second.as_bytes())], &settings()).unwrap();
    assert_eq!(table(&usage), ["2026-11 m : 3 21 0 0 0 0 0.3"]);
    assert_eq!(usage.files[1].rows.left(Reason::Duplicate), 2);
    warns(&usage, &["1 rows of `second` have other figures in an earlier file"]);

    let page = sample("openai_usage_completions.json");
    let usage = read_with(&[("one", &page), ("two", &page)], &settings()).unwrap();
    assert_eq!((usage.files[1].rows.used, usage.files[1].rows.left(Reason::Duplicate)), (0, 3));
    let csv = sample("openai_completions_usage.csv");
    let usage = read_with(&[("json", &page), ("csv", &csv)], &settings()).unwrap();
    warns(&usage, &["tell of the same days"]);
}

#[test]
fn a_column_that_is_missing_is_not_taken_for_0() {
    let check = |name: &str, (old, new): (&str, &str), words: &[&str]| {
        let text = String::from_utf8(sample(name)).unwrap().replacen(old, new, 1);
        refused(&[("export", text.as_bytes())], &settings(), words);
    };
    let output = ("usage_output_tokens", "usage_outptu_tokens");
    check(
        "anthropic_console_tokens.csv",
        output,
        &["no column `usage_output_tokens`", "did you mean `usage_outptu_tokens`?"],
    );
    check("openai_completions_usage.csv", (",output_tokens", ",answers"), &["no column `output_tokens`"]);
    check("openai_completions_usage.csv", ("input_cached_tokens", "hits"), &["no column `input_cached_tokens`"]);
    check("openrouter_activity_log.csv", ("tokens_prompt", "prompts"), &["no column `tokens_prompt`"]);
    check("openrouter_activity_daily.csv", ("Requests", "Calls"), &["no column `Requests`"]);
    check("deepseek_amount.csv", (",model", ",which"), &["no column `model`"]);
    let text = String::from_utf8(sample("openai_usage_completions.json")).unwrap();
    let usage = read(&text.replacen("\"output_tokens\"", "\"outputs\"", 1));
    assert_eq!((usage.files[0].rows.used, usage.files[0].rows.faulty), (2, 1));
    warns(&usage, &["it has no `output_tokens`"]);
}

/// A row of a gateway's sums by day.
fn day(id: &str, provider: &str) -> String {
    format!(
        "{{\"id\":{id},\"date\":\"2026-11-01\",\"user_id\":\"u\",\"api_key\":\"k\",\"model\":\"m\",\"custom_llm_provider\":\"{provider}\",\
         \"prompt_tokens\":30,\"completion_tokens\":4,\"cache_read_input_tokens\":10,\"cache_creation_input_tokens\":5,\"spend\":0.5,\
         \"api_requests\":10,\"successful_requests\":9,\"failed_requests\":1}}\n"
    )
}

#[test]
fn sums_by_day_count_once_whatever_they_are_written_as() {
    // 9 answered; 30 less 10 read and 5 written
    let expected = ["2026-11 m : 9 15 10 5 4 1 0.5"];
    let json = day("\"a\"", "openai");
    assert_eq!(table(&read(&json)), expected);
    assert_eq!(table(&read(&format!("[{}]", json.trim_end()))), expected);
    let csv = "id,date,model,prompt_tokens,completion_tokens,cache_read_input_tokens,cache_creation_input_tokens,spend,api_requests,failed_requests\n\
               a,2026-11-01,m,30,4,10,5,0.5,10,1\n";
    let usage = read_with(&[("one", json.as_bytes()), ("two", csv.as_bytes())], &settings()).unwrap();
    assert_eq!((table(&usage), usage.files[1].rows.left(Reason::Duplicate)), (vec![expected[0].to_owned()], 1));
    // another provider is another row
    let (one, two) = (day("null", "openai"), day("null", "azure") + &day("null", "openai"));
    let usage = read_with(&[("one", one.as_bytes()), ("two", two.as_bytes())], &settings()).unwrap();
    assert_eq!((usage.files[1].rows.used, usage.files[1].rows.left(Reason::Duplicate)), (1, 1));
}

#[test]
fn a_table_of_requests_names_their_application() {
    let csv = "request_id,request_created_at,status,model,prompt_tokens,prompt_cache_write_tokens,prompt_cache_read_tokens,completion_tokens,properties\r\n\
               r-1,2026-11-01 09:15:02.120,200,m,1100,0,2000,320,\"{\"\"app\"\": \"\"support\"\"}\"\r\n\
               r-2,2026-11-01 09:15:07.000,500,m,0,0,0,0,{}\r\n";
    let usage = read(csv);
    assert_eq!(table(&usage), ["2026-11 m : 0 0 0 0 0 1 ?", "2026-11 m support: 1 1100 2000 0 320 0 ?"]);
    let json = sample("helicone_requests.jsonl");
    let usage = read_with(&[("csv", csv.as_bytes()), ("json", &json)], &settings()).unwrap();
    assert_eq!(usage.files[1].rows.left(Reason::Duplicate), 2);
}

#[test]
fn what_is_no_export_is_refused_in_words() {
    let check = |bytes: &[u8], words: &[&str]| refused(&[("export", bytes)], &settings(), words);
    check(b"", &["`export`: the file is empty"]);
    check(b"name,age\nbob,3\n", &["no usage export", "`name`", "--columns"]);
    check(b"{\"hello\": 1}\n", &["no usage export", "`hello`"]);
    check(b"[{\"hello\": 1}]", &["no usage export"]);
    check(b"\xff\xfea\0", &["UTF-16"]);
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["no text"]);
    check(b"[{\"request_id\":\"a\",\"spend\":1}}", &["line 1", "closes the list"]);
    let euros = "time,model,requests,fresh,output,cost,currency\n2026-11-01,m,1,1,1,2,USD\n2026-11-01,m,1,1,1,2,EUR\n";
    check(euros.as_bytes(), &["`export`, line 3", "EUR", "USD", "one currency"]);
    let columns = |text: &str| Settings { columns: Some(Columns::parse(text).unwrap()), ..settings() };
    refused(
        &[("export", b"Day,Calls\n")],
        &columns("time=Dai,fresh=Calls"),
        &["no column `Dai`", "did you mean `Day`?"],
    );
    // each column stands in one of the files, which is said of the last of them
    let both = columns("time=Day,model=Mod,input=In,output=Out,cost=Euro");
    let files: [(&str, &[u8]); 2] = [("log", b"Day,Mod,In,Out,Eurs\n"), ("bill", b"Day,Mod,Eur\n")];
    refused(&files, &both, &["`bill`", "no column `Euro`", "did you mean `Eur`?"]);
    let files: [(&str, &[u8]); 2] = [("log", b"Day,Mod,In,Ou\n"), ("bill", b"Day,Mod,Euro\n")];
    refused(&files, &both, &["no column `Out`", "did you mean `Ou`?"]);
    assert!(Columns::parse("tim=a").unwrap_err().1.contains("`time`"));
    assert!(Columns::parse("time=a").unwrap_err().1.contains("at least"));
}

#[test]
fn a_row_of_a_gigabyte_is_refused_before_it_fills_the_memory() {
    /// A row that does not end.
    struct Endless;
    impl std::io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            buffer.fill(b'x');
            Ok(buffer.len())
        }
    }
    let start = log("a", "\"prompt_tokens\":10,\"completion_tokens\":0") + "{\"request_id\":\"";
    let source = tco::usage::Source {
        name: "export".to_owned(),
        bytes: Box::new(std::io::Read::chain(std::io::Cursor::new(start), Endless)),
    };
    let error = tco::usage::import(vec![source], &settings()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`export`, line 2: the row that starts here is longer than 64 MiB: this is no export with a row a line"
    );
}

#[test]
fn any_table_is_read_by_its_columns() {
    let csv = "Day,Which,Calls,In,Out,Hit\n2026-11-01,m,2,30,4,10\n";
    let columns = Columns::parse("time=Day,model=Which,requests=Calls,input=In,cached=Hit,output=Out").unwrap();
    let usage = read_with(&[("export", csv.as_bytes())], &Settings { columns: Some(columns), ..settings() }).unwrap();
    assert_eq!(table(&usage), ["2026-11 m : 2 20 10 0 4 0 ?"]);
}

#[test]
fn threads_change_nothing() {
    let mut text = String::from(
        "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,model_permaslug,app_name,\
                      tokens_cached,tokens_reasoning,byok_usage_inference\n",
    );
    for row in 0..30_000_u32 {
        let model = row % 7;
        let prompt = if row % 1_000 == 3 { "x".to_owned() } else { (row % 50).to_string() };
        let _ = writeln!(
            text,
            "g-{row},2026-11-{:02} 10:00:00,0.000{row},{prompt},{model},m{model},\"a \"\"b\"\"\n{}\",0,0,0",
            1 + row % 30,
            row % 3
        );
    }
    let with = |threads| {
        let settings = Settings { threads: NonZeroUsize::new(threads).unwrap(), ..settings() };
        let usage = read_with(&[("export", text.as_bytes())], &settings).unwrap();
        (table(&usage), usage.warnings())
    };
    let alone = with(1);
    assert_eq!(alone.0.len(), 21);
    // each row has two lines: row 3 starts on line 8
    assert!(alone.1[0].contains("line 8: `input tokens` is `x`"), "{:?}", alone.1);
    assert!(alone.1.iter().any(|warning| warning.contains("20 more rows")), "{:?}", alone.1);
    assert_eq!(with(4), alone);
}

//! A blank is no 0, a 0 may be no price, and costs of two projects are two costs. Expected values by hand.

use rust_decimal::{Decimal, dec};
use tco::catalog::{Catalog, MeantNames};
use tco::report::{usage_json, usage_text};
use tco::usage::{By, Columns, Format, Partial, Prices, Reason, Repriced, Settings, Usage, reprice};

use super::drafts::drafted;
use super::traps::{log, warns};
use super::{read, read_with, settings, table};

fn repriced(usage: &Usage) -> Vec<Repriced> {
    let catalog = Catalog::carried();
    reprice(usage, &Prices::known(usage, &MeantNames::of(&catalog)))
}

fn text(usage: &Usage) -> String {
    usage_text(usage, &repriced(usage), Partial::AsCounted)
}

fn has(text: &str, words: &str) {
    assert!(text.contains(words), "no `{words}` in {text}");
}

/// Requests of a model in a gateway's log, of 100,000 tokens in and 10,000 out each.
fn gateway(model: &str, spends: &[&str]) -> String {
    let row = |(id, spend): (usize, &&str)| {
        log(&format!("r{id}"), "\"prompt_tokens\":100000,\"completion_tokens\":10000")
            .replace("\"m\"", &format!("\"{model}\""))
            .replace("\"spend\":0.1", &format!("\"spend\":{spend}"))
    };
    spends.iter().enumerate().map(row).collect()
}

#[test]
fn a_cost_of_0_beside_tokens_is_no_price() {
    let check = |spends: &[&str]| {
        let draft = drafted(&read(&gateway("my-own", spends)), By::Model, None);
        has(&draft.text, "# input_per_mtok =");
        assert!(!draft.text.contains("per_request"), "{}", draft.text);
        has(&draft.questions.join("\n"), "of `my-own` cost? The exports say 0, which may only mean");
    };
    check(&["0", "0"]);
    // half of the day has no price, and the mean of both would be half of one: the paid one's holds, with a question
    let draft = drafted(&read(&gateway("my-own", &["0", "0.3"])), By::Model, None);
    has(&draft.text, "\nper_request = 0.3\n");
    has(&draft.questions.join("\n"), "0.3 were paid for 1 of 2 requests of `my-own`; the exports say 0 or no cost of");
    // a model that costs something in every row has a price of its own: 0.3 for 110,000 tokens
    has(&drafted(&read(&gateway("my-own", &["0.3", "0.3"])), By::Model, None).text, "input_per_mtok = 2.727273");
}

#[test]
fn a_known_model_that_costs_0_is_remarked() {
    // 2 a million in and 10 out: 0.2 + 0.1 for each of two requests
    let usage = read(&gateway("gpt-6-sol", &["0", "0"]));
    has(
        &text(&usage),
        "gpt-6-sol: the exports say 0 for tokens that cost 0.6 by the price list: does the gateway know its price?",
    );
    assert_eq!(usage_json(&usage, &repriced(&usage))["check"][0]["rows_at_0"], 2);
    let usage = read(&gateway("gpt-6-sol", &["0", "0.3", "0.3"]));
    has(&text(&usage), "gpt-6-sol: 1 of its 3 rows with a cost say 0 for tokens: does the gateway know its price?");
    let usage = read(&gateway("my-own", &["0"]));
    has(&text(&usage), "my-own: the exports say 0 for its tokens: does the gateway know its price?");
    // a request that failed costs nothing, and is no sign
    let failed = gateway("gpt-6-sol", &["0", "0.3"]).replacen("success", "failure", 1);
    assert!(!text(&read(&failed)).contains("say 0"), "{}", text(&read(&failed)));
}

#[test]
fn a_row_with_a_blank_output_has_no_counts_of_tokens() {
    // each export has a request of 200 and 20 tokens, and one of 100 whose output is blank
    let check = |export: &str, columns: Option<&str>| {
        let columns = columns.map(|columns| Columns::parse(columns).unwrap());
        let usage = read_with(&[("export", export.as_bytes())], &Settings { columns, ..settings() }).unwrap();
        let rows = &usage.files[0].rows;
        assert_eq!((rows.used, rows.untold, rows.faulty), (2, 1, 0), "{export}");
        let sums = *usage.months().values().next().unwrap();
        assert_eq!((sums.input(), sums.output), (200, 20), "{export}");
        if sums.uncounted == 0 && sums.requests > 0 {
            assert_eq!((sums.requests, sums.untold), (2, 1), "{export}");
            let draft = drafted(&usage, By::All, None).text;
            has(&draft, "\ninput_tokens = 200\noutput_tokens = 20\n");
        }
        has(&text(&usage), "2 rows read, 2 used (1 of them without token counts)");
    };
    let litellm = |output: &str| log("b", &format!("\"prompt_tokens\":100,\"completion_tokens\":{output}"));
    let first = log("a", "\"prompt_tokens\":200,\"completion_tokens\":20");
    check(&(first.clone() + &litellm("null")), None);
    check(&(first + &litellm("\"\"")), None);
    check(
        "Day,Calls,In,Out\n2026-11-01,1,200,20\n2026-11-02,1,100,\n",
        Some("time=Day,requests=Calls,input=In,output=Out"),
    );
    check("time,model,requests,fresh,output\n2026-11-01,m,1,200,20\n2026-11-02,m,1,100,\n", None);
    check(
        "start_time,end_time,project_id,num_model_requests,model,input_tokens,input_cached_tokens,output_tokens\n\
         1793491200,1793577600,,1,m,200,0,20\n1793577600,1793664000,,1,m,100,0,\n",
        None,
    );
    let page = |kind: &str, first: &str, second: &str| {
        format!("{{\"data\":[{{{kind},\"results\":[{{{first}}},{{{second}}}]}}],\"has_more\":false}}")
    };
    let openai = "\"object\":\"organization.usage.completions.result\",\"model\":\"m\",\"num_model_requests\":1";
    check(
        &page(
            "\"start_time\":1793491200,\"end_time\":1793577600",
            &format!("{openai},\"input_tokens\":200,\"output_tokens\":20"),
            &format!("{openai},\"input_tokens\":100,\"output_tokens\":null"),
        ),
        None,
    );
    check(
        &page(
            "\"starting_at\":\"2026-11-01T00:00:00Z\",\"ending_at\":\"2026-11-02T00:00:00Z\"",
            "\"model\":\"m\",\"uncached_input_tokens\":200,\"output_tokens\":20",
            "\"model\":\"m\",\"uncached_input_tokens\":100,\"output_tokens\":null",
        ),
        None,
    );
    let langfuse = |id: &str, details: &str| {
        format!(
            "{{\"id\":\"{id}\",\"type\":\"GENERATION\",\"startTime\":\"2026-11-05T00:00:00Z\",\"model\":\"m\",\
             \"usageDetails\":{{{details}}}}}\n"
        )
    };
    check(
        &(langfuse("a", "\"input\":200,\"output\":20,\"total\":220") + &langfuse("b", "\"input\":100,\"output\":null")),
        None,
    );
    let helicone = |id: &str, counts: &str| {
        format!(
            "{{\"request_id\":\"{id}\",\"request_created_at\":\"2026-11-05T00:00:00Z\",\"model\":\"m\",{counts}}}\n"
        )
    };
    check(
        &(helicone("a", "\"prompt_tokens\":200,\"completion_tokens\":20")
            + &helicone("b", "\"prompt_tokens\":100,\"completion_tokens\":null")),
        None,
    );
}

/// A day of `OpenAI` costs as CSV, and as a page.
fn costs(project: &str, cost: &str) -> [String; 2] {
    [
        format!(
            "start_time,end_time,amount_value,amount_currency,line_item,project_id\n\
             1793491200,1793577600,{cost},usd,\"m, input\",{project}\n"
        ),
        format!(
            "{{\"data\":[{{\"start_time\":1793491200,\"end_time\":1793577600,\"results\":[{{\
             \"object\":\"organization.costs.result\",\"amount\":{{\"value\":{cost},\"currency\":\"usd\"}},\
             \"line_item\":\"m, input\",\"project_id\":\"{project}\"}}]}}],\"has_more\":false}}"
        ),
    ]
}

#[test]
fn costs_of_two_projects_are_two_costs() {
    let check = |csv: &str, page: &str, expected: Decimal| {
        for turned in [false, true] {
            let mut files = [("ca.csv", csv.as_bytes()), ("cb.json", page.as_bytes())];
            if turned {
                files.reverse();
            }
            let usage = read_with(&files, &settings()).unwrap();
            let sum: Decimal = usage.months().values().map(|sums| sums.cost.decimal()).sum();
            assert_eq!(sum, expected, "{:?}", usage.warnings());
        }
    };
    let ([a, _], [_, b]) = (costs("proj_a", "51"), costs("proj_b", "20"));
    check(&a, &b, dec!(71));
    // the same project twice: one of both, whichever comes first
    check(&a, &costs("proj_a", "20")[1], dec!(20));
    // a file that does not tell projects apart may be about the same one
    check(&a, &costs("", "20")[1], dec!(20));
}

#[test]
fn a_file_says_how_many_of_its_costs_are_left_out() {
    let ([a, _], [_, b]) = (costs("proj_a", "51"), costs("proj_a", "20"));
    let usage = read_with(&[("ca.csv", a.as_bytes()), ("cb.json", b.as_bytes())], &settings()).unwrap();
    warns(
        &usage,
        &[
            "`cb.json` and `ca.csv` both tell what m cost on 2026-11-01: the provider's own costs count, 20 in all; those \
           of `ca.csv`, 51 in all, are left out",
        ],
    );
    let rows = &usage.files[0].rows;
    assert_eq!((rows.read(), rows.used, rows.left(Reason::CostElsewhere)), (1, 0, 1));
    has(&text(&usage), "ca.csv (OpenAI cost CSV): 1 rows read, 0 used, 1 a cost that another file tells\n");
    // a log keeps its tokens
    let log = log("a", "\"prompt_tokens\":200,\"completion_tokens\":20").replace("2026-11-05", "2026-11-01");
    let usage = read_with(&[("log", log.as_bytes()), ("ca.csv", a.as_bytes())], &settings()).unwrap();
    let line = "1 rows read, 1 used (1 of them without their costs, which another file tells)\n";
    has(&text(&usage), line);
    assert_eq!(usage_json(&usage, &[])["files"][0]["rows_without_their_costs"], 1);
}

#[test]
fn costs_need_no_quantity_and_advise_line_items() {
    let csv =
        "start_time,end_time,amount_value,amount_currency,line_item,project_id\n1793491200,1793577600,120.9,usd,,\n";
    let usage = read(csv);
    assert_eq!(table(&usage), ["2026-11  : 0 0 0 0 0 0 120.9"]);
    warns(&usage, &["some costs name no model: export them grouped by line item"]);
    assert!(!usage.warnings().join("\n").contains("some rows name no model"));
    let page = &costs("", "120.9")[1].replace("\"m, input\"", "null");
    warns(&read(page), &["some costs name no model: export them grouped by line item"]);
}

#[test]
fn a_tier_without_a_batch_flag_is_assumed_and_said_to_be() {
    let check = |columns: &str, values: &str, untold: u128| {
        let csv = format!(
            "start_time,end_time,project_id,num_model_requests,model,input_tokens,input_cached_tokens,output_tokens{columns}\n\
             1793491200,1793577600,,10,gpt-6-sol,1000000,0,100000{values}\n"
        );
        let usage = read(&csv);
        let found = repriced(&usage);
        assert_eq!(found[0].assumed.standard, untold, "{columns}");
        let said = text(&usage).contains("gpt-6-sol: no service tier is told; standard is assumed");
        assert_eq!(said, untold > 0, "{columns}");
    };
    check(",batch,service_tier", ",False,default", 0);
    check(",batch,service_tier", ",True,", 0);
    check(",service_tier", ",default", 1_100_000);
    check(",batch", ",False", 0);
    check(",batch,service_tier", ",,default", 1_100_000);
    check("", "", 1_100_000);
}

#[test]
fn what_is_wrong_is_said_in_the_words_of_a_reader() {
    let good = log("a", "\"prompt_tokens\":1,\"completion_tokens\":1");
    let check = |line: &str, words: &str| warns(&read(&(good.clone() + line + "\n" + &good)), &[words]);
    check("[]", "line 2: it is no record, which is an object of JSON in braces: it starts with `[]`");
    check("null", "line 2: it is no record, which is an object of JSON in braces: it starts with `null`");
    check("{\"request_id\":\"c", "line 2: it ends in the middle, after its byte 16");
    check("{\"request_id\":}", "line 2: it is no JSON: expected value (at its byte 15)");
    let columns = Some(Columns::parse("time=Day,model=Model,input=In,output=Out,cost=Cost").unwrap());
    let settings = Settings { columns, ..settings() };
    let check = |row: &str, words: &str| {
        let csv = format!("Day,Model,In,Out,Cost\n2026-10-01,m,1,1,1\n{row}\n");
        warns(&read_with(&[("export", csv.as_bytes())], &settings).unwrap(), &[words]);
    };
    check(
        "10/01/2026,m,1,1,1",
        "its time is `10/01/2026`, which is no time: write `2026-10-01`, `2026-10-01T14:00:00Z`",
    );
    check("01.10.2026,m,1,1,1", "its time is `01.10.2026`, which is no time: write `2026-10-01`");
    check("2026-10-02,m,1,1,$2.64", "its amount is `$2.64`, which is no amount below 10^12: write digits with a point");
    check(
        "2026-10-02,m,2e5,1,1",
        "`input tokens` is `2e5`, which is no count from 0 to 10^15: write digits alone, as in",
    );
}

#[test]
fn columns_are_of_tables_that_no_export_has() {
    let columns = Some(Columns::parse("time=Day,model=Which,requests=Calls,input=In,output=Out").unwrap());
    let settings = Settings { columns, ..settings() };
    let own = "Day,Which,Calls,In,Out\n2026-11-01,m,1,200,20\n";
    let openai = "start_time,end_time,project_id,num_model_requests,model,input_tokens,input_cached_tokens,output_tokens\n1793491200,1793577600,,1,n,100,0,10\n";
    let log = log("a", "\"prompt_tokens\":50,\"completion_tokens\":5");
    let files = [("own", own), ("openai", openai), ("log", log.as_str())].map(|(name, text)| (name, text.as_bytes()));
    let usage = read_with(&files, &settings).unwrap();
    let formats: Vec<_> = usage.files.iter().map(|file| file.format.unwrap()).collect();
    assert_eq!(formats, [Format::Columns, Format::OpenAiUsageCsv, Format::LiteLlmLogs]);
    let inputs: Vec<u128> = usage.months().values().map(tco::usage::Sums::input).collect();
    assert_eq!(inputs, [250, 100]);
    // an export that calls a column otherwise is read with the columns that are named
    let renamed = openai.replace("output_tokens", "completion");
    let named = Columns::parse("time=start_time,model=model,input=input_tokens,output=completion").unwrap();
    let usage = read_with(&[("renamed", renamed.as_bytes())], &Settings { columns: Some(named), ..settings }).unwrap();
    assert_eq!(usage.files[0].format, Some(Format::Columns));
}

#[test]
fn a_table_whose_columns_are_called_what_they_say_needs_no_columns() {
    let usage = read("time,model,requests,input,cached,output\n2026-11-01,m,2,200,50,20\n");
    assert_eq!(table(&usage), ["2026-11 m : 2 150 50 0 20 0 ?"]);
}

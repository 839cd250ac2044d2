//! Columns that exports always have, and rows of tables that `--columns` reads in several files.

use rust_decimal::{Decimal, dec};
use tco::usage::{Columns, Reason, Settings};

use super::traps::{refused, warns};
use super::{read_with, sample, settings};

fn named(columns: &str) -> Settings {
    Settings { columns: Some(Columns::parse(columns).unwrap()), ..settings() }
}

#[test]
fn rows_that_columns_name_count_once() {
    let check = |files: [&str; 3], each: &str, (requests, cost, left): (u64, Decimal, u64)| {
        let columns = format!("time=Day,model=Model,project=Team,requests={each},input=Prompt,output=Answer,cost=Paid");
        let names = ["one", "two", "three"];
        let files: Vec<(&str, &[u8])> = names.into_iter().zip(files.map(str::as_bytes)).collect();
        let usage = read_with(&files, &named(&columns)).unwrap();
        let months = usage.months();
        let paid: Decimal = months.values().map(|sums| sums.cost.decimal()).sum();
        let counted: u64 = months.values().map(|sums| u64::try_from(sums.requests).unwrap()).sum();
        let known: u64 = usage.files.iter().map(|file| file.rows.left(Reason::Duplicate)).sum();
        assert_eq!((counted, paid, known), (requests, cost, left), "{files:?}: {:?}", usage.warnings());
    };
    let log = "Day,Model,Team,Calls,Prompt,Answer\n2026-05-01,m,a,10,100,20\n2026-05-02,m,a,5,50,10\n";
    let bill = "Day,Model,Team,Paid\n2026-05-01,m,a,1\n2026-05-02,m,a,2\n";
    // a later bill has the second day again: 1 + 2 + 4
    let later = "Day,Model,Team,Paid\n2026-05-02,m,a,2\n2026-05-03,m,a,4\n";
    check([log, bill, later], "Calls", (15, dec!(7), 1));
    check([log, bill, log], "Calls", (15, dec!(3), 2));
    // teams may be called by numbers, and are as many
    let numbered = ["Day,Model,Team,Paid\n2026-05-01,m,1,1\n", "Day,Model,Team,Paid\n2026-05-01,m,2,1\n"];
    check([log, numbered[0], numbered[1]], "Calls", (15, dec!(2), 0));
    // columns that are called what they say tell the same
    check([log, bill, "time,model,project,cost\n2026-05-01,m,a,1\n"], "Calls", (15, dec!(3), 1));
    // two requests that look alike are two
    check([log, log, bill], "each", (4, dec!(3), 0));
}

#[test]
fn a_bill_that_is_given_twice_is_told() {
    let bill: (&str, &[u8]) = ("bill", b"Day,Model,Paid\n2026-05-01,m,1\n");
    let usage = read_with(&[bill, bill], &named("time=Day,model=Model,cost=Paid")).unwrap();
    assert_eq!(usage.files[1].rows.left(Reason::Duplicate), 1);
}

#[test]
fn a_column_that_no_file_has_is_told_with_the_columns_of_each() {
    let files: [(&str, &[u8]); 2] = [("log", b"Day,Mod,In,Out\n"), ("bill", b"Day,Mod,Eur\n")];
    let settings = named("time=Day,model=Mod,input=In,output=Out,cost=Eur,currency=Zone");
    let words = "`log` has `Day`, `Mod`, `In`, `Out`; `bill` has `Day`, `Mod`, `Eur`";
    refused(&files, &settings, &["no column `Zone` in any of the files", words]);
}

/// The columns of the published samples that no release of a format lacks, each called otherwise.
#[test]
fn what_every_export_has_is_needed() {
    let check = |export: &str, columns: &[&str]| {
        let text = String::from_utf8(sample(export)).unwrap();
        let (head, rows) = text.split_once('\n').unwrap();
        for column in columns {
            let as_field = |name: &str| if head.contains('"') { format!("\"{name}\"") } else { name.to_owned() };
            let rename = |to: &str| {
                let fields: Vec<String> = head
                    .trim_end()
                    .split(',')
                    .map(|field| if field.trim_matches('"') == *column { as_field(to) } else { field.to_owned() })
                    .collect();
                format!("{}\n{rows}", fields.join(","))
            };
            let lacks = format!("no column `{column}`");
            refused(&[("export", rename("zz").as_bytes())], &settings(), &[&lacks, "columns are"]);
            let slip = format!("{column}s");
            let near = format!("did you mean `{slip}`?");
            refused(&[("export", rename(&slip).as_bytes())], &settings(), &[&lacks, &near]);
        }
    };
    check("openai_completions_usage.csv", &["end_time", "project_id", "model", "input_cached_tokens", "output_tokens"]);
    check("openai_cost.csv", &["end_time", "project_id", "amount_currency"]);
    let written = ["usage_input_tokens_cache_write_5m", "usage_input_tokens_cache_write_1h"];
    check("anthropic_console_tokens.csv", &written);
    check(
        "anthropic_console_tokens.csv",
        &["usage_input_tokens_cache_read", "workspace", "usage_type", "context_window"],
    );
    check("anthropic_console_cost.csv", &["model", "workspace", "usage_type", "cost_type"]);
    check("openrouter_activity_daily.csv", &["Date", "Usage", "Requests", "Reasoning Tokens"]);
    check("openrouter_activity_log.csv", &["created_at", "app_name", "tokens_cached", "byok_usage_inference"]);
    check("deepseek_amount.csv", &["end_time_iso", "model", "api_key_name"]);
    check("focus_1_2.csv", &["ChargePeriodEnd", "ChargeCategory", "ServiceCategory"]);
}

#[test]
fn a_table_that_is_nearly_an_export_says_what_it_lacks() {
    let log = b"request_id,spendd,startTime,model,team_id,prompt_tokens,completion_tokens,status\n";
    refused(&[("log", log)], &settings(), &["no column `spend`", "did you mean `spendd`?"]);
    refused(&[("own", b"name,age\n")], &settings(), &["no usage export"]);
}

#[test]
fn three_files_all_tell() {
    let bill = |day: &str| format!("time,model,cost\n2026-05-0{day},m,2\n");
    let log = "{\"request_id\":\"r\",\"spend\":1,\"startTime\":\"2026-05-01T10:00:00Z\",\"model\":\"m\",\
               \"prompt_tokens\":1,\"completion_tokens\":1}\n";
    let (first, second) = (bill("1"), bill("2"));
    let later = log.replace("\"r\"", "\"s\"").replace("05-01", "05-02");
    let both = log.to_owned() + &later;
    let files = [("a", &first), ("b", &second), ("log", &both)].map(|(name, text)| (name, text.as_bytes()));
    warns(&read_with(&files, &settings()).unwrap(), &["`a`, `b` and `log` all tell what m cost"]);
}

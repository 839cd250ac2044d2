//! `tco usage` and `tco actuals` as a person meets them.

use std::path::Path;

use rust_decimal::{Decimal, dec};

use super::{SMALL, holding, names, tco, tco_with};

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/usage").join(name).display().to_string()
}

const USED: &str = "time,model,requests,fresh,output,cost,currency\n2026-11,m,2000,200000,20000,0.30,USD\n";

#[test]
fn what_was_used_is_printed_as_text_csv_and_json() {
    let directory = tempfile::tempdir().unwrap();
    let logs = sample("litellm_spend_logs.json");
    let text = tco(directory.path(), &["usage", &logs]);
    assert!(text.succeeds().out.contains("4 rows read, 3 used, 1 answered by the gateway's cache"), "{}", text.out);
    // the catalog: 1,100 at 2, 2,000 at 0.10 and 320 at 10 a million
    let row = "claude-sonnet-5-5    0.0056  0.00552      +1.4 %  anthropic/claude-sonnet-5-5 as of 2026-11-21";
    assert!(text.out.contains(row), "{}", text.out);
    let csv = tco(directory.path(), &["usage", &logs, "--format", "csv"]);
    assert!(
        csv.succeeds().out.contains("2026-11,30,1,claude-sonnet-5-5,team-1,1,0,1100,2000,0,0,320,0,0,0.00552,USD"),
        "{}",
        csv.out
    );
    let json = tco(directory.path(), &["usage", &logs, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.succeeds().out).unwrap();
    assert_eq!(json["months"][1]["failures"], 1);
    assert_eq!(json["months"][1]["cost"], "0.0099");
    assert_eq!(json["check"][0]["repriced"], "0.0056");
    assert_eq!(json["check"][0]["catalog"]["model"], "anthropic/claude-sonnet-5-5");
}

#[test]
fn a_draft_is_written_checked_and_not_overwritten() {
    let directory = tempfile::tempdir().unwrap();
    let logs = sample("langfuse_observations.json");
    let ran = tco(directory.path(), &["usage", &logs, "--out", "scenario.toml", "--scale-partial"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("  were 3,420 tokens of `claude-sonnet-5-5`, 3,310 tokens of `gpt-6-sol` all at the"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("assumed, not measured: months = 36; discount_rate = 8%; "), "{}", ran.err);
    tco(directory.path(), &["check", "scenario.toml"]).succeeds();
    tco(directory.path(), &["usage", &logs, "--out", "scenario.toml"]).fails(3, &["is there already", "--force"]);
    let ran = tco(directory.path(), &["usage", &sample("anthropic_usage_report.json"), "--out", "blank.toml"]);
    assert!(ran.err.contains("answer its questions"), "{}", ran.err);
    tco(directory.path(), &["check", "blank.toml"]).fails(2, &["requests_per_month"]);
    tco(directory.path(), &["usage", &sample("focus_1_2.csv"), "--out", "costs.toml"]).fails(2, &["no tokens"]);
    assert_eq!(names(directory.path()), ["blank.toml", "scenario.toml"]);
}

#[test]
fn a_catalog_of_ones_own_prices_the_check_and_the_draft() {
    let directory = holding("");
    let prices = r#"{"meta":{"snapshot":"2026-01-01"},"models":[{"id":"openai/m","in":1,"out":5}]}"#;
    std::fs::write(directory.path().join("prices.json"), prices).unwrap();
    std::fs::write(directory.path().join("used.csv"), USED).unwrap();
    let unknown = tco(directory.path(), &["usage", "used.csv"]);
    assert!(unknown.succeeds().out.contains("no prices are known, its tokens are not priced"), "{}", unknown.out);
    let arguments = ["usage", "used.csv", "--catalog", "prices.json", "--out", "draft.toml", "--today", "2026-04-02"];
    let ran = tco(directory.path(), &arguments);
    // 200,000 at 1 and 20,000 at 5 a million
    assert!(ran.out.contains("m           0.3      0.3       0.0 %  openai/m as of 2026-01-01"), "{}", ran.out);
    assert!(ran.err.contains("prices of `openai/m` are 91 days old on 2026-04-02"), "{}", ran.err);
    tco(directory.path(), &["check", "draft.toml", "--today", "2026-01-02"]).succeeds();
}

#[test]
fn requests_that_are_not_counted_can_be_stated() {
    let directory = tempfile::tempdir().unwrap();
    let tokens = sample("anthropic_console_tokens.csv");
    let arguments = ["usage", &tokens, "--by", "all", "--out", "draft.toml", "--requests-per-month", "80k"];
    let ran = tco(directory.path(), &arguments);
    assert_eq!((ran.status, ran.err.contains("answer")), (Some(0), false), "{}", ran.err);
    tco(directory.path(), &["check", "draft.toml"]).succeeds();
    let by_model = ["usage", &tokens, "--out", "other.toml", "--requests-per-month", "80k"];
    tco(directory.path(), &by_model).fails(2, &["`--requests-per-month`: 2 workloads", "claude-haiku-5-5=80000"]);
    let counted =
        ["usage", &sample("openrouter_activity_daily.csv"), "--out", "other.toml", "--requests-per-month", "9"];
    tco(directory.path(), &counted).fails(2, &["the exports count the requests"]);
}

#[test]
fn exports_that_cannot_be_read_say_why() {
    let directory = holding("hello\n");
    tco(directory.path(), &["usage", "scenario.toml"]).fails(2, &["`scenario.toml`", "no usage export", "--columns"]);
    tco(directory.path(), &["usage", "absent.csv"]).fails(3, &["absent.csv"]);
    tco(directory.path(), &["usage", "."]).fails(3, &["cannot read"]);
    tco(directory.path(), &["usage", "scenario.toml", "--columns", "tim=a"])
        .fails(2, &["`--columns`", "did you mean `time`?"]);
    let unused = b"start_time,end_time,start_time_iso,end_time_iso\n1793491200,1793577600,x,y\n";
    tco_with(directory.path(), &["usage", "-"], unused).fails(2, &["no row is used, of 1 read: 1 without use"]);
    let ran = tco_with(directory.path(), &["usage", "-"], USED.as_bytes());
    assert!(ran.succeeds().out.contains("standard input"), "{}", ran.out);
}

#[test]
fn costs_of_two_sources_count_both_where_that_is_asked_for() {
    let directory = holding(&SMALL.replace("months = 3\n", "months = 3\nstart = \"2026-11\"\n"));
    std::fs::write(directory.path().join("used.csv"), USED).unwrap();
    let bill = "start_time,end_time,amount_value,amount_currency,quantity,quantity_unit,line_item,project_id\n\
                1793491200,1796083200,1.00,usd,,,\"m, input\",proj_1\n";
    std::fs::write(directory.path().join("bill.csv"), bill).unwrap();
    // the log says 0.30
    for command in [&["usage"][..], &["actuals", "scenario.toml"]] {
        let files = [command, &["used.csv", "bill.csv"]].concat();
        let once = tco(directory.path(), &files);
        let words = "(m: 1 against 0.3), so they may be of different use";
        assert_eq!(once.status, Some(0), "{}", once.err);
        assert!(once.err.contains(words) && once.err.contains("`--count-both` counts both"), "{}", once.err);
        let both = tco(directory.path(), &[&files[..], &["--count-both", "--format", "json"]].concat());
        assert!(both.status == Some(0) && both.err.contains("both count, 1 and 0.3 in all"), "{}", both.err);
        let json: serde_json::Value = serde_json::from_str(&both.out).unwrap();
        let key = if command.len() == 1 { "cost" } else { "actual" };
        let costs = json["months"].as_array().unwrap().iter().filter_map(|month| month[key].as_str());
        assert_eq!(costs.map(|cost| cost.parse::<Decimal>().unwrap()).sum::<Decimal>(), dec!(1.3), "{}", both.out);
    }
}

#[test]
fn the_currency_of_costs_that_name_none_is_stated_or_said() {
    let directory = holding(&SMALL.replace("months = 3\n", "months = 3\nstart = \"2026-11\"\n"));
    let untold = USED.replace(",currency", "").replace(",USD", "");
    std::fs::write(directory.path().join("used.csv"), untold).unwrap();
    let plan = tco(directory.path(), &["actuals", "scenario.toml", "used.csv"]);
    let words = "no export tells the currency of its costs: USD is taken, as in the scenario";
    assert!(plan.status == Some(0) && plan.err.contains(words), "{}", plan.err);
    let stated = tco(directory.path(), &["actuals", "scenario.toml", "used.csv", "--currency", "usd"]);
    assert!(stated.succeeds().err.is_empty(), "{}", stated.err);
    tco(directory.path(), &["actuals", "scenario.toml", "used.csv", "--currency", "EUR"])
        .fails(2, &["the exports are in EUR, the scenario in USD"]);
    let used = tco(directory.path(), &["usage", "used.csv", "--currency", "eur"]);
    assert!(used.succeeds().out.contains("costs in EUR"), "{}", used.out);
    tco(directory.path(), &["usage", "used.csv", "--currency", "EUX"]).fails(2, &["--currency", "did you mean `EUR`?"]);
    tco(directory.path(), &["usage", "-", "-"]).fails(2, &["standard input (`-`) is given twice", "once"]);
}

#[test]
fn a_plan_is_held_against_what_was_used() {
    let text = SMALL.replace("months = 3\n", "months = 3\nstart = \"2026-11\"\n");
    let directory = holding(&text);
    std::fs::write(directory.path().join("used.csv"), USED).unwrap();
    let ran = tco(directory.path(), &["actuals", "scenario.toml", "used.csv", "--out", "found"]);
    // planned 1,000 requests at 0.00012, used 2,000, paid 0.30 for 0.24 at planned prices
    let row = "2026-11          1,000     2,000  $0.12   $0.30       $0.18   $0.12  $0.00  $0.00  $0.06      $0.00";
    assert!(ran.succeeds().out.contains(row), "{}", ran.out);
    assert!(ran.out.contains("Cheapest     still api"), "{}", ran.out);
    assert_eq!(
        names(&directory.path().join("found")),
        ["actuals.png", "reforecast.csv", "variances.csv", "variances_by_workload.csv"]
    );
    let json = tco(directory.path(), &["actuals", "scenario.toml", "used.csv", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.succeeds().out).unwrap();
    assert_eq!(json["total"]["volume"], "0.120000");
    let undated = holding(SMALL);
    std::fs::write(undated.path().join("used.csv"), USED).unwrap();
    tco(undated.path(), &["actuals", "scenario.toml", "used.csv"]).fails(2, &["no dates", "start ="]);
    tco(directory.path(), &["actuals", "scenario.toml", "used.csv", "--option", "apy"])
        .fails(2, &["did you mean `api`?"]);
}

#[test]
fn a_plan_of_several_workloads_is_compared_by_workload_and_growth() {
    let text = SMALL.replace("months = 3\n", "months = 6\nstart = \"2026-11\"\n");
    let directory = holding(&format!(
        "{text}[workloads.other]\nrequests_per_month = 1000\ninput_tokens = 100\noutput_tokens = 10\n"
    ));
    let rows = "time,model,requests,fresh,output,cost,currency\n2026-11,chat,1000,100000,10000,0.12,USD\n\
                2026-12,chat,2000,200000,20000,0.24,USD\n2027-01,chat,4000,400000,40000,0.48,USD\n\
                2027-01,other,,100000,10000,,USD\n2027-01,web search,,,,0.5,USD\n";
    std::fs::write(directory.path().join("used.csv"), rows).unwrap();
    let arguments = ["actuals", "scenario.toml", "used.csv", "--out", "found"];
    let ran = tco(directory.path(), &arguments);
    // four times as many in 31 days as in 30, two months later: the root of 4 x 30 / 31 is 1.967
    for part in [
        "\nworkload  plan requests  requests",
        "\nwith costs ",
        "chat: 96.7 % a month, measured in 3 months (90 %: ",
        "other: the plan's; three compared months",
        "of other are not counted: its input tokens over the planned length",
        "web search: costs without tokens, $0.50",
        "with measured growth: $",
    ] {
        assert!(ran.succeeds().out.contains(part), "no `{part}` in:\n{}", ran.out);
    }
    let table = std::fs::read_to_string(directory.path().join("found/variances_by_workload.csv")).unwrap();
    // 1,000 requests of each planned, 1,000 and none made: volume is half of each, at 0.12
    assert!(table.contains("\n1,chat,2026-11,1000,1000,0.120000,0.120000,-0.060000,0.060000,"), "{table}");
    let json = tco(directory.path(), &["actuals", "scenario.toml", "used.csv", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.succeeds().out).unwrap();
    assert_eq!(json["months"][0]["workloads"][1]["workload"], "other");
    assert_eq!(json["reforecasts"][1]["growth"], "measured growth");
    // a day, the line has the third root of 1,000 / 30 x 2,000 / 31 x 4,000 / 31 in 2026-12, and 4 x 30 / 31 to the
    // second as much four months later: 29,728 requests in a mean month at 0.00012; of `other`, 1,000 x 365 / 372 of
    // the 3,000 planned in three months, so 0.03925 a month
    assert_eq!(json["reforecasts"][1]["expected_token_costs"][5], "3.606609");
    assert_eq!(json["requests_by_tokens"][0], "other");
    let with = |more: &[&str]| tco(directory.path(), &[&["actuals", "scenario.toml", "used.csv"], more].concat());
    assert!(!with(&["--requests-per-month", "other=900"]).succeeds().out.contains("are not counted"));
    assert!(!with(&["--avg-input-tokens", "90"]).succeeds().out.contains("are not counted"));
    with(&["--map", "chta=other"]).fails(2, &["nothing that was used is called `chta`", "did you mean `chat`?"]);
    with(&["--requests-per-month", "chta=9"]).fails(2, &["no workload is called `chta`", "did you mean `chat`?"]);
    std::fs::write(directory.path().join("counted.csv"), USED).unwrap();
    tco(directory.path(), &["actuals", "scenario.toml", "counted.csv", "--avg-input-tokens", "90"])
        .fails(2, &["`--avg-input-tokens`: the exports count the requests"]);
}

#[test]
fn the_query_of_a_log_is_printed() {
    let directory = holding("hello\n");
    let sql = |rest: &[&str]| {
        let query = ["usage", "sql", "--dialect", "postgres", "--source", "litellm"];
        tco(directory.path(), &[&query[..], rest].concat())
    };
    let ran = sql(&["--table", "app.\"Spend Logs\"", "--from", "2026-01-01", "--to", "2026-07-01", "--grain", "day"]);
    let query = &ran.succeeds().out;
    for part in [
        "FROM app.\"Spend Logs\"",
        "\"startTime\" >= '2026-01-01 00:00:00+00'",
        "\"startTime\" < '2026-07-01 00:00:00+00'",
    ] {
        assert!(query.contains(part), "no `{part}` in:\n{query}");
    }
    sql(&["--table", "logs; DROP TABLE logs"]).fails(2, &["`--table`", "`;` at its character 5", "double quotes"]);
    sql(&["--from", "2026-07-01", "--to", "2026-07-01"]).fails(2, &["no time at all", "later day with `--to`"]);
    sql(&["--from", "July"]).fails(2, &["--from", "2026-11-21"]);
    tco(directory.path(), &["usage", "sql", "--dialect", "oracle", "--source", "otel"])
        .fails(2, &["oracle", "postgres"]);
    tco(directory.path(), &["usage", "sql"]).fails(2, &["--dialect", "--source"]);
    // a file of that name
    std::fs::write(directory.path().join("sql"), USED).unwrap();
    tco(directory.path(), &["usage", "./sql"]).succeeds();
    tco(directory.path(), &["usage"]).fails(2, &["<FILE>"]);
}

#[test]
fn a_plan_that_was_exported_is_read_back_as_costs() {
    let directory = holding(&SMALL.replace("months = 3\n", "months = 3\nstart = \"2026-11\"\n"));
    tco(directory.path(), &["run", "scenario.toml", "--focus", "--no-charts", "--out", "plan"]).succeeds();
    let costs = tco(directory.path(), &["usage", "plan/focus.csv", "--format", "csv"]);
    // 1,000 requests of 100 tokens at 1 and 10 at 2 per million are 0.12; the licence is no model's cost
    for (month, cost) in [("2026-11", "0.12"), ("2026-12", "0.24"), ("2027-01", "0.36")] {
        let row = costs.succeeds().out.lines().find(|line| line.starts_with(month)).unwrap();
        assert!(row.contains("api,chat,") && row.contains(&format!(",{cost},USD")), "{row}");
    }
    // costs alone are no actuals; beside the requests of the plan nothing differs from it
    let alone = tco(directory.path(), &["actuals", "scenario.toml", "plan/focus.csv"]);
    alone.fails(2, &["no requests or tokens", "costs alone"]);
    let used = "time,model,project,requests,fresh,output\n2026-11,api,chat,1000,100000,10000\n\
                2026-12,api,chat,2000,200000,20000\n2027-01,api,chat,3000,300000,30000\n";
    std::fs::write(directory.path().join("used.csv"), used).unwrap();
    let both = tco(directory.path(), &["actuals", "scenario.toml", "used.csv", "plan/focus.csv"]);
    let total = "total            6,000     6,000  $0.72   $0.72       $0.00   $0.00  $0.00  $0.00  $0.00      $0.00";
    assert!(both.succeeds().out.contains(total), "{}", both.out);
}

#[test]
fn a_plan_without_dates_has_no_charge_periods() {
    let directory = holding(SMALL);
    tco(directory.path(), &["run", "scenario.toml", "--focus"]).fails(2, &["`--focus`", "no dates", "start ="]);
    assert_eq!(names(directory.path()), ["scenario.toml"]);
}

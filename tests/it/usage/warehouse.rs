//! The queries of `tco usage sql`, run in the databases that are installed: what they sum is what
//! the raw rows of the same log sum to. `tests/warehouse/` starts the databases; one that is not
//! installed is skipped with a word.

mod engines;
mod logs;
mod tables;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use tco::quantity::Date;
use tco::usage::sql::{Ask, Bucket, Dialect, Log, TableName, query};
use tco::usage::{OnFault, Settings, Usage};

use self::engines::{Engine, Job};
use super::{read, read_with, sample, settings, table};

fn ask(log: Log, dialect: Dialect, bucket: Bucket) -> Ask {
    Ask { log, dialect, table: None, bucket, from: None, to: None }
}

/// Everything that is summed: by day, by hour of requests, and how many rows were refused. How many
/// rows made a sum is left out, because sums of hours have fewer.
fn facts(usage: &Usage) -> Vec<String> {
    let mut facts = Vec::new();
    for ((model, project), group) in &usage.groups {
        let days: BTreeMap<_, _> = group.days.iter().collect();
        facts.extend(days.iter().map(|(day, sums)| {
            let tokens = [sums.fresh, sums.cached, sums.written, sums.written_long, sums.output, sums.reasoning];
            let costs = [sums.cost, sums.cost_untold].map(|cost| cost.decimal().normalize());
            let rows = [sums.costed, sums.unpriced, sums.free].map(|rows| rows > 0);
            format!(
                "{model} {project}, day {day}: {} {} {} {tokens:?} {costs:?}, known, unknown, 0: {rows:?}",
                sums.requests, sums.untold, sums.failures
            )
        }));
        let hours: BTreeMap<_, _> = group.hours.iter().filter(|(_, hours)| hours.iter().any(|sum| *sum > 0)).collect();
        facts.extend(hours.iter().map(|(day, hours)| format!("{model} {project}, day {day}: {hours:?}")));
    }
    facts.push(format!("{:?}, {} refused", usage.currency, usage.files[0].rows.faulty));
    facts
}

fn check(engine: Engine) {
    let jobs = Log::ALL
        .map(|log| Job { setup: tables::setup(engine, log), query: query(&ask(log, engine.dialect(), Bucket::Hour)) });
    // the same rows by day, and some of the days alone
    let (from, to) = (Date::parse("2026-11-02"), Date::parse("2026-11-03"));
    let some = Log::ALL.map(|log| Job {
        setup: Vec::new(),
        query: query(&Ask { from, to, ..ask(log, engine.dialect(), Bucket::Day) }),
    });
    let Some(results) = engines::run(engine, jobs, some) else { return };
    for (log, (by_hour, some_days)) in Log::ALL.into_iter().zip(results) {
        let raw = read(&logs::raw(log, |_| true));
        let summed = read(&by_hour);
        assert_eq!(facts(&summed), facts(&raw), "{engine:?}, {log:?}:\n{by_hour}");
        let warnings = summed.warnings().join("\n");
        assert!(warnings.contains("is -1, below 0, in the row `below-zero"), "{engine:?}, {log:?}: {warnings}");

        let raw = read(&logs::raw(log, |time| time.starts_with("2026-11-02")));
        let days = read(&some_days);
        assert_eq!(table(&days), table(&raw), "{engine:?}, {log:?}:\n{some_days}");
        assert!(days.groups.values().all(|group| group.hours.is_empty()), "{engine:?}, {log:?}");
    }
}

#[test]
fn postgres_sums_what_the_raw_rows_sum_to() {
    check(Engine::Postgres);
}

#[test]
fn duckdb_sums_what_the_raw_rows_sum_to() {
    check(Engine::DuckDb);
}

#[test]
fn clickhouse_sums_what_the_raw_rows_sum_to() {
    check(Engine::ClickHouse);
}

#[test]
fn spark_sums_what_the_raw_rows_sum_to() {
    check(Engine::Spark);
}

/// The log of the gateway by hand, so that raw rows and query cannot be wrong together. After the
/// colon: requests, fresh, cached, written, output, failures, cost.
#[test]
fn the_log_that_is_loaded_sums_to_this() {
    let expected = [
        // request `failed`, which names neither model nor cost
        "2026-11  : 0 0 0 0 0 1 ?",
        // the sample's, and `text-in-text`: 100 - 40 = 60 fresh
        "2026-11 claude-sonnet-5-5 : 1 60 40 0 7 0 0.1",
        "2026-11 claude-sonnet-5-5 team-1: 1 1100 2000 0 320 0 0.00552",
        // the sample's 2,900 fresh tokens and its failure; 500 - 100 - 50 = 350 fresh; 0.0099 + 0.2 + 0.00008
        "2026-11 gpt-6-sol team-1: 3 3255 100 50 416 1 0.20998",
        // of six answered requests one tells its tokens and no price: 700 - 20; of the failed ones the 50 tokens count
        // that were charged
        "2026-11 gpt-6-sol team-2: 6 730 20 0 9 5 2.8",
    ];
    let usage = read(&logs::raw(Log::LiteLlm, |_| true));
    assert_eq!(table(&usage), expected);
    let told_in_part = usage.months().into_iter().find(|((_, _, project), _)| *project == "team-2").unwrap().1;
    // `no-input`, `no-output`, `neither`, `no-tokens` and `of-0-tokens`, whose costs are 0.5, 0.25, 0, none and 1;
    // `failed-and-charged` has no tokens, and `failed-without-input` nobody counts: 0.6 and 0.4
    let untold = (told_in_part.untold, told_in_part.cost_untold.decimal().normalize(), told_in_part.free);
    assert_eq!(untold, (5, Decimal::new(275, 2), 1));
}

#[test]
fn the_sums_that_the_docs_show_are_those_of_the_sample() {
    let page = crate::docs::text("docs/usage.md");
    let shown = page.split_once("<!-- sums -->\n```csv\n").and_then(|(_, rest)| rest.split_once("```")).unwrap().0;
    assert_eq!(table(&read(shown)), table(&read(&String::from_utf8(sample("litellm_spend_logs.json")).unwrap())));
}

#[test]
fn every_query_is_one_statement_of_its_dialect() {
    let mut jobs = Vec::new();
    for dialect in Dialect::ALL {
        for log in Log::ALL {
            let from = Date::parse("2026-01-01");
            let name = TableName::parse("data.\"Spend Logs\"").unwrap();
            let asked =
                Ask { from, to: Date::parse("2026-07-01"), table: Some(name), ..ask(log, dialect, Bucket::Day) };
            jobs.extend([(dialect, query(&ask(log, dialect, Bucket::Hour))), (dialect, query(&asked))]);
        }
    }
    let Some(answers) = engines::parse(&jobs) else { return };
    for ((dialect, query), answer) in jobs.iter().zip(answers) {
        assert_eq!(answer, "", "{dialect:?}:\n{query}");
    }
}

#[test]
fn what_the_queries_make_is_read_as_lines_of_json_too() {
    // a query of PostgreSQL put into `row_to_json`; BigQuery writes whole numbers as texts and leaves nulls out
    let lines = "{\"time\":\"2026-11-01T09:00:00Z\",\"model\":\"m\",\"project\":\"p\",\"requests\":3,\"failures\":1,\"fresh\":60,\"cached\":40,\"written\":2,\"output\":7,\"reasoning\":1,\"cost\":0.30,\"currency\":\"USD\",\"id\":null}\n\
        {\"time\":\"2026-11-01T10:00:00Z\",\"model\":\"m\",\"project\":\"p\",\"requests\":\"2\",\"failures\":\"0\",\"fresh\":\"5\",\"cached\":\"0\",\"written\":\"0\",\"output\":\"1\",\"cost\":\"0.05\",\"currency\":\"USD\"}\n";
    let usage = read(lines);
    assert_eq!(table(&usage), ["2026-11 m p: 5 65 40 2 8 1 0.35"]);
    let hours = usage.groups.values().flat_map(|group| group.hours.values()).next().unwrap();
    assert_eq!((hours[9], hours[10]), (3, 2));
    // requests whose tokens are not told, of which BigQuery writes no count
    let usage = read(
        "{\"time\":\"2026-11-01\",\"model\":\"m\",\"project\":\"\",\"requests\":3,\"failures\":0,\"cost\":0.3,\"currency\":\"USD\"}\n",
    );
    assert_eq!(usage.months().values().map(|sums| (sums.requests, sums.untold)).collect::<Vec<_>>(), [(3, 3)]);
    let wrong =
        "{\"time\":\"2026-11-01\",\"model\":\"m\",\"requests\":1,\"fresh\":-1,\"output\":7,\"id\":\"call-7\"}\n";
    let strict = Settings { on_fault: OnFault::Stop, ..settings() };
    let error = read_with(&[("sums", wrong.as_bytes())], &strict).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`sums`, line 1: `fresh input tokens` is -1, below 0, in the row `call-7` of the log"),
        "{error}"
    );
}

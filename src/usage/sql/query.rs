//! The query of a log in a dialect.

use std::fmt::Write as _;

use super::calls::{BUCKET, Calls, flag};
use super::clock::Bucket;
use super::dialect::Dialect;
use super::stage::Stage;
use super::table_name::TableName;
use super::{langfuse, litellm, otel};
use crate::quantity::Date;

/// A log that a warehouse may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is called what it is")]
pub enum Log {
    LiteLlm,
    Langfuse,
    OpenTelemetry,
}

impl Log {
    /// Every log.
    pub const ALL: [Self; 3] = [Self::LiteLlm, Self::Langfuse, Self::OpenTelemetry];

    fn calls(self, dialect: Dialect) -> Calls {
        match self {
            Self::LiteLlm => litellm::calls(dialect),
            Self::Langfuse => langfuse::calls(dialect),
            Self::OpenTelemetry => otel::calls(dialect),
        }
    }
}

/// What a query is to say.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Of which log.
    pub log: Log,
    /// To which database.
    pub dialect: Dialect,
    /// The table; the log's usual one when none.
    pub table: Option<TableName>,
    /// What a row of the result sums.
    pub bucket: Bucket,
    /// The first day, UTC.
    pub from: Option<Date>,
    /// The day after the last one, UTC.
    pub to: Option<Date>,
}

/// The query, with what it assumes in comments at its head. Its result has the columns `time`,
/// `model`, `project`, `requests`, `failures`, `fresh`, `cached`, `written`, `output`, `reasoning`,
/// `cost`, `currency` and `id`. Calls whose input or output nobody counted have rows of their own, in which
/// every count of tokens is null. Calls with a count below 0 are not summed but stand apart with their
/// `id`, so that whoever reads the result refuses them.
#[must_use]
pub fn query(ask: &Ask) -> String {
    let dialect = ask.dialect;
    let calls = ask.log.calls(dialect);
    let table = ask.table.as_ref().map_or_else(|| calls.table.clone(), |table| table.spelled(dialect));
    let mut text = head(ask, &calls, &table);
    let steps = [
        ("opened", opened(ask, &calls, &table)),
        ("told", calls.told.clone()),
        ("split", split(&calls)),
        ("marked", marked(&calls)),
    ];
    for (place, (name, stage)) in steps.iter().enumerate() {
        let with = if place == 0 { "WITH " } else { ", " };
        let _ = writeln!(text, "{with}{name} AS (\n{stage}\n)");
    }
    text + &sums(dialect)
}

fn head(ask: &Ask, calls: &Calls, table: &str) -> String {
    let mut text = format!(
        "-- Use by {} (UTC), model and project, from {} in {}.\n\
         -- Export the result as CSV with its header, or as JSON lines, and read it: tco usage FILE\n\
         --\n\
         -- Assumed: {table} has a row for each of them, with these columns.\n",
        ask.bucket.name(),
        calls.title,
        ask.dialect.name()
    );
    let width = calls.columns.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, holds) in &calls.columns {
        let _ = writeln!(text, "--   {name:width$}  {holds}");
    }
    text + "-- Calls whose input or output is not told have rows of their own, with empty counts of tokens.\n\
            -- Tokens of calls that failed and were not charged are not summed.\n\
            -- A row with a count below 0 is not summed: it comes apart with its id, and is refused when read.\n"
}

/// The rows of the table, and what is hard to spell in them made plain.
fn opened(ask: &Ask, calls: &Calls, table: &str) -> Stage {
    let dialect = ask.dialect;
    let mut stage = Stage::from(&format!("{table}{}", calls.modifier))
        .with([(dialect.bucket(&calls.time, ask.bucket), BUCKET)])
        .with(calls.opened.iter().cloned());
    stage.kept.clone_from(&calls.kept);
    let bounds = [(">=", ask.from), ("<", ask.to)];
    let bounds = bounds.into_iter().filter_map(|(sign, day)| Some((sign, day?)));
    stage.kept.extend(bounds.map(|(sign, day)| format!("{} {sign} {}", calls.time, dialect.start_of(day))));
    stage
}

/// Input that no cache held told from the rest of it.
fn split(calls: &Calls) -> Stage {
    Stage::from("told")
        .passing(&["*"])
        .with([(calls.fresh.clone(), "fresh_tokens"), (calls.output.clone(), "all_output_tokens")])
}

/// What must not be summed with the rest told from it: rows that are to be refused, those whose tokens or cost nobody
/// knows, and those that say that tokens cost nothing.
fn marked(calls: &Calls) -> Stage {
    let counts = "fresh_tokens, cached_tokens, written_tokens, all_output_tokens, reasoning_tokens";
    // no model answers without any token; a request that failed for nothing has none
    let some = format!("(GREATEST({counts}) > 0 OR failed = 1 AND COALESCE(cost_usd, 0) = 0)");
    let tells = format!("({}) AND {some} OR LEAST({counts}) < 0", calls.tells);
    Stage::from("split").passing(&["*"]).with([
        (format!("CASE WHEN LEAST({counts}) < 0 THEN call_id END"), "apart_id"),
        (flag(&tells), "tells_tokens"),
        ("CASE WHEN cost_usd IS NULL THEN NULL ELSE 'USD' END".to_owned(), "cost_currency"),
        (flag("cost_usd = 0"), "costs_nothing"),
        // a request that failed and was not charged has no tokens that count: gateways estimate them
        (flag(&format!("failed = 1 AND COALESCE(cost_usd, 0) <= 0 AND LEAST({counts}) >= 0")), "counts_none"),
    ])
}

fn sums(dialect: Dialect) -> String {
    let tokens = |name: &str| {
        format!("SUM(CASE WHEN tells_tokens = 1 THEN CASE WHEN counts_none = 1 THEN 0 ELSE {name} END END)")
    };
    let keys = format!("{BUCKET}, model_name, project_name");
    let columns = [
        (BUCKET, "time"),
        ("model_name", "model"),
        ("project_name", "project"),
        ("SUM(1 - failed)", "requests"),
        ("SUM(failed)", "failures"),
        (&tokens("fresh_tokens"), "fresh"),
        (&tokens("cached_tokens"), "cached"),
        (&tokens("written_tokens"), "written"),
        (&tokens("all_output_tokens"), "output"),
        (&tokens("reasoning_tokens"), "reasoning"),
        ("SUM(cost_usd)", "cost"),
        ("cost_currency", "currency"),
        ("apart_id", "id"),
    ];
    let columns = columns.map(|(value, name)| format!("  {value} AS {}", dialect.quoted(name)));
    format!(
        "SELECT\n{}\nFROM marked\nGROUP BY {keys}, tells_tokens, cost_currency, costs_nothing, apart_id\n\
         ORDER BY {keys}\n",
        columns.join(",\n")
    )
}

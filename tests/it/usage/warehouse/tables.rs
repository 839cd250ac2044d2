//! Tables of logs in databases.

use serde_json::Value;
use tco::usage::sql::Log;

use super::engines::Engine;
use super::logs;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Count,
    Float,
    /// A time without a zone, where the database has such.
    Time,
    /// A time with a zone.
    Zoned,
    Json,
    /// A map of `ClickHouse`, JSON elsewhere: values of its type.
    Map(&'static str),
}

/// A column of a table: its name, that of the raw export, and what it holds.
type Column = (&'static str, &'static str, Kind);

const GATEWAY: [Column; 10] = [
    ("request_id", "request_id", Kind::Text),
    ("startTime", "startTime", Kind::Time),
    ("model", "model", Kind::Text),
    ("team_id", "team_id", Kind::Text),
    ("prompt_tokens", "prompt_tokens", Kind::Count),
    ("completion_tokens", "completion_tokens", Kind::Count),
    ("spend", "spend", Kind::Float),
    ("status", "status", Kind::Text),
    ("cache_hit", "cache_hit", Kind::Text),
    ("metadata", "metadata", Kind::Json),
];

const OBSERVATIONS: [Column; 8] = [
    ("id", "id", Kind::Text),
    ("type", "type", Kind::Text),
    ("start_time", "startTime", Kind::Time),
    ("provided_model_name", "model", Kind::Text),
    ("environment", "environment", Kind::Text),
    ("level", "level", Kind::Text),
    ("usage_details", "usageDetails", Kind::Map("UInt64")),
    ("cost_details", "costDetails", Kind::Map("Decimal(38, 12)")),
];

const SPANS: [Column; 6] = [
    ("trace_id", "trace_id", Kind::Text),
    ("span_id", "span_id", Kind::Text),
    ("start_time", "start_time", Kind::Zoned),
    ("service_name", "service_name", Kind::Text),
    ("status_code", "status_code", Kind::Count),
    ("attributes", "attributes", Kind::Map("String")),
];

/// The statements that make the table of a log.
pub fn setup(engine: Engine, log: Log) -> Vec<String> {
    let (name, columns): (_, &[Column]) = match log {
        Log::LiteLlm => ("LiteLLM_SpendLogs", &GATEWAY),
        Log::Langfuse => ("observations", &OBSERVATIONS),
        Log::OpenTelemetry => ("otel_traces", &SPANS),
    };
    let mut selects: Vec<String> = Vec::new();
    for row in logs::rows(log) {
        let mut values: Vec<String> = columns
            .iter()
            .map(|(name, key, kind)| format!("{} AS {}", value(engine, *kind, &row[*key]), column(engine, log, name)))
            .collect();
        if engine == Engine::ClickHouse && log == Log::Langfuse {
            values.push("0 AS is_deleted".to_owned());
        }
        selects.push(format!("SELECT {}", values.join(", ")));
    }
    if engine == Engine::ClickHouse && log == Log::Langfuse {
        // a row that was deleted, and an older one of the same key that was not merged yet
        let last =
            selects.last().unwrap().replace("0 AS is_deleted", "1 AS is_deleted").replace("'below-zero'", "'deleted'");
        selects.push(last);
    }
    let name = if engine == Engine::Postgres { format!("\"{name}\"") } else { name.to_owned() };
    let kept = match engine {
        Engine::ClickHouse if log == Log::Langfuse => {
            "ENGINE = ReplacingMergeTree ORDER BY id SETTINGS allow_nullable_key = 1 "
        }
        Engine::ClickHouse => "ENGINE = MergeTree ORDER BY tuple() ",
        Engine::Spark => return vec![format!("CREATE TEMPORARY VIEW {name} AS {}", selects.join(" UNION ALL "))],
        Engine::Postgres | Engine::DuckDb => "",
    };
    vec![format!("CREATE TABLE {name} {kept}AS {}", selects.join(" UNION ALL "))]
}

fn column(engine: Engine, log: Log, name: &str) -> String {
    match (engine, log) {
        // the names that the collector's exporter gives
        (Engine::ClickHouse, Log::OpenTelemetry) => match name {
            "trace_id" => "TraceId",
            "span_id" => "SpanId",
            "start_time" => "Timestamp",
            "service_name" => "ServiceName",
            "status_code" => "StatusCode",
            _ => "SpanAttributes",
        }
        .to_owned(),
        (Engine::Postgres, _) => format!("\"{name}\""),
        _ => name.to_owned(),
    }
}

fn value(engine: Engine, kind: Kind, value: &Value) -> String {
    if let (Engine::ClickHouse, Kind::Map(of)) = (engine, kind) {
        return map(of, value);
    }
    let literal = match (kind, value) {
        (_, Value::Null) => "NULL".to_owned(),
        (Kind::Json | Kind::Map(_), value) => text(engine, &value.to_string()),
        (_, Value::String(words)) => text(engine, words),
        (_, value) => value.to_string(),
    };
    match (engine, kind) {
        (Engine::ClickHouse, Kind::Time | Kind::Zoned) => format!("parseDateTime64BestEffort({literal}, 3, 'UTC')"),
        _ => format!("CAST({literal} AS {})", type_name(engine, kind)),
    }
}

fn type_name(engine: Engine, kind: Kind) -> &'static str {
    match (engine, kind) {
        (Engine::Postgres, Kind::Text) => "text",
        (Engine::Postgres | Engine::DuckDb | Engine::Spark, Kind::Count) => "integer",
        (Engine::Postgres, Kind::Float) => "double precision",
        (Engine::Postgres | Engine::DuckDb, Kind::Time) | (Engine::Spark, Kind::Time | Kind::Zoned) => "timestamp",
        (Engine::Postgres | Engine::DuckDb, Kind::Zoned) => "timestamptz",
        (Engine::Postgres, Kind::Json | Kind::Map(_)) => "jsonb",
        (Engine::DuckDb, Kind::Json | Kind::Map(_)) => "JSON",
        (Engine::DuckDb, Kind::Text) => "VARCHAR",
        (Engine::DuckDb | Engine::Spark, Kind::Float) => "double",
        (Engine::Spark, Kind::Text | Kind::Json | Kind::Map(_)) => "STRING",
        (Engine::ClickHouse, Kind::Count) => "Nullable(Int32)",
        (Engine::ClickHouse, Kind::Float) => "Nullable(Float64)",
        (Engine::ClickHouse, _) => "Nullable(String)",
    }
}

fn map(of: &str, value: &Value) -> String {
    // a map of `ClickHouse` leaves out what is null
    let entries = value.as_object().unwrap().iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        format!("'{key}', CAST('{value}' AS {of})")
    });
    let entries: Vec<String> = entries.collect();
    format!("CAST(map({}) AS Map(LowCardinality(String), {of}))", entries.join(", "))
}

fn text(engine: Engine, words: &str) -> String {
    let escaped = match engine {
        Engine::Postgres | Engine::DuckDb => words.replace('\'', "''"),
        Engine::ClickHouse | Engine::Spark => words.replace('\\', "\\\\").replace('\'', "\\'"),
    };
    format!("'{escaped}'")
}

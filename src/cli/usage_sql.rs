//! `tco usage sql`.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::Status;
use super::args::date;
use super::output::{print, wrong};
use crate::quantity::Date;
use crate::usage::sql::{Ask, Bucket, Dialect, Log, TableName, query};

/// What `tco usage` does beside reading files.
#[derive(Debug, Subcommand)]
pub enum UsageCommand {
    /// Print the query that sums a log in a warehouse to a table that `tco usage` reads
    Sql(SqlArgs),
}

/// Arguments of `tco usage sql`.
#[derive(Debug, ClapArgs)]
pub struct SqlArgs {
    /// The database that has the log
    #[arg(long, value_enum)]
    pub dialect: DialectName,
    /// What wrote the log
    #[arg(long, value_enum)]
    pub source: LogName,
    /// The table of the log, as in `analytics.public.logs`; what its tool calls it when absent
    #[arg(long, value_name = "NAME")]
    pub table: Option<String>,
    /// What a row of the result sums
    #[arg(long, value_enum, default_value_t = BucketName::Hour)]
    pub grain: BucketName,
    /// The first day, UTC
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub from: Option<Date>,
    /// The day after the last one, UTC
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub to: Option<Date>,
}

/// A database, as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DialectName {
    /// `PostgreSQL` 12 or later
    Postgres,
    /// `BigQuery`
    Bigquery,
    /// Snowflake
    Snowflake,
    /// `ClickHouse`
    Clickhouse,
    /// `DuckDB`
    Duckdb,
    /// Spark 3.4 or later, Databricks
    Spark,
}

/// A log, as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogName {
    /// Spend logs of the gateway `LiteLLM`
    Litellm,
    /// Observations of Langfuse
    Langfuse,
    /// Spans of OpenTelemetry by the conventions for generative AI
    Otel,
}

/// A grain, as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BucketName {
    /// An hour: the shapes of days and weeks can be told
    Hour,
    /// A day: fewer rows
    Day,
}

/// Prints the query.
pub fn sql(args: &SqlArgs) -> Result<Status, Status> {
    let table = args.table.as_deref().map(TableName::parse).transpose();
    let table = table.map_err(|(cause, help)| wrong(&format!("`--table`: {cause}"), &help))?;
    if let (Some(from), Some(to)) = (args.from, args.to)
        && from >= to
    {
        let cause = format!("`--from {from} --to {to}` is no time at all: `--to` is the day after the last one");
        return Err(wrong(&cause, "give a later day with `--to`"));
    }
    Ok(print(&query(&Ask {
        log: args.source.into(),
        dialect: args.dialect.into(),
        table,
        bucket: args.grain.into(),
        from: args.from,
        to: args.to,
    })))
}

impl From<DialectName> for Dialect {
    fn from(name: DialectName) -> Self {
        match name {
            DialectName::Postgres => Self::Postgres,
            DialectName::Bigquery => Self::BigQuery,
            DialectName::Snowflake => Self::Snowflake,
            DialectName::Clickhouse => Self::ClickHouse,
            DialectName::Duckdb => Self::DuckDb,
            DialectName::Spark => Self::Spark,
        }
    }
}

impl From<LogName> for Log {
    fn from(name: LogName) -> Self {
        match name {
            LogName::Litellm => Self::LiteLlm,
            LogName::Langfuse => Self::Langfuse,
            LogName::Otel => Self::OpenTelemetry,
        }
    }
}

impl From<BucketName> for Bucket {
    fn from(name: BucketName) -> Self {
        match name {
            BucketName::Hour => Self::Hour,
            BucketName::Day => Self::Day,
        }
    }
}

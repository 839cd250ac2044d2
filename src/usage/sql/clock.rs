//! Times: everything is counted by UTC, whatever zone a session or column has.

use super::dialect::Dialect;
use crate::quantity::Date;

/// What a row of the result sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bucket {
    /// An hour, so that the shapes of days and weeks can be told.
    Hour,
    /// A day.
    Day,
}

impl Bucket {
    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }
}

impl Dialect {
    /// The bucket of a time as a text: `2026-11-01T09:00:00Z` or `2026-11-01`.
    pub(super) fn bucket(self, time: &str, bucket: Bucket) -> String {
        let format = match (self, bucket) {
            (Self::Spark, _) => return spark(time, bucket),
            (Self::Postgres | Self::Snowflake, Bucket::Hour) => r#"YYYY-MM-DD"T"HH24":00:00Z""#,
            (Self::Postgres | Self::Snowflake, Bucket::Day) => "YYYY-MM-DD",
            (_, Bucket::Hour) => "%Y-%m-%dT%H:00:00Z",
            (_, Bucket::Day) => "%Y-%m-%d",
        };
        // seconds since 1970 are the same for times with a zone and for those that are UTC without one
        match self {
            Self::Postgres => {
                format!("to_char(to_timestamp(extract(epoch FROM {time})) AT TIME ZONE 'UTC', '{format}')")
            }
            Self::Snowflake => format!("TO_CHAR(TO_TIMESTAMP_NTZ(DATE_PART(EPOCH_SECOND, {time})), '{format}')"),
            Self::DuckDb => format!("strftime(make_timestamp(epoch_us({time})), '{format}')"),
            Self::BigQuery => format!("FORMAT_TIMESTAMP('{format}', TIMESTAMP({time}), 'UTC')"),
            Self::ClickHouse | Self::Spark => format!("formatDateTime({time}, '{format}', 'UTC')"),
        }
    }

    /// The first instant of a day in UTC, to compare a time with.
    pub(super) fn start_of(self, day: Date) -> String {
        match self {
            Self::Postgres | Self::DuckDb => format!("'{day} 00:00:00+00'"),
            Self::Snowflake => format!("'{day}T00:00:00Z'"),
            Self::BigQuery => format!("TIMESTAMP '{day} 00:00:00+00:00'"),
            Self::Spark => format!("TIMESTAMP '{day}T00:00:00Z'"),
            Self::ClickHouse => format!("toDateTime64('{day} 00:00:00', 3, 'UTC')"),
        }
    }
}

/// Spark writes times by the session's zone, so the text is put together from seconds since 1970.
fn spark(time: &str, bucket: Bucket) -> String {
    let seconds = format!("unix_seconds({time})");
    let day = format!("CAST(date_from_unix_date(CAST(floor({seconds} / 86400) AS INT)) AS STRING)");
    match bucket {
        Bucket::Day => day,
        Bucket::Hour => {
            let hour = format!("lpad(CAST(pmod({seconds}, 86400) DIV 3600 AS STRING), 2, '0')");
            format!("concat({day}, 'T', {hour}, ':00:00Z')")
        }
    }
}

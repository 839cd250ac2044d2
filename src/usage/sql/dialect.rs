//! The databases, and how each spells names and types.

/// A database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`Dialect::name` says what each is")]
pub enum Dialect {
    Postgres,
    BigQuery,
    Snowflake,
    ClickHouse,
    DuckDb,
    Spark,
}

impl Dialect {
    /// Every database.
    pub const ALL: [Self; 6] =
        [Self::Postgres, Self::BigQuery, Self::Snowflake, Self::ClickHouse, Self::DuckDb, Self::Spark];

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::BigQuery => "BigQuery",
            Self::Snowflake => "Snowflake",
            Self::ClickHouse => "ClickHouse",
            Self::DuckDb => "DuckDB",
            Self::Spark => "Spark",
        }
    }

    /// A name in quotes; it holds none itself.
    pub(super) fn quoted(self, name: &str) -> String {
        match self {
            Self::BigQuery | Self::Spark => format!("`{name}`"),
            Self::Postgres | Self::Snowflake | Self::ClickHouse | Self::DuckDb => format!("\"{name}\""),
        }
    }

    /// A name of a table or column as its tool wrote it. Only `PostgreSQL` would take capitals of a
    /// bare name for small letters; Snowflake takes small ones for capitals, as its loaders do.
    pub(super) fn name_of(self, name: &str) -> String {
        let folded = self == Self::Postgres && name.bytes().any(|byte| byte.is_ascii_uppercase());
        if folded { self.quoted(name) } else { name.to_owned() }
    }

    /// A value as a text.
    pub(super) fn text(self, value: &str) -> String {
        let kind = match self {
            Self::Postgres => "text",
            Self::BigQuery | Self::Spark => "STRING",
            Self::Snowflake | Self::DuckDb => "VARCHAR",
            Self::ClickHouse => "Nullable(String)",
        };
        format!("CAST({value} AS {kind})")
    }

    /// A value as a whole number. One that is none stops the query.
    pub(super) fn integer(self, value: &str) -> String {
        let kind = match self {
            Self::Postgres => "bigint",
            Self::BigQuery => "INT64",
            Self::Snowflake => "NUMBER(38, 0)",
            Self::ClickHouse => "Nullable(Int64)",
            Self::DuckDb | Self::Spark => "BIGINT",
        };
        format!("CAST({value} AS {kind})")
    }

    /// A text as an exact decimal of at least 18 places. A binary float comes as the text of it,
    /// because that has the digits which people read.
    pub(super) fn decimal(self, text: &str) -> String {
        let kind = match self {
            Self::Postgres => "numeric",
            Self::BigQuery => "BIGNUMERIC",
            Self::Snowflake => "NUMBER(38, 18)",
            Self::ClickHouse => "Nullable(Decimal(38, 18))",
            Self::DuckDb | Self::Spark => "DECIMAL(38, 18)",
        };
        format!("CAST({text} AS {kind})")
    }

    /// A whole number, 0 where nothing is written.
    pub(super) fn count(self, value: &str) -> String {
        format!("COALESCE({}, 0)", self.integer(value))
    }
}

//! Values under keys: JSON, or a map of `ClickHouse`.

use super::dialect::Dialect;

/// How a column holds values under keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bag {
    /// As JSON, or as a text of JSON, maybe in a JSON text again.
    Json,
    /// As a map, one level deep.
    Map,
}

impl Dialect {
    /// A column opened, so that [`Self::field`] can look into it; JSON in a JSON text is taken out.
    pub(super) fn opened(self, column: &str, bag: Bag) -> String {
        match self {
            _ if bag == Bag::Map => column.to_owned(),
            Self::Postgres => format!("CAST(NULLIF(CAST({column} AS jsonb) #>> '{{}}', '') AS jsonb)"),
            Self::DuckDb => format!("CAST(NULLIF(CAST({column} AS JSON) ->> '$', '') AS JSON)"),
            // read twice: a text column may hold JSON whose value is a text of JSON
            Self::BigQuery => read_by_big_query(&read_by_big_query(&format!("TO_JSON({column})"))),
            Self::Snowflake => format!("PARSE_JSON(TO_VARCHAR(PARSE_JSON(TO_VARCHAR({column}))))"),
            Self::ClickHouse => {
                format!(
                    "if(JSONType(toString({column})) = 'String', JSONExtractString(toString({column})), toString({column}))"
                )
            }
            Self::Spark => format!("get_json_object({column}, '$')"),
        }
    }

    /// The value at the end of a path of keys as a text; null where there is none.
    pub(super) fn field(self, opened: &str, bag: Bag, path: &[&str]) -> String {
        let keys = |before: &str, after: &str| path.iter().map(|key| [before, key, after].concat()).collect::<String>();
        match self {
            _ if bag == Bag::Map => {
                let key = path.join(".");
                self.text(&format!("if(mapContains({opened}, '{key}'), {opened}['{key}'], NULL)"))
            }
            Self::Postgres => format!("{opened} #>> '{{{}}}'", path.join(",")),
            Self::DuckDb => format!("json_extract_string({opened}, '${}')", keys(".\"", "\"")),
            Self::BigQuery => format!("JSON_VALUE({opened}, '${}')", keys(".\"", "\"")),
            Self::Snowflake => {
                let value = path.iter().fold(opened.to_owned(), |inner, key| format!("GET({inner}, '{key}')"));
                self.text(&value)
            }
            Self::ClickHouse => format!("JSONExtract({opened}{}, 'Nullable(String)')", keys(", '", "'")),
            Self::Spark => format!("get_json_object({opened}, \"${}\")", keys("['", "']")),
        }
    }

    /// The sum of the whole numbers whose keys a condition chooses, which is written for the key's
    /// name: of a map in `ClickHouse`, of JSON elsewhere. Null where no such key has a number.
    pub(super) fn total(self, opened: &str, chooses: impl Fn(&str) -> String) -> String {
        match self {
            Self::ClickHouse => {
                let chosen = format!("mapFilter((kind, value) -> {}, {opened})", chooses("kind"));
                format!("if(empty({chosen}), NULL, toInt64(arraySum(mapValues({chosen}))))")
            }
            Self::Postgres => format!(
                "(SELECT SUM({}) FROM jsonb_each_text({opened}) AS entry(key, value) WHERE {})",
                self.integer("entry.value"),
                chooses("entry.key")
            ),
            Self::DuckDb => format!(
                "(SELECT SUM({}) FROM (SELECT UNNEST(json_keys({opened})) AS key) AS entry WHERE {})",
                self.integer(&format!("json_extract_string({opened}, '$.\"' || entry.key || '\"')")),
                chooses("entry.key")
            ),
            Self::BigQuery => format!(
                "(SELECT SUM({}) FROM UNNEST(JSON_KEYS({opened}, 1)) AS entry_key WHERE {})",
                self.integer(&format!("JSON_VALUE({opened}[entry_key])")),
                chooses("entry_key")
            ),
            Self::Snowflake => {
                format!("SUM(CASE WHEN {} THEN {} END)", chooses("entry.key"), self.integer("entry.value"))
            }
            Self::Spark => format!(
                "aggregate(map_entries(from_json({opened}, 'MAP<STRING, STRING>', map('mode', 'FAILFAST'))), {}, (total, entry) -> CASE WHEN {} AND entry.value IS NOT NULL THEN COALESCE(total, 0) + {} ELSE total END)",
                self.integer("NULL"),
                chooses("entry.key"),
                self.integer("entry.value")
            ),
        }
    }

    /// What a step is joined with so that [`Self::total`] sums its rows, and what tells the rows of
    /// one bag from those of the next: Snowflake sums no bag inside an expression.
    pub(super) fn entries(self, opened: &str) -> Option<(String, &'static str)> {
        (self == Self::Snowflake)
            .then(|| (format!("LATERAL FLATTEN(INPUT => {opened}, OUTER => TRUE) AS entry"), "entry.seq"))
    }
}

/// What a text in JSON says, as JSON; JSON of another kind as it is.
fn read_by_big_query(json: &str) -> String {
    format!("PARSE_JSON(COALESCE(JSON_VALUE({json}, '$'), TO_JSON_STRING({json})), wide_number_mode => 'round')")
}

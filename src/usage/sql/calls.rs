//! What a log must tell of its calls, for every query to sum it alike.

use super::stage::{Column, Stage};

/// A log as a database holds it.
#[derive(Clone, Debug)]
pub struct Calls {
    /// What it is.
    pub title: &'static str,
    /// The table that has it, unless another is named.
    pub table: String,
    /// What its rows are, and its columns: each with what it holds.
    pub columns: Vec<(String, &'static str)>,
    /// What is asked of the table beside its name, as in `FINAL`.
    pub modifier: &'static str,
    /// The column of the time.
    pub time: String,
    /// Columns of the first step beside [`BUCKET`], from the table.
    pub opened: Vec<Column>,
    /// Which rows of the table are calls.
    pub kept: Vec<String>,
    /// The second step from the first: call, bucket, model, project, whether it failed, cost, and
    /// tokens, input as the log counts it.
    pub told: Stage,
    /// Input tokens that no cache held, from the second step; 0 where they are not told.
    pub fresh: String,
    /// Output tokens, reasoning included, from the second step; 0 where they are not told.
    pub output: String,
    /// Whether both the input and the output are told, as it is judged of the raw rows.
    pub tells: String,
}

/// The name of the hour or day.
pub const BUCKET: &str = "bucket";

/// The input less what caches held of it; below 0 where the input does not hold them.
pub const LESS_CACHES: &str = "input_tokens - cached_tokens - written_tokens";

/// The same, and 0 where the input is not told.
pub const FRESH: &str = "COALESCE(input_tokens - cached_tokens - written_tokens, 0)";

/// The output, and 0 where it is not told.
pub const OUTPUT: &str = "COALESCE(output_tokens, 0)";

/// Whether input and output are told; a request that failed and tells no output has none.
pub const TELLS: &str = "input_tokens IS NOT NULL AND (output_tokens IS NOT NULL OR failed = 1)";

/// 1 when a condition holds, else 0.
pub fn flag(condition: &str) -> String {
    format!("CASE WHEN {condition} THEN 1 ELSE 0 END")
}

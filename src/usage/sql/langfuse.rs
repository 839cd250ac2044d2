//! Observations of Langfuse: the table of its own `ClickHouse`, or its exports loaded elsewhere.

use super::bag::Bag;
use super::calls::{BUCKET, Calls, LESS_CACHES, flag};
use super::dialect::Dialect;
use super::stage::Stage;

/// The log as a database holds it. Keys of the usage are free, and stand beside each other unless
/// the total says that the input holds the others.
pub fn calls(dialect: Dialect) -> Calls {
    let bag = if dialect == Dialect::ClickHouse { Bag::Map } else { Bag::Json };
    let opened = |column: &str| dialect.opened(column, bag);
    let field = |column: &str, key: &str| dialect.field(&opened(column), bag, &[key]);
    let (tokens, costs) = match bag {
        Bag::Map => ("map: tokens by kind", "map: US dollars by kind"),
        Bag::Json => ("JSON or a text of it: tokens by kind", "JSON or a text of it: US dollars by kind"),
    };
    let mut calls = Calls {
        title: "Langfuse observations",
        table: dialect.name_of("observations"),
        columns: vec![
            ("id".to_owned(), "text"),
            ("type".to_owned(), "text: rows other than GENERATION are left out"),
            ("start_time".to_owned(), "time; one without a zone is UTC"),
            ("provided_model_name".to_owned(), "text"),
            ("environment".to_owned(), "text: the project"),
            ("level".to_owned(), "text: `ERROR` of a request that was not answered"),
            ("usage_details".to_owned(), tokens),
            ("cost_details".to_owned(), costs),
        ],
        modifier: "",
        time: "start_time".to_owned(),
        opened: vec![
            (dialect.text("id"), "call_id"),
            ("COALESCE(provided_model_name, '')".to_owned(), "model_name"),
            ("COALESCE(environment, '')".to_owned(), "project_name"),
            (flag("COALESCE(level, '') = 'ERROR'"), "failed"),
            (dialect.decimal(&field("cost_details", "total")), "cost_usd"),
            (dialect.integer(&field("usage_details", "total")), "total_tokens"),
            (opened("usage_details"), "usage_opened"),
        ],
        kept: vec!["COALESCE(type, 'GENERATION') = 'GENERATION'".to_owned()],
        told: told(dialect),
        fresh: format!("CASE WHEN {WITHIN} THEN {LESS_CACHES} ELSE input_tokens END"),
        output: format!("CASE WHEN {APART} THEN output_tokens + reasoning_tokens ELSE output_tokens END"),
        tells: format!("{INPUT_SIDE} IS NOT NULL AND ({OUTPUT_SIDE} IS NOT NULL OR failed = 1 OR {NO_OUTPUT})"),
    };
    if dialect == Dialect::ClickHouse {
        // a row is written again when it changes, and the older one stays until parts are merged
        calls.modifier = " FINAL";
        calls.kept.push("is_deleted = 0".to_owned());
        calls.columns.push(("is_deleted".to_owned(), "number: 1 of a row that was deleted"));
    }
    calls
}

/// The input holds the cached and written tokens.
const WITHIN: &str = "cached_tokens + written_tokens > 0 AND total_tokens = input_tokens + output_tokens";

/// Reasoning stands beside the output: only both together make the total.
const APART: &str = "reasoning_tokens > 0 AND total_tokens = input_tokens + cached_tokens + written_tokens + output_tokens + reasoning_tokens";

/// The total leaves no room for output.
const NO_OUTPUT: &str = "total_tokens = input_tokens OR total_tokens = input_tokens + cached_tokens + written_tokens";

/// What any key tells of the input, and of the output: null where none does.
const INPUT_SIDE: &str = "any_input_tokens";
const OUTPUT_SIDE: &str = "any_output_tokens";

/// Keys that tell of the input or the output at all, by their words as in [`KINDS`].
const SIDES: [(&str, &[&str], &[&str]); 2] =
    [(INPUT_SIDE, &["input", "cache"], &["output", "reasoning"]), (OUTPUT_SIDE, &["output", "reasoning"], &[])];

/// Kinds of tokens by the words in a key: a kind has one of the first and none of the second.
const KINDS: [(&str, &[&str], &[&str]); 5] = [
    ("written_tokens", &["creation", "write"], &[]),
    ("cached_tokens", &["cache"], &["creation", "write"]),
    ("reasoning_tokens", &["reasoning"], &["creation", "write", "cache"]),
    ("output_tokens", &["output"], &["creation", "write", "cache", "reasoning"]),
    ("input_tokens", &["input"], &["creation", "write", "cache", "reasoning", "output"]),
];

fn told(dialect: Dialect) -> Stage {
    let passed = ["call_id", BUCKET, "model_name", "project_name", "failed", "cost_usd", "total_tokens"];
    let mut stage = Stage::from("opened").passing(&passed);
    for (name, any, none) in KINDS.into_iter().chain(SIDES) {
        let chooses = |key: &str| {
            let any: Vec<String> = any.iter().map(|word| format!("{key} LIKE '%{word}%'")).collect();
            let none = none.iter().map(|word| format!(" AND {key} NOT LIKE '%{word}%'"));
            let any = if any.len() > 1 { format!("({})", any.join(" OR ")) } else { any.concat() };
            any + &none.collect::<String>()
        };
        let total = dialect.total("usage_opened", chooses);
        let is_side = [INPUT_SIDE, OUTPUT_SIDE].contains(&name);
        stage.columns.push((if is_side { total } else { format!("COALESCE({total}, 0)") }, name));
    }
    if let Some((joined, row)) = dialect.entries("usage_opened") {
        stage.from = format!("opened, {joined}");
        stage.grouped = passed.iter().copied().chain([row]).map(str::to_owned).collect();
    }
    stage
}

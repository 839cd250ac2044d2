//! Spend logs of the gateway `LiteLLM`.

use super::bag::Bag;
use super::calls::{Calls, FRESH, OUTPUT, TELLS, flag};
use super::dialect::Dialect;
use super::stage::Stage;

/// The log as a database holds it. Input tokens hold those of caches; the metadata says how many.
pub fn calls(dialect: Dialect) -> Calls {
    let metadata = |path: &[&str]| dialect.field("metadata_opened", Bag::Json, path);
    let read = metadata(&["usage_object", "cache_read_input_tokens"]);
    let detail = metadata(&["usage_object", "prompt_tokens_details", "cached_tokens"]);
    let written = metadata(&["usage_object", "cache_creation_input_tokens"]);
    let told = Stage::from("opened").passing(&["*"]).with([
        (dialect.integer("prompt_tokens"), "input_tokens"),
        (dialect.count(&format!("COALESCE({read}, {detail})")), "cached_tokens"),
        (dialect.count(&written), "written_tokens"),
        (dialect.integer("completion_tokens"), "output_tokens"),
        (dialect.integer("0"), "reasoning_tokens"),
    ]);
    let column = |name: &str| dialect.name_of(name);
    Calls {
        title: "LiteLLM spend logs",
        table: column("LiteLLM_SpendLogs"),
        columns: vec![
            (column("request_id"), "text"),
            (column("startTime"), "time; one without a zone is UTC"),
            (column("model"), "text"),
            (column("team_id"), "text: the project"),
            (column("prompt_tokens"), "number, the cached and written ones included"),
            (column("completion_tokens"), "number"),
            (column("spend"), "number: US dollars"),
            (column("status"), "text: `failure` of a request that was not answered"),
            (column("cache_hit"), "text: `True` of one that the gateway answered itself; left out"),
            (column("metadata"), "JSON or a text of it, with usage_object"),
        ],
        modifier: "",
        time: column("startTime"),
        opened: vec![
            (dialect.text("request_id"), "call_id"),
            ("COALESCE(model, '')".to_owned(), "model_name"),
            ("COALESCE(team_id, '')".to_owned(), "project_name"),
            (flag("LOWER(COALESCE(status, '')) IN ('failure', 'failed', 'error')"), "failed"),
            (dialect.decimal(&dialect.text("spend")), "cost_usd"),
            ("prompt_tokens".to_owned(), "prompt_tokens"),
            ("completion_tokens".to_owned(), "completion_tokens"),
            (dialect.opened("metadata", Bag::Json), "metadata_opened"),
        ],
        kept: vec![format!("LOWER(COALESCE({}, '')) <> 'true'", dialect.text("cache_hit"))],
        told,
        fresh: FRESH.to_owned(),
        output: OUTPUT.to_owned(),
        tells: TELLS.to_owned(),
    }
}

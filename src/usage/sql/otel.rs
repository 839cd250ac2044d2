//! Spans of OpenTelemetry by the conventions for generative AI.

use super::bag::Bag;
use super::calls::{Calls, FRESH, OUTPUT, TELLS, flag};
use super::dialect::Dialect;
use super::stage::Stage;

/// The columns of a table of spans.
struct Names {
    time: &'static str,
    trace: &'static str,
    span: &'static str,
    service: &'static str,
    status: &'static str,
    attributes: &'static str,
}

/// The log as a database holds it: in `ClickHouse` the table that the collector's exporter makes.
pub fn calls(dialect: Dialect) -> Calls {
    let (bag, names) = table(dialect);
    let attribute = |key: &str| dialect.field("attributes_opened", bag, &[key]);
    let either = |now: &str, before: &str| format!("COALESCE({}, {})", attribute(now), attribute(before));
    let model = either("gen_ai.response.model", "gen_ai.request.model");
    let input = either("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens");
    let output = either("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens");
    let operation = format!("COALESCE({}, '')", attribute("gen_ai.operation.name"));
    let failed = format!(
        "LOWER(COALESCE({}, '')) IN ('2', 'error', 'status_code_error') OR {} IS NOT NULL",
        dialect.text("status_code_told"),
        attribute("error.type")
    );
    let mut told = Stage::from("opened").passing(&["*"]).with([
        (model.clone(), "model_name"),
        (flag(&failed), "failed"),
        (dialect.decimal("NULL"), "cost_usd"),
        (dialect.integer(&input), "input_tokens"),
        (dialect.count(&attribute("gen_ai.usage.cache_read.input_tokens")), "cached_tokens"),
        (dialect.count(&attribute("gen_ai.usage.cache_creation.input_tokens")), "written_tokens"),
        (output_of(dialect, (&output, &operation)), "output_tokens"),
        (dialect.count(&attribute("gen_ai.usage.reasoning.output_tokens")), "reasoning_tokens"),
    ]);
    // spans of agents and tools carry the sums of the requests below them; one that does not say what it is, is a
    // request when it has tokens or failed
    told.kept = vec![
        format!(
            "({operation} IN ('chat', 'text_completion', 'generate_content', 'embeddings')\n      \
             OR {operation} = '' AND ({input} IS NOT NULL OR {output} IS NOT NULL OR {failed}))"
        ),
        format!("{model} IS NOT NULL"),
    ];
    Calls {
        title: "OpenTelemetry GenAI spans",
        table: "otel_traces".to_owned(),
        columns: columns(&names, bag),
        modifier: "",
        time: names.time.to_owned(),
        opened: vec![
            (format!("CONCAT({}, '/', {})", names.trace, names.span), "call_id"),
            (format!("COALESCE({}, '')", names.service), "project_name"),
            (names.status.to_owned(), "status_code_told"),
            (dialect.opened(names.attributes, bag), "attributes_opened"),
        ],
        kept: Vec::new(),
        told,
        fresh: FRESH.to_owned(),
        output: OUTPUT.to_owned(),
        tells: TELLS.to_owned(),
    }
}

/// The output of a span; an embedding has none to tell.
fn output_of(dialect: Dialect, (output, operation): (&str, &str)) -> String {
    let (told, none) = (dialect.integer(output), dialect.integer("0"));
    format!("CASE WHEN {operation} = 'embeddings' THEN COALESCE({told}, {none}) ELSE {told} END")
}

fn table(dialect: Dialect) -> (Bag, Names) {
    if dialect == Dialect::ClickHouse {
        let names = Names {
            time: "Timestamp",
            trace: "TraceId",
            span: "SpanId",
            service: "ServiceName",
            status: "StatusCode",
            attributes: "SpanAttributes",
        };
        return (Bag::Map, names);
    }
    let names = Names {
        time: "start_time",
        trace: "trace_id",
        span: "span_id",
        service: "service_name",
        status: "status_code",
        attributes: "attributes",
    };
    (Bag::Json, names)
}

fn columns(names: &Names, bag: Bag) -> Vec<(String, &'static str)> {
    let attributes = match bag {
        Bag::Json => "JSON or a text of it: the span's attributes, as in {\"gen_ai.usage.input_tokens\": 3100}",
        Bag::Map => "map: the span's attributes",
    };
    vec![
        (names.trace.to_owned(), "text"),
        (names.span.to_owned(), "text"),
        (names.time.to_owned(), "time; one without a zone is UTC"),
        (names.service.to_owned(), "text: the project"),
        (names.status.to_owned(), "text or number: 2 or an error's name of a request that was not answered"),
        (names.attributes.to_owned(), attributes),
    ]
}

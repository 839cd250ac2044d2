//! Spans of OpenTelemetry by the conventions for generative AI, a line of `resourceSpans` each.

use std::borrow::Cow;

use serde::Deserialize;

use super::json::{Raw, count_if, parse_record, text, time, words};
use crate::usage::entry::moment::Stretch;
use crate::usage::entry::row::Row;
use crate::usage::entry::served::Answer;
use crate::usage::entry::tokens::Tokens;
use crate::usage::sum::report::Reason;
use crate::usage::sum::sink::{Sink, identity, response};

#[derive(Deserialize)]
struct Export<'a> {
    #[serde(borrow, rename = "resourceSpans")]
    resources: Vec<ResourceSpans<'a>>,
}

#[derive(Deserialize)]
struct ResourceSpans<'a> {
    #[serde(borrow)]
    resource: Option<Resource<'a>>,
    #[serde(borrow, rename = "scopeSpans", default)]
    scopes: Vec<ScopeSpans<'a>>,
}

#[derive(Deserialize)]
struct Resource<'a> {
    #[serde(borrow, default)]
    attributes: Vec<Attribute<'a>>,
}

#[derive(Deserialize)]
struct ScopeSpans<'a> {
    #[serde(borrow, default)]
    spans: Vec<Span<'a>>,
}

#[derive(Deserialize)]
struct Span<'a> {
    #[serde(borrow, rename = "traceId")]
    trace_id: Raw<'a>,
    #[serde(borrow, rename = "spanId")]
    id: Raw<'a>,
    #[serde(borrow, rename = "startTimeUnixNano")]
    start: Raw<'a>,
    #[serde(borrow, default)]
    attributes: Vec<Attribute<'a>>,
    #[serde(borrow)]
    status: Option<Status<'a>>,
}

#[derive(Deserialize)]
struct Status<'a> {
    #[serde(borrow)]
    code: Raw<'a>,
}

#[derive(Deserialize)]
struct Attribute<'a> {
    #[serde(borrow)]
    key: Cow<'a, str>,
    #[serde(borrow)]
    value: Option<Value<'a>>,
}

#[derive(Deserialize)]
struct Value<'a> {
    #[serde(borrow, rename = "stringValue")]
    string: Raw<'a>,
    #[serde(borrow, rename = "intValue")]
    int: Raw<'a>,
    #[serde(borrow, rename = "doubleValue")]
    double: Raw<'a>,
}

fn find<'a>(attributes: &[Attribute<'a>], key: &str) -> Raw<'a> {
    let value = attributes.iter().find(|attribute| attribute.key == key)?.value.as_ref()?;
    value.string.or(value.int).or(value.double)
}

/// Counts the spans of a line in.
///
/// # Errors
/// When it is none of spans: why.
pub fn take(bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), String> {
    let export: Export<'_> = parse_record(bytes)?;
    for resource in &export.resources {
        let attributes = resource.resource.as_ref().map_or(&[][..], |resource| &resource.attributes);
        let service = words(find(attributes, "service.name"));
        for span in resource.scopes.iter().flat_map(|scope| &scope.spans) {
            if let Err(cause) = one(span, &service, sink) {
                sink.fault(cause);
            }
        }
    }
    Ok(())
}

fn one(span: &Span<'_>, service: &str, sink: &mut Sink<'_>) -> Result<(), String> {
    let attribute = |key: &str| find(&span.attributes, key);
    let count = |now: &str, before: &str| count_if(attribute(now).or_else(|| attribute(before)), now);
    let input = count("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")?;
    let output = count("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens")?;
    let failed = span.status.as_ref().is_some_and(|status| ["2", "STATUS_CODE_ERROR"].contains(&&*words(status.code)))
        || attribute("error.type").is_some();
    // spans of agents and tools carry the sums of the requests below them
    let operation = words(attribute("gen_ai.operation.name"));
    let asks = ["chat", "text_completion", "generate_content", "embeddings"].contains(&&*operation);
    // a span that does not say what it is, is a request when it has tokens or failed
    let may_ask = asks || (operation.is_empty() && (input.is_some() || output.is_some() || failed));
    let model = text(attribute("gen_ai.response.model")).or(text(attribute("gen_ai.request.model")));
    if !may_ask || model.is_none() {
        sink.leave(Reason::NotARequest);
        return Ok(());
    }
    let part = |key: &str| Ok::<u64, String>(count_if(attribute(key), key)?.unwrap_or(0));
    let parts = Tokens {
        cached: part("gen_ai.usage.cache_read.input_tokens")?,
        written: part("gen_ai.usage.cache_creation.input_tokens")?,
        reasoning: part("gen_ai.usage.reasoning.output_tokens")?,
        ..Tokens::default()
    };
    let at = time(span.start, "startTimeUnixNano")?;
    let mut row = Row::new(Stretch::instant(at), model.unwrap_or_default());
    row.project = Cow::Borrowed(service);
    let answer = if failed { Answer::Failed } else { Answer::Given };
    let output = answer.output(output).or((operation == "embeddings").then_some(0));
    row.tokens = Tokens::told_within((input, output), parts)?;
    row.set_request(answer);
    let of_response = || response(&text(attribute("gen_ai.response.id"))?);
    let of_span = || Some(identity(("span", text(span.trace_id)?, text(span.id)?)));
    sink.take(&row, || of_response().or_else(of_span));
    Ok(())
}

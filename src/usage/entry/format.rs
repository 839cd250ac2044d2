//! The formats of exports, and how each is known by what it holds.

use std::collections::BTreeSet;

/// A format of usage exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "`Format::name` says what each is")]
pub enum Format {
    Pages,
    OpenAiUsageCsv,
    OpenAiCostCsv,
    AnthropicTokensCsv,
    AnthropicCostCsv,
    LiteLlmLogs,
    LiteLlmDaily,
    OpenRouterActivity,
    OpenRouterLog,
    Langfuse,
    Helicone,
    OpenTelemetry,
    Focus,
    DeepSeek,
    Aggregated,
    Columns,
}

impl Format {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages of the OpenAI or Anthropic usage or cost API",
            Self::OpenAiUsageCsv => "OpenAI usage CSV",
            Self::OpenAiCostCsv => "OpenAI cost CSV",
            Self::AnthropicTokensCsv => "Anthropic Console token CSV",
            Self::AnthropicCostCsv => "Anthropic Console cost CSV",
            Self::LiteLlmLogs => "LiteLLM spend logs",
            Self::LiteLlmDaily => "LiteLLM daily spend",
            Self::OpenRouterActivity => "OpenRouter activity CSV",
            Self::OpenRouterLog => "OpenRouter generation CSV",
            Self::Langfuse => "Langfuse observations",
            Self::Helicone => "Helicone requests",
            Self::OpenTelemetry => "OpenTelemetry GenAI spans",
            Self::Focus => "FOCUS cost CSV",
            Self::DeepSeek => "DeepSeek amount CSV",
            Self::Aggregated => "sums in columns named `time`, `model` and so on",
            Self::Columns => "CSV with the columns that `--columns` names",
        }
    }

    /// The keys that every JSON record of a request has that was answered, beside those that it is known by: without
    /// them nobody counts its tokens.
    #[must_use]
    pub fn needed_keys(self) -> &'static [&'static str] {
        match self {
            Self::LiteLlmLogs | Self::LiteLlmDaily | Self::Helicone => &["prompt_tokens", "completion_tokens"],
            _ => &[],
        }
    }

    /// The format of JSON records by the keys of one.
    #[must_use]
    pub fn of_keys(keys: &BTreeSet<String>) -> Option<Self> {
        let has = |key: &str| keys.contains(key);
        let any = |names: &[&str]| names.iter().any(|name| has(name));
        Some(match () {
            () if has("resourceSpans") => Self::OpenTelemetry,
            () if has("results") && any(&["start_time", "starting_at"]) => Self::Pages,
            () if has("data") && has("has_more") => Self::Pages,
            () if has("request_id") && has("request_created_at") => Self::Helicone,
            () if has("request_id") && has("spend") => Self::LiteLlmLogs,
            () if has("date") && has("spend") && has("prompt_tokens") => Self::LiteLlmDaily,
            // a record of requests without counts of tokens may leave these out, as BigQuery does with nulls
            () if ["time", "model", "requests"].into_iter().all(has)
                && (has("failures") || has("fresh") && has("output")) =>
            {
                Self::Aggregated
            }
            () if has("startTime") && any(&["usageDetails", "usage", "providedModelName"]) => Self::Langfuse,
            () if has("start_time") && any(&["usage_details", "provided_model_name"]) => Self::Langfuse,
            () => return None,
        })
    }
}

//! A measured run, whatever tool wrote it.

/// The tool that wrote a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `vllm bench serve`.
    Vllm,
    /// `SGLang`'s `bench_serving`.
    Sglang,
    /// `GuideLLM`.
    GuideLlm,
    /// genai-perf.
    GenaiPerf,
    /// `AIPerf`.
    AiPerf,
}

impl Tool {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Vllm => "vLLM bench serve",
            Self::Sglang => "SGLang bench_serving",
            Self::GuideLlm => "GuideLLM",
            Self::GenaiPerf => "genai-perf",
            Self::AiPerf => "AIPerf",
        }
    }
}

/// A measured run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The tool that wrote it.
    pub tool: Tool,
    /// Where it stands in the file.
    pub place: String,
    /// The model as the tool named it, when it did.
    pub model: Option<String>,
    /// GPUs that the engine ran on, when the file says so.
    pub gpus: Option<u32>,
    /// Seconds.
    pub duration: f64,
    /// Requests that succeeded.
    pub completed: f64,
    /// Requests that did not.
    pub failed: f64,
    /// Mean input tokens of a request.
    pub input: f64,
    /// Mean output tokens of a request.
    pub output: f64,
    /// Output tokens a second over the whole run.
    pub output_per_second: f64,
    /// Requests in flight, as they were limited or else as they were on average.
    pub concurrency: Option<f64>,
    /// Requests a second that were sent, when the sender was limited to a rate.
    pub sent_per_second: Option<f64>,
    /// Milliseconds to the first token, of the slowest in a hundred or else on average.
    pub ttft_ms: Option<f64>,
    /// Milliseconds from token to token, of the slowest in a hundred or else on average.
    pub tpot_ms: Option<f64>,
}

//! The arguments of `tco size`.

use clap::{Args as ClapArgs, ValueEnum};

use crate::capacity::REPLICA_SIZES;
use crate::quantity::Literal;
use crate::quantity::figures::float;

/// Arguments of `tco size`.
#[derive(Debug, ClapArgs)]
pub struct SizeArgs {
    /// The model, as in `llama-3.3-70b`
    #[arg(value_name = "MODEL")]
    pub model: String,
    /// The GPU, as in `H100-SXM`; every GPU when absent
    #[arg(value_name = "GPU")]
    pub gpu: Option<String>,
    /// GPUs of a replica; every size when absent
    #[arg(long, value_name = "N", value_parser = replica_size)]
    pub gpus: Option<u32>,
    /// bf16, fp8, int8, int4, nvfp4 or mxfp4; as the model is published when absent
    #[arg(long, value_name = "P")]
    pub precision: Option<String>,
    /// How well the serving stack is set up
    #[arg(long, value_enum, default_value_t = EngineChoice::Stock)]
    pub engine: EngineChoice,
    /// Input tokens of a request
    #[arg(long, value_name = "N", default_value = "1000", value_parser = tokens)]
    pub input: f64,
    /// Output tokens of a request
    #[arg(long, value_name = "N", default_value = "200", value_parser = tokens)]
    pub output: f64,
    /// The share of the input tokens that the prefix cache holds, as in 0.5
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = share)]
    pub cached_share: f64,
    /// Requests a month; without them replicas are never idle
    #[arg(long, value_name = "N", value_parser = positive)]
    pub requests_per_month: Option<f64>,
    /// The busiest minutes over the mean
    #[arg(long, value_name = "TIMES", default_value = "2", value_parser = ratio)]
    pub peak_to_average: f64,
    /// The share of the fleet's capacity that the busiest minutes may use; a scenario's default
    #[arg(long, value_name = "SHARE", default_value = "0.7", value_parser = some_share)]
    pub target_utilization: f64,
    /// The most milliseconds to the first token
    #[arg(long, value_name = "MS", value_parser = positive)]
    pub ttft_ms: Option<f64>,
    /// The most milliseconds from token to token
    #[arg(long, value_name = "MS", value_parser = positive)]
    pub tpot_ms: Option<f64>,
    /// Which prices to take
    #[arg(long, value_enum, default_value_t = TermChoice::OnDemand)]
    pub term: TermChoice,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = SizeFormat::Text)]
    pub format: SizeFormat,
}

/// How well the serving stack is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EngineChoice {
    /// An engine as it comes, behind HTTP
    Stock,
    /// An engine tuned for throughput on this GPU
    Tuned,
}

/// Which prices to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TermChoice {
    /// GPUs by the hour
    OnDemand,
    /// GPUs until someone pays more
    Spot,
    /// GPUs for years, or booked ahead
    Reserved,
    /// Every price of the catalog
    All,
}

/// How the answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SizeFormat {
    /// For a terminal
    Text,
    /// Everything, for programs
    Json,
    /// The prices as a table
    Csv,
}

fn replica_size(text: &str) -> Result<u32, String> {
    let size = text.parse().ok().filter(|size| REPLICA_SIZES.contains(size));
    size.ok_or_else(|| "a replica has 1, 2, 4 or 8 GPUs".to_owned())
}

fn tokens(text: &str) -> Result<f64, String> {
    within(text, (0.0, 1e9), "must be from 0 to a billion")
}

fn share(text: &str) -> Result<f64, String> {
    within(text, (0.0, 1.0), "must be from 0 to 1")
}

fn some_share(text: &str) -> Result<f64, String> {
    within(text, (f64::MIN_POSITIVE, 1.0), "must be above 0 and at most 1")
}

fn ratio(text: &str) -> Result<f64, String> {
    within(text, (1.0, 1000.0), "must be from 1 to 1,000")
}

fn positive(text: &str) -> Result<f64, String> {
    within(text, (f64::MIN_POSITIVE, 1e15), "must be above 0 and at most 10^15")
}

/// A number as scenarios write it, within bounds.
fn within(text: &str, (least, most): (f64, f64), words: &str) -> Result<f64, String> {
    let literal = Literal::parse(text).map_err(|error| error.explain().0.to_owned())?;
    let number = float(literal.value);
    if (least..=most).contains(&number) { Ok(number) } else { Err(words.to_owned()) }
}

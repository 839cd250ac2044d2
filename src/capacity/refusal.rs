//! Why there is no estimate, and the way out.

use std::fmt;

use super::Remedy;

/// Why a model cannot be served as asked. It displays as the cause; [`Refusal::help`] is the way out.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// A replica has 1, 2, 4 or 8 GPUs.
    ReplicaSize(u32),
    /// A number of the load or a latency target is not one that can be worked with.
    Figure(&'static str),
    /// The GPU cannot serve this precision; the reason.
    Precision(String),
    /// Weights and one request do not fit.
    Memory {
        /// What was asked, in words.
        what: String,
        /// Bytes that are needed for the weights and one request, all copies.
        needed: f64,
        /// Bytes that there are.
        usable: f64,
        /// What would fit.
        remedies: Vec<Remedy>,
    },
    /// Even a request alone is slower than the target allows.
    Latency {
        /// The key of the target.
        key: &'static str,
        /// The target in milliseconds.
        target: f64,
        /// What a request alone takes at the upper end of the band, in milliseconds.
        best: f64,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReplicaSize(gpus) => write!(formatter, "no estimate for a replica of {gpus} GPUs"),
            Self::Figure(what) => formatter.write_str(what),
            Self::Precision(reason) => formatter.write_str(reason),
            Self::Memory { what, needed, usable, .. } => write!(
                formatter,
                "{what} does not fit: weights and one request need {}, {} are usable, {} are missing",
                gigabytes(*needed),
                gigabytes(*usable),
                gigabytes(needed - usable)
            ),
            Self::Latency { key, target, best } => {
                write!(
                    formatter,
                    "`{key}` of {target:.0} ms cannot be met: a request alone takes {best:.0} ms even at the upper end of the band"
                )
            }
        }
    }
}

impl std::error::Error for Refusal {}

impl Refusal {
    /// A speed that is nothing, or beyond all numbers.
    pub const NO_SPEED: Self = Self::Figure("such requests leave no speed to work with");

    /// The way out.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::ReplicaSize(_) => {
                "a replica has 1, 2, 4 or 8 GPUs of one machine; more throughput is more replicas".to_owned()
            }
            Self::Figure(_) => "tokens are from 0 on, a share from 0 to 1, milliseconds above 0".to_owned(),
            Self::Precision(_) => {
                "choose another precision (bf16, fp8, int8, int4, nvfp4, mxfp4) or another GPU".to_owned()
            }
            Self::Memory { remedies, .. } if remedies.is_empty() => {
                "nothing in the catalog fits it on up to 8 GPUs; take a smaller model or shorter requests".to_owned()
            }
            Self::Memory { remedies, .. } => {
                let ways: Vec<String> = remedies.iter().map(Remedy::to_string).collect();
                format!("it fits {}", ways.join(", or "))
            }
            Self::Latency { key: "tpot_ms", .. } => {
                "relax the target, use more GPUs per replica, a GPU with more bandwidth or a smaller precision"
                    .to_owned()
            }
            Self::Latency { .. } => {
                "relax the target, shorten or cache the prompt, or use more or faster GPUs per replica".to_owned()
            }
        }
    }
}

/// Bytes in gigabytes, as people read them.
fn gigabytes(bytes: f64) -> String {
    format!("{:.1} GB", (bytes / 1e9).max(0.0))
}

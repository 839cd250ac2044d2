//! Engine profiles: how well the serving stack is set up.

use super::Device;

/// How well the serving stack is set up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// An engine as it comes, behind HTTP.
    #[default]
    Stock,
    /// An engine tuned for throughput on this GPU, fed without gaps.
    Tuned,
}

impl Engine {
    /// The name that it is written by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Tuned => "tuned",
        }
    }

    /// The profile of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Stock, Self::Tuned].into_iter().find(|engine| engine.name() == name)
    }

    /// Requests that it serves at once, at most. A stock `vLLM` takes 1,024 on GPUs with 70 GiB or
    /// more other than the A100, else 256.
    pub(super) fn most_requests(self, gpu: &Device) -> u32 {
        let is_large = gpu.memory >= 70.0 * 1_073_741_824.0 && !gpu.name.starts_with("A100");
        match self {
            Self::Tuned => 2048,
            Self::Stock if is_large => 1024,
            Self::Stock => 256,
        }
    }
}

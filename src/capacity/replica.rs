//! A replica: one copy of a model on the GPUs that serve it together.

use super::{Attention, Device, Model, Precision};

/// One copy of a model on the GPUs that serve it together.
#[derive(Clone, Copy, Debug)]
pub struct Replica<'a> {
    /// The model.
    pub model: &'a Model,
    /// The kind of GPU.
    pub gpu: &'a Device,
    /// How many of them.
    pub gpus: u32,
    /// The number format that it is served in.
    pub precision: Precision,
    /// How the work is spread over them.
    pub sharding: Sharding,
}

/// How the work of a replica is spread over its GPUs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharding {
    /// Every matrix is cut over all GPUs; keys and values are cut by KV head, and copied beyond that.
    Tensor,
    /// Each GPU attends to requests of its own with a copy of all weights but the experts, which
    /// are spread.
    AttentionData,
}

impl Replica<'_> {
    /// GPUs as a number.
    pub(super) fn count(&self) -> f64 {
        f64::from(self.gpus)
    }

    /// GPUs that cut one matrix among them.
    pub(super) fn cut(&self) -> f64 {
        match self.sharding {
            Sharding::Tensor => self.count(),
            Sharding::AttentionData => 1.0,
        }
    }

    /// Copies of the weights outside the experts.
    pub(super) fn copies(&self) -> f64 {
        self.count() / self.cut()
    }

    /// Copies of each key and value: a latent cache cannot be cut by head.
    pub(super) fn cache_copies(&self) -> f64 {
        match (self.sharding, self.model.attention) {
            (Sharding::AttentionData, _) => 1.0,
            (Sharding::Tensor, Attention::Grouped { kv_heads, .. }) => self.count() / self.count().min(kv_heads),
            (Sharding::Tensor, Attention::Latent { .. }) => self.count(),
        }
    }

    /// Bytes of keys and values of a request with this many tokens of context, all copies.
    pub(super) fn cache_bytes(&self, context: f64) -> f64 {
        let element = self.precision.cache_bytes(self.gpu);
        self.model.cached_elements() * self.model.seen_tokens(context) * element * self.cache_copies()
    }
}

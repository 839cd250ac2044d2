//! How long a prompt and a decoding step take: bytes over bandwidth, arithmetic over peak, messages
//! between GPUs, and fixed costs of every layer and sequence.

use super::{Attention, Replica};

/// The share of the arithmetic peak that is reached. Fitted, with the three below, on fixed-batch
/// and full-load measurements; halves of them fit to 0.54..0.57, 0.78..0.80, 67..75 us, 4.6..9.5 us.
const PEAK_SHARE: f64 = 0.55;
/// The share of the memory bandwidth that is reached.
const BANDWIDTH_SHARE: f64 = 0.80;
/// Seconds of launching the kernels of one layer.
const LAYER_SECONDS: f64 = 70e-6;
/// Seconds of scheduling, sampling and detokenizing for one sequence and step.
const SEQUENCE_SECONDS: f64 = 8e-6;

/// How much more a layer costs when it is cut over GPUs, and when it routes to experts. Chosen, not
/// fitted.
const CUT_LAYER: f64 = 0.7;
const ROUTED_LAYER: f64 = 1.5;

impl Replica<'_> {
    /// Seconds in which the replica works through a prompt of this many tokens.
    #[must_use]
    pub fn prefill_seconds(&self, tokens: f64) -> f64 {
        let model = self.model;
        let weights = 2.0 * tokens * model.active_weights() / self.flops();
        // every token looks at those before it: half of the square
        let attention = self.prefill_pair_flops() * model.layers * tokens * tokens / self.half_flops();
        weights + attention + self.all_reduce_seconds(tokens)
    }

    /// Seconds of a step that gives each of `batch` requests one more token, at this mean context.
    #[must_use]
    pub fn step_seconds(&self, batch: f64, context: f64) -> f64 {
        let model = self.model;
        let bandwidth = self.count() * self.gpu.bandwidth * BANDWIDTH_SHARE;
        let reading = self.touched_bytes(batch) / bandwidth;
        let computing = 2.0 * batch * (model.active_weights() + model.head_weights) / self.flops();
        let weights = (reading * reading + computing * computing).sqrt();
        let cache = batch * self.cache_bytes(context) / bandwidth;
        let attention = self.step_pair_flops() * batch * model.seen_tokens(context) / self.half_flops();
        let cut = if self.cut() > 1.0 { CUT_LAYER } else { 0.0 };
        let routed = if model.experts.is_some() { ROUTED_LAYER } else { 0.0 };
        let layers = model.layers * LAYER_SECONDS * (1.0 + cut + routed);
        weights + cache.max(attention) + self.all_reduce_seconds(batch) + layers + batch * SEQUENCE_SECONDS
    }

    /// Operations a second that are reached in the precision of the weights.
    fn flops(&self) -> f64 {
        self.count() * self.precision.flops(self.gpu) * PEAK_SHARE
    }

    /// Operations a second that are reached in 16 bits, which attention is computed in.
    fn half_flops(&self) -> f64 {
        self.count() * self.gpu.half_flops * PEAK_SHARE
    }

    /// Bytes of weights that a step of this many requests reads: with few requests, not every expert
    /// is chosen by one of them.
    fn touched_bytes(&self, batch: f64) -> f64 {
        let (model, precision) = (self.model, self.precision);
        let always = model.dense_weights() * precision.weight_bytes() + 2.0 * model.head_weights;
        let routed = model.experts.map_or(0.0, |experts| {
            let idle = libm::pow(1.0 - experts.active / experts.count, batch);
            experts.weights * precision.expert_bytes() * (1.0 - idle)
        });
        self.copies() * always + routed
    }

    /// Operations of one layer for one token and half of the tokens before it, in prefill.
    fn prefill_pair_flops(&self) -> f64 {
        let heads = self.model.heads;
        match self.model.attention {
            Attention::Grouped { head, .. } => 2.0 * heads * head,
            Attention::Latent { rope, nope, value, .. } => heads * (nope + rope + value),
        }
    }

    /// Operations of one layer for one token and one token before it, in decoding.
    fn step_pair_flops(&self) -> f64 {
        let heads = self.model.heads;
        match self.model.attention {
            Attention::Grouped { head, .. } => 4.0 * heads * head,
            Attention::Latent { nope, .. } => 4.0 * heads * nope,
        }
    }

    /// Seconds in which the GPUs add up the hidden states of this many tokens, twice in each layer.
    fn all_reduce_seconds(&self, tokens: f64) -> f64 {
        let cut = self.cut();
        if cut <= 1.0 {
            return 0.0;
        }
        let sent = 2.0 * (cut - 1.0) / cut * tokens * self.model.hidden * 2.0;
        2.0 * self.model.layers * sent / self.gpu.link.effective()
    }
}

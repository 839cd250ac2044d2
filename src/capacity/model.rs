//! A model as the estimate sees it: how many weights, and how much a token's keys and values take.

use rust_decimal::Decimal;

use super::Precision;
use crate::catalog::Architecture;
use crate::quantity::figures::float;

/// What a language model is made of, from its architecture in the catalog. Counts of weights are of the
/// whole model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Its name in the catalog, as in `llama-3.3-70b`.
    pub id: String,
    /// Layers.
    pub layers: f64,
    /// Width of the hidden state.
    pub hidden: f64,
    /// Query heads.
    pub heads: f64,
    /// How keys and values are kept.
    pub attention: Attention,
    /// Layers that see only the last tokens.
    pub window: Option<Window>,
    /// Weights of attention.
    pub attention_weights: f64,
    /// Weights of feed-forward layers that every token goes through, shared experts with them.
    pub feed_forward_weights: f64,
    /// Routed experts.
    pub experts: Option<Experts>,
    /// Weights of the output head: vocabulary times width.
    pub head_weights: f64,
    /// Whether the input embedding is the output head.
    pub is_tied: bool,
}

/// How keys and values are kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Attention {
    /// A key and a value for each KV head; several query heads may share one.
    Grouped {
        /// KV heads.
        kv_heads: f64,
        /// Elements of a head; never width over heads.
        head: f64,
    },
    /// One compressed vector for all heads.
    Latent {
        /// Elements of the compressed vector.
        latent: f64,
        /// Elements that carry the position.
        rope: f64,
        /// Elements of a query head without position.
        nope: f64,
        /// Elements of a value head.
        value: f64,
    },
}

/// Layers that see only the last tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Tokens that they see.
    pub tokens: f64,
    /// How many layers.
    pub layers: f64,
}

/// Routed experts of a mixture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Experts {
    /// Experts of a layer.
    pub count: f64,
    /// Experts that a token goes through.
    pub active: f64,
    /// Weights of all experts of all layers.
    pub weights: f64,
}

impl From<&Architecture> for Model {
    fn from(shape: &Architecture) -> Self {
        let whole = |count: u32| f64::from(count);
        let billions = |weights: Decimal| float(weights) * 1e9;
        let attention = if shape.attention == "MLA" {
            Attention::Latent {
                latent: whole(shape.kv_lora),
                rope: whole(shape.rope_dim),
                nope: whole(shape.nope_dim),
                value: whole(shape.v_dim),
            }
        } else {
            Attention::Grouped { kv_heads: whole(shape.kv_heads), head: whole(shape.head_dim) }
        };
        let window = Window { tokens: whole(shape.window), layers: whole(shape.window_layers) };
        let experts = Experts {
            count: whole(shape.experts),
            active: whole(shape.active_experts),
            weights: billions(shape.expert_parameters),
        };
        Self {
            id: shape.name.clone(),
            layers: whole(shape.layers),
            hidden: whole(shape.hidden),
            heads: whole(shape.heads),
            attention,
            window: (shape.window_layers > 0).then_some(window),
            attention_weights: billions(shape.attention_parameters),
            feed_forward_weights: billions(shape.dense_ffn_parameters) + billions(shape.shared_ffn_parameters),
            experts: (shape.experts > 0).then_some(experts),
            head_weights: whole(shape.vocabulary) * whole(shape.hidden),
            is_tied: shape.tied_embeddings,
        }
    }
}

impl Model {
    /// Weights outside the routed experts and the embeddings.
    pub(super) fn dense_weights(&self) -> f64 {
        self.attention_weights + self.feed_forward_weights
    }

    /// Weights of the routed experts.
    pub(super) fn expert_weights(&self) -> f64 {
        self.experts.map_or(0.0, |experts| experts.weights)
    }

    /// Weights of embedding and output head as they lie in memory.
    pub(super) fn embedding_weights(&self) -> f64 {
        if self.is_tied { self.head_weights } else { 2.0 * self.head_weights }
    }

    /// Weights that a token goes through, without the output head.
    pub(super) fn active_weights(&self) -> f64 {
        self.dense_weights() + self.experts.map_or(0.0, |experts| experts.weights * experts.active / experts.count)
    }

    /// All weights: what a model card states as its size, but for vision towers and the like.
    #[must_use]
    pub fn total_weights(&self) -> f64 {
        self.dense_weights() + self.expert_weights() + self.embedding_weights()
    }

    /// Elements of keys and values of one layer and token.
    pub(super) fn cached_elements(&self) -> f64 {
        match self.attention {
            Attention::Grouped { kv_heads, head } => 2.0 * kv_heads * head,
            Attention::Latent { latent, rope, .. } => latent + rope,
        }
    }

    /// The tokens that all layers together keep or look at for a context of this many tokens.
    pub(super) fn seen_tokens(&self, context: f64) -> f64 {
        match self.window {
            Some(window) => (self.layers - window.layers) * context + window.layers * context.min(window.tokens),
            None => self.layers * context,
        }
    }

    /// Bytes of the KV cache for a context of this many tokens, at two bytes an element.
    #[must_use]
    pub fn cache_bytes(&self, context: f64) -> f64 {
        2.0 * self.cached_elements() * self.seen_tokens(context)
    }

    /// The precision that the weights are published in.
    pub(super) fn native_precision(&self) -> Precision {
        let begins = |names: &[&str]| names.iter().any(|name| self.id.starts_with(name));
        if begins(&["gpt-oss"]) {
            Precision::Mxfp4
        } else if begins(&["deepseek", "kimi", "minimax"]) {
            Precision::Fp8
        } else {
            Precision::Bf16
        }
    }
}

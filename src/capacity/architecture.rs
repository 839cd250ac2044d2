//! Model architectures: how many weights, and how much a token's keys and values take.

use super::Precision;
use super::table::{Row, TableError, read_rows};

const MODELS: &str = include_str!("../../data/models_arch.csv");

/// What a language model is made of. Counts of weights are of the whole model.
#[derive(Clone, Debug, PartialEq)]
pub struct Architecture {
    /// Its name here, as in `llama-3.3-70b`.
    pub id: String,
    /// Its name at Hugging Face.
    pub hf_id: String,
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
    /// Weights as its maker states them.
    pub official_weights: Option<f64>,
    /// Where the figures come from.
    pub source: String,
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

/// Every model of the embedded table.
#[must_use]
pub fn architectures() -> Vec<Architecture> {
    read_architectures(MODELS).unwrap_or_default()
}

/// Reads a table of models with the columns of `data/models_arch.csv`.
///
/// # Errors
/// A column that is missing, a cell that holds no number; with its line.
pub fn read_architectures(text: &str) -> Result<Vec<Architecture>, TableError> {
    read_rows(text, architecture)
}

/// The model of this name, in any case; its name at Hugging Face, with or without the maker, does too.
#[must_use]
pub fn find_model<'a>(models: &'a [Architecture], name: &str) -> Option<&'a Architecture> {
    let name = name.to_lowercase();
    models.iter().find(|model| {
        let full = model.hf_id.to_lowercase();
        model.id == name || full == name || full.split_once('/').is_some_and(|(_, short)| short == name)
    })
}

impl Architecture {
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

fn architecture(row: &Row<'_>) -> Result<Architecture, TableError> {
    let billions = |column: &str| row.number(column).map(|billions| billions * 1e9);
    let attention = match row.text("attn")? {
        "GQA" | "MHA" => Attention::Grouped { kv_heads: row.number("kv_heads")?, head: row.number("head_dim")? },
        "MLA" => Attention::Latent {
            latent: row.number("kv_lora")?,
            rope: row.number("rope_dim")?,
            nope: row.number("nope_dim")?,
            value: row.number("v_dim")?,
        },
        other => return Err(row.wrong(format!("`attn` is `{other}`, not `GQA`, `MHA` or `MLA`"))),
    };
    let window = Window { tokens: row.number("window")?, layers: row.number("window_layers")? };
    let experts =
        Experts { count: row.number("experts")?, active: row.number("topk")?, weights: billions("expert_params_b")? };
    Ok(Architecture {
        id: row.text("id")?.to_owned(),
        hf_id: row.text("hf_id")?.to_owned(),
        layers: row.number("layers")?,
        hidden: row.number("hidden")?,
        heads: row.number("heads")?,
        attention,
        window: (window.layers > 0.0).then_some(window),
        attention_weights: billions("attn_params_b")?,
        feed_forward_weights: billions("dense_ffn_params_b")? + billions("shared_ffn_params_b")?,
        experts: (experts.count > 0.0).then_some(experts),
        head_weights: row.number("vocab")? * row.number("hidden")?,
        is_tied: row.text("tied_embed")? == "1",
        official_weights: row.number_if_any("official_total_b")?.map(|billions| billions * 1e9),
        source: row.text("source")?.to_owned(),
    })
}

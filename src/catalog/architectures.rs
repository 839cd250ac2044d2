//! The shapes of open models, as their published configurations state them.

use rust_decimal::Decimal;

use super::citation::Citation;
use super::table::{Row, rows};

const MODELS: &str = include_str!("../../data/catalog/models_arch.csv");

/// The day on which the configurations were gathered.
const AS_OF: &str = "2026-11-21";

/// The shape of an open model. Parameters are in billions (10^9).
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of a model's configuration file, in full")]
pub struct Architecture {
    pub name: String,
    pub hugging_face_id: String,
    /// `GQA` (grouped queries, many heads included) or `MLA` (latent).
    pub attention: String,
    pub layers: u32,
    pub hidden: u32,
    pub heads: u32,
    pub kv_heads: u32,
    /// Stated, and not always `hidden` over `heads`.
    pub head_dim: u32,
    pub ffn: u32,
    pub vocabulary: u32,
    pub tied_embeddings: bool,
    /// 0 for a dense model.
    pub experts: u32,
    pub active_experts: u32,
    pub expert_ffn: u32,
    pub shared_ffn: u32,
    pub first_dense_layers: u32,
    pub expert_layers: u32,
    pub q_lora: u32,
    pub kv_lora: u32,
    pub rope_dim: u32,
    pub nope_dim: u32,
    pub v_dim: u32,
    /// Tokens that a layer with a sliding window sees; 0 when there is none.
    pub window: u32,
    pub window_layers: u32,
    pub parameters: Decimal,
    pub active_parameters: Decimal,
    pub attention_parameters: Decimal,
    pub dense_ffn_parameters: Decimal,
    pub shared_ffn_parameters: Decimal,
    pub expert_parameters: Decimal,
    pub embedding_parameters: Decimal,
    /// What its maker says.
    pub official_parameters: Option<Decimal>,
    /// What its maker says is active for one token.
    pub official_active_parameters: Option<Decimal>,
    /// Bytes of cache for one token, at two bytes a number and without windows.
    pub kv_bytes_per_token: u32,
    pub citation: Citation,
    pub note: String,
}

/// Every open model of the catalog.
#[must_use]
pub fn architectures() -> Vec<Architecture> {
    rows(MODELS, architecture_of)
}

/// The open model of this name, or of this name on Hugging Face, with or without its maker, in small or
/// capital letters.
#[must_use]
pub fn architecture(name: &str) -> Option<Architecture> {
    let name = name.trim();
    let is_it = |model: &Architecture| {
        let full = model.hugging_face_id.as_str();
        let short = full.split_once('/').map_or(full, |(_, short)| short);
        [model.name.as_str(), full, short].iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    architectures().into_iter().find(is_it)
}

fn architecture_of(row: &Row<'_>) -> Option<Architecture> {
    Some(Architecture {
        name: row.some("id")?,
        hugging_face_id: row.some("hf_id")?,
        attention: row.some("attn")?,
        layers: row.whole("layers")?,
        hidden: row.whole("hidden")?,
        heads: row.whole("heads")?,
        kv_heads: row.whole("kv_heads")?,
        head_dim: row.whole("head_dim")?,
        ffn: row.whole("ffn")?,
        vocabulary: row.whole("vocab")?,
        tied_embeddings: row.whole("tied_embed")? == 1,
        experts: row.whole("experts")?,
        active_experts: row.whole("topk")?,
        expert_ffn: row.whole("moe_ffn")?,
        shared_ffn: row.whole("shared_ffn")?,
        first_dense_layers: row.whole("first_k_dense")?,
        expert_layers: row.whole("moe_layers")?,
        q_lora: row.whole("q_lora")?,
        kv_lora: row.whole("kv_lora")?,
        rope_dim: row.whole("rope_dim")?,
        nope_dim: row.whole("nope_dim")?,
        v_dim: row.whole("v_dim")?,
        window: row.whole("window")?,
        window_layers: row.whole("window_layers")?,
        parameters: row.number("params_total_b")?,
        active_parameters: row.number("params_active_b")?,
        attention_parameters: row.number("attn_params_b")?,
        dense_ffn_parameters: row.number("dense_ffn_params_b")?,
        shared_ffn_parameters: row.number("shared_ffn_params_b")?,
        expert_parameters: row.number("expert_params_b")?,
        embedding_parameters: row.number("embed_params_b")?,
        official_parameters: row.number("official_total_b"),
        official_active_parameters: row.number("official_active_b"),
        kv_bytes_per_token: row.whole("kv_bytes_per_token_fp16")?,
        citation: Citation { source: row.some("source")?, as_of: AS_OF.to_owned() },
        note: row.text("note").to_owned(),
    })
}

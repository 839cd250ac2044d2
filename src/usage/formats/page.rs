//! The records of the pages that the usage and cost APIs of `OpenAI` and Anthropic answer.

use serde::Deserialize;

use super::json::{Raw, written};

/// A bucket of a page, or what stands around the buckets.
#[derive(Deserialize)]
pub struct Bucket<'a> {
    #[serde(borrow)]
    pub start_time: Raw<'a>,
    #[serde(borrow)]
    pub end_time: Raw<'a>,
    #[serde(borrow)]
    pub starting_at: Raw<'a>,
    #[serde(borrow)]
    pub ending_at: Raw<'a>,
    #[serde(borrow)]
    pub results: Option<Vec<Entry<'a>>>,
    pub has_more: Option<bool>,
}

/// A result of a bucket, of any of the four APIs.
#[derive(Deserialize)]
pub struct Entry<'a> {
    #[serde(borrow)]
    pub object: Raw<'a>,
    #[serde(borrow)]
    pub model: Raw<'a>,
    #[serde(borrow)]
    pub project_id: Raw<'a>,
    #[serde(borrow)]
    pub workspace_id: Raw<'a>,
    #[serde(borrow)]
    pub user_id: Raw<'a>,
    #[serde(borrow)]
    pub api_key_id: Raw<'a>,
    #[serde(borrow)]
    pub batch: Raw<'a>,
    #[serde(borrow)]
    pub service_tier: Raw<'a>,
    #[serde(borrow)]
    pub context_window: Raw<'a>,
    #[serde(borrow)]
    pub inference_geo: Raw<'a>,
    #[serde(borrow)]
    pub num_model_requests: Raw<'a>,
    #[serde(borrow, default, deserialize_with = "written")]
    pub input_tokens: Raw<'a>,
    #[serde(borrow)]
    pub input_cached_tokens: Raw<'a>,
    #[serde(borrow)]
    pub input_cache_write_tokens: Raw<'a>,
    #[serde(borrow, default, deserialize_with = "written")]
    pub output_tokens: Raw<'a>,
    #[serde(borrow, default, deserialize_with = "written")]
    pub uncached_input_tokens: Raw<'a>,
    #[serde(borrow)]
    pub cache_read_input_tokens: Raw<'a>,
    #[serde(borrow)]
    pub cache_creation: Option<CacheCreation<'a>>,
    #[serde(borrow)]
    pub amount: Raw<'a>,
    #[serde(borrow)]
    pub currency: Raw<'a>,
    #[serde(borrow)]
    pub line_item: Raw<'a>,
    #[serde(borrow)]
    pub quantity: Raw<'a>,
    #[serde(borrow)]
    pub quantity_unit: Raw<'a>,
    #[serde(borrow)]
    pub token_type: Raw<'a>,
    #[serde(borrow)]
    pub cost_type: Raw<'a>,
    #[serde(borrow)]
    pub description: Raw<'a>,
}

#[derive(Deserialize)]
pub struct CacheCreation<'a> {
    #[serde(borrow)]
    pub ephemeral_5m_input_tokens: Raw<'a>,
    #[serde(borrow)]
    pub ephemeral_1h_input_tokens: Raw<'a>,
}

/// An amount of `OpenAI`.
#[derive(Deserialize)]
pub struct Money<'a> {
    #[serde(borrow)]
    pub value: Raw<'a>,
    #[serde(borrow)]
    pub currency: Raw<'a>,
}

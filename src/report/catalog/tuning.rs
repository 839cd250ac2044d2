//! The lists of fine-tuning, labels and open models.

use super::columns::{cited, figure, more, some, word};
use super::listing::Column;
use crate::catalog::{Architecture, LabelingPrice, TuningPrice};
use crate::quantity::figures::exact;

pub const TUNING: &[Column] = &[
    word("provider", "provider"),
    word("model", "model"),
    word("method", "method"),
    word("item", "item"),
    figure("usd", "USD"),
    word("unit", "per"),
    more("confidence"),
    more("note"),
    more("as_of"),
    word("source", ""),
];

pub fn tuning(price: &TuningPrice) -> Vec<String> {
    let words = [&price.provider, &price.model, &price.method, &price.item].map(Clone::clone);
    let mut row = words.to_vec();
    row.extend([some(price.usd), price.unit.clone(), price.confidence.clone(), price.note.clone()]);
    row.extend(cited(&price.citation));
    row
}

pub const LABELING: &[Column] = &[
    word("vendor", "vendor"),
    word("item", "item"),
    figure("usd_low", "USD"),
    figure("usd_high", "to"),
    word("unit", "per"),
    more("confidence"),
    more("note"),
    more("as_of"),
    word("source", ""),
];

pub fn labeling(price: &LabelingPrice) -> Vec<String> {
    let mut row = vec![price.vendor.clone(), price.item.clone(), exact(price.usd.0), exact(price.usd.1)];
    row.extend([price.unit.clone(), price.confidence.clone(), price.note.clone()]);
    row.extend(cited(&price.citation));
    row
}

pub const ARCHITECTURES: &[Column] = &[
    word("model", "model"),
    more("hugging_face_id"),
    word("attention", "attention"),
    figure("parameters_billion", "billion"),
    figure("active_parameters_billion", "active"),
    figure("layers", "layers"),
    figure("hidden", "hidden"),
    figure("heads", "heads"),
    figure("kv_heads", "KV heads"),
    figure("head_dim", "head dim"),
    figure("experts", "experts"),
    figure("active_experts", "of which"),
    more("window"),
    more("kv_bytes_per_token"),
    more("note"),
    more("as_of"),
    word("source", ""),
];

pub fn architecture(model: &Architecture) -> Vec<String> {
    let count = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    let mut row = vec![model.name.clone(), model.hugging_face_id.clone(), model.attention.clone()];
    row.extend([exact(model.parameters), exact(model.active_parameters)]);
    row.extend([model.layers, model.hidden, model.heads, model.kv_heads, model.head_dim].map(count));
    row.extend([model.experts, model.active_experts, model.window, model.kv_bytes_per_token].map(count));
    row.push(model.note.clone());
    row.extend(cited(&model.citation));
    row
}

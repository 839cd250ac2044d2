//! What the catalog can be asked for, and the columns of each answer.

use rust_decimal::Decimal;

use super::columns::{figure, more, some, word};
use super::listing::{Column, Listing};
use super::models::{MODELS, model};
use super::tuning::{ARCHITECTURES, LABELING, TUNING, architecture, labeling, tuning};
use crate::catalog::{
    Catalog, Citation, GpuPrice, GpuSpec, Term, all_gpu_prices, architectures, gpus, labeling_prices, tuning_prices,
};
use crate::quantity::figures::exact;

/// What the catalog can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Language models, paid per token.
    Models,
    /// GPUs and what they can do.
    Gpus,
    /// GPUs by the hour.
    GpuPrices,
    /// Training, hosting and serving of tuned models.
    FineTuning,
    /// Labels, reviews and wages.
    Labeling,
    /// Shapes of open models.
    Architectures,
}

impl Subject {
    /// One entry, in words.
    #[must_use]
    pub fn one(self) -> &'static str {
        match self {
            Self::Models => "model",
            Self::Gpus => "GPU",
            Self::GpuPrices => "GPU price",
            Self::FineTuning => "price of fine-tuning",
            Self::Labeling => "price of labels",
            Self::Architectures => "open model",
        }
    }
}

/// Everything that the catalog has of a subject.
#[must_use]
pub fn listing(subject: Subject, catalog: &Catalog) -> Listing {
    match subject {
        Subject::Models => Listing::new(MODELS.to_vec(), catalog.models().iter().map(model).collect()),
        Subject::Gpus => Listing::new(GPUS.to_vec(), gpus().iter().map(gpu).collect()),
        Subject::GpuPrices => Listing::new(GPU_PRICES.to_vec(), sorted_prices().iter().map(gpu_price).collect()),
        Subject::FineTuning => Listing::new(TUNING.to_vec(), tuning_prices().iter().map(tuning).collect()),
        Subject::Labeling => Listing::new(LABELING.to_vec(), labeling_prices().iter().map(labeling).collect()),
        Subject::Architectures => {
            Listing::new(ARCHITECTURES.to_vec(), architectures().iter().map(architecture).collect())
        }
    }
}

const GPUS: &[Column] = &[
    word("gpu", "GPU"),
    word("vendor", "vendor"),
    figure("memory_gb", "GB"),
    figure("bandwidth_gb_per_second", "GB/s"),
    figure("bf16_tflops", "BF16 TF"),
    figure("fp8_tflops", "FP8 TF"),
    figure("watts", "W"),
    figure("new_usd_low", "new USD"),
    figure("new_usd_high", "to"),
    figure("used_usd_low", "used USD"),
    figure("used_usd_high", "to"),
    more("purchase_as_of"),
    more("purchase_source"),
    more("note"),
    more("as_of"),
    word("source", ""),
];

fn gpu(spec: &GpuSpec) -> Vec<String> {
    let [low, high] = [|range: (Decimal, Decimal)| range.0, |range: (Decimal, Decimal)| range.1];
    let cited =
        |part: fn(&Citation) -> &String| spec.price_citation.as_ref().map_or_else(String::new, |c| part(c).clone());
    vec![
        spec.name.clone(),
        spec.vendor.clone(),
        exact(spec.memory_gb),
        exact(spec.bandwidth_gb_per_second),
        exact(spec.bf16_tflops),
        some(spec.fp8_tflops),
        exact(spec.watts),
        some(spec.new_usd.map(low)),
        some(spec.new_usd.map(high)),
        some(spec.used_usd.map(low)),
        some(spec.used_usd.map(high)),
        cited(|citation| &citation.as_of),
        cited(|citation| &citation.source),
        spec.note.clone(),
        spec.citation.as_of.clone(),
        spec.citation.source.clone(),
    ]
}

const GPU_PRICES: &[Column] = &[
    word("gpu", "GPU"),
    word("provider", "provider"),
    word("term", "term"),
    figure("usd_per_gpu_hour", "USD/GPU-hour"),
    figure("gpus_in_sku", "GPUs"),
    more("sku"),
    word("region", "region"),
    word("confidence", "confidence"),
    more("note"),
    more("as_of"),
    word("source", ""),
];

/// The prices by GPU, then by term, the cheapest first.
fn sorted_prices() -> Vec<GpuPrice> {
    let order: Vec<String> = gpus().into_iter().map(|spec| spec.name).collect();
    let mut prices = all_gpu_prices();
    prices.sort_by_key(|price| {
        let gpu = order.iter().position(|name| *name == price.gpu);
        let term = Term::ALL.iter().position(|term| *term == price.term);
        (gpu, term, price.usd_per_gpu_hour)
    });
    prices
}

fn gpu_price(price: &GpuPrice) -> Vec<String> {
    vec![
        price.gpu.clone(),
        price.provider.clone(),
        price.term.to_string(),
        exact(price.usd_per_gpu_hour),
        price.gpus_in_sku.to_string(),
        price.sku.clone(),
        price.region.clone(),
        price.confidence.clone(),
        price.note.clone(),
        price.citation.as_of.clone(),
        price.citation.source.clone(),
    ]
}

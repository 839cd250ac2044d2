//! GPUs: what they can do, and what they cost by provider and term.

use rust_decimal::Decimal;

use super::citation::Citation;
use super::table::{Row, rows};
use super::term::Term;
use crate::quantity::figures::exact;

const SPECS: &str = include_str!("../../data/catalog/gpu_specs.csv");
const PRICES: &str = include_str!("../../data/catalog/gpu_prices.csv");

/// The day on which the specifications were gathered; a data sheet has no date of its own.
const SPECS_AS_OF: &str = "2026-11-21";

/// What a GPU can do. Rates are of dense matrices, without sparsity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GpuSpec {
    /// Its name in the catalog.
    pub name: String,
    /// Who makes it.
    pub vendor: String,
    /// Memory, in gigabytes (10^9 bytes).
    pub memory_gb: Decimal,
    /// Memory bandwidth, in gigabytes a second.
    pub bandwidth_gb_per_second: Decimal,
    /// Dense BF16 (or FP16) rate, in 10^12 operations a second.
    pub bf16_tflops: Decimal,
    /// Dense FP8 rate, in 10^12 operations a second.
    pub fp8_tflops: Option<Decimal>,
    /// Power drawn at most, in watts.
    pub watts: Decimal,
    /// What a new one costs, in US dollars: low and high.
    pub new_usd: Option<(Decimal, Decimal)>,
    /// What a used one costs, in US dollars: low and high.
    pub used_usd: Option<(Decimal, Decimal)>,
    /// Where the purchase prices come from.
    pub price_citation: Option<Citation>,
    /// Where the figures come from.
    pub citation: Citation,
    /// What else is to be known.
    pub note: String,
}

/// What an hour of a GPU costs somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GpuPrice {
    /// The GPU's name in the catalog.
    pub gpu: String,
    /// Who rents it out.
    pub provider: String,
    /// Under which terms.
    pub term: Term,
    /// US dollars for one GPU and hour.
    pub usd_per_gpu_hour: Decimal,
    /// How many GPUs the offer comes with, from 1 on.
    pub gpus_in_sku: u32,
    /// The provider's name of the offer.
    pub sku: String,
    /// Where.
    pub region: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
    /// Where the price comes from.
    pub citation: Citation,
    /// What else is to be known.
    pub note: String,
}

/// Every GPU of the catalog.
#[must_use]
pub fn gpus() -> Vec<GpuSpec> {
    rows(SPECS, spec)
}

/// The GPU of this name, in small or capital letters, or the only one whose name begins so: `h200` is
/// `H200-SXM`, and `h100` is none, because there are several.
#[must_use]
pub fn gpu(name: &str) -> Option<GpuSpec> {
    let name = name.trim();
    let mut gpus = gpus();
    if let Some(place) = gpus.iter().position(|spec| spec.name.eq_ignore_ascii_case(name)) {
        return Some(gpus.swap_remove(place));
    }
    let beginning = format!("{}-", name.to_lowercase());
    let mut begun = gpus.into_iter().filter(|spec| spec.name.to_lowercase().starts_with(&beginning));
    begun.next().filter(|_| begun.next().is_none())
}

impl GpuPrice {
    /// Whether a replica of this many GPUs can be rented so. The four clouds that sell whole machines
    /// sell no more GPUs together than the machine has.
    #[must_use]
    pub fn can_hold(&self, gpus: u32) -> bool {
        let sells_machines = matches!(self.provider.as_str(), "aws" | "azure" | "gcp" | "oci");
        !sells_machines || gpus <= self.gpus_in_sku
    }
}

/// Every price of the catalog.
#[must_use]
pub fn all_gpu_prices() -> Vec<GpuPrice> {
    rows(PRICES, price)
}

/// The prices of a GPU, cheapest first.
#[must_use]
pub fn gpu_prices(gpu: &str) -> Vec<GpuPrice> {
    let mut prices = all_gpu_prices();
    prices.retain(|price| price.gpu.eq_ignore_ascii_case(gpu.trim()));
    prices.sort_by_key(|price| price.usd_per_gpu_hour);
    prices
}

/// One price that stands for many: the median of the providers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypicalRent {
    /// The provider's price in the middle; the lower of the two middle ones of an even number.
    pub price: GpuPrice,
    /// How many providers there are.
    pub providers: usize,
    /// The lowest and the highest of them.
    pub range: (Decimal, Decimal),
}

impl TypicalRent {
    /// How the price was chosen, in words.
    #[must_use]
    pub fn describe(&self) -> String {
        let (value, (low, high)) = (exact(self.price.usd_per_gpu_hour), self.range);
        let term = self.price.term;
        format!("{value} {term}, the median of {} providers from {} to {}", self.providers, exact(low), exact(high))
    }
}

/// The median over providers of a GPU's price at terms that begin with `term`. Each provider counts once, with its
/// latest price and the lowest of that day; guesses count only where there is nothing better.
#[must_use]
pub fn typical_rent(gpu: &str, term: &str) -> Option<TypicalRent> {
    let mut prices = gpu_prices(gpu);
    prices.retain(|price| price.term.name().starts_with(term));
    if prices.iter().any(|price| price.confidence != "low") {
        prices.retain(|price| price.confidence != "low");
    }
    let mut of_each: Vec<GpuPrice> = Vec::new();
    // a date of which only the year is known is of a list read later than the dated ones
    let day = |price: &GpuPrice| format!("{}~", price.citation.as_of);
    for price in prices {
        match of_each.iter_mut().find(|known| known.provider == price.provider) {
            // prices come cheapest first, so that of one day the first is kept
            Some(known) if day(&price) > day(known) => *known = price,
            Some(_) => {}
            None => of_each.push(price),
        }
    }
    of_each.sort_by_key(|price| price.usd_per_gpu_hour);
    let range = (of_each.first()?.usd_per_gpu_hour, of_each.last()?.usd_per_gpu_hour);
    let providers = of_each.len();
    Some(TypicalRent { price: of_each.swap_remove((providers - 1) / 2), providers, range })
}

fn spec(row: &Row<'_>) -> Option<GpuSpec> {
    let range = |low, high| Some((row.number(low)?, row.number(high)?));
    let price_citation = row.some("price_date").map(|as_of| {
        let source = row.some("price_source").unwrap_or_else(|| "press and resellers".to_owned());
        Citation { source, as_of }
    });
    Some(GpuSpec {
        name: row.some("gpu")?,
        vendor: row.some("vendor")?,
        memory_gb: row.number("mem_gb")?,
        bandwidth_gb_per_second: row.number("bandwidth_gbs")?,
        bf16_tflops: row.number("bf16_dense_tflops")?,
        fp8_tflops: row.number("fp8_dense_tflops"),
        watts: row.number("tdp_w")?,
        new_usd: range("price_new_usd_low", "price_new_usd_high"),
        used_usd: range("price_used_usd_low", "price_used_usd_high"),
        price_citation,
        citation: Citation { source: row.some("spec_source")?, as_of: SPECS_AS_OF.to_owned() },
        note: row.text("notes").to_owned(),
    })
}

fn price(row: &Row<'_>) -> Option<GpuPrice> {
    Some(GpuPrice {
        gpu: row.some("gpu")?,
        provider: row.some("provider")?,
        term: Term::parse(row.text("price_type"))?,
        usd_per_gpu_hour: row.number("usd_per_gpu_hour")?,
        gpus_in_sku: row.whole("gpus_in_sku").filter(|gpus| *gpus >= 1)?,
        sku: row.text("sku").to_owned(),
        region: row.text("region").to_owned(),
        confidence: row.some("confidence")?,
        citation: row.citation(),
        note: row.text("note").to_owned(),
    })
}

//! What fine-tuning, labels and reviews cost.

use rust_decimal::Decimal;

use super::citation::Citation;
use super::table::{Row, rows};

const TUNING: &str = include_str!("../../data/catalog/finetune_prices.csv");
const LABELING: &str = include_str!("../../data/catalog/labeling_prices.csv");

/// One price of training, hosting or serving a tuned model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TuningPrice {
    /// Who tunes.
    pub provider: String,
    /// Which model, or which size of models.
    pub model: String,
    /// How: `sft`, `dpo`, `rft` and so on.
    pub method: String,
    /// What is paid for.
    pub item: String,
    /// US dollars for one unit; `None` where the offer was withdrawn.
    pub usd: Option<Decimal>,
    /// The unit.
    pub unit: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
    /// Where the price comes from.
    pub citation: Citation,
    /// What else is to be known.
    pub note: String,
}

/// What a label, a review or an hour of the people who make them costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelingPrice {
    /// Who sells it, or who counted.
    pub vendor: String,
    /// What is paid for.
    pub item: String,
    /// US dollars for one unit: low and high.
    pub usd: (Decimal, Decimal),
    /// The unit.
    pub unit: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
    /// Where the price comes from.
    pub citation: Citation,
    /// What else is to be known.
    pub note: String,
}

/// Every price of fine-tuning.
#[must_use]
pub fn tuning_prices() -> Vec<TuningPrice> {
    rows(TUNING, tuning)
}

/// Every price of labels, reviews and wages.
#[must_use]
pub fn labeling_prices() -> Vec<LabelingPrice> {
    rows(LABELING, labeling)
}

fn tuning(row: &Row<'_>) -> Option<TuningPrice> {
    Some(TuningPrice {
        provider: row.some("provider")?,
        model: row.text("model").to_owned(),
        method: row.text("method").to_owned(),
        item: row.some("item")?,
        usd: row.number("usd"),
        unit: row.text("unit").to_owned(),
        confidence: row.text("confidence").to_owned(),
        citation: row.citation(),
        note: row.text("note").to_owned(),
    })
}

fn labeling(row: &Row<'_>) -> Option<LabelingPrice> {
    Some(LabelingPrice {
        vendor: row.some("vendor")?,
        item: row.some("item")?,
        usd: (row.number("usd_low")?, row.number("usd_high")?),
        unit: row.text("unit").to_owned(),
        confidence: row.text("confidence").to_owned(),
        citation: row.citation(),
        note: row.text("note").to_owned(),
    })
}

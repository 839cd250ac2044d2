//! What a GPU-hour costs where.

use rust_decimal::Decimal;

use super::table::{Row, TableError, read_rows};

const GPU_PRICES: &str = include_str!("../../data/gpu_prices.csv");

/// A price of a GPU-hour as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GpuPrice {
    /// When it was seen: a year, a month or a day.
    pub date: String,
    /// Who asks it.
    pub provider: String,
    /// The GPU, as the table of GPUs names it.
    pub gpu: String,
    /// Under which terms.
    pub term: Term,
    /// US dollars for one GPU and hour.
    pub usd_per_gpu_hour: Decimal,
    /// GPUs that are rented together, from 1 on.
    pub gpus_in_sku: u32,
    /// The product's name; may be empty.
    pub sku: String,
    /// Where; may be empty.
    pub region: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
    /// Where it was read.
    pub source: String,
}

/// Under which terms a GPU is rented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// As long as wanted.
    OnDemand,
    /// Until someone pays more.
    Spot,
    /// For a year.
    ReservedOneYear,
    /// For three years.
    ReservedThreeYears,
    /// For days or weeks, booked ahead.
    CapacityBlock,
    /// While requests come.
    Serverless,
    /// With the provider's engine on it.
    ManagedEndpoint,
}

impl Term {
    const ALL: [Self; 7] = [
        Self::OnDemand,
        Self::Spot,
        Self::ReservedOneYear,
        Self::ReservedThreeYears,
        Self::CapacityBlock,
        Self::Serverless,
        Self::ManagedEndpoint,
    ];

    /// The name that the table has it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OnDemand => "on_demand",
            Self::Spot => "spot",
            Self::ReservedOneYear => "reserved_1y",
            Self::ReservedThreeYears => "reserved_3y",
            Self::CapacityBlock => "capacity_block",
            Self::Serverless => "serverless",
            Self::ManagedEndpoint => "managed_endpoint",
        }
    }
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

/// Every price of the embedded table.
#[must_use]
pub fn gpu_prices() -> Vec<GpuPrice> {
    read_gpu_prices(GPU_PRICES).unwrap_or_default()
}

/// Reads a table of prices with the columns of `data/gpu_prices.csv`.
///
/// # Errors
/// A column that is missing, a price that is no plain decimal above 0, an unknown term; with its line.
pub fn read_gpu_prices(text: &str) -> Result<Vec<GpuPrice>, TableError> {
    read_rows(text, price)
}

fn price(row: &Row<'_>) -> Result<GpuPrice, TableError> {
    let text = |column: &str| row.text(column).map(str::to_owned);
    let term = text("price_type")?;
    let usd = row.text("usd_per_gpu_hour")?;
    let usd_per_gpu_hour = Decimal::from_str_exact(usd).ok().filter(|usd| *usd > Decimal::ZERO);
    let gpus_in_sku = row.text("gpus_in_sku")?;
    Ok(GpuPrice {
        date: text("date")?,
        provider: text("provider")?,
        gpu: text("gpu")?,
        term: Term::ALL
            .into_iter()
            .find(|known| known.name() == term)
            .ok_or_else(|| row.wrong(format!("`price_type` is `{term}`, which is no known term")))?,
        usd_per_gpu_hour: usd_per_gpu_hour
            .ok_or_else(|| row.wrong(format!("`usd_per_gpu_hour` is `{usd}`, which is no plain decimal above 0")))?,
        gpus_in_sku: gpus_in_sku.parse().ok().filter(|gpus| *gpus >= 1).ok_or_else(|| {
            row.wrong(format!("`gpus_in_sku` is `{gpus_in_sku}`, which is no whole number from 1 on"))
        })?,
        sku: text("sku")?,
        region: text("region")?,
        confidence: text("confidence")?,
        source: text("source")?,
    })
}

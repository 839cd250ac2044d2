//! What a language model costs per token: prices by date, by processing and by prompt length.

use rust_decimal::Decimal;

use super::citation::Citation;
use crate::quantity::Date;

/// A language model that is paid per token. Prices are US dollars for a million tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LlmModel {
    /// `provider/id`.
    pub id: String,
    /// What its provider calls it.
    pub name: Option<String>,
    /// The most tokens of a prompt and its answer.
    pub context_tokens: Option<Decimal>,
    /// The most tokens of an answer.
    pub max_output_tokens: Option<Decimal>,
    /// Prices by the day from which they hold, ascending; the first holds from the beginning.
    pub periods: Vec<Period>,
    /// Prices of requests that can wait, where they differ from the current ones.
    pub batch: Option<Rates<Option<Decimal>>>,
    /// Prices outside the peak hours; the current ones are those of the peak.
    pub off_peak: Option<OffPeak>,
    /// The day on which its provider shuts it down.
    pub retires: Option<Date>,
    /// Other exact names of the same model.
    pub aliases: Vec<String>,
    /// Where the prices come from.
    pub citation: Citation,
}

/// Prices that hold from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day; `None` for prices that held from the beginning.
    pub from: Option<Date>,
    /// The prices.
    pub rates: Rates<Decimal>,
}

/// Prices of a million tokens. `P` is a price that must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates<P> {
    /// Of input.
    pub input: P,
    /// Of output, reasoning included.
    pub output: P,
    /// Of input read from a cache; the input price when absent.
    pub cache_read: Option<Decimal>,
    /// Of input written to a cache for five minutes; the input price when absent.
    pub cache_write: Option<Decimal>,
    /// Of input written to a cache for an hour.
    pub cache_write_1h: Option<Decimal>,
    /// Of one request, beside its tokens.
    pub per_request: Option<Decimal>,
    /// Prices of requests with long prompts, by ascending length.
    pub tiers: Vec<Tier>,
}

/// Prices of a whole request whose prompt is longer than a threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The length of a prompt, in tokens, above which they hold.
    pub over: Decimal,
    /// Of input; the normal price when absent, as for the others.
    pub input: Option<Decimal>,
    /// Of output.
    pub output: Option<Decimal>,
    /// Of input read from a cache.
    pub cache_read: Option<Decimal>,
    /// Of input written to a cache for five minutes.
    pub cache_write: Option<Decimal>,
    /// Of input written to a cache for an hour.
    pub cache_write_1h: Option<Decimal>,
}

/// Prices outside the peak hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffPeak {
    /// The prices.
    pub rates: Rates<Decimal>,
    /// The peak hours, as minutes of the day in UTC: from, to.
    pub peak_utc: Vec<(u32, u32)>,
}

impl LlmModel {
    /// The provider: what stands before the first slash of the id.
    #[must_use]
    pub fn provider(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// The prices that are listed as current: the last that hold on the day of the citation.
    #[must_use]
    pub fn current(&self) -> &Rates<Decimal> {
        let today = Date::earliest(&self.citation.as_of);
        let held = |period: &&Period| period.from.is_none_or(|from| today.is_none_or(|today| from <= today));
        let last = self.periods.iter().rev().find(held);
        &last.unwrap_or(&self.periods[0]).rates
    }

    /// The current prices; where they differ by the hour, the mean over a day.
    #[must_use]
    pub fn around_the_clock(&self) -> Rates<Decimal> {
        let peak = self.current();
        let Some(off) = &self.off_peak else { return peak.clone() };
        let share = off.peak_share();
        let mean = |peak: Decimal, off: Decimal| {
            let mean = peak.checked_mul(share).zip(off.checked_mul(Decimal::ONE - share));
            mean.and_then(|(peak, off)| peak.checked_add(off)).map_or(peak, |mean| mean.round_dp(12).normalize())
        };
        let part =
            |peak: Option<Decimal>, off: Option<Decimal>| peak.zip(off).map(|(peak, off)| mean(peak, off)).or(peak);
        Rates {
            input: mean(peak.input, off.rates.input),
            output: mean(peak.output, off.rates.output),
            cache_read: part(peak.cache_read, off.rates.cache_read),
            cache_write: part(peak.cache_write, off.rates.cache_write),
            ..peak.clone()
        }
    }

    /// The prices by the day from which they hold, ascending; the current ones as the mean over a day.
    #[must_use]
    pub fn dated(&self) -> Vec<(Option<Date>, Rates<Decimal>)> {
        let current = self.around_the_clock();
        let rates =
            |period: &Period| if period.rates == *self.current() { current.clone() } else { period.rates.clone() };
        self.periods.iter().map(|period| (period.from, rates(period))).collect()
    }

    /// The prices of requests that can wait: each the batch price where there is one, else the
    /// current one.
    #[must_use]
    pub fn batch_rates(&self) -> Rates<Decimal> {
        let normal = self.current();
        let Some(batch) = &self.batch else { return normal.clone() };
        let tier = |tier: &Tier| {
            let own = batch.tiers.iter().find(|own| own.over == tier.over);
            // a part with a flat batch price keeps it for long prompts
            let part = |own: Option<Decimal>, flat: Option<Decimal>, normal: Option<Decimal>| own.or(flat).or(normal);
            Tier {
                over: tier.over,
                input: part(own.and_then(|t| t.input), batch.input, tier.input),
                output: part(own.and_then(|t| t.output), batch.output, tier.output),
                cache_read: part(own.and_then(|t| t.cache_read), batch.cache_read, tier.cache_read),
                cache_write: part(own.and_then(|t| t.cache_write), batch.cache_write, tier.cache_write),
                cache_write_1h: part(own.and_then(|t| t.cache_write_1h), batch.cache_write_1h, tier.cache_write_1h),
            }
        };
        Rates {
            input: batch.input.unwrap_or(normal.input),
            output: batch.output.unwrap_or(normal.output),
            cache_read: batch.cache_read.or(normal.cache_read),
            cache_write: batch.cache_write.or(normal.cache_write),
            cache_write_1h: batch.cache_write_1h.or(normal.cache_write_1h),
            per_request: batch.per_request.or(normal.per_request),
            tiers: normal.tiers.iter().map(tier).collect(),
        }
    }
}

impl OffPeak {
    /// What is said of one price that stands for all hours.
    pub const MEAN: &str = " (mean over the hours of a day)";

    /// The share of a day that is peak.
    #[must_use]
    pub fn peak_share(&self) -> Decimal {
        let minutes = |(from, to): &(u32, u32)| if to >= from { to - from } else { to + 24 * 60 - from };
        let peak: u32 = self.peak_utc.iter().map(minutes).sum();
        Decimal::from(peak.min(24 * 60)) / Decimal::from(24 * 60)
    }
}

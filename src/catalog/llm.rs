//! What a language model costs per token: prices by date, by processing and by prompt length.

use rust_decimal::Decimal;

use super::citation::Citation;
use super::off_peak::OffPeak;
use crate::quantity::Date;
use crate::quantity::figures::exact;

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
    /// Prices of requests that are served when there is room while the caller waits, where they differ.
    pub flex: Option<Rates<Option<Decimal>>>,
    /// Prices of requests that are served before others, where they differ.
    pub priority: Option<Rates<Option<Decimal>>>,
    /// Prices outside the peak hours; the current ones are those of the peak.
    pub off_peak: Option<OffPeak>,
    /// The day on which its provider shuts it down.
    pub retires: Option<Date>,
    /// Other exact names of the same model.
    pub aliases: Vec<String>,
    /// What a reader of the prices should know, as that the sources disagree.
    pub note: Option<String>,
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

impl LlmModel {
    /// The provider: what stands before the first slash of the id.
    #[must_use]
    pub fn provider(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// The prices that are listed as current: the last that hold on the day of the citation.
    #[must_use]
    pub fn current(&self) -> &Rates<Decimal> {
        &self.periods[self.current_period()].rates
    }

    /// The place of the current prices among the periods.
    #[must_use]
    pub fn current_period(&self) -> usize {
        match Date::earliest(&self.citation.as_of) {
            Some(today) => self.period_on(today),
            None => self.periods.len() - 1,
        }
    }

    /// The place of the prices that hold on a day: the last that began by then, else the first.
    #[must_use]
    pub fn period_on(&self, day: Date) -> usize {
        self.periods.iter().rposition(|period| period.from.is_none_or(|from| from <= day)).unwrap_or(0)
    }

    /// The current prices; where they differ by the hour, the mean over the hours of a week.
    #[must_use]
    pub fn mean_rates(&self) -> Rates<Decimal> {
        let current = self.current();
        self.off_peak.as_ref().map_or_else(|| current.clone(), |off| off.mean(current))
    }

    /// Drops the prices of prompts that cannot be: a tier that begins at the context or above it.
    pub fn drop_unreachable_tiers(&mut self) {
        let Some(context) = self.context_tokens else { return };
        let reachable = |tier: &Tier| tier.over < context;
        self.periods.iter_mut().for_each(|period| period.rates.tiers.retain(reachable));
        for other in [&mut self.batch, &mut self.flex, &mut self.priority].into_iter().flatten() {
            other.tiers.retain(reachable);
        }
        if let Some(off) = &mut self.off_peak {
            off.rates.tiers.retain(reachable);
        }
    }

    /// The prices by the day from which they hold, ascending; the current ones as the mean over a day.
    #[must_use]
    pub fn dated(&self) -> Vec<(Option<Date>, Rates<Decimal>)> {
        let current = self.mean_rates();
        let rates =
            |period: &Period| if period.rates == *self.current() { current.clone() } else { period.rates.clone() };
        self.periods.iter().map(|period| (period.from, rates(period))).collect()
    }

    /// The prices of requests that can wait: each the batch price where there is one, else the
    /// current one.
    #[must_use]
    pub fn batch_rates(&self) -> Rates<Decimal> {
        self.batch.as_ref().map_or_else(|| self.current().clone(), |batch| self.current_with(batch))
    }

    /// The current prices with those in place of them that another way of serving has.
    #[must_use]
    pub fn current_with(&self, batch: &Rates<Option<Decimal>>) -> Rates<Decimal> {
        let normal = self.current();
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

impl Period {
    /// Prices by their days in words, as `at first: 0.14/0.28; 2026-08-17: 0.22/0.66`.
    #[must_use]
    pub fn list(periods: &[Self]) -> String {
        let one = |period: &Self| {
            let from = period.from.map_or_else(|| "at first".to_owned(), |day| day.to_string());
            format!("{from}: {}/{}", exact(period.rates.input), exact(period.rates.output))
        };
        periods.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

impl Rates<Option<Decimal>> {
    /// The prices, when there is one of input and one of output.
    #[must_use]
    pub fn whole(self) -> Option<Rates<Decimal>> {
        let Self { cache_read, cache_write, cache_write_1h, per_request, tiers, .. } = self;
        let (input, output) = (self.input?, self.output?);
        Some(Rates { input, output, cache_read, cache_write, cache_write_1h, per_request, tiers })
    }
}

impl Rates<Decimal> {
    /// The prices as those of which any may be absent.
    #[must_use]
    pub fn partial(&self) -> Rates<Option<Decimal>> {
        let Self { input, output, cache_read, cache_write, cache_write_1h, per_request, tiers } = self.clone();
        let (input, output) = (Some(input), Some(output));
        Rates { input, output, cache_read, cache_write, cache_write_1h, per_request, tiers }
    }
}

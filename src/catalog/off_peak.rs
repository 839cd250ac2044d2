//! Prices that differ by the hour of the day: the cheaper ones, the dear hours, and the mean over a week.

use rust_decimal::Decimal;

use super::llm::Rates;

/// Prices outside the peak hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffPeak {
    /// The prices.
    pub rates: Rates<Decimal>,
    /// The peak hours, as minutes of the day in UTC: from, to.
    pub peak_utc: Vec<(u32, u32)>,
    /// Days of a week that have peak hours, from 0 to 7.
    pub peak_days: u32,
}

impl OffPeak {
    /// What is said of one price that stands for all hours.
    pub const MEAN: &str = " (mean over the hours of a week)";

    /// The share of a week that is peak.
    #[must_use]
    pub fn peak_share(&self) -> Decimal {
        let minutes = |(from, to): &(u32, u32)| if to >= from { to - from } else { to + 24 * 60 - from };
        let peak: u32 = self.peak_utc.iter().map(minutes).sum();
        Decimal::from(peak.min(24 * 60) * self.peak_days.min(7)) / Decimal::from(24 * 60 * 7)
    }

    /// The peak hours in words, as `01:00-04:00 06:00-10:00 UTC, 5 days a week`.
    #[must_use]
    pub fn hours(&self) -> String {
        let spans: Vec<String> = self.peak_utc.iter().map(|span| Self::span(*span)).collect();
        let days = if self.peak_days < 7 { format!(", {} days a week", self.peak_days) } else { String::new() };
        format!("{} UTC{days}", spans.join(" "))
    }

    /// A span of hours, as `01:00-04:00`.
    #[must_use]
    pub fn span((from, to): (u32, u32)) -> String {
        format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }

    /// The mean over the hours of a week, where `peak` holds in the peak hours. Prices without a counterpart
    /// off the peak, and those of long prompts, are those of the peak.
    #[must_use]
    pub fn mean(&self, peak: &Rates<Decimal>) -> Rates<Decimal> {
        self.at(peak, self.peak_share())
    }

    /// The share of some minutes of a day, from one to before another, that is peak; the peak days of a week are
    /// its first, from Monday on. The weekday is 0 on Mondays.
    #[must_use]
    pub fn peak_share_of(&self, weekday: u32, (from, to): (u32, u32)) -> Decimal {
        if weekday >= self.peak_days || to <= from {
            return Decimal::ZERO;
        }
        let day = 24 * 60;
        // a span over midnight is two
        let spans = self
            .peak_utc
            .iter()
            .flat_map(|&(start, end)| if end >= start { [(start, end), (0, 0)] } else { [(start, day), (0, end)] });
        let minutes: u32 = spans.map(|(start, end)| to.min(end).saturating_sub(from.max(start))).sum();
        Decimal::from(minutes.min(to - from)) / Decimal::from(to - from)
    }

    /// The mean of the prices in the peak hours, `peak`, and those off them, where the former have a share of the
    /// time. Prices without a counterpart off the peak, and those of long prompts, are those of the peak.
    #[must_use]
    pub fn at(&self, peak: &Rates<Decimal>, share: Decimal) -> Rates<Decimal> {
        let mean = |peak: Decimal, off: Decimal| {
            let mean = peak.checked_mul(share).zip(off.checked_mul(Decimal::ONE - share));
            mean.and_then(|(peak, off)| peak.checked_add(off)).map_or(peak, |mean| mean.round_dp(12).normalize())
        };
        let part =
            |peak: Option<Decimal>, off: Option<Decimal>| peak.zip(off).map(|(peak, off)| mean(peak, off)).or(peak);
        Rates {
            input: mean(peak.input, self.rates.input),
            output: mean(peak.output, self.rates.output),
            cache_read: part(peak.cache_read, self.rates.cache_read),
            cache_write: part(peak.cache_write, self.rates.cache_write),
            cache_write_1h: part(peak.cache_write_1h, self.rates.cache_write_1h),
            ..peak.clone()
        }
    }
}

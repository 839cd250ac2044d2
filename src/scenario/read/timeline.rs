//! A model's prices by month: those of earlier, current and scheduled days, and the mean over a day of those
//! that differ by the hour.

use rust_decimal::Decimal;

use crate::catalog::{LlmModel, Rates};
use crate::scenario::input::month_number;

use super::section::Section;

/// The model's prices over the months of the scenario. A price holds from the month of its day.
pub fn of(section: &Section<'_>, model: &LlmModel) -> Vec<(u32, Rates<Decimal>)> {
    let current = around_the_clock(model);
    let Some(start) = section.context.start.get() else { return vec![(1, current)] };
    let last = section.context.months.get();
    let mut timeline: Vec<(u32, Rates<Decimal>)> = Vec::new();
    for period in &model.periods {
        let month = period.from.map_or(1, |from| month_number(start, from.month()).max(1));
        let Some(month) = u32::try_from(month).ok().filter(|month| *month <= last) else { continue };
        let rates = if period.rates == *model.current() { current.clone() } else { period.rates.clone() };
        match timeline.last_mut() {
            Some(held) if held.0 == month => held.1 = rates,
            _ => timeline.push((month, rates)),
        }
    }
    // a model whose first price is later than the scenario's start has no earlier one
    match timeline.first_mut() {
        Some(first) => first.0 = 1,
        None => timeline.push((1, current)),
    }
    timeline
}

/// The current prices; where they differ by the hour, the mean over a day.
fn around_the_clock(model: &LlmModel) -> Rates<Decimal> {
    let peak = model.current();
    let Some(off) = &model.off_peak else { return peak.clone() };
    let share = off.peak_share();
    let mean = |peak: Decimal, off: Decimal| {
        let mean = peak.checked_mul(share).zip(off.checked_mul(Decimal::ONE - share));
        mean.and_then(|(peak, off)| peak.checked_add(off)).map_or(peak, |mean| mean.round_dp(12).normalize())
    };
    let part = |peak: Option<Decimal>, off: Option<Decimal>| peak.zip(off).map(|(peak, off)| mean(peak, off)).or(peak);
    Rates {
        input: mean(peak.input, off.rates.input),
        output: mean(peak.output, off.rates.output),
        cache_read: part(peak.cache_read, off.rates.cache_read),
        cache_write: part(peak.cache_write, off.rates.cache_write),
        ..peak.clone()
    }
}

//! A model's prices by month: those of earlier, current and scheduled days, and the mean over a week of those
//! that differ by the hour.

use rust_decimal::Decimal;

use crate::catalog::{LlmModel, Rates};
use crate::scenario::input::month_number;

use super::section::Section;

/// The model's prices over the months of the scenario. A price holds from the month of its day.
pub fn of(section: &Section<'_>, model: &LlmModel) -> Vec<(u32, Rates<Decimal>)> {
    let current = model.mean_rates();
    let Some(start) = section.context.start.get() else { return vec![(1, current)] };
    let last = section.context.months.get();
    let mut timeline: Vec<(u32, Rates<Decimal>)> = Vec::new();
    for (from, rates) in model.dated() {
        let month = from.map_or(1, |from| month_number(start, from.month()).max(1));
        let Some(month) = u32::try_from(month).ok().filter(|month| *month <= last) else { continue };
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

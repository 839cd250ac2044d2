//! Prices off the peak as `LiteLLM` writes them: the hours in which they hold, by the day of the week.

use rust_decimal::Decimal;

use super::litellm::{Fields, parts};
use crate::catalog::json::Json;
use crate::catalog::llm::Rates;
use crate::catalog::off_peak::OffPeak;

const DAY: u32 = 24 * 60;

/// The prices and the peak hours, which are those that are left. `None` where the hours are not the same on
/// every day that has a peak, or cannot be read: the catalog has no words for them.
///
/// # Errors
/// A price that is no number, by its key.
pub fn read(fields: &Fields<'_>, peak: &Rates<Decimal>) -> Result<Option<OffPeak>, String> {
    let Some(off) = fields.get("off_peak_pricing").and_then(|json| json.object()) else { return Ok(None) };
    let about = |error: String| format!("`off_peak_pricing`: {error}");
    let cheaper = parts(&off, "").map_err(about)?;
    let rates = Rates {
        input: cheaper.input.unwrap_or(peak.input),
        output: cheaper.output.unwrap_or(peak.output),
        cache_read: cheaper.cache_read.or(peak.cache_read),
        cache_write: cheaper.cache_write.or(peak.cache_write),
        cache_write_1h: cheaper.cache_write_1h.or(peak.cache_write_1h),
        ..peak.clone()
    };
    let windows = off.get("windows").and_then(|json| json.list()).unwrap_or_default();
    let week = windows.into_iter().map(window).collect::<Option<Vec<Window>>>();
    Ok(week.and_then(|windows| peak_hours(&windows)).map(|(peak_utc, peak_days)| OffPeak {
        rates,
        peak_utc,
        peak_days,
    }))
}

/// Hours of the day that hold on some days of the week, from 1 for Monday.
struct Window {
    days: Vec<u32>,
    spans: Vec<(u32, u32)>,
}

fn window(json: Json<'_>) -> Option<Window> {
    let fields = json.object()?;
    let hours = fields.get("hours_utc")?;
    let texts = hours.list().unwrap_or_else(|| vec![*hours]);
    let spans = texts.into_iter().map(|json| span(&json.text()?)).collect::<Option<Vec<_>>>()?;
    let days = match fields.get("weekdays").and_then(|json| json.list()) {
        Some(days) => days.into_iter().map(|json| json.raw().parse().ok()).collect::<Option<Vec<u32>>>()?,
        None => (1..=7).collect(),
    };
    Some(Window { days, spans })
}

/// Minutes of a day from `HH:MM-HH:MM`; midnight as an end is that of the next day.
fn span(text: &str) -> Option<(u32, u32)> {
    let minutes = |clock: &str| {
        let (hours, minutes) = clock.trim().split_once(':')?;
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes).filter(|minutes| *minutes <= DAY)
    };
    let (from, to) = text.split_once('-')?;
    let (from, to) = (minutes(from)?, minutes(to)?);
    Some((from, if to == 0 { DAY } else { to }))
}

/// What the windows leave of a day with a peak, and how many days of a week have one.
fn peak_hours(windows: &[Window]) -> Option<(Vec<(u32, u32)>, u32)> {
    let mut found: Option<Vec<(u32, u32)>> = None;
    let mut days = 0;
    for day in 1..=7 {
        let of_day = windows.iter().filter(|window| window.days.contains(&day));
        let left = rest(&of_day.flat_map(|window| window.spans.iter().copied()).collect::<Vec<_>>());
        if left.is_empty() {
            continue;
        }
        days += 1;
        match &found {
            Some(known) if *known != left => return None,
            _ => found = Some(left),
        }
    }
    found.map(|spans| (spans, days))
}

/// What spans leave of a day.
fn rest(spans: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // a span over midnight is two of the day
    let mut taken: Vec<(u32, u32)> = Vec::new();
    for (from, to) in spans {
        if from < to { taken.push((*from, *to)) } else { taken.extend([(0, *to), (*from, DAY)]) }
    }
    taken.sort_unstable();
    let (mut left, mut at) = (Vec::new(), 0);
    for (from, to) in taken.into_iter().chain([(DAY, DAY)]) {
        if from > at {
            left.push((at, from));
        }
        at = at.max(to);
    }
    left
}

//! What a million tokens cost, for a terminal.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::Sizing;
use super::grid::{grid, wrapped};
use super::sizing::per_mtok;
use super::text::{WIDTH, whole};
use crate::capacity::Offer;
use crate::catalog::{Citation, GpuPrice, Term};
use crate::quantity::Date;
use crate::quantity::figures::{grouped, percent};

/// Offers that are shown; the rest is in JSON and CSV.
pub(super) const MOST_OFFERS: usize = 25;

/// Prices that are so many days older than the newest one are said to be.
const OLD: i64 = 90;

/// The offers with their sources; why there are none.
pub(super) fn offers(sizing: &Sizing<'_>) -> String {
    if sizing.offers.is_empty() {
        return unpriced(sizing);
    }
    let shown = &sizing.offers[..sizing.offers.len().min(MOST_OFFERS)];
    let mut sources: Vec<(String, Option<Date>)> = Vec::new();
    let mut rows = Vec::new();
    for offer in shown {
        let Citation { source, as_of } = &offer.price.citation;
        // a date with only a year or a month has no age in days
        let source = (format!("{source} ({as_of})"), Date::parse(as_of));
        let place = sources.iter().position(|known| *known == source).unwrap_or(sources.len());
        if place == sources.len() {
            sources.push(source);
        }
        rows.push(offer_row(offer, place + 1));
    }
    let what = match &sizing.demand {
        Some(demand) => format!(
            "US dollars for a million tokens, input and output together, at {} requests a month, busiest minutes {} times the mean, replicas at most {} full then",
            whole(demand.requests_per_month, 0),
            demand.peak_to_average,
            share(demand.target_utilization)
        ),
        None => {
            "US dollars for a million tokens, input and output together, on replicas that are never idle".to_owned()
        }
    };
    let header: &[&str] = if sizing.demand.is_some() {
        &["provider", "replica", "term", ">$/GPU-h", ">GPUs", ">$/month", ">$/Mtok", ">band", ">from"]
    } else {
        &["provider", "replica", "term", ">$/GPU-h", ">out tok/s", ">$/Mtok", ">band", ">from"]
    };
    let mut text = format!("\n{}{}", wrapped("", &what, WIDTH), grid(header, &rows));
    let more = sizing.offers.len() - shown.len();
    if more > 0 {
        let _ = writeln!(text, "  and {more} more that cost more: `--format csv` lists them all");
    }
    let newest = shown.iter().filter_map(|offer| Date::parse(&offer.price.citation.as_of)).max();
    for (index, (source, day)) in sources.iter().enumerate() {
        let age = newest.zip(*day).map(|(newest, day)| newest.since(day)).filter(|age| *age > OLD);
        let old = age.map_or_else(String::new, |age| format!(": {age} days older than the newest here"));
        text.push_str(&wrapped(&format!("  [{}] ", index + 1), &format!("{source}{old}"), WIDTH));
    }
    text
}

fn offer_row(offer: &Offer, source: usize) -> Vec<String> {
    let GpuPrice { provider, term, usd_per_gpu_hour, .. } = &offer.price;
    let [low, base, high] = offer.usd_per_mtok.map(per_mtok);
    let mut row = vec![
        provider.clone(),
        format!("{} {}", offer.point.gpus, offer.point.gpu),
        short(*term).to_owned(),
        grouped(*usd_per_gpu_hour, 2),
    ];
    match (&offer.fleet, &offer.point.outcome) {
        (Some(fleet), _) => row.extend([fleet.gpus.to_string(), grouped(fleet.usd_per_month, 0)]),
        (None, Ok(estimate)) => row.push(whole(estimate.output.base, 0)),
        (None, Err(_)) => row.push(String::new()),
    }
    let guess = if offer.is_tight() { "~" } else { "" };
    row.extend([format!("{guess}{base}"), format!("{low}..{high}"), format!("[{source}]")]);
    row
}

/// A term in nine letters.
fn short(term: Term) -> &'static str {
    match term {
        Term::OnDemand => "on demand",
        Term::Spot => "spot",
        Term::ReservedOneYear => "1 year",
        Term::ReservedThreeYears => "3 years",
        Term::CapacityBlock => "block",
        Term::Serverless => "per use",
        Term::ManagedEndpoint => "endpoint",
    }
}

/// Why there is no price of a replica that works.
fn unpriced(sizing: &Sizing<'_>) -> String {
    let mut names: Vec<&str> = sizing.working().map(|(point, _)| point.gpu.as_str()).collect();
    names.dedup();
    if names.is_empty() {
        return String::new();
    }
    let why = format!(
        "no price: the catalog has none of {} for this term, or only on machines with fewer GPUs than a replica needs; `tco catalog gpu-prices` lists them, `--term all` looks at every term",
        names.join(", ")
    );
    format!("\n{}", wrapped("", &why, WIDTH))
}

fn share(share: f64) -> String {
    percent(Decimal::from_f64(share).unwrap_or_default())
}

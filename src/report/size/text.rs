//! The answer for a terminal, within 100 columns.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::Sizing;
use super::grid::{grid, wrapped};
use super::sizing::per_mtok;
use crate::capacity::{Estimate, Offer, Point, Refusal, Spread};
use crate::catalog::{Citation, GpuPrice, Term};
use crate::quantity::figures::grouped;

const WIDTH: usize = 100;

/// Offers that are shown; the rest is in JSON and CSV.
const MOST_OFFERS: usize = 25;

/// The answer as text.
#[must_use]
pub fn sizing_text(sizing: &Sizing<'_>) -> String {
    let mut text = title(sizing);
    match sizing.points.as_slice() {
        [only] => text.push_str(&one(only)),
        _ => text.push_str(&sizes(sizing)),
    }
    if !sizing.offers.is_empty() {
        text.push_str(&offers(sizing));
    }
    let without = sizing.without_a_fit();
    if !without.is_empty() && sizing.points.len() > 1 {
        text.push('\n');
        text.push_str(&wrapped("nothing works on: ", &without.join(", "), WIDTH));
    }
    text
}

fn title(sizing: &Sizing<'_>) -> String {
    let weights = whole(sizing.model.total_weights() / 1e9, 1);
    let load = format!(
        "{} input and {} output tokens a request, {} engine",
        whole(sizing.load.input, 0),
        whole(sizing.load.output, 0),
        sizing.engine.name()
    );
    wrapped("", &format!("{}, {weights} billion weights; {load}", sizing.model.id), WIDTH)
}

/// One GPU and size at length.
fn one(point: &Point) -> String {
    let place = format!("{} {}", point.gpus, point.gpu);
    let estimate = match &point.outcome {
        Ok(estimate) => estimate,
        Err(refusal) => {
            return format!("\n{}", refused(point, refusal));
        }
    };
    let mut text = format!("\non {place} in {}\n", estimate.precision.name());
    let memory = &estimate.memory;
    let rows = [
        (
            "fits",
            format!(
                "{} GB of weights and {} requests at once in {} GB usable",
                gigabytes(memory.weights),
                whole(f64::from(estimate.requests), 0),
                gigabytes(memory.usable)
            ),
        ),
        ("output", format!("{} tokens/s sustained, prompts included", spread(estimate.output))),
        ("prefill", format!("{} tokens/s while reading prompts", spread(estimate.prefill))),
        ("decode", format!("{} tokens/s while writing answers", spread(estimate.decode))),
        ("latency", latency(estimate)),
    ];
    for (name, row) in rows {
        let _ = writeln!(text, "  {name:<8}  {row}");
    }
    text + &wrapped("  assumed   ", &estimate.assumption, WIDTH)
}

/// Every GPU and size that works, when one GPU was asked for; how many, when none was.
fn sizes(sizing: &Sizing<'_>) -> String {
    let one_gpu = sizing.points.windows(2).all(|pair| pair[0].gpu == pair[1].gpu);
    if !one_gpu {
        let mut text = String::new();
        if let Some((point, estimate)) = sizing.best().and_then(|best| Some((best, best.outcome.as_ref().ok()?))) {
            text = wrapped("\n", &format!("cheapest on {} {}: {}", point.gpus, point.gpu, estimate.assumption), WIDTH);
        }
        return text;
    }
    let row = |(point, estimate): (&Point, &Estimate)| {
        vec![
            format!("{} {}", point.gpus, point.gpu),
            estimate.precision.name().to_owned(),
            format!("{} GB", gigabytes(estimate.memory.weights)),
            format!("{} GB", gigabytes(estimate.memory.usable)),
            whole(f64::from(estimate.requests), 0),
            whole(estimate.output.base, 0),
            format!("{}..{}", whole(estimate.output.low, 0), whole(estimate.output.high, 0)),
            whole(estimate.ttft_ms, 0),
            whole(estimate.tpot_ms, 1),
        ]
    };
    let rows: Vec<Vec<String>> = sizing.working().map(row).collect();
    let mut text = String::new();
    if !rows.is_empty() {
        let header = ["replica", "in", ">weights", ">usable", ">at once", ">tok/s", ">band", ">TTFT ms", ">TPOT ms"];
        let _ = write!(text, "\n{}", grid(&header, &rows));
    }
    for point in &sizing.points {
        if let Err(refusal) = &point.outcome {
            let _ = write!(text, "\n{}", refused(point, refusal));
        }
    }
    text
}

/// Why a point does not work, and the way out.
fn refused(point: &Point, refusal: &Refusal) -> String {
    let cause = match refusal {
        // it names the replica itself
        Refusal::Memory { .. } => refusal.to_string(),
        _ => format!("{} {}: {refusal}", point.gpus, point.gpu),
    };
    wrapped("", &cause, WIDTH) + &wrapped("  ", &refusal.help(), WIDTH)
}

fn offers(sizing: &Sizing<'_>) -> String {
    let shown = &sizing.offers[..sizing.offers.len().min(MOST_OFFERS)];
    let mut sources: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for offer in shown {
        let Citation { source, as_of } = &offer.price.citation;
        let source = format!("{source} ({as_of})");
        let place = sources.iter().position(|known| *known == source).unwrap_or(sources.len());
        if place == sources.len() {
            sources.push(source);
        }
        rows.push(offer_row(offer, place + 1));
    }
    let what = match &sizing.demand {
        Some(demand) => format!(
            "US dollars for a million tokens, input and output together, at {} requests a month, busiest minutes {} times the mean",
            whole(demand.requests_per_month, 0),
            demand.peak_to_average
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
    if shown.iter().any(Offer::is_tight) {
        text.push_str(&wrapped(
            "  ",
            "~ hardly any memory is left beside the weights: the throughput is a guess",
            WIDTH,
        ));
    }
    for (index, source) in sources.iter().enumerate() {
        text.push_str(&wrapped(&format!("  [{}] ", index + 1), source, WIDTH));
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

fn latency(estimate: &Estimate) -> String {
    format!(
        "{} ms to the first token without a queue, {} ms from token to token",
        whole(estimate.ttft_ms, 0),
        whole(estimate.tpot_ms, 1)
    )
}

fn spread(spread: Spread) -> String {
    format!("{} ({} to {})", whole(spread.base, 0), whole(spread.low, 0), whole(spread.high, 0))
}

fn gigabytes(bytes: f64) -> String {
    whole(bytes / 1e9, 1)
}

/// A figure with this many places and thousands separators.
fn whole(figure: f64, places: u32) -> String {
    Decimal::from_f64(figure).map_or_else(|| format!("{figure:e}"), |figure| grouped(figure, places))
}

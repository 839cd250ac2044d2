//! The answer for a terminal, within 100 columns.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::Sizing;
use super::grid::{grid, wrapped};
use super::prices::{MOST_OFFERS, offers};
use crate::capacity::{Estimate, Offer, Point, Refusal, Spread};
use crate::quantity::figures::grouped;

pub(super) const WIDTH: usize = 100;

/// The answer as text.
#[must_use]
pub fn sizing_text(sizing: &Sizing<'_>) -> String {
    let mut text = title(sizing);
    match sizing.points.as_slice() {
        [only] => text.push_str(&one(sizing, only)),
        _ => text.push_str(&sizes(sizing)),
    }
    text.push_str(&offers(sizing));
    let shown = sizing.points.len() == 1 || is_one_gpu(sizing);
    if sizing.offers.iter().take(MOST_OFFERS).any(Offer::is_tight)
        || shown && sizing.working().any(|(_, estimate)| estimate.memory.is_tight())
    {
        let tight = "~ hardly any memory is left beside the weights: the throughput is a guess";
        text.push_str(&wrapped("  ", tight, WIDTH));
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
fn one(sizing: &Sizing<'_>, point: &Point) -> String {
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
        ("output", format!("{}{} tokens/s sustained, prompts included", guess(estimate), spread(estimate.output))),
        ("prefill", format!("{}{} tokens/s while reading prompts", guess(estimate), spread(estimate.prefill))),
        ("decode", format!("{}{} tokens/s while writing answers", guess(estimate), spread(estimate.decode))),
        ("latency", latency(sizing, estimate)),
    ];
    // without an answer there is nothing to say of the speed of one
    let rows = rows.into_iter().filter(|(name, _)| has_answers(sizing) || !["output", "decode"].contains(name));
    for (name, row) in rows {
        let _ = writeln!(text, "  {name:<8}  {row}");
    }
    for warning in &estimate.warnings {
        text.push_str(&wrapped("  mind      ", warning, WIDTH));
    }
    text + &wrapped("  assumed   ", &estimate.assumption, WIDTH)
}

/// Every GPU and size that works, when one GPU was asked for; how many, when none was.
fn sizes(sizing: &Sizing<'_>) -> String {
    if !is_one_gpu(sizing) {
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
            format!("{}{}", guess(estimate), whole(estimate.output.base, 0)),
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
    for (point, estimate) in sizing.working() {
        for warning in &estimate.warnings {
            text.push_str(&wrapped("  ", &format!("{} {}: {warning}", point.gpus, point.gpu), WIDTH));
        }
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

fn latency(sizing: &Sizing<'_>, estimate: &Estimate) -> String {
    let first = format!("{} ms to the first token without a queue", whole(estimate.ttft_ms, 0));
    if has_answers(sizing) { format!("{first}, {} ms from token to token", whole(estimate.tpot_ms, 1)) } else { first }
}

fn has_answers(sizing: &Sizing<'_>) -> bool {
    sizing.load.output >= 1.0
}

fn is_one_gpu(sizing: &Sizing<'_>) -> bool {
    sizing.points.windows(2).all(|pair| pair[0].gpu == pair[1].gpu)
}

/// What stands before a throughput that is a guess.
fn guess(estimate: &Estimate) -> &'static str {
    if estimate.memory.is_tight() { "~" } else { "" }
}

fn spread(spread: Spread) -> String {
    format!("{} ({} to {})", whole(spread.base, 0), whole(spread.low, 0), whole(spread.high, 0))
}

fn gigabytes(bytes: f64) -> String {
    whole(bytes / 1e9, 1)
}

/// A figure with this many places and thousands separators.
pub(super) fn whole(figure: f64, places: u32) -> String {
    Decimal::from_f64(figure).map_or_else(|| format!("{figure:e}"), |figure| grouped(figure, places))
}

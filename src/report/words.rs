//! The sentences of a summary, shared by every form it is printed in.

use rust_decimal::Decimal;

use super::vary::flip_line;
use crate::analysis::break_even::{Pair, Stays, VolumeBreakEven};
use crate::analysis::{Outcome, Results, Verdict};
use crate::quantity::figures::{money, multiple, percent, unit_price, volume};
use crate::scenario::printable;
use crate::sheet::ReadError;

/// What was compared: horizon, discounting, currency, today's volume.
#[must_use]
pub fn setting(results: &Results<'_>) -> String {
    let scenario = results.scenario;
    let from = scenario.start.map_or_else(String::new, |start| format!(" from {start}"));
    let rate = scenario.discount_rate.base();
    let discounting =
        if rate.is_zero() { "undiscounted".to_owned() } else { format!("discounted at {} a year", percent(rate)) };
    let (requests, month) = results.today;
    let months = if scenario.months == 1 { "1 month".to_owned() } else { format!("{} months", scenario.months) };
    let unit = if requests == Decimal::ONE { "request" } else { "requests" };
    format!(
        "{months}{from}, {discounting}, in {}; {} {unit} in month {month}",
        scenario.currency.code,
        volume(requests)
    )
}

/// Who is cheapest, and by how much.
#[must_use]
pub fn winner(results: &Results<'_>) -> String {
    let Some(cheapest) = results.cheapest else {
        return "none: no option can serve every request".to_owned();
    };
    let name = &results.scenario.options[cheapest].name;
    let Some(lead) = results.lead() else {
        return format!("{name}, the only option that can serve every request");
    };
    let share = lead.share.map_or_else(String::new, |share| format!(" ({})", percent(share)));
    let next = &results.scenario.options[lead.before].name;
    if lead.amount.is_zero() {
        return format!("{name}, level with {next}");
    }
    format!("{name}, by {}{share} of present value before {next}", money(lead.amount, results.scenario.currency))
}

/// The best by value less cost, when values were given.
#[must_use]
pub fn best_value(results: &Results<'_>) -> Option<String> {
    let best = results.best_value?;
    let worth = results.options[best].present_worth;
    let name = &results.scenario.options[best].name;
    Some(format!("{name}, worth {} more than it costs (present value)", money(worth, results.scenario.currency)))
}

/// Break-even volumes of every other option with the reference, a line each, or one for both bases
/// where they say the same.
#[must_use]
pub fn break_evens(results: &Results<'_>) -> Vec<String> {
    let scenario = results.scenario;
    let mut lines = Vec::new();
    for index in (0..results.options.len()).filter(|index| *index != scenario.reference) {
        let name = &scenario.options[index].name;
        let [month, horizon] = [&results.run_rate, &results.horizon].map(|found| break_even(results, found, index));
        if month == horizon {
            lines.push(format!("{name}: {month}"));
        } else {
            lines.push(format!("{name} (run rate): {month}"));
            lines.push(format!("{name} (horizon): {horizon}"));
        }
    }
    lines
}

fn break_even(results: &Results<'_>, found: &Result<VolumeBreakEven, ReadError>, option: usize) -> String {
    let found = match found {
        Ok(found) => found,
        Err(error) => return format!("not found: {error}"),
    };
    if results.today.0.is_zero() {
        return "none: there are no requests".to_owned();
    }
    let reference = results.scenario.reference;
    let Some(pair) =
        found.pairs.iter().find(|p| (p.a, p.b) == (option, reference) || (p.b, p.a) == (option, reference))
    else {
        return "none".to_owned();
    };
    let side = usize::from(pair.a != option);
    let scale = |x: Decimal| format!("{} ({} today)", volume(x.saturating_mul(results.today.0)), multiple(x));
    let first = pair.first(side);
    let steps = pair.events.len();
    let level = pair.at_end == std::cmp::Ordering::Equal && pair.events.len() == 2 && pair.events[0].x.is_zero();
    match (pair.stays[side], first) {
        _ if level => "costs the same at every volume".to_owned(),
        (Stays::From(x), _) if x.is_zero() => "cheaper at every volume".to_owned(),
        (Stays::From(x), Some(first)) if first == x => format!("cheaper from {} requests a month", scale(x)),
        (Stays::From(x), Some(first)) => {
            format!("first cheaper at {}, for good from {}; they meet {steps} times", scale(first), scale(x))
        }
        (Stays::From(x), None) => format!("cheaper again from {} requests a month", scale(x)),
        (_, Some(first)) => {
            let last = pair.events.last().map_or(first, |event| event.x);
            let until = if steps > 1 { format!(", no longer from {}", scale(last)) } else { String::new() };
            format!("first cheaper at {}{until}; {}", scale(first), lost(results, found, pair, side))
        }
        (Stays::CannotServe(end), None) if pair.starts_cheaper(side) => {
            format!("cheaper at every volume it can serve, up to {} today", multiple(end))
        }
        (_, None) => match loses_at(pair, side) {
            Some(x) => format!("cheaper up to {} requests a month", scale(x)),
            None => format!("never: {}", lost(results, found, pair, side)),
        },
    }
}

/// Where an option that starts cheaper stops being so.
fn loses_at(pair: &Pair, side: usize) -> Option<Decimal> {
    let dearer = if side == 0 { std::cmp::Ordering::Greater } else { std::cmp::Ordering::Less };
    let event = pair.events.iter().find(|event| event.above == dearer);
    event.map(|event| event.x)
}

/// Why an option does not stay cheaper.
fn lost(results: &Results<'_>, found: &VolumeBreakEven, pair: &Pair, side: usize) -> String {
    let [own, other] = if side == 0 { [pair.a, pair.b] } else { [pair.b, pair.a] };
    let names = [own, other].map(|option| results.scenario.options[option].name.as_str());
    match pair.stays[side] {
        Stays::LosesBeyond => return format!("beyond {} it loses again", multiple(found.up_to)),
        Stays::StepsBeyond => return "beyond the range both rise alike, in steps".to_owned(),
        Stays::CannotServe(end) => return format!("it cannot serve more than {} today", multiple(end)),
        Stays::From(_) | Stays::NotAtTheEnd => {}
    }
    match results.cost_per_further_request(pair, (side, found.basis)) {
        Some([own, other]) if own.is_zero() && other.is_zero() => {
            "neither cost depends on the volume, and this one is higher".to_owned()
        }
        Some([own, other]) if own == other => {
            let price = unit_price(own, results.scenario.currency);
            format!("each further request costs the same, {price}, and the rest costs more")
        }
        Some([own, other]) if own > other => {
            let price = |slope| unit_price(slope, results.scenario.currency);
            format!("each further request costs {} here, {} with {}", price(own), price(other), names[1])
        }
        _ if pair.end < found.up_to => {
            format!("not up to {} today, where a fleet is at its maximum", multiple(pair.end))
        }
        _ => format!("not up to {} today", multiple(pair.end)),
    }
}

/// One line for a check of the scenario.
#[must_use]
pub fn check_line(verdict: &Verdict) -> String {
    let source = verdict.expect.source.as_ref().map_or_else(String::new, |source| format!(" [{source}]"));
    printable(&match &verdict.outcome {
        Outcome::Holds => format!("ok      {}{source}", verdict.expect.metric),
        Outcome::Fails(why) | Outcome::Unknown(why) => format!("FAILED  {}: {why}{source}", verdict.expect.metric),
    })
}

/// The nearest few values at which the cheapest option changes.
#[must_use]
pub fn flips(results: &Results<'_>) -> Vec<String> {
    const SHOWN: usize = 5;
    let Some(flips) = &results.flips else {
        return vec!["not looked for: `tco break-even FILE --flips` does".to_owned()];
    };
    if flips.is_empty() {
        return vec!["no input changes the cheapest option between a tenth and ten times its value".to_owned()];
    }
    let mut lines: Vec<String> = flips.iter().take(SHOWN).map(|flip| flip_line(results, flip)).collect();
    if flips.len() > SHOWN {
        lines.push(format!("and {} inputs more: `tco break-even FILE --flips`", flips.len() - SHOWN));
    }
    lines
}

/// How ranges were read: the first few, and how many more there are.
#[must_use]
pub fn ranges(results: &Results<'_>) -> Vec<String> {
    const SHOWN: usize = 4;
    let inputs = results.model.sheet.inputs().iter();
    let mut read: Vec<String> =
        inputs.filter_map(|input| Some(format!("{}: {}", input.path, input.quantity.describe()?))).collect();
    if read.len() > SHOWN {
        let more = read.len() - SHOWN;
        read.truncate(SHOWN);
        read.push(format!("and {more} more, all in results.json; the figures above are of their base case"));
    }
    read
}

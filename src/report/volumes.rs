//! Every break-even volume and month, as text.

use std::cmp::Ordering;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::analysis::Results;
use crate::analysis::break_even::{Pair, Stays, TimeBreakEven, VolumeBreakEven};
use crate::quantity::figures::{exact, grouped, multiple};

/// Meetings of a pair that are listed; a run's `break_even.csv` has all of them.
const LISTED: usize = 60;

/// Every break-even volume on both bases, the cheapest ranges and the break-even months, of every
/// pair or of the one given.
#[must_use]
pub fn break_even_list(results: &Results<'_>, pair: Option<(usize, usize)>) -> String {
    let mut text = format!("{}\n", crate::scenario::printable(&results.scenario.name));
    let (requests, month) = results.today;
    let _ = writeln!(text, "today: {} requests in month {month}", grouped(requests, 2));
    let bases = [
        ("Run rate: a month in steady state, at month 1's prices", &results.run_rate),
        ("Horizon: present value, what is paid before launch included", &results.horizon),
    ];
    let chosen = |a: usize, b: usize| pair.is_none_or(|pair| pair == (a, b) || pair == (b, a));
    for (title, found) in bases {
        let _ = writeln!(text, "\n{title}");
        match found {
            Err(error) => {
                let _ = writeln!(text, "  not found: {error}");
            }
            Ok(found) => {
                if found.up_to < found.asked {
                    let to = multiple(found.up_to);
                    let _ =
                        writeln!(text, "  searched to {to} today's volume only: the steps beyond are too many to list");
                }
                ranges(&mut text, results, found);
                for pair in found.pairs.iter().filter(|pair| chosen(pair.a, pair.b)) {
                    meetings(&mut text, results, pair);
                }
            }
        }
    }
    text.push_str("\nMonths in which cumulative costs cross\n");
    for time in results.time.iter().filter(|time| chosen(time.a, time.b)) {
        months(&mut text, results, time);
    }
    text
}

fn name<'a>(results: &Results<'a>, option: usize) -> &'a str {
    &results.scenario.options[option].name
}

fn at(results: &Results<'_>, x: Decimal) -> String {
    let volume = x.saturating_mul(results.today.0);
    format!("{} ({})", grouped(volume, 4), multiple(x))
}

fn ranges(text: &mut String, results: &Results<'_>, found: &VolumeBreakEven) {
    text.push_str("  cheapest\n");
    for range in &found.cheapest {
        let option = range.option.map_or("none can serve", |option| name(results, option));
        let _ = writeln!(text, "    from {} to {}: {option}", at(results, range.from), at(results, range.to));
    }
}

fn meetings(text: &mut String, results: &Results<'_>, pair: &Pair) {
    let names = [name(results, pair.a), name(results, pair.b)];
    let _ = writeln!(text, "  {} and {}", names[0], names[1]);
    let cheaper = |order: Ordering| match order {
        Ordering::Less => names[0],
        Ordering::Greater => names[1],
        Ordering::Equal => "neither",
    };
    for event in pair.events.iter().take(LISTED) {
        let kind = event.kind.name();
        let (below, above) = (cheaper(event.below), cheaper(event.above));
        let _ = writeln!(text, "    {kind:<8} at {}: {below} below, {above} above", at(results, event.x));
    }
    if pair.events.len() > LISTED {
        let _ = writeln!(
            text,
            "    and {} more: `tco run` writes all of them to break_even.csv",
            pair.events.len() - LISTED
        );
    }
    if pair.events.is_empty() {
        let _ = writeln!(text, "    never meet; cheaper: {}", cheaper(pair.at_end));
    }
    for (side, name) in names.into_iter().enumerate() {
        let words = match pair.stays[side] {
            Stays::From(x) if x.is_zero() => "is cheaper at every volume".to_owned(),
            Stays::From(x) => format!("stays cheaper from {}", at(results, x)),
            Stays::LosesBeyond => "is cheaper at the end of the range, but loses beyond".to_owned(),
            Stays::StepsBeyond => "is cheaper at the end of the range; beyond, steps may pass each other".to_owned(),
            Stays::CannotServe(end) => format!("is cheaper, but cannot serve more than {}", at(results, end)),
            Stays::NotAtTheEnd => continue,
        };
        let _ = writeln!(text, "    {name} {words}");
    }
    if let Some(slopes) = pair.slopes {
        let price = |slope: Decimal| {
            slope.checked_div(results.today.0).map_or_else(|| "-".to_owned(), |p| exact(p.round_dp(10)))
        };
        let _ =
            writeln!(text, "    far out one more request a month costs {} and {}", price(slopes[0]), price(slopes[1]));
    }
}

fn months(text: &mut String, results: &Results<'_>, time: &TimeBreakEven) {
    let list = |months: &[Decimal]| {
        let months: Vec<String> = months.iter().map(|month| grouped(*month, 2)).collect();
        if months.is_empty() { "never".to_owned() } else { months.join(", ") }
    };
    let _ = writeln!(
        text,
        "  {} and {}: {}; discounted: {}",
        name(results, time.a),
        name(results, time.b),
        list(&time.months),
        list(&time.discounted)
    );
}

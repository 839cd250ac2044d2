//! `[[correlation]]`: uncertain numbers that go together.

use rust_decimal::Decimal;

use crate::catalog::near::nearest;
use crate::chance::{Correlation, CorrelationError, Pair};
use crate::quantity::figures::float;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::resolved::RankCorrelation;
use crate::scenario::source::Span;

use super::context::Context;
use super::section::Section;

/// Reads one `[[correlation]]`; the numbers it names must have been read before.
pub fn correlation(section: &Section<'_>) -> Option<RankCorrelation> {
    for key in ["between", "rank"] {
        if section.entry(key).is_none() {
            section.missing(key);
        }
    }
    let rank = section.input("rank");
    let span = section.value_span("between");
    let Ok(between) = <[String; 2]>::try_from(section.texts("between")?) else {
        let wrong = Diagnostic::at(span, "a correlation is between two numbers", "not two paths");
        section.context.error(wrong.help("write `between = [\"workloads.chat.requests_per_month\", \"...\"]`"));
        return None;
    };
    let [first, second] = &between;
    if first == second {
        let wrong = Diagnostic::at(span, format!("`{first}` cannot be correlated with itself"), "the same path twice");
        section.context.error(wrong.help("name another number that is given as a range"));
        return None;
    }
    let known = between.iter().filter(|path| is_range(section.context, path, span)).count() == 2;
    known.then_some(())?; // else an error or a warning says why
    Some(RankCorrelation { rank: rank?.base(), between, span })
}

/// Whether a path is that of a number given as a range; if not, an error says what it is.
fn is_range(context: &Context, path: &str, span: Span) -> bool {
    let ranges = context.ranges.borrow();
    if ranges.iter().any(|range| range == path) {
        return true;
    }
    let wrong = if context.place(path).is_some() {
        // as with `--set`, which may make a range certain for once
        let odd = Diagnostic::at(span, format!("`{path}` is one certain number"), "nothing to correlate");
        context.warn(odd.help("write it as a range, such as \"300k to 500k\", or leave the correlation out"));
        return false;
    } else {
        let near = nearest(path, ranges.iter().map(String::as_str));
        let help = near.map_or_else(
            || "write the path of a number that is given as a range, as in `options.api.output_per_mtok`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Diagnostic::at(span, format!("no number is called `{path}`"), "no such path").help(help)
    };
    let spoilt = context.spoilt(path);
    drop(ranges);
    if !spoilt {
        context.error(wrong);
    }
    false
}

/// The correlations that are written, and those of ranges that share one factor: the two go together
/// entirely, and with everything that is said to go with one of them.
pub fn with_pairs(context: &Context, written: Vec<Option<RankCorrelation>>) -> Vec<RankCorrelation> {
    let mut all: Vec<RankCorrelation> = written.into_iter().flatten().collect();
    for (between, span) in context.pairs.take() {
        let is_of = |c: &RankCorrelation, path: &str| c.between.iter().any(|known| known == path);
        if all.iter().any(|c| between.iter().all(|path| is_of(c, path))) {
            continue;
        }
        for (one, other) in [(0, 1), (1, 0)].map(|(one, other)| (&between[one], &between[other])) {
            let partner = |c: &RankCorrelation| c.between.iter().find(|path| *path != one).cloned();
            let of_one = all.iter().filter(|c| is_of(c, one));
            let mut mirrored: Vec<RankCorrelation> = of_one
                .filter_map(|c| Some(RankCorrelation { between: [other.clone(), partner(c)?], ..c.clone() }))
                .collect();
            mirrored.retain(|new| !all.iter().any(|c| new.between.iter().all(|path| is_of(c, path))));
            all.extend(mirrored);
        }
        all.push(RankCorrelation { rank: Decimal::ONE, between, span });
    }
    all
}

/// Holds that the correlations can exist together.
pub fn together(context: &Context, correlations: Vec<RankCorrelation>) -> Option<Vec<RankCorrelation>> {
    let mut paths: Vec<&str> = correlations.iter().flat_map(|c| &c.between).map(String::as_str).collect();
    paths.sort_unstable();
    paths.dedup();
    let place = |path: &str| paths.iter().position(|known| *known == path).unwrap_or_default();
    let pair =
        |c: &RankCorrelation| Pair { first: place(&c.between[0]), second: place(&c.between[1]), rho: float(c.rank) };
    let pairs: Vec<Pair> = correlations.iter().map(pair).collect();
    let last = |wanted: &dyn Fn(&Pair) -> bool| {
        let found = pairs.iter().zip(&correlations).rev().find(|(pair, _)| wanted(pair));
        found.map_or(Span::new(0, 0..0), |(_, correlation)| correlation.span)
    };
    match Correlation::new(paths.len(), &pairs) {
        Ok(_) => return Some(correlations),
        Err(CorrelationError::Twice(a, b)) => {
            let same = |pair: &Pair| (pair.first, pair.second) == (a, b) || (pair.first, pair.second) == (b, a);
            let title = format!("the correlation of `{}` and `{}` is written twice", paths[a], paths[b]);
            context.error(Diagnostic::at(last(&same), title, "once more").help("keep one of them"));
        }
        Err(CorrelationError::CannotExist(all)) => {
            let among = |pair: &Pair| all.contains(&pair.first) && all.contains(&pair.second);
            let names: Vec<String> = all.iter().map(|place| format!("`{}`", paths[*place])).collect();
            let title = format!("the correlations of {} cannot exist together", names.join(", "));
            let wrong = Diagnostic::at(last(&among), title, "contradicts the others");
            context.error(wrong.help(
                "what goes with one of two that go together goes with the other too: bring the ranks nearer to 0",
            ));
        }
        // places and ranges were held above
        Err(
            CorrelationError::NoSuchVariable(_) | CorrelationError::WithItself(_) | CorrelationError::OutOfRange(..),
        ) => {}
    }
    None
}

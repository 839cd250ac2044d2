//! The marks of the cost curve: where the cheapest option changes, and the break-even points with the reference.

use rust_decimal::Decimal;

use crate::analysis::Results;
use crate::analysis::break_even::{Stays, VolumeBreakEven};
use crate::quantity::figures::{float, volume};
use crate::report::chart::Mark;

/// The most marks with words.
const MOST_LABELS: usize = 6;

/// What the chart shows.
pub(super) struct View<'a> {
    /// Its right end, as a multiple of today's volume.
    pub(super) to: Decimal,
    /// The options that are drawn.
    pub(super) kept: &'a [usize],
}

/// A mark at every change of the cheapest option and at the break-even points with the reference; six have words, the
/// changes first.
pub(super) fn marks(results: &Results<'_>, found: &VolumeBreakEven, view: &View<'_>) -> Vec<Mark> {
    let today = results.today.0;
    let is_shown = |(option, x): &(usize, Decimal)| *x <= view.to && view.kept.contains(option);
    let changes: Vec<(usize, Decimal)> = changes(found).filter(is_shown).collect();
    let mut others: Vec<(usize, Decimal)> = shown_meetings(results, found).into_iter().filter(is_shown).collect();
    others.retain(|(_, x)| !changes.iter().any(|(_, change)| change == x));
    let mut named = clearest(&changes.iter().map(|(_, x)| *x).collect::<Vec<_>>());
    let room = MOST_LABELS.saturating_sub(named.len());
    named.extend(others.iter().map(|(_, x)| *x).take(room));
    let mark = |(option, x): &(usize, Decimal)| {
        let label = format!("{} requests", volume(x.saturating_mul(today)));
        Some(Mark {
            x: float(x.saturating_mul(today)),
            y: float(found.curves[*option].value(*x)?),
            label: if named.contains(x) { label } else { String::new() },
        })
    };
    changes.iter().chain(&others).filter_map(mark).collect()
}

/// Where the cheapest option changes, with the one that is the cheapest from there on.
fn changes(found: &VolumeBreakEven) -> impl Iterator<Item = (usize, Decimal)> {
    let pairs = found.cheapest.iter().zip(found.cheapest.iter().skip(1));
    pairs.filter_map(|(before, after)| Some((after.option.or(before.option)?, after.from)))
}

/// Of many changes the first and the last, and those that are furthest from their neighbours.
fn clearest(places: &[Decimal]) -> Vec<Decimal> {
    if places.len() <= MOST_LABELS {
        return places.to_vec();
    }
    let mut inner: Vec<(Decimal, Decimal)> = (places.windows(3))
        .filter_map(|three| match three {
            [before, place, after] => Some(((*place - *before).min(*after - *place), *place)),
            _ => None,
        })
        .collect();
    inner.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let inner = inner.into_iter().map(|(_, place)| place).take(MOST_LABELS - 2);
    places.first().into_iter().chain(places.last()).copied().chain(inner).collect()
}

/// The meetings worth a mark: where each option first becomes cheaper than the reference (or
/// dearer), and from where it stays so.
pub(super) fn shown_meetings(results: &Results<'_>, found: &VolumeBreakEven) -> Vec<(usize, Decimal)> {
    let reference = results.scenario.reference;
    let mut shown = Vec::new();
    for pair in found.pairs.iter().filter(|pair| pair.a == reference || pair.b == reference) {
        let option = if pair.a == reference { pair.b } else { pair.a };
        for side in 0..2 {
            shown.extend(pair.first(side).map(|x| (option, x)));
            if let Stays::From(x) = pair.stays[side] {
                shown.push((option, x));
            }
        }
    }
    shown.retain(|(_, x)| *x > Decimal::ZERO);
    shown.sort_by_key(|(option, x)| (*x, *option));
    shown.dedup();
    shown
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn of_many_changes_the_ends_and_the_clearest_have_words() {
        let few = [dec!(1), dec!(2)];
        assert_eq!(clearest(&few), few);
        // By hand: the nearest neighbour of 50 is 30 away and that of 20 is 9, all others are 1 away, the first two win.
        let many = [1, 10, 11, 20, 50, 100, 101, 150, 151].map(Decimal::from);
        assert_eq!(clearest(&many), [1, 151, 50, 20, 10, 11].map(Decimal::from));
    }
}

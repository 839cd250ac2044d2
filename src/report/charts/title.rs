//! What the cost curve says, in one line.

use rust_decimal::{Decimal, dec};

use crate::analysis::Results;
use crate::analysis::break_even::{Range, VolumeBreakEven};
use crate::report::drawing::short;

/// A range in the middle whose upper end is less than this many times its lower end is one of many turns.
const NARROW: Decimal = dec!(1.5);

/// Where the cheapest option of today's volume is the cheapest, and which one is the cheapest at the end.
pub(super) fn curve_title(results: &Results<'_>, found: &VolumeBreakEven, to: Decimal) -> String {
    let shown: Vec<&Range> = found.cheapest.iter().filter(|range| range.from < to).collect();
    let label = |option: usize| results.scenario.options[option].label.as_str();
    let at = |x: Decimal| short(x.saturating_mul(results.today.0));
    sentence(&shown, to, (&label, &at)).unwrap_or_else(|| "Cost of a month by volume".to_owned())
}

/// How options and volumes are written.
type Words<'a> = (&'a dyn Fn(usize) -> &'a str, &'a dyn Fn(Decimal) -> String);

fn sentence(shown: &[&Range], to: Decimal, (label, at): Words<'_>) -> Option<String> {
    let today = shown.iter().position(|range| range.from <= Decimal::ONE && range.to > Decimal::ONE)?;
    let held = shown.get(today)?;
    let is_a_turn = today > 0 && today + 1 < shown.len() && held.from.checked_mul(NARROW)? > held.to;
    let chosen = if is_a_turn { 0 } else { today };
    let (range, last) = (shown.get(chosen)?, shown.last()?);
    let option = range.option?;
    let name = label(option);
    let goes_on = chosen + 1 < shown.len();
    let first = match (range.from.is_zero(), goes_on && range.to <= to) {
        (true, true) => format!("{name}: cheapest up to {} requests a month", at(range.to)),
        (true, false) => format!("{name}: cheapest at every volume shown"),
        (false, true) => format!("{name}: cheapest from {} to {} requests a month", at(range.from), at(range.to)),
        (false, false) => format!("{name}: cheapest from {} requests a month", at(range.from)),
    };
    let second = match last.option {
        Some(last_option) if goes_on && last_option == option => format!(" and again from {}", at(last.from)),
        Some(last_option) if chosen + 2 == shown.len() => format!(", then {}", label(last_option)),
        Some(last_option) if goes_on => format!("; {} from {}", label(last_option), at(last.from)),
        _ => String::new(),
    };
    Some(first + &second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ends: &[(Decimal, usize)], want: &str) {
        let mut from = Decimal::ZERO;
        let mut ranges = Vec::new();
        for (to, option) in ends {
            ranges.push(Range { from, to: *to, option: Some(*option) });
            from = *to;
        }
        let shown: Vec<&Range> = ranges.iter().collect();
        let label = |option: usize| ["API", "Seats", "Own"][option];
        let found = sentence(&shown, dec!(100), (&label, &|x| x.to_string()));
        assert_eq!(found.as_deref(), Some(want));
    }

    #[test]
    fn a_title_has_two_clauses_at_most() {
        check(&[(dec!(100), 0)], "API: cheapest at every volume shown");
        check(&[(dec!(8), 0), (dec!(100), 1)], "API: cheapest up to 8 requests a month, then Seats");
        check(&[(dec!(0.5), 0), (dec!(100), 1)], "Seats: cheapest from 0.5 requests a month");
        check(&[(dec!(8), 0), (dec!(9), 1), (dec!(100), 2)], "API: cheapest up to 8 requests a month; Own from 9");
        let turns = [(dec!(8), 0), (dec!(9), 1), (dec!(10), 0), (dec!(12), 1), (dec!(100), 0)];
        check(&turns, "API: cheapest up to 8 requests a month and again from 12");
        let middle = [(dec!(0.5), 1), (dec!(9), 0), (dec!(100), 2)];
        check(&middle, "API: cheapest from 0.5 to 9 requests a month, then Own");
        let narrow = [(dec!(0.5), 1), (dec!(0.9), 0), (dec!(1.1), 1), (dec!(9), 0), (dec!(100), 2)];
        check(&narrow, "Seats: cheapest up to 0.5 requests a month; Own from 9");
    }
}

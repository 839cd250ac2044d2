//! Variances as they are printed: rounded, and still without a rest.

use rust_decimal::Decimal;

use crate::analysis::actuals::MonthVariance;
use crate::quantity::Currency;

/// The places that a row of a terminal's table is printed with: none, as of every amount from 1,000 on, when one of its
/// amounts comes to that, so that the row adds up as it is read; else those of the minor unit.
pub(super) fn places(month: &MonthVariance, currency: Currency) -> u32 {
    let known = [month.actual, month.price, month.unplanned].into_iter().flatten();
    let all = [month.plan, month.volume, month.mix, month.shape].into_iter().chain(known);
    let is_large = |amount: Decimal| amount.round_dp(currency.minor_digits).abs() >= Decimal::ONE_THOUSAND;
    if all.chain(difference(month)).any(is_large) { 0 } else { currency.minor_digits }
}

/// The actual cost less the plan; none where the former is not known.
pub(super) fn difference(month: &MonthVariance) -> Option<Decimal> {
    month.actual.map(|actual| actual.saturating_sub(month.plan))
}

/// A variance with amounts of so many places. What rounding leaves is taken, a last digit each, by those of its parts
/// that rounding moved the furthest the other way: of those that are not 0, and unplanned use only when it is alone;
/// or by the largest when all are printed as 0. So the parts are actual less plan as these are printed; where the
/// actual cost is not known each is rounded alone.
pub(super) fn rounded(month: &MonthVariance, places: u32) -> MonthVariance {
    let round = |value: Decimal| value.round_dp(places);
    let mut printed = MonthVariance {
        plan: round(month.plan),
        actual: month.actual.map(round),
        volume: round(month.volume),
        mix: round(month.mix),
        shape: round(month.shape),
        price: month.price.map(round),
        unplanned: month.unplanned.map(round),
        ..*month
    };
    let MonthVariance { plan, volume, mix, shape, .. } = printed;
    let (Some(actual), Some(price), Some(unplanned)) = (printed.actual, printed.price, printed.unplanned) else {
        return printed;
    };
    let mut parts = [volume, mix, shape, price, unplanned];
    let exact =
        [month.volume, month.mix, month.shape, month.price.unwrap_or_default(), month.unplanned.unwrap_or_default()];
    let sum = parts.iter().fold(plan, |sum, part| sum.saturating_add(*part));
    let takers: Vec<usize> = (0..parts.len()).filter(|part| !parts[*part].is_zero()).collect();
    let takers = match takers.as_slice() {
        [] => (0..parts.len()).max_by_key(|part| exact[*part].abs()).into_iter().collect(),
        // what was not planned is printed of its own beside the table: it is the same there
        [others @ .., UNPLANNED] if !others.is_empty() => others.to_vec(),
        _ => takers,
    };
    share_out(actual.saturating_sub(sum), (&mut parts, &exact), &takers, places);
    let [volume, mix, shape, price, unplanned] = parts;
    (printed.volume, printed.mix, printed.shape) = (volume, mix, shape);
    (printed.price, printed.unplanned) = (Some(price), Some(unplanned));
    printed
}

/// The place of unplanned use among the parts.
const UNPLANNED: usize = 4;

/// Adds what rounding leaves to the printed parts, a last digit at a time, each to the part that is then the nearest to
/// what it exactly is.
fn share_out(rest: Decimal, (parts, exact): (&mut [Decimal; 5], &[Decimal; 5]), takers: &[usize], places: u32) {
    let (mut rest, digit) = (rest, Decimal::new(1, places));
    // seven amounts are rounded by half a digit at most, so that no more than three digits are left
    for _ in 0..4 {
        let step = if rest.is_sign_negative() { -digit } else { digit };
        let moved = |part: &&usize| parts[**part].saturating_add(step).saturating_sub(exact[**part]).abs();
        let Some(taker) = takers.iter().min_by_key(moved).filter(|_| !rest.is_zero()) else { break };
        parts[*taker] = parts[*taker].saturating_add(step);
        rest = rest.saturating_sub(step);
    }
    if let Some(taker) = takers.first() {
        parts[*taker] = parts[*taker].saturating_add(rest);
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    /// Plan, actual, and the five parts; what is printed of the parts.
    fn check(plan_and_actual: [Decimal; 2], parts: [Decimal; 5], expected: [Decimal; 5]) {
        let [plan, actual] = plan_and_actual;
        let [volume, mix, shape, price, unplanned] = parts;
        let (price, unplanned, actual) = (Some(price), Some(unplanned), Some(actual));
        let month = MonthVariance { plan, actual, volume, mix, shape, price, unplanned, ..MonthVariance::default() };
        let printed = rounded(&month, 2);
        let found = [printed.volume, printed.mix, printed.shape, printed.price.unwrap(), printed.unplanned.unwrap()];
        assert_eq!(found, expected, "{parts:?}");
    }

    #[test]
    fn the_parts_that_rounding_moved_take_what_it_leaves() {
        // 0.336 + 0.336 + 0.338 = 1.01, while 0.34 + 0.34 + 0.34 = 1.02: of those moved by 0.004 the first
        // gives 0.01 up, not the price, which was moved by 0.002
        let parts = [dec!(0.336), dec!(0.336), dec!(0), dec!(0.338), dec!(0)];
        check([dec!(1), dec!(2.01)], parts, [dec!(0.33), dec!(0.34), dec!(0), dec!(0.34), dec!(0)]);
        // the same with unplanned use: it stays as it is
        let parts = [dec!(0.336), dec!(0.336), dec!(0), dec!(0), dec!(0.338)];
        check([dec!(1), dec!(2.01)], parts, [dec!(0.33), dec!(0.34), dec!(0), dec!(0), dec!(0.34)]);
        // 1.004 is 1.00 and 1.008 is 1.01: 0.004 alone would be 0.00, and is the whole of a difference of 0.01
        let parts = [dec!(0.003), dec!(0), dec!(0), dec!(0.001), dec!(0)];
        check([dec!(1.004), dec!(1.008)], parts, [dec!(0.01), dec!(0), dec!(0), dec!(0), dec!(0)]);
    }
}

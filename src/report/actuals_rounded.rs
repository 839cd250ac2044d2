//! Variances as they are printed: rounded, and still without a rest.

use rust_decimal::Decimal;

use crate::analysis::actuals::MonthVariance;

/// A variance with amounts of so many places. The last of its parts that is not 0 takes what rounding leaves, so that
/// the parts are actual less plan as these are printed; where the actual cost is not known each is rounded alone.
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
    let sum = parts.iter().fold(plan, |sum, part| sum.saturating_add(*part));
    if let Some(last) = parts.iter_mut().rev().find(|part| !part.is_zero()) {
        *last = last.saturating_add(actual.saturating_sub(sum));
    }
    let [volume, mix, shape, price, unplanned] = parts;
    (printed.volume, printed.mix, printed.shape) = (volume, mix, shape);
    (printed.price, printed.unplanned) = (Some(price), Some(unplanned));
    printed
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
    fn the_last_part_takes_what_rounding_leaves() {
        // 0.336 + 0.336 + 0.338 = 1.01, while 0.34 + 0.34 + 0.34 = 1.02: the price gives 0.01 up
        let parts = [dec!(0.336), dec!(0.336), dec!(0), dec!(0.338), dec!(0)];
        check([dec!(1), dec!(2.01)], parts, [dec!(0.34), dec!(0.34), dec!(0), dec!(0.33), dec!(0)]);
        // the same with unplanned use: it is the last
        let parts = [dec!(0.336), dec!(0.336), dec!(0), dec!(0), dec!(0.338)];
        check([dec!(1), dec!(2.01)], parts, [dec!(0.34), dec!(0.34), dec!(0), dec!(0), dec!(0.33)]);
    }
}

//! The months in which cumulative costs cross.

use rust_decimal::Decimal;

/// Break-even months of one pair of options.
#[derive(Clone, Debug)]
pub struct TimeBreakEven {
    /// The first option.
    pub a: usize,
    /// The second option.
    pub b: usize,
    /// Months in which the cumulative costs cross, from t = 0, linear inside a month.
    pub months: Vec<Decimal>,
    /// The same of the discounted costs.
    pub discounted: Vec<Decimal>,
}

/// Every moment at which the running sums of two lists of costs change places: linear inside a
/// month, changes of sign only.
#[must_use]
pub fn months(a: &[Decimal], b: &[Decimal]) -> Vec<Decimal> {
    let gaps: Vec<Decimal> = a.iter().zip(b).map(|(a, b)| a.saturating_sub(*b)).collect();
    let mut found = Vec::new();
    let mut last: Option<(usize, Decimal)> = None;
    for (month, gap) in gaps.iter().enumerate() {
        if gap.is_zero() {
            continue;
        }
        if let Some((before, previous)) = last
            && previous.is_sign_negative() != gap.is_sign_negative()
        {
            found.push(moment((before, previous), (month, *gap), &gaps));
        }
        last = Some((month, *gap));
    }
    found
}

/// Where a gap passes zero between two months, or first rests at it.
fn moment((before, previous): (usize, Decimal), (month, gap): (usize, Decimal), gaps: &[Decimal]) -> Decimal {
    if month > before + 1 && gaps[before + 1].is_zero() {
        return Decimal::from(before + 1);
    }
    let run = previous.checked_div(previous.saturating_sub(gap)).unwrap_or_default();
    Decimal::from(before) + run
}

#[cfg(test)]
mod tests {
    use super::months;
    use rust_decimal::{Decimal, dec};

    fn check(a: &[i64], b: &[i64], expected: &[Decimal]) {
        let decimals = |list: &[i64]| list.iter().map(|x| Decimal::from(*x)).collect::<Vec<_>>();
        assert_eq!(months(&decimals(a), &decimals(b)), expected);
    }

    #[test]
    fn cumulative_costs_cross_inside_a_month() {
        check(&[100, 110, 120], &[0, 80, 160], &[dec!(1.4285714285714285714285714286)]);
        check(&[100, 110, 120], &[0, 10, 20], &[]);
        check(&[10, 20, 30], &[0, 20, 40], &[dec!(1)]); // equal exactly at month 1
        check(&[10, 20, 40], &[0, 20, 30], &[]); // they touch and part again
    }
}

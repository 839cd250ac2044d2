//! Present value, return on investment and the annuity that equals a present value.

use rust_decimal::Decimal;

use crate::quantity::Powers;

/// Returns the net present value of monthly flows at an effective rate per year, in their currency.
///
/// `sum of flows[m] / (1 + rate_per_year)^(m / 12)`, with `flows[0]` undiscounted. (Spreadsheets'
/// `NPV` discounts the first value too.)
///
/// Returns `None` when the rate is -100 % or below, or when a term or the sum is too large for a
/// `Decimal`.
///
/// ```
/// use rust_decimal::Decimal;
/// use tco::finance::npv;
///
/// let mut flows = vec![Decimal::ZERO; 13];
/// flows[0] = Decimal::from(-100);
/// flows[12] = Decimal::from(121);
/// assert_eq!(npv(Decimal::new(1, 1), &flows), Some(Decimal::from(10)));
/// ```
#[must_use]
pub fn npv(rate_per_year: Decimal, flows: &[Decimal]) -> Option<Decimal> {
    discounted(rate_per_year, flows)?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// Returns what is earned per unit invested, as a fraction: `sum of flows / -flows[0]`.
///
/// Undiscounted, over the whole horizon. Returns `None` when nothing is invested at t = 0, that is
/// when `flows[0]` is absent or not negative, and on overflow.
#[must_use]
pub fn roi(flows: &[Decimal]) -> Option<Decimal> {
    let invested = -*flows.first()?;
    if invested <= Decimal::ZERO {
        return None;
    }
    sum(flows)?.checked_div(invested)
}

/// Returns the payment at the end of each of `months` months whose present value is
/// `present_value`, in the same currency.
///
/// `present_value / sum of (1 + rate_per_year)^(-m / 12)`, which is `present_value / months` at a
/// rate of 0. The sum is added up: the closed form `i / (1 - (1 + i)^-n)` cancels when the rate is
/// small. It is the fair figure between horizons of different length.
///
/// Returns `None` when there are no months, when the rate is -100 % or below, and on overflow.
#[must_use]
pub fn equivalent_monthly_cost(rate_per_year: Decimal, months: u32, present_value: Decimal) -> Option<Decimal> {
    let growth = growth(rate_per_year)?;
    let mut annuity = Decimal::ZERO;
    for month in 1..=i32::try_from(months).ok()? {
        annuity = annuity.checked_add(growth.at(-month)?)?;
    }
    present_value.checked_div(annuity)
}

/// The flows in money of t = 0, one by one; `None` when one exceeds 28 digits or the rate is not
/// above -100 %.
#[must_use]
pub fn discounted(rate_per_year: Decimal, flows: &[Decimal]) -> Option<Vec<Decimal>> {
    let growth = growth(rate_per_year)?;
    let present = |(flow, month): (&Decimal, i32)| {
        if flow.is_zero() {
            return Some(Decimal::ZERO);
        }
        // The larger of a factor and its inverse has all its digits. Where that is too large to
        // hold, a late flow at a high rate counts for next to nothing.
        if rate_per_year >= Decimal::ZERO
            && let Some(divisor) = growth.at(month)
        {
            return flow.checked_div(divisor);
        }
        flow.checked_mul(growth.at(-month)?)
    };
    flows.iter().zip(0..).map(present).collect()
}

/// The powers of `1 + rate`, if the rate is above -100 %.
pub(super) fn growth(rate: Decimal) -> Option<Powers> {
    let growth = rate.checked_add(Decimal::ONE)?;
    if growth > Decimal::ZERO { Powers::new(growth) } else { None }
}

fn sum(flows: &[Decimal]) -> Option<Decimal> {
    flows.iter().copied().try_fold(Decimal::ZERO, Decimal::checked_add)
}

//! How far a value of an input is from today's: as a factor, of an accuracy's errors.

use rust_decimal::Decimal;

use crate::scenario::Input;

/// Whether it is the errors that are counted: an accuracy of 95 % instead of 90 % halves them, and is
/// farther than the 1.06 times that it is itself.
pub(super) fn counts_errors(input: &Input, base: Decimal) -> bool {
    input.path.ends_with(".accuracy") && base < Decimal::ONE
}

/// The value of an input at a factor of today's.
pub(super) fn at(input: &Input, base: Decimal, factor: Decimal) -> Option<Decimal> {
    if counts_errors(input, base) {
        return Decimal::ONE.checked_sub((Decimal::ONE - base).checked_mul(factor)?);
    }
    base.checked_mul(factor)
}

/// The factor at which a value is.
pub(super) fn factor(input: &Input, base: Decimal, value: Decimal) -> Option<Decimal> {
    if counts_errors(input, base) {
        return Decimal::ONE.checked_sub(value)?.checked_div(Decimal::ONE - base);
    }
    value.checked_div(base)
}

/// Inputs that are conventions, which nobody changes to decide: hours of a month.
pub(super) fn is_convention(input: &Input) -> bool {
    ["scenario.hours_per_month", "people.hours_per_fte_month"].contains(&input.path.as_str())
}

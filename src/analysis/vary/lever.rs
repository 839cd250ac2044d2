//! The inputs that can be varied.

use rust_decimal::Decimal;

use crate::cost::Model;
use crate::scenario::Input;

/// An input that can be varied.
#[derive(Clone, Debug)]
pub struct Lever {
    /// Its place among the sheet's inputs.
    pub index: u32,
    /// The input.
    pub input: Input,
}

/// Every number of the scenario that the model uses, in the order of first use; the volume scale is
/// not one of them.
#[must_use]
pub fn levers(model: &Model) -> Vec<Lever> {
    let inputs = model.sheet.inputs().iter().zip(0_u32..);
    let written = inputs.filter(|(_, index)| *index != model.scale);
    written.map(|(input, index)| Lever { index, input: input.clone() }).collect()
}

impl Lever {
    /// The base case.
    #[must_use]
    pub fn base(&self) -> Decimal {
        self.input.base()
    }

    /// From a tenth to ten times the base, within what the key allows; `None` when the base is zero.
    #[must_use]
    pub fn reach(&self) -> Option<(Decimal, Decimal)> {
        let base = self.base();
        if base.is_zero() {
            return None;
        }
        let (tenth, tenfold) = (base.checked_div(Decimal::TEN)?, base.checked_mul(Decimal::TEN)?);
        let (low, high) = if base.is_sign_positive() { (tenth, tenfold) } else { (tenfold, tenth) };
        let (low, high) = (self.allowed(low), self.allowed(high));
        (low < high).then_some((low, high))
    }

    /// The nearest value that the key allows.
    #[must_use]
    pub fn allowed(&self, value: Decimal) -> Decimal {
        let (least, most) = self.input.bounds;
        let value = least.map_or(value, |least| value.max(least));
        most.map_or(value, |most| value.min(most))
    }
}

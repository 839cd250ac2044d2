//! The exact reading: every cell as a decimal.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use rustc_hash::FxHashMap;

use super::book::Sheet;
use super::dependents::Dependents;
use super::op::{Id, Op};
use crate::quantity::Powers;

/// Every cell of a sheet as a decimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactReading {
    values: Vec<Decimal>,
}

/// A cell that has no exact value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The cell.
    pub cell: Id,
    /// What was being computed.
    pub scope: String,
    /// Why it has none.
    pub trouble: Trouble,
}

/// Why a cell has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// More than 28 digits.
    Overflow,
    /// A division by zero.
    DivisionByZero,
    /// Not a straight line in the input that is varied.
    NotLinear,
    /// More steps than can be listed.
    TooManySteps,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.trouble {
            Trouble::Overflow => "a figure is too large to be held exactly (28 digits)",
            Trouble::DivisionByZero => "a figure is divided by zero",
            Trouble::NotLinear => "a figure is no straight line in the varied input",
            Trouble::TooManySteps => "a cost has too many steps to list",
        };
        write!(f, "{why} in {}", self.scope)
    }
}

impl std::error::Error for ReadError {}

impl ReadError {
    fn at(sheet: &Sheet, index: usize, trouble: Trouble) -> Self {
        let cell = Id(u32::try_from(index).unwrap_or(u32::MAX));
        Self { cell, scope: sheet.scope(cell).to_owned(), trouble }
    }
}

impl ExactReading {
    /// Reads every cell, with the base case of each input but for those in `instead` (place in
    /// [`Sheet::inputs`] and value).
    ///
    /// # Errors
    /// The first cell that exceeds 28 digits or divides by zero.
    pub fn new(sheet: &Sheet, instead: &[(u32, Decimal)]) -> Result<Self, ReadError> {
        let mut inputs: Vec<Decimal> = sheet.inputs().iter().map(crate::scenario::Input::base).collect();
        for (index, value) in instead {
            inputs[*index as usize] = *value;
        }
        let mut values: Vec<Decimal> = Vec::with_capacity(sheet.ops().len());
        let mut powers = Roots::default();
        for (index, op) in sheet.ops().iter().enumerate() {
            let get = |id: Id| values[id.index()];
            let value = match op {
                Op::Input(input) => Ok(inputs[*input as usize]),
                op => powers.apply(op, get),
            };
            values.push(value.map_err(|trouble| ReadError::at(sheet, index, trouble))?);
        }
        Ok(Self { values })
    }

    /// The reading with other values of some inputs (place in [`Sheet::inputs`] and value), the others as they
    /// are here. Only what a changed value reaches is worked out again.
    ///
    /// # Errors
    /// The first cell that exceeds 28 digits or divides by zero.
    pub fn with(&self, sheet: &Sheet, instead: &[(u32, Decimal)]) -> Result<Self, ReadError> {
        let mut values = self.values.clone();
        let mut changed = vec![false; values.len()];
        let mut powers = Roots::default();
        for (index, op) in sheet.ops().iter().enumerate() {
            let get = |id: Id| values[id.index()];
            let value = match op {
                Op::Input(input) => match instead.iter().rfind(|(place, _)| place == input) {
                    Some((_, value)) => Ok(*value),
                    None => continue,
                },
                op if !op.operands().any(|id| changed[id.index()]) => continue,
                op => powers.apply(op, get),
            };
            let value = value.map_err(|trouble| ReadError::at(sheet, index, trouble))?;
            changed[index] = value != values[index];
            values[index] = value;
        }
        Ok(Self { values })
    }

    /// The value of a cell.
    #[must_use]
    pub fn get(&self, id: Id) -> Decimal {
        self.values[id.index()]
    }

    /// The value of the input at a place in [`Sheet::inputs`]; none where no cell reads it.
    #[must_use]
    pub fn input(&self, sheet: &Sheet, place: u32) -> Option<Decimal> {
        let cell = sheet.ops().iter().position(|op| *op == Op::Input(place))?;
        self.values.get(cell).copied()
    }

    /// The sum of cells' values.
    #[must_use]
    pub fn sum(&self, ids: &[Id]) -> Decimal {
        ids.iter().fold(Decimal::ZERO, |sum, id| sum.saturating_add(self.get(*id)))
    }
}

/// A reading in which one input takes one value after another: only the cells that depend on it are
/// read again, the others stay as they were.
#[derive(Clone, Debug)]
pub struct Variation<'a> {
    sheet: &'a Sheet,
    dependents: &'a Dependents,
    reading: ExactReading,
}

impl<'a> Variation<'a> {
    /// A reading to vary, over the cells that depend on the input.
    #[must_use]
    pub fn new(sheet: &'a Sheet, base: &ExactReading, dependents: &'a Dependents) -> Self {
        Self { sheet, dependents, reading: base.clone() }
    }

    /// The reading with another value of the input. Cells that are not among the dependents keep the
    /// base reading's values.
    ///
    /// # Errors
    /// The first cell that exceeds 28 digits or divides by zero.
    pub fn at(&mut self, value: Decimal) -> Result<&ExactReading, ReadError> {
        let values = &mut self.reading.values;
        let mut powers = Roots::default();
        for cell in self.dependents.cells() {
            let get = |id: Id| values[id.index()];
            let result = match &self.sheet.ops()[cell.index()] {
                Op::Input(_) => Ok(value),
                op => powers.apply(op, get),
            };
            let value = result.map_err(|trouble| ReadError::at(self.sheet, cell.index(), trouble))?;
            values[cell.index()] = value;
        }
        Ok(&self.reading)
    }
}

/// Powers of one reading, with the roots of each base worked out once.
#[derive(Default)]
struct Roots(FxHashMap<Decimal, Option<Powers>>);

impl Roots {
    /// The value of an operation, given its operands'. Inputs are the caller's.
    fn apply(&mut self, op: &Op, get: impl Fn(Id) -> Decimal) -> Result<Decimal, Trouble> {
        let Op::Power(base, twelfths) = op else { return apply(op, get) };
        let base = get(*base);
        let powers = self.0.entry(base).or_insert_with(|| Powers::new(base));
        powers.as_ref().and_then(|powers| powers.at(*twelfths)).ok_or(Trouble::Overflow)
    }
}

/// The value of an operation, given its operands'. Inputs and powers are the caller's.
pub(super) fn apply(op: &Op, get: impl Fn(Id) -> Decimal) -> Result<Decimal, Trouble> {
    let overflow = |value: Option<Decimal>| value.ok_or(Trouble::Overflow);
    match op {
        Op::Constant(value) => Ok(*value),
        Op::Input(_) => Err(Trouble::Overflow),
        Op::Sum(terms) => {
            let add = |sum: Decimal, id: &Id| sum.checked_add(get(*id));
            overflow(terms.iter().try_fold(Decimal::ZERO, add))
        }
        Op::Subtract(a, b) => overflow(get(*a).checked_sub(get(*b))),
        Op::Multiply(a, b) => overflow(get(*a).checked_mul(get(*b))),
        Op::Divide(_, b) if get(*b).is_zero() => Err(Trouble::DivisionByZero),
        Op::Share(_, b) if get(*b).is_zero() => Ok(Decimal::ZERO),
        Op::Divide(a, b) | Op::Share(a, b) => overflow(get(*a).checked_div(get(*b))),
        Op::Minimum(a, b) => Ok(get(*a).min(get(*b))),
        Op::Maximum(a, b) => Ok(get(*a).max(get(*b))),
        Op::Units(demand, capacity) => units(get(*demand), get(*capacity)),
        Op::Power(base, twelfths) => overflow(crate::quantity::power(get(*base), *twelfths)),
        Op::Round(a) => Ok(get(*a).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)),
        Op::Select { left, test, right, then, otherwise } => {
            Ok(if test.holds(get(*left), get(*right)) { get(*then) } else { get(*otherwise) })
        }
    }
}

/// How far, relatively, a demand may lie above n x capacity and still need only n.
const FULL: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// The smallest whole n with n x `capacity` >= `demand`; a demand within 1e-12 of n x `capacity`
/// needs n (docs/scenario.md).
pub(super) fn units(demand: Decimal, capacity: Decimal) -> Result<Decimal, Trouble> {
    if demand <= Decimal::ZERO {
        return Ok(Decimal::ZERO);
    }
    if capacity <= Decimal::ZERO {
        return Err(Trouble::DivisionByZero);
    }
    let quotient = demand.checked_div(capacity).ok_or(Trouble::Overflow)?;
    let below = quotient.floor();
    let full = below.checked_mul(capacity).ok_or(Trouble::Overflow)?;
    let excess = demand - full;
    let slack = full.checked_mul(FULL).ok_or(Trouble::Overflow)?;
    Ok(if excess <= slack { below } else { below + Decimal::ONE })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn check(demand: Decimal, capacity: Decimal, n: Decimal) {
        assert_eq!(units(demand, capacity), Ok(n), "{demand} / {capacity}");
    }

    #[test]
    fn a_fleet_that_is_exactly_full_does_not_round_up() {
        check(dec!(6), dec!(2), dec!(3));
        check(dec!(6.1), dec!(2), dec!(4));
        check(dec!(0), dec!(2), dec!(0));
        check(dec!(0.001), dec!(2), dec!(1));
        let third = Decimal::TWO / dec!(3);
        check(dec!(2), third, dec!(3)); // 2 / (2/3) comes out a hair off 3
        check(third * dec!(3), third, dec!(3));
        check(dec!(6.000000000001), dec!(2), dec!(3)); // within 1e-12 of full
        check(dec!(6.0000000001), dec!(2), dec!(4));
    }

    #[test]
    fn no_capacity_serves_no_demand() {
        assert_eq!(units(dec!(1), dec!(0)), Err(Trouble::DivisionByZero));
        check(dec!(0), dec!(0), dec!(0));
    }
}

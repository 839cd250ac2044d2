//! How cells grow beyond any range: the slope that each tends to as the varied input rises.

use rust_decimal::Decimal;

use crate::sheet::book::Sheet;
use crate::sheet::dependents::Dependents;
use crate::sheet::exact::{ExactReading, Trouble, apply};
use crate::sheet::op::{Id, Op, Test};

/// What a cell tends to: a line, possibly with steps around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The mean slope far out.
    pub slope: Decimal,
    /// The value far out of a cell whose slope is 0.
    level: Decimal,
    /// Whether it still rises in steps there.
    pub stepped: bool,
}

impl Trend {
    fn flat(level: Decimal) -> Self {
        Self { slope: Decimal::ZERO, level, stepped: false }
    }

    /// Whether it ends up above another trend; `None` when they rise alike and their levels decide.
    fn exceeds(self, other: Self) -> bool {
        match self.slope.cmp(&other.slope) {
            std::cmp::Ordering::Equal => self.level > other.level,
            order => order.is_gt(),
        }
    }
}

/// The trends of the wanted cells as `input` rises without end, by place in `wanted`; `None` where
/// one is no line in the end.
#[must_use]
pub fn trends(sheet: &Sheet, exact: &ExactReading, input: u32, wanted: &[Id]) -> Vec<Option<Trend>> {
    let varying = Dependents::of(sheet, input);
    let mut known: Vec<Option<Trend>> = Vec::with_capacity(sheet.ops().len());
    for (index, op) in sheet.ops().iter().enumerate() {
        let cell = Id(u32::try_from(index).unwrap_or(u32::MAX));
        let trend = if varying.contains(cell) {
            trend(op, |id| known[id.index()]).ok()
        } else {
            Some(Trend::flat(exact.get(cell)))
        };
        known.push(trend);
    }
    wanted.iter().map(|id| known[id.index()]).collect()
}

fn trend(op: &Op, get: impl Fn(Id) -> Option<Trend>) -> Result<Trend, Trouble> {
    let get = |id: Id| get(id).ok_or(Trouble::NotLinear);
    match op {
        Op::Constant(value) => Ok(Trend::flat(*value)),
        Op::Input(_) => Ok(Trend { slope: Decimal::ONE, level: Decimal::ZERO, stepped: false }),
        Op::Sum(terms) => terms.iter().try_fold(Trend::flat(Decimal::ZERO), |sum, id| both(sum, get(*id)?, plus)),
        Op::Subtract(a, b) => both(get(*a)?, get(*b)?, Decimal::checked_sub),
        Op::Multiply(a, b) => product(get(*a)?, get(*b)?),
        Op::Divide(a, b) | Op::Share(a, b) => quotient(get(*a)?, get(*b)?),
        Op::Minimum(a, b) => {
            let (a, b) = (get(*a)?, get(*b)?);
            Ok(if a.exceeds(b) { b } else { a })
        }
        Op::Maximum(a, b) => {
            let (a, b) = (get(*a)?, get(*b)?);
            Ok(if a.exceeds(b) { a } else { b })
        }
        Op::Units(demand, capacity) => {
            let (demand, capacity) = (get(*demand)?, get(*capacity)?);
            if demand.slope.is_zero() {
                let level = apply(op, |id| if id_is(op, id) { demand.level } else { capacity.level })?;
                return Ok(Trend::flat(level));
            }
            Ok(Trend { stepped: true, ..quotient(demand, capacity)? })
        }
        Op::Power(..) | Op::Round(_) => Err(Trouble::NotLinear),
        Op::Select { left, test, right, then, otherwise } => {
            let (left, right) = (get(*left)?, get(*right)?);
            let level = *test == Test::AtLeast && !right.exceeds(left);
            get(if level || left.exceeds(right) { *then } else { *otherwise })
        }
    }
}

/// Whether `id` is the first operand.
fn id_is(op: &Op, id: Id) -> bool {
    op.operands().next() == Some(id)
}

fn plus(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_add(b)
}

fn both(a: Trend, b: Trend, f: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Result<Trend, Trouble> {
    Ok(Trend {
        slope: f(a.slope, b.slope).ok_or(Trouble::Overflow)?,
        level: f(a.level, b.level).ok_or(Trouble::Overflow)?,
        stepped: a.stepped || b.stepped,
    })
}

fn product(a: Trend, b: Trend) -> Result<Trend, Trouble> {
    let (line, factor) = if b.slope.is_zero() { (a, b) } else { (b, a) };
    if !factor.slope.is_zero() {
        return Err(Trouble::NotLinear);
    }
    let times = |x: Decimal| x.checked_mul(factor.level).ok_or(Trouble::Overflow);
    let stepped = (line.stepped || factor.stepped) && !factor.level.is_zero();
    Ok(Trend { slope: times(line.slope)?, level: times(line.level)?, stepped })
}

fn quotient(a: Trend, b: Trend) -> Result<Trend, Trouble> {
    let over = |x: Decimal, y: Decimal| {
        if y.is_zero() { Ok(Decimal::ZERO) } else { x.checked_div(y).ok_or(Trouble::Overflow) }
    };
    if b.slope.is_zero() {
        return Ok(Trend { slope: over(a.slope, b.level)?, level: over(a.level, b.level)?, stepped: a.stepped });
    }
    Ok(Trend::flat(over(a.slope, b.slope)?))
}

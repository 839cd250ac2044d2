//! Reading a sheet as curves: only cells that depend on the varied input are functions.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::function::Curve;
use super::{pointwise, staircase};
use crate::sheet::book::Sheet;
use crate::sheet::exact::{ExactReading, ReadError, Trouble};
use crate::sheet::op::{Id, Op};

/// Which input is varied over which range, and which cells are wanted.
#[derive(Clone, Debug)]
pub struct CurveRequest<'a> {
    /// Place of the input in [`Sheet::inputs`].
    pub input: u32,
    /// From and to.
    pub range: (Decimal, Decimal),
    /// The cells wanted.
    pub outputs: &'a [Id],
}

/// The most pieces that all curves of one reading may have together, so that a fleet of a million
/// replicas ends in a message and not in a wait.
const MOST_PIECES: usize = 12_000_000;

/// The wanted cells as exact functions of the varied input, the others as in `exact`.
///
/// # Errors
/// A cell that is no piecewise-linear function of the input, has too many steps, or exceeds 28
/// digits.
pub fn curves(sheet: &Sheet, exact: &ExactReading, request: &CurveRequest<'_>) -> Result<Vec<Rc<Curve>>, ReadError> {
    let varies = varying(sheet, request.input);
    let mut uses = needed(sheet, request.outputs, &varies);
    let mut known: Vec<Option<Rc<Curve>>> = vec![None; sheet.ops().len()];
    let mut pieces = 0_usize;
    for (index, op) in sheet.ops().iter().enumerate() {
        if !varies[index] || uses[index] == 0 {
            continue;
        }
        let reader = Reader { exact, range: request.range, varies: &varies, known: &known };
        let curve = reader.read(op).and_then(|curve| {
            pieces += curve.pieces.len();
            if pieces > MOST_PIECES { Err(Trouble::TooManySteps) } else { Ok(curve) }
        });
        let curve = curve.map_err(|trouble| {
            let cell = Id(u32::try_from(index).unwrap_or(u32::MAX));
            ReadError { cell, scope: sheet.scope(cell).to_owned(), trouble }
        })?;
        known[index] = Some(Rc::new(curve));
        for operand in op.operands().map(Id::index).filter(|i| varies[*i]) {
            uses[operand] -= 1;
            if uses[operand] == 0 {
                known[operand] = None; // the last cell that needs it has read it
            }
        }
    }
    let reader = Reader { exact, range: request.range, varies: &varies, known: &known };
    Ok(request.outputs.iter().map(|id| reader.curve(*id)).collect())
}

/// For every cell, whether it depends on the input.
pub(super) fn varying(sheet: &Sheet, input: u32) -> Vec<bool> {
    let mut varies: Vec<bool> = Vec::with_capacity(sheet.ops().len());
    for op in sheet.ops() {
        let here = *op == Op::Input(input) || op.operands().any(|id| varies[id.index()]);
        varies.push(here);
    }
    varies
}

/// For every varying cell, how many needed cells read it; outputs count as read once more.
fn needed(sheet: &Sheet, outputs: &[Id], varies: &[bool]) -> Vec<u32> {
    let mut uses = vec![0_u32; sheet.ops().len()];
    for id in outputs {
        uses[id.index()] += 1;
    }
    for (index, op) in sheet.ops().iter().enumerate().rev() {
        if uses[index] > 0 && varies[index] {
            op.operands().for_each(|id| uses[id.index()] += 1);
        }
    }
    uses
}

struct Reader<'a> {
    exact: &'a ExactReading,
    range: (Decimal, Decimal),
    varies: &'a [bool],
    known: &'a [Option<Rc<Curve>>],
}

impl Reader<'_> {
    fn curve(&self, id: Id) -> Rc<Curve> {
        let known = self.known[id.index()].clone();
        known.unwrap_or_else(|| Rc::new(Curve::constant(self.exact.get(id), self.range)))
    }

    fn fixed(&self, id: Id) -> Option<Decimal> {
        (!self.varies[id.index()]).then(|| self.exact.get(id))
    }

    fn read(&self, op: &Op) -> Result<Curve, Trouble> {
        match op {
            Op::Constant(value) => Ok(Curve::constant(*value, self.range)),
            Op::Input(_) => Ok(Curve::identity(self.range)),
            Op::Sum(terms) => {
                let curves: Vec<Rc<Curve>> = terms.iter().map(|id| self.curve(*id)).collect();
                pointwise::sum(&curves, self.range)
            }
            Op::Subtract(a, b) => pointwise::difference(&self.curve(*a), &self.curve(*b)),
            Op::Multiply(a, b) => match (self.fixed(*a), self.fixed(*b)) {
                (Some(factor), _) => pointwise::scale(&self.curve(*b), factor),
                (_, Some(factor)) => pointwise::scale(&self.curve(*a), factor),
                _ => pointwise::multiply(&self.curve(*a), &self.curve(*b)),
            },
            Op::Divide(a, b) => pointwise::divide(&self.curve(*a), &self.curve(*b), false),
            Op::Share(a, b) => pointwise::divide(&self.curve(*a), &self.curve(*b), true),
            Op::Minimum(a, b) => pointwise::extreme(&self.curve(*a), &self.curve(*b), true),
            Op::Maximum(a, b) => pointwise::extreme(&self.curve(*a), &self.curve(*b), false),
            Op::Units(demand, capacity) => match self.fixed(*capacity) {
                Some(capacity) => staircase::staircase(&self.curve(*demand), capacity),
                None => Err(Trouble::NotLinear),
            },
            Op::Power(..) | Op::Round(_) => Err(Trouble::NotLinear),
            Op::Select { left, test, right, then, otherwise } => {
                let gap = pointwise::difference(&self.curve(*left), &self.curve(*right))?;
                pointwise::choose(&gap, *test, &self.curve(*then), &self.curve(*otherwise))
            }
        }
    }
}

//! Reading a sheet as curves: only cells that depend on the varied input are functions.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::function::Curve;
use super::{pointwise, staircase};
use crate::sheet::book::Sheet;
use crate::sheet::dependents::Dependents;
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
    let varying = Dependents::of(sheet, request.input);
    let mut uses = needed(sheet, request.outputs, &varying);
    let mut known: Vec<Option<Rc<Curve>>> = vec![None; sheet.ops().len()];
    let mut pieces = 0_usize;
    for cell in varying.cells().iter().copied() {
        if uses[cell.index()] == 0 {
            continue;
        }
        let op = &sheet.ops()[cell.index()];
        let reader = Reader { exact, range: request.range, varying: &varying, known: &known };
        let curve = reader.read(op).and_then(|curve| {
            pieces += curve.pieces.len();
            if pieces > MOST_PIECES { Err(Trouble::TooManySteps) } else { Ok(curve) }
        });
        let scope = || sheet.scope(cell).to_owned();
        let curve = curve.map_err(|trouble| ReadError { cell, scope: scope(), trouble })?;
        known[cell.index()] = Some(Rc::new(curve));
        for operand in op.operands().filter(|id| varying.contains(*id)).map(Id::index) {
            uses[operand] -= 1;
            if uses[operand] == 0 {
                known[operand] = None; // the last cell that needs it has read it
            }
        }
    }
    let reader = Reader { exact, range: request.range, varying: &varying, known: &known };
    Ok(request.outputs.iter().map(|id| reader.curve(*id)).collect())
}

/// For every varying cell, how many needed cells read it; outputs count as read once more.
fn needed(sheet: &Sheet, outputs: &[Id], varying: &Dependents) -> Vec<u32> {
    let mut uses = vec![0_u32; sheet.ops().len()];
    for id in outputs {
        uses[id.index()] += 1;
    }
    for cell in varying.cells().iter().rev() {
        if uses[cell.index()] > 0 {
            sheet.ops()[cell.index()].operands().for_each(|id| uses[id.index()] += 1);
        }
    }
    uses
}

struct Reader<'a> {
    exact: &'a ExactReading,
    range: (Decimal, Decimal),
    varying: &'a Dependents,
    known: &'a [Option<Rc<Curve>>],
}

impl Reader<'_> {
    fn curve(&self, id: Id) -> Rc<Curve> {
        let known = self.known[id.index()].clone();
        known.unwrap_or_else(|| Rc::new(Curve::constant(self.exact.get(id), self.range)))
    }

    fn fixed(&self, id: Id) -> Option<Decimal> {
        (!self.varying.contains(id)).then(|| self.exact.get(id))
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

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
    /// The most pieces that all curves of the reading may have together.
    pub most_pieces: usize,
}

/// The most pieces that the curves of one reading should have, so that a fleet of a million replicas
/// ends in a message and not in a wait.
pub const MOST_PIECES: usize = 12_000_000;

/// The wanted cells as exact functions of the varied input, the others as in `exact`.
///
/// # Errors
/// A cell that is no piecewise-linear function of the input, has too many steps, or exceeds 28
/// digits.
pub fn curves(sheet: &Sheet, exact: &ExactReading, request: &CurveRequest<'_>) -> Result<Vec<Rc<Curve>>, ReadError> {
    let varying = Dependents::of(sheet, request.input);
    readable_curves(sheet, exact, (request, &varying)).into_iter().collect()
}

/// The same, cell by cell: one that cannot be read does not keep the others from being read.
/// `varying` holds the cells that depend on the input, at least those that the outputs need.
pub fn readable_curves(
    sheet: &Sheet,
    exact: &ExactReading,
    (request, varying): (&CurveRequest<'_>, &Dependents),
) -> Vec<Result<Rc<Curve>, ReadError>> {
    let mut uses = needed(sheet, request.outputs, varying);
    let mut known: Vec<Option<Read>> = vec![None; sheet.ops().len()];
    let mut pieces = 0_usize;
    for cell in varying.cells().iter().copied() {
        if uses[cell.index()] == 0 {
            continue;
        }
        let op = &sheet.ops()[cell.index()];
        let reader = Reader { exact, range: request.range, varying, known: &known };
        let read = reader.read(op).and_then(|curve| {
            // a curve that does not fit any more is left out, and leaves room for those that do
            if pieces + curve.pieces.len() > request.most_pieces {
                return Err(Failure::here(Trouble::TooManySteps));
            }
            pieces += curve.pieces.len();
            Ok(Rc::new(curve))
        });
        known[cell.index()] = Some(read.map_err(|failure| failure.or_at(cell)));
        for operand in op.operands().filter(|id| varying.contains(*id)).map(Id::index) {
            uses[operand] -= 1;
            if uses[operand] == 0 {
                known[operand] = None; // the last cell that needs it has read it
            }
        }
    }
    let reader = Reader { exact, range: request.range, varying, known: &known };
    let told = |failure: Failure, output: Id| {
        let cell = failure.cell.unwrap_or(output);
        ReadError { cell, scope: sheet.scope(cell).to_owned(), trouble: failure.trouble }
    };
    let outputs = request.outputs.iter().map(|id| reader.curve(*id).map_err(|failure| told(failure, *id)));
    outputs.collect()
}

/// A cell's curve, or where and why it or a cell it needs has none.
type Read = Result<Rc<Curve>, Failure>;

#[derive(Clone, Copy, Debug)]
struct Failure {
    /// The cell that failed first; none while that is the one being read.
    cell: Option<Id>,
    trouble: Trouble,
}

impl Failure {
    fn here(trouble: Trouble) -> Self {
        Self { cell: None, trouble }
    }

    fn or_at(self, cell: Id) -> Self {
        Self { cell: self.cell.or(Some(cell)), ..self }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::here(trouble)
    }
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
    known: &'a [Option<Read>],
}

impl Reader<'_> {
    fn curve(&self, id: Id) -> Read {
        let fixed = || Ok(Rc::new(Curve::constant(self.exact.get(id), self.range)));
        self.known[id.index()].clone().unwrap_or_else(fixed)
    }

    fn fixed(&self, id: Id) -> Option<Decimal> {
        (!self.varying.contains(id)).then(|| self.exact.get(id))
    }

    fn read(&self, op: &Op) -> Result<Curve, Failure> {
        let pair = |a: &Id, b: &Id| Ok::<_, Failure>((self.curve(*a)?, self.curve(*b)?));
        let curve = match op {
            Op::Constant(value) => Ok(Curve::constant(*value, self.range)),
            Op::Input(_) => Ok(Curve::identity(self.range)),
            Op::Sum(terms) => {
                let curves = terms.iter().map(|id| self.curve(*id)).collect::<Result<Vec<_>, Failure>>()?;
                pointwise::sum(&curves, self.range)
            }
            Op::Subtract(a, b) => pair(a, b).map(|(a, b)| pointwise::difference(&a, &b))?,
            Op::Multiply(a, b) => match (self.fixed(*a), self.fixed(*b)) {
                (Some(factor), _) => pointwise::scale(&*self.curve(*b)?, factor),
                (_, Some(factor)) => pointwise::scale(&*self.curve(*a)?, factor),
                _ => pair(a, b).map(|(a, b)| pointwise::multiply(&a, &b))?,
            },
            Op::Divide(a, b) => pair(a, b).map(|(a, b)| pointwise::divide(&a, &b, false))?,
            Op::Share(a, b) => pair(a, b).map(|(a, b)| pointwise::divide(&a, &b, true))?,
            Op::Minimum(a, b) => pair(a, b).map(|(a, b)| pointwise::extreme(&a, &b, true))?,
            Op::Maximum(a, b) => pair(a, b).map(|(a, b)| pointwise::extreme(&a, &b, false))?,
            Op::Units(demand, capacity) => match self.fixed(*capacity) {
                Some(capacity) => staircase::staircase(&*self.curve(*demand)?, capacity),
                None => Err(Trouble::NotLinear),
            },
            Op::Power(..) | Op::Round(_) => Err(Trouble::NotLinear),
            Op::Select { left, test, right, then, otherwise } => {
                let (left, right) = pair(left, right)?;
                let (then, otherwise) = pair(then, otherwise)?;
                pointwise::difference(&left, &right).and_then(|gap| pointwise::choose(&gap, *test, &then, &otherwise))
            }
        };
        Ok(curve?)
    }
}

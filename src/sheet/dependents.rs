//! Which cells depend on an input, and which an output needs.

use super::book::Sheet;
use super::op::{Id, Op};

/// The cells that some outputs are computed from, themselves included.
#[derive(Clone, Debug)]
pub struct Needed {
    cells: Vec<Id>,
}

impl Needed {
    /// The cells that these outputs of a sheet are computed from.
    #[must_use]
    pub fn of(sheet: &Sheet, outputs: &[Id]) -> Self {
        let mut needed = vec![false; sheet.ops().len()];
        for id in outputs {
            needed[id.index()] = true;
        }
        for (index, op) in sheet.ops().iter().enumerate().rev() {
            if needed[index] {
                op.operands().for_each(|id| needed[id.index()] = true);
            }
        }
        let held = (0_u32..).map(Id).zip(needed).filter(|(_, needed)| *needed);
        Self { cells: held.map(|(id, _)| id).collect() }
    }
}

/// The cells that depend on one input.
#[derive(Clone, Debug)]
pub struct Dependents {
    varies: Vec<bool>,
    cells: Vec<Id>,
}

impl Dependents {
    /// The cells of a sheet that depend on the input at this place.
    #[must_use]
    pub fn of(sheet: &Sheet, input: u32) -> Self {
        let mut varies: Vec<bool> = Vec::with_capacity(sheet.ops().len());
        let mut cells = Vec::new();
        for (index, op) in sheet.ops().iter().enumerate() {
            let here = *op == Op::Input(input) || op.operands().any(|id| varies[id.index()]);
            varies.push(here);
            if here {
                cells.push(Id(u32::try_from(index).unwrap_or(u32::MAX)));
            }
        }
        Self { varies, cells }
    }

    /// Of the cells that depend on the input at this place, those that `needed` holds.
    #[must_use]
    pub fn among(sheet: &Sheet, input: u32, needed: &Needed) -> Self {
        let mut varies = vec![false; sheet.ops().len()];
        let mut cells = Vec::new();
        for id in &needed.cells {
            let op = &sheet.ops()[id.index()];
            if *op == Op::Input(input) || op.operands().any(|operand| varies[operand.index()]) {
                varies[id.index()] = true;
                cells.push(*id);
            }
        }
        Self { varies, cells }
    }

    /// Whether a cell is among them.
    #[must_use]
    pub fn contains(&self, cell: Id) -> bool {
        self.varies[cell.index()]
    }

    /// The cells, operands first.
    #[must_use]
    pub fn cells(&self) -> &[Id] {
        &self.cells
    }
}

//! Which cells depend on an input.

use super::book::Sheet;
use super::op::{Id, Op};

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

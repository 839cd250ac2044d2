//! Recording a sheet, and the sheet as recorded.

use std::cell::RefCell;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::cell::Cell;
use super::fold::fold;
use super::label::Label;
use super::op::{Id, Op};
use crate::quantity::Unit;
use crate::scenario::Input;

/// A sheet while it is recorded. Equal cells are recorded once.
#[derive(Debug, Default)]
pub struct Book {
    recorded: RefCell<Recorded>,
}

#[derive(Debug, Default)]
struct Recorded {
    sheet: Sheet,
    known: FxHashMap<(Op, Unit), Id>,
    input_cells: FxHashMap<String, Id>,
    scope: u32,
}

/// A recorded sheet: cells in an order in which each refers only to those before it.
#[derive(Debug, Default)]
pub struct Sheet {
    ops: Vec<Op>,
    units: Vec<Unit>,
    scopes: Vec<u32>,
    scope_names: Vec<String>,
    labels: FxHashMap<Id, Label>,
    inputs: Vec<Input>,
    faults: Vec<String>,
}

impl Book {
    /// An empty book.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Names what is being computed from here on, for messages about a cell.
    pub fn scope(&self, name: String) {
        let mut recorded = self.recorded.borrow_mut();
        recorded.sheet.scope_names.push(name);
        recorded.scope = u32::try_from(recorded.sheet.scope_names.len() - 1).unwrap_or(u32::MAX);
    }

    /// A number of the formula itself.
    pub fn constant(&self, value: impl Into<Decimal>, unit: Unit) -> Cell<'_> {
        self.cell(Op::Constant(value.into()), unit)
    }

    /// A plain number of the formula itself.
    pub fn number(&self, value: impl Into<Decimal>) -> Cell<'_> {
        self.constant(value, Unit::ONE)
    }

    /// A number that is no part of the scenario but can be varied like one: the volume scale.
    pub fn parameter(&self, input: &Input) -> Cell<'_> {
        let index = {
            let mut recorded = self.recorded.borrow_mut();
            recorded.sheet.inputs.push(input.clone());
            u32::try_from(recorded.sheet.inputs.len() - 1).unwrap_or(u32::MAX)
        };
        self.cell(Op::Input(index), input.unit)
    }

    /// A number of the scenario, one cell for each path. A default of 0 or 1 that nobody wrote is
    /// a constant, so that what it leaves unchanged is not computed.
    pub fn input(&self, input: &Input) -> Cell<'_> {
        let base = input.base();
        if input.is_default() && (base.is_zero() || base == Decimal::ONE) {
            return self.constant(base, input.unit);
        }
        if let Some(id) = self.recorded.borrow().input_cells.get(&input.path) {
            return Cell { book: self, id: *id };
        }
        let mut cell = self.parameter(input);
        if input.whole && input.quantity.spread.is_some() {
            cell = self.cell(Op::Round(cell.id), input.unit);
        }
        self.recorded.borrow_mut().input_cells.insert(input.path.clone(), cell.id);
        cell
    }

    /// The sum of cells of one unit; 0 when there are none.
    pub fn sum<'s>(&'s self, cells: impl IntoIterator<Item = Cell<'s>>, unit: Unit) -> Cell<'s> {
        let mut terms = Vec::new();
        for cell in cells {
            self.agree("a sum", cell, unit);
            if !cell.is_zero() {
                terms.push(cell.id);
            }
        }
        match terms.as_slice() {
            [] => self.constant(0, unit),
            [only] => Cell { book: self, id: *only },
            _ => self.cell(Op::Sum(terms.into()), unit),
        }
    }

    /// Records a fault when a cell has another unit than it must have here.
    pub(super) fn agree(&self, what: &str, cell: Cell<'_>, unit: Unit) {
        if cell.unit() != unit && !cell.is_zero() {
            let fault = format!("{what} of {} where {unit} is needed", cell.unit());
            self.fault(&fault);
        }
    }

    /// Records a fault when a charge is not money.
    pub fn agree_money(&self, amount: Cell<'_>) {
        self.agree("a charge", amount, Unit::MONEY);
    }

    fn fault(&self, fault: &str) {
        let mut recorded = self.recorded.borrow_mut();
        let scope = recorded.scope as usize;
        let place = recorded.sheet.scope_names.get(scope).cloned().unwrap_or_default();
        recorded.sheet.faults.push(format!("{place}: {fault}"));
    }

    /// The cell of an operation: a simpler or an equal one that is there already, or a new one.
    pub(super) fn cell(&self, op: Op, unit: Unit) -> Cell<'_> {
        let mut recorded = self.recorded.borrow_mut();
        let op = match fold(op, |id: Id| (&recorded.sheet.ops[id.index()], recorded.sheet.units[id.index()])) {
            Ok(op) => op,
            Err(id) => return Cell { book: self, id },
        };
        let key = (op, unit);
        if let Some(id) = recorded.known.get(&key) {
            return Cell { book: self, id: *id };
        }
        let id = Id(u32::try_from(recorded.sheet.ops.len()).unwrap_or(u32::MAX));
        let scope = recorded.scope;
        recorded.sheet.ops.push(key.0.clone());
        recorded.sheet.units.push(unit);
        recorded.sheet.scopes.push(scope);
        recorded.known.insert(key, id);
        Cell { book: self, id }
    }

    /// Records what a reader calls a cell. Numbers keep the name they have by themselves; a cell that
    /// several labels fit has what they share.
    pub(super) fn label(&self, id: Id, label: Label) {
        let mut recorded = self.recorded.borrow_mut();
        let sheet = &mut recorded.sheet;
        if !matches!(sheet.ops[id.index()], Op::Constant(_) | Op::Input(_)) {
            sheet.labels.entry(id).and_modify(|known| *known = known.shared(label)).or_insert(label);
        }
    }

    pub(super) fn unit_of(&self, id: Id) -> Unit {
        self.recorded.borrow().sheet.units[id.index()]
    }

    pub(super) fn constant_of(&self, id: Id) -> Option<Decimal> {
        match self.recorded.borrow().sheet.ops[id.index()] {
            Op::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// The sheet as recorded.
    #[must_use]
    pub fn finish(self) -> Sheet {
        self.recorded.into_inner().sheet
    }
}

impl Sheet {
    /// Every cell's operation, operands first.
    #[must_use]
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// The cell at a place.
    #[must_use]
    pub fn id(&self, index: usize) -> Id {
        Id(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The unit of a cell.
    #[must_use]
    pub fn unit(&self, id: Id) -> Unit {
        self.units[id.index()]
    }

    /// What was being computed when a cell was recorded.
    #[must_use]
    pub fn scope(&self, id: Id) -> &str {
        let scope = self.scopes[id.index()] as usize;
        self.scope_names.get(scope).map_or("the model", String::as_str)
    }

    /// What a reader calls a cell, where it has a name.
    #[must_use]
    pub fn label(&self, id: Id) -> Option<Label> {
        self.labels.get(&id).copied()
    }

    /// The numbers of the scenario that the sheet uses.
    #[must_use]
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// Additions and comparisons of unlike units: empty when the formulas are sound.
    #[must_use]
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// The place of the input with this path.
    #[must_use]
    pub fn input_index(&self, path: &str) -> Option<u32> {
        let index = self.inputs.iter().position(|input| input.path == path)?;
        u32::try_from(index).ok()
    }
}

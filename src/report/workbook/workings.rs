//! Rows for what the ledger's lines stand on: one row for the same figure through the months.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHasher};

use super::layout::{TOTAL, column};
use super::page::{Content, Page, Style};
use crate::analysis::Results;
use crate::analysis::explain::{formula_words, label_words};
use crate::sheet::workbook::{Column, Formulas, Plan};
use crate::sheet::{Id, Label, Op, Sheet};

/// A row of one figure through the months.
#[derive(Debug)]
pub struct Working {
    /// Its row.
    pub row: u32,
    /// What it is called.
    pub label: String,
    /// Its cells by column.
    pub cells: Vec<(u16, Id)>,
}

/// What rows are told apart by: what a cell is called, or how it is computed.
type Key = (u64, Option<u32>);

/// A row while its cells are gathered.
struct Gathered {
    /// Rows of one group stand together,
    group: usize,
    /// in the order of what they are of.
    of: Option<u32>,
    cells: Vec<(u16, Id)>,
}

/// The rows for the cells of a plan, from `row` on; the same figure of several months is one row.
pub fn workings(results: &Results<'_>, plan: &Plan, row: u32) -> Vec<Working> {
    let sheet = &results.model.sheet;
    let mut shapes = Shapes::new(sheet);
    let mut groups: FxHashMap<u64, usize> = FxHashMap::default();
    let mut rows: Vec<Gathered> = Vec::new();
    let mut by_key: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (id, month) in &plan.placed {
        let column = match month {
            Column::Every => TOTAL,
            Column::Month(month) => column(*month),
        };
        let key = shapes.key(*id);
        let count = groups.len();
        let group = *groups.entry(key.0).or_insert(count);
        let known = by_key.entry(key).or_default();
        let free = known.iter().find(|row| rows[**row].cells.iter().all(|(taken, _)| *taken != column));
        let place = free.copied().unwrap_or_else(|| {
            rows.push(Gathered { group, of: key.1, cells: Vec::new() });
            known.push(rows.len() - 1);
            rows.len() - 1
        });
        rows[place].cells.push((column, *id));
    }
    rows.sort_by_key(|row| (row.group, row.of));
    let named = |(gathered, row): (Gathered, u32)| {
        let label = name(results, gathered.cells[0].1);
        Working { row, label, cells: gathered.cells }
    };
    rows.into_iter().zip(row..).map(named).collect()
}

/// Writes a row.
pub fn write(
    page: &mut Page,
    results: &Results<'_>,
    formulas: &Formulas<'_>,
    working: &Working,
    (table, fixed): (usize, &dyn Fn(Id) -> bool),
) {
    let code = results.scenario.currency.code;
    let unit = working.cells.first().map(|(_, id)| results.model.sheet.unit(*id).describe(code));
    page.text((working.row, 0), &working.label, Style::Text);
    page.text((working.row, 2), unit.unwrap_or_default(), Style::Text);
    for (column, id) in &working.cells {
        let value = results.exact.get(*id);
        if fixed(*id) {
            page.set((working.row, *column), Content::Number(value), Style::Fixed);
        } else {
            page.set((working.row, *column), Content::Formula(formulas.of(*id, table), value), Style::Number);
        }
    }
}

/// A cell's name for all months: its label, or its formula in words.
fn name(results: &Results<'_>, id: Id) -> String {
    let label = results.model.sheet.label(id);
    let words = match label {
        Some(label) => label_words(results.scenario, Label { month: None, ..label }),
        None => formula_words(results, id),
    };
    // a formula names its parts with their months, which a row of all months does not have
    let mut text = String::new();
    let mut rest = words.as_str();
    while let Some((before, after)) = rest.split_once(" (month ") {
        text.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Tells the same figure in different months by how it is computed.
struct Shapes<'a> {
    sheet: &'a Sheet,
    known: FxHashMap<Id, u64>,
}

impl<'a> Shapes<'a> {
    fn new(sheet: &'a Sheet) -> Self {
        Self { sheet, known: FxHashMap::default() }
    }

    fn key(&mut self, id: Id) -> Key {
        match self.sheet.label(id) {
            Some(label) => {
                let mut hasher = FxHasher::default();
                (label.what, self.sheet.unit(id)).hash(&mut hasher);
                (hasher.finish(), label.of)
            }
            None => (self.shape(id, 4), None),
        }
    }

    /// A number for the formula of a cell, the same where only months differ.
    fn shape(&mut self, id: Id, depth: u32) -> u64 {
        if let Some(known) = self.known.get(&id).filter(|_| depth == 4) {
            return *known;
        }
        let mut hasher = FxHasher::default();
        let op = &self.sheet.ops()[id.index()];
        (std::mem::discriminant(op), self.sheet.unit(id)).hash(&mut hasher);
        match op {
            Op::Input(index) => self.sheet.inputs()[*index as usize].path.hash(&mut hasher),
            Op::Constant(_) => {}
            op if depth > 0 => {
                for operand in op.operands() {
                    match self.sheet.label(operand) {
                        Some(label) => (label.what, label.of).hash(&mut hasher),
                        None => self.shape(operand, depth - 1).hash(&mut hasher),
                    }
                }
            }
            _ => {}
        }
        let shape = hasher.finish();
        if depth == 4 {
            self.known.insert(id, shape);
        }
        shape
    }
}

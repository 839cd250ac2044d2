//! Where everything stands: the places of cells, decided before any formula is written.

use rustc_hash::{FxHashMap, FxHashSet};

use super::linear::{Linear, linear};
use super::names::{cell_name, sheet_name};
use super::option::OptionRows;
use super::workings::{Working, workings};
use crate::analysis::Results;
use crate::sheet::workbook::{Formulas, Place, Plan, over_hours, quoted};
use crate::sheet::{Id, Op};

/// The page of the summary.
pub const SUMMARY: usize = 0;
/// The page of the inputs.
pub const INPUTS: usize = 1;
/// The page of the demand.
pub const DEMAND: usize = 2;
/// The page of the first option.
pub const OPTIONS: usize = 3;
/// The pages after the options: returns, break-even, notes.
pub const AFTER: usize = 3;
/// The column of totals, and of what is the same in every month.
pub const TOTAL: u16 = 3;
/// The column of what is paid before launch; month 1 is the next.
pub const BEFORE: u16 = 4;

/// The most formulas that spreadsheet programs open without a wait; beyond it what is worked out by
/// the hour is written as values.
const MOST_FORMULAS: usize = 90_000;

/// Where everything stands.
#[derive(Debug)]
pub struct Layout {
    /// The names of the pages.
    pub names: Vec<String>,
    /// The names as formulas write them.
    pub quoted: Vec<String>,
    /// Where cells of the sheet stand.
    pub places: FxHashMap<Id, Place>,
    /// Cells that are written as values.
    pub values: FxHashSet<Id>,
    /// The rows of each option's page.
    pub options: Vec<OptionRows>,
    /// Row of the first workload on the page of the demand, and what else stands there.
    pub demand: Vec<Working>,
    /// The inputs that formulas use, by place among the sheet's, with their names.
    pub inputs: FxHashMap<u32, String>,
    /// The name of the discount rate.
    pub discount_rate: String,
    /// The run rates that are fixed and in proportion to the volume.
    pub linear: Vec<Option<Linear>>,
}

/// The column of a month; 0 is before launch.
pub fn column(month: u32) -> u16 {
    BEFORE + u16::try_from(month).unwrap_or(u16::MAX - BEFORE)
}

impl Layout {
    /// Places everything; by the hour in values where formulas would be too many.
    pub fn new(results: &Results<'_>) -> Self {
        let live = Self::with(results, false);
        if live.places.len() <= MOST_FORMULAS { live } else { Self::with(results, true) }
    }

    fn with(results: &Results<'_>, by_hour_fixed: bool) -> Self {
        let names = page_names(results);
        let mut layout = Self {
            quoted: names.iter().map(|name| quoted(name)).collect(),
            names,
            places: FxHashMap::default(),
            values: FxHashSet::default(),
            options: Vec::new(),
            demand: Vec::new(),
            inputs: FxHashMap::default(),
            discount_rate: String::new(),
            linear: linear(results),
        };
        layout.name_inputs(results);
        let requests = &results.model.requests;
        let mut outputs = Vec::new();
        for (months, row) in requests.iter().zip(super::demand::FIRST..) {
            for (id, month) in months.iter().zip(1..) {
                layout.fix(results, *id, Place { table: DEMAND, row, column: column(month) });
                outputs.push((*id, month));
            }
        }
        let after = super::demand::FIRST + u32::try_from(requests.len()).unwrap_or(u32::MAX) + 3;
        layout.demand = layout.work(results, &outputs, (DEMAND, after), by_hour_fixed);
        for option in 0..results.options.len() {
            let mut rows = OptionRows::new(results, option);
            let outputs = rows.fix(results, &mut layout);
            rows.workings = layout.work(results, &outputs, (OPTIONS + option, rows.end), by_hour_fixed);
            layout.options.push(rows);
        }
        layout
    }

    fn name_inputs(&mut self, results: &Results<'_>) {
        let mut taken: Vec<String> = Vec::new();
        for (input, index) in results.model.sheet.inputs().iter().zip(0_u32..) {
            let name = cell_name(&input.path, &taken);
            taken.push(name.clone());
            self.inputs.insert(index, name);
        }
        let rate = &results.scenario.discount_rate.path;
        let known = results.model.sheet.input_index(rate).and_then(|index| self.inputs.get(&index));
        self.discount_rate = known.cloned().unwrap_or_else(|| cell_name(rate, &taken));
    }

    /// The page of the returns.
    pub fn returns(&self) -> usize {
        self.names.len() - AFTER
    }

    /// Gives a cell a place, unless it has one or is a mere number.
    pub fn fix(&mut self, results: &Results<'_>, id: Id, place: Place) {
        if !matches!(results.model.sheet.ops()[id.index()], Op::Constant(_) | Op::Input(_)) {
            self.places.entry(id).or_insert(place);
        }
    }

    /// Places what some outputs stand on, in rows of their own from `row` of a page on.
    fn work(
        &mut self,
        results: &Results<'_>,
        outputs: &[(Id, u32)],
        (table, row): (usize, u32),
        by_hour_fixed: bool,
    ) -> Vec<Working> {
        let sheet = &results.model.sheet;
        let value = |id: Id| by_hour_fixed && over_hours(sheet, id);
        let plan = Plan::new(sheet, outputs, |id| self.places.contains_key(&id), value);
        self.values.extend(plan.values.iter().copied());
        self.values.extend(outputs.iter().map(|(id, _)| *id).filter(|id| value(*id)));
        let rows = workings(results, &plan, row);
        for working in &rows {
            for (column, id) in &working.cells {
                self.places.insert(*id, Place { table, row: working.row, column: *column });
            }
        }
        rows
    }

    /// Writes formulas over these places.
    pub fn formulas<T>(&self, results: &Results<'_>, write: impl FnOnce(&Formulas<'_>) -> T) -> T {
        let place = |id: Id| self.places.get(&id).copied();
        let input = |index: u32| self.inputs.get(&index).cloned().unwrap_or_default();
        write(&Formulas { sheet: &results.model.sheet, place: &place, input: &input, tables: &self.quoted })
    }
}

fn page_names(results: &Results<'_>) -> Vec<String> {
    let mut names: Vec<String> = ["Summary", "Inputs", "Demand"].map(str::to_owned).into();
    let reserved = ["Returns", "Break-even", "Notes", super::charts::NAME, "History"].map(str::to_owned);
    for plan in &results.scenario.options {
        let taken: Vec<String> = names.iter().chain(&reserved).cloned().collect();
        names.push(sheet_name(&plan.name, &taken));
    }
    names.extend(reserved.into_iter().take(AFTER));
    names
}

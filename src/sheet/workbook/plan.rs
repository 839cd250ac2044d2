//! Which cells get a place of their own, and under which month they stand.

use super::formula::Formulas;
use crate::sheet::{Id, Op, Sheet};

/// The longest formula that is written within another one, in characters.
const LONGEST: usize = 240;
/// The deepest.
const DEEPEST: usize = 8;
/// Terms of sums of more than so many are no longer than [`SHORT`].
const MANY: usize = 24;
const SHORT: usize = 40;
/// How long a reference is.
const REFERENCE: usize = 16;

/// The month under which a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The same in every month.
    Every,
    /// One month; 0 is before launch.
    Month(u32),
}

/// What the outputs of a workbook stand on: which cells need a place, and where.
#[derive(Debug)]
pub struct Plan {
    /// The cells that get a place of their own, operands first, with their months.
    pub placed: Vec<(Id, Column)>,
    /// Of these, those that are written as values.
    pub values: Vec<Id>,
}

/// Figures over the hours of a month, which stand for some hundred cells each.
const OVER_HOURS: [&str; 5] = [
    "load of the busiest hour",
    "replicas, mean",
    "GPUs on demand, mean",
    "requests of all hours",
    "requests beyond the fleet",
];

/// Whether a cell is a figure over the hours of a month.
#[must_use]
pub fn over_hours(sheet: &Sheet, id: Id) -> bool {
    sheet.label(id).is_some_and(|label| OVER_HOURS.contains(&label.what))
}

/// How often cells are used, and in which months.
struct Uses {
    count: Vec<u32>,
    month: Vec<Option<(u32, bool)>>,
    /// Whether a cell is one of so many terms that each must be short.
    of_many: Vec<bool>,
}

impl Plan {
    /// The cells beneath these outputs (each with its month) that get a place beside those that
    /// have one. Cells that `value` holds for are not taken apart.
    #[must_use]
    pub fn new(
        sheet: &Sheet,
        outputs: &[(Id, u32)],
        has_place: impl Fn(Id) -> bool,
        value: impl Fn(Id) -> bool,
    ) -> Self {
        let uses = Uses::new(sheet, outputs, &value);
        let mut bound = vec![false; sheet.ops().len()];
        let mut size = vec![(0_usize, 0_usize); sheet.ops().len()];
        let (mut placed, mut values) = (Vec::new(), Vec::new());
        for (index, op) in sheet.ops().iter().enumerate() {
            let Some((month, several)) = uses.month[index] else { continue };
            let id = sheet.id(index);
            let label = sheet.label(id);
            let is_value = value(id);
            bound[index] = label.is_some_and(|label| label.month.is_some())
                || (!is_value && op.operands().any(|id| bound[id.index()]));
            size[index] = written(sheet, op, &size);
            let is_number = matches!(op, Op::Constant(_) | Op::Input(_));
            let tiny = op.operands().all(|id| matches!(sheet.ops()[id.index()], Op::Constant(_) | Op::Input(_)))
                && !matches!(op, Op::Power(..) | Op::Units(..));
            let long = size[index].0 > LONGEST || size[index].1 > DEEPEST;
            let crowded = uses.of_many[index] && size[index].0 > SHORT;
            let own = is_value || long || crowded || (!tiny && (uses.count[index] > 1 || label.is_some()));
            if is_number || !(own || has_place(id)) {
                continue;
            }
            size[index] = (REFERENCE, 0);
            if has_place(id) {
                continue;
            }
            let column = match label.and_then(|label| label.month) {
                Some(month) => Column::Month(month),
                None if several && !bound[index] => Column::Every,
                None => Column::Month(month),
            };
            placed.push((id, column));
            if is_value {
                values.push(id);
            }
        }
        Self { placed, values }
    }
}

impl Uses {
    fn new(sheet: &Sheet, outputs: &[(Id, u32)], value: &impl Fn(Id) -> bool) -> Self {
        let cells = sheet.ops().len();
        let mut uses = Self { count: vec![0; cells], month: vec![None; cells], of_many: vec![false; cells] };
        for (id, month) in outputs {
            uses.add(*id, (*month, false), 1);
        }
        for (index, op) in sheet.ops().iter().enumerate().rev() {
            let Some(month) = uses.month[index] else { continue };
            if value(sheet.id(index)) {
                continue;
            }
            if let Op::Sum(terms) = op
                && terms.len() > MANY
            {
                terms.iter().for_each(|term| uses.of_many[term.index()] = true);
            }
            // an operand that a formula repeats counts twice
            let repeated = match op {
                Op::Units(demand, _) => Some(*demand),
                Op::Share(_, whole) => Some(*whole),
                _ => None,
            };
            op.operands().chain(repeated).for_each(|id| uses.add(id, month, 1));
        }
        uses
    }

    fn add(&mut self, id: Id, (month, several): (u32, bool), times: u32) {
        let index = id.index();
        self.count[index] += times;
        self.month[index] = Some(match self.month[index] {
            None => (month, several),
            Some((first, many)) => (first.min(month), many || several || first != month),
        });
    }
}

/// How long and deep the formula of an operation is, given its operands'.
fn written(sheet: &Sheet, op: &Op, size: &[(usize, usize)]) -> (usize, usize) {
    match op {
        Op::Constant(_) => (6, 0),
        Op::Input(index) => (sheet.inputs()[*index as usize].path.len(), 0),
        op => {
            let parts = op.operands().map(|id| size[id.index()]);
            parts.fold((4, 1), |(length, depth), (own, deep)| (length + own + 1, depth.max(deep + 1)))
        }
    }
}

impl std::fmt::Debug for Formulas<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Formulas").field("tables", &self.tables).finish_non_exhaustive()
    }
}

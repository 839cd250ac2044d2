//! What each draw comes to: rows of figures, one for each option and measure.

use std::ops::Range;

use super::payback::{Flows, payback};
use crate::cost::{Model, OptionModel};
use crate::sheet::Id;
use crate::sheet::draws::Outputs;

/// The rows that a draw fills for each option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The sum of all costs.
    Tco,
    /// Their present value.
    PresentValue,
    /// Net present value against the reference.
    Npv,
    /// Payback against the reference, in months.
    Payback,
    /// 1 where the option is the cheapest.
    Cheapest,
    /// 1 where it costs less than the reference.
    Beats,
    /// 1 where it cannot serve every request.
    Unable,
    /// Its present value, infinite where it cannot serve.
    Choice,
}

impl Row {
    /// Every row, in order.
    pub const ALL: [Self; 8] = [
        Self::Tco,
        Self::PresentValue,
        Self::Npv,
        Self::Payback,
        Self::Cheapest,
        Self::Beats,
        Self::Unable,
        Self::Choice,
    ];

    /// The place of an option's row among all rows.
    pub fn of(self, option: usize) -> usize {
        option * Self::ALL.len() + self as usize
    }
}

/// Which cells a draw reads, and what it makes of them.
#[derive(Debug)]
pub struct Tally {
    /// The cells, the outputs of a program.
    pub outputs: Vec<Id>,
    options: Vec<Places>,
    reference: usize,
}

/// Where an option's figures are among the outputs.
#[derive(Debug)]
struct Places {
    tco: usize,
    present_value: usize,
    present_worth: usize,
    flows: Flows,
    flags: Range<usize>,
}

/// How near two costs must be, relatively, to count as equal.
const EQUAL: f64 = 1e-12;

impl Tally {
    /// The tally of a model's options against the reference.
    pub fn new(model: &Model, reference: usize) -> Self {
        let mut outputs = Vec::new();
        let options = model.options.iter().map(|option| Places::new(option, &mut outputs)).collect();
        Self { outputs, options, reference }
    }

    /// How many rows a draw fills.
    pub fn rows(&self) -> usize {
        self.options.len() * Row::ALL.len()
    }

    /// Fills the rows of some draws.
    pub fn take(&self, outputs: Outputs<'_>, rows: &mut [&mut [f64]]) {
        let reference = &self.options[self.reference];
        for (option, places) in self.options.iter().enumerate() {
            let copy = |row: &mut [f64], output: usize| row.copy_from_slice(&outputs.lanes(output)[..row.len()]);
            copy(rows[Row::Tco.of(option)], places.tco);
            copy(rows[Row::PresentValue.of(option)], places.present_value);
            let (own, its) = (outputs.lanes(places.present_worth), outputs.lanes(reference.present_worth));
            for (lane, npv) in rows[Row::Npv.of(option)].iter_mut().enumerate() {
                *npv = own[lane] - its[lane];
            }
            payback(outputs, (&places.flows, &reference.flows), rows[Row::Payback.of(option)]);
            let unable = &mut *rows[Row::Unable.of(option)];
            unable.fill(0.0);
            for flag in places.flags.clone() {
                for (unable, flag) in unable.iter_mut().zip(outputs.lanes(flag).iter()) {
                    *unable = if *flag == 0.0 { *unable } else { 1.0 };
                }
            }
        }
        self.compare(rows);
    }

    /// Who is cheapest in each draw, and who costs less than the reference.
    fn compare(&self, rows: &mut [&mut [f64]]) {
        let draws = rows.first().map_or(0, |row| row.len());
        for lane in 0..draws {
            let cost = |rows: &[&mut [f64]], option: usize| {
                let able = rows[Row::Unable.of(option)][lane] == 0.0;
                if able { rows[Row::PresentValue.of(option)][lane] } else { f64::INFINITY }
            };
            let mut best: Option<(usize, f64)> = None;
            for option in 0..self.options.len() {
                let own = cost(rows, option);
                rows[Row::Choice.of(option)][lane] = own;
                rows[Row::Cheapest.of(option)][lane] = 0.0;
                if own < f64::INFINITY && best.is_none_or(|(_, least)| is_less(own, least)) {
                    best = Some((option, own));
                }
            }
            let reference = cost(rows, self.reference);
            for option in 0..self.options.len() {
                let own = rows[Row::Choice.of(option)][lane];
                rows[Row::Beats.of(option)][lane] = if is_less(own, reference) { 1.0 } else { 0.0 };
            }
            if let Some((option, _)) = best {
                rows[Row::Cheapest.of(option)][lane] = 1.0;
            }
        }
    }
}

/// Whether a cost is below another by more than rounding.
fn is_less(own: f64, other: f64) -> bool {
    own < other && (other.is_infinite() || other - own > other.abs() * EQUAL)
}

impl Places {
    fn new(option: &OptionModel, outputs: &mut Vec<Id>) -> Self {
        let mut place = |id: Id| {
            outputs.push(id);
            outputs.len() - 1
        };
        let (tco, present_value) = (place(option.tco), place(option.present_value));
        let present_worth = place(option.present_worth);
        let flows = Flows {
            cost: option.cost.iter().map(|id| place(*id)).collect(),
            value: option.value.iter().map(|id| place(*id)).collect(),
        };
        let first = outputs.len();
        outputs.extend(option.infeasible.iter().map(|(.., flag)| *flag));
        Self { tco, present_value, present_worth, flows, flags: first..outputs.len() }
    }
}

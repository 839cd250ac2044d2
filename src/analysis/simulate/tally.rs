//! What each draw comes to: rows of figures, one for each option and measure.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use fearless_simd::dispatch;
use std::ops::Range;

use super::cheapest::{Cheapest, is_less};
use super::payback::{Flows, payback};
use crate::cost::{Model, OptionModel};
use crate::scenario::Scenario;
use crate::sheet::Id;
use crate::sheet::draws::{LANES, Outputs};

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
    /// What options are ranked by, the lower the better: the present value of cost less value where values
    /// are stated, else of cost.
    Burden,
    /// By how much its burden is above the lowest, infinite where it cannot serve.
    Regret,
}

impl Row {
    /// Every row, in order.
    pub const ALL: [Self; 9] = [
        Self::Tco,
        Self::PresentValue,
        Self::Npv,
        Self::Payback,
        Self::Cheapest,
        Self::Beats,
        Self::Unable,
        Self::Burden,
        Self::Regret,
    ];

    /// Whether it is told only of options other than the reference.
    pub fn is_against_reference(self) -> bool {
        matches!(self, Self::Npv | Self::Payback | Self::Beats)
    }

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
    burden: usize,
    flows: Flows,
    flags: Range<usize>,
}

impl Tally {
    /// The tally of a model's options against the reference of its scenario.
    pub fn new(scenario: &Scenario, model: &Model) -> Self {
        let mut outputs = Vec::new();
        let by_value = scenario.has_values();
        let burden = |option: &OptionModel| if by_value { option.present_burden } else { option.present_value };
        let options = model.options.iter().map(|option| Places::new(option, burden(option), &mut outputs)).collect();
        Self { outputs, options, reference: scenario.reference }
    }

    /// How many rows a draw fills.
    pub fn rows(&self) -> usize {
        self.options.len() * Row::ALL.len()
    }

    /// Fills the rows of some draws. What is told only against the reference is not filled for the
    /// reference itself.
    pub fn take(&self, outputs: Outputs<'_>, rows: &mut [&mut [f64]]) {
        dispatch!(outputs.level(), _simd => self.fill(outputs, rows));
    }

    #[inline(always)]
    fn fill(&self, outputs: Outputs<'_>, rows: &mut [&mut [f64]]) {
        let reference = &self.options[self.reference];
        for (option, places) in self.options.iter().enumerate() {
            let copy = |row: &mut [f64], output: usize| row.copy_from_slice(&outputs.lanes(output)[..row.len()]);
            copy(rows[Row::Tco.of(option)], places.tco);
            copy(rows[Row::PresentValue.of(option)], places.present_value);
            copy(rows[Row::Burden.of(option)], places.burden);
            places.fill_unable(outputs, rows[Row::Unable.of(option)]);
            if option != self.reference {
                let (own, its) = (outputs.lanes(places.present_worth), outputs.lanes(reference.present_worth));
                fill(rows[Row::Npv.of(option)], |lane| own[lane] - its[lane]);
                payback(outputs, (&places.flows, &reference.flows), rows[Row::Payback.of(option)]);
            }
        }
        self.compare(rows);
    }

    /// Who is cheapest in each draw, who costs less than the reference, and by how much each choice is
    /// worse than the best.
    #[expect(clippy::float_cmp, reason = "small whole numbers are exact")]
    #[inline(always)]
    fn compare(&self, rows: &mut [&mut [f64]]) {
        let (mut cheapest, mut best) = (Cheapest::new(), Cheapest::new());
        for option in 0..self.options.len() {
            cheapest.add(&if_able(rows, Row::PresentValue, option));
            best.add(&if_able(rows, Row::Burden, option));
        }
        let reference = if_able(rows, Row::PresentValue, self.reference);
        let mut number = 0.0;
        for option in 0..self.options.len() {
            let own = if_able(rows, Row::PresentValue, option);
            let burden = if_able(rows, Row::Burden, option);
            fill(rows[Row::Cheapest.of(option)], |lane| flag(cheapest.choice[lane] == number));
            fill(rows[Row::Regret.of(option)], |lane| burden[lane] - best.least[lane]);
            if option != self.reference {
                fill(rows[Row::Beats.of(option)], |lane| flag(is_less(own[lane], reference[lane])));
            }
            number += 1.0;
        }
    }
}

/// An option's figures of a row, infinite where it cannot serve.
#[inline(always)]
fn if_able(rows: &[&mut [f64]], row: Row, option: usize) -> [f64; LANES] {
    let mut costs = [0.0; LANES];
    let (figures, unable) = (&rows[row.of(option)], &rows[Row::Unable.of(option)]);
    for ((cost, figure), unable) in costs.iter_mut().zip(figures.iter()).zip(unable.iter()) {
        *cost = cost_if_able(*figure, *unable);
    }
    costs
}

/// A cost, infinite where the option is unable to serve.
#[inline(always)]
pub fn cost_if_able(cost: f64, unable: f64) -> f64 {
    if unable == 0.0 { cost } else { f64::INFINITY }
}

#[inline(always)]
fn fill(row: &mut [f64], figure: impl Fn(usize) -> f64) {
    for (lane, place) in row.iter_mut().enumerate().take(LANES) {
        *place = figure(lane);
    }
}

#[inline(always)]
fn flag(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

impl Places {
    fn new(option: &OptionModel, burden: Id, outputs: &mut Vec<Id>) -> Self {
        let mut place = |id: Id| {
            outputs.push(id);
            outputs.len() - 1
        };
        let (tco, present_value) = (place(option.tco), place(option.present_value));
        let (present_worth, burden) = (place(option.present_worth), place(burden));
        let flows = Flows {
            cost: option.cost.iter().map(|id| place(*id)).collect(),
            value: option.value.iter().map(|id| place(*id)).collect(),
        };
        let first = outputs.len();
        outputs.extend(option.infeasible.iter().map(|(.., flag)| *flag));
        Self { tco, present_value, present_worth, burden, flows, flags: first..outputs.len() }
    }

    #[inline(always)]
    fn fill_unable(&self, outputs: Outputs<'_>, unable: &mut [f64]) {
        unable.fill(0.0);
        for flag in self.flags.clone().filter(|flag| outputs.number(*flag) != Some(0.0)) {
            for (unable, flag) in unable.iter_mut().zip(outputs.lanes(flag).iter()) {
                *unable = if *flag == 0.0 { *unable } else { 1.0 };
            }
        }
    }
}

//! The yearly rates at which the page of returns values the flows, and the rates of return between them.

use rust_decimal::Decimal;

use super::layout::{BEFORE, OPTIONS, column};
use super::option::{Row, result_row};
use super::page::{Content, Style};
use super::returns::{RATES, Writer, found_row};
use crate::analysis::simulate::decimal;
use crate::quantity::figures::float;
use crate::scenario::printable;
use crate::sheet::workbook::column_name;

/// Yearly rates in millionths at which the flows are valued: between two of them at which the value
/// is on different sides of 0 lies a rate of return.
pub const GRID: [i64; 48] = [
    -999_900,
    -999_700,
    -999_000,
    -997_000,
    -990_000,
    -970_000,
    -950_000,
    -900_000,
    -800_000,
    -700_000,
    -600_000,
    -500_000,
    -400_000,
    -300_000,
    -200_000,
    -100_000,
    -50_000,
    0,
    25_000,
    50_000,
    75_000,
    100_000,
    125_000,
    150_000,
    175_000,
    200_000,
    250_000,
    300_000,
    400_000,
    500_000,
    600_000,
    800_000,
    1_000_000,
    1_500_000,
    2_000_000,
    3_000_000,
    4_000_000,
    6_000_000,
    8_000_000,
    10_000_000,
    15_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
];

impl Writer<'_> {
    /// Values at the rates of the grid, and the rates of return between them; returns how many there are.
    pub(super) fn grid(&mut self, option: usize, at: u16) -> usize {
        let mut count = 0;
        let flow = result_row(Row::Flow);
        let table = &self.layout.quoted[OPTIONS + option];
        let before = format!("{table}!${}${}", column_name(BEFORE), flow + 1);
        let (later, all) = (self.across(option, flow, column(1)), self.across(option, flow, BEFORE));
        let (here, monthly) = (column_name(at), column_name(self.monthly()));
        let flows = self.flows(option);
        let exact = crate::finance::irr(&flows);
        self.page.text((RATES - 1, at), printable(&self.results.scenario.options[option].label), Style::Header);
        let values: Vec<f64> = GRID.iter().map(|rate| worth(*rate, &flows)).collect();
        for (value, row) in values.iter().zip(RATES..) {
            let formula = format!("{before}+NPV(${monthly}{},{later})", row + 1);
            // programs that do not recalculate show the largest amount where a horizon is very long
            let most = if *value < 0.0 { Decimal::MIN } else { Decimal::MAX };
            let value = decimal(*value).unwrap_or(most);
            self.page.set((row, at), Content::Formula(formula, value), Style::Money);
        }
        for (place, pair) in values.windows(2).enumerate() {
            let step = u32::try_from(place).unwrap_or(0);
            let (low, high) = (RATES + step + 1, RATES + step + 2);
            let (a, b) = (format!("{here}{low}"), format!("{here}{high}"));
            // from the lower rate Newton's method moves to the root without overshooting below -100 %
            let from = format!("${monthly}{low}");
            let formula = format!("IF(({a}<0)=({b}<0),\"\",(1+IRR({all},{from}))^12-1)");
            let [above, below] = [GRID[place], GRID[place + 1]].map(|rate| Decimal::new(rate, 6));
            let turns = (pair[0] < 0.0) != (pair[1] < 0.0);
            let root = exact.iter().find(|rate| **rate >= above && **rate <= below).copied();
            let root = root.filter(|_| turns);
            count += usize::from(root.is_some());
            self.page.set((found_row() + step, at), Content::maybe(formula, root), Style::Percent);
        }
        count
    }
}

/// A yearly rate in millionths, by the month.
pub fn monthly_rate(millionths: i64) -> f64 {
    libm::pow(1.0 + float(Decimal::new(millionths, 6)), 1.0 / 12.0) - 1.0
}

/// Flows discounted at a yearly rate in millionths.
fn worth(millionths: i64, flows: &[Decimal]) -> f64 {
    let factor = 1.0 / (1.0 + monthly_rate(millionths));
    flows.iter().rev().fold(0.0, |sum, flow| sum.mul_add(factor, float(*flow)))
}

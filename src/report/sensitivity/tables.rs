//! What the answer hangs on, as tables.

use super::names::{assumed, output_name, path, paths};
use crate::analysis::Figures;
use crate::analysis::sensitivity::{Sensitivity, Tornado};
use crate::analysis::simulate::decimal;
use crate::chance::Estimate;
use crate::quantity::figures::{exact, plain};
use crate::report::csv::{Sheet, text};
use crate::report::files::Document;

/// Every input at both ends as a table: a row for each end and option.
#[must_use]
pub fn tornado_table(figures: &Figures<'_>, tornado: &Tornado) -> Document {
    let header = ["input", "from", "end", "value", "option", "present_value", "lead", "cheapest"];
    let mut sheet = Sheet::new("tornado.csv", &header);
    for swing in &tornado.swings {
        for (end, word) in ["low", "high"].into_iter().enumerate() {
            for (option, plan) in figures.scenario.options.iter().enumerate() {
                let amount = |x: f64| decimal(x).map_or_else(String::new, |x| plain(x, 6));
                let cheapest = swing.cheapest[end].map(|option| text(&figures.scenario.options[option].name));
                sheet.row(&[
                    text(path(swing)),
                    assumed(swing.assumed).to_owned(),
                    word.to_owned(),
                    exact(swing.ends[end]),
                    text(&plan.name),
                    amount(swing.costs[option][end]),
                    amount(swing.leads[end]),
                    cheapest.unwrap_or_default(),
                ]);
            }
        }
    }
    sheet.finish()
}

/// Every index as a table.
#[must_use]
pub fn indices_table(figures: &Figures<'_>, sensitivity: &Sensitivity) -> Document {
    let header = ["output", "input", "first_order", "first_order_error", "total", "total_error"];
    let mut sheet = Sheet::new("sensitivity.csv", &header);
    for (output, indices) in &sensitivity.indices {
        let Some(indices) = indices else { continue };
        for (place, factor) in sensitivity.factors.iter().enumerate() {
            let number = |x: f64| decimal(x).map_or_else(String::new, |x| plain(x, 6));
            let error = |estimate: &Estimate| estimate.standard_error.map_or_else(String::new, number);
            let (first, total) = (&indices.first[place], &indices.total[place]);
            sheet.row(&[
                text(&output_name(figures, *output)),
                text(&paths(figures, factor)),
                number(first.value),
                error(first),
                number(total.value),
                error(total),
            ]);
        }
    }
    sheet.finish()
}

//! The charts, drawn by the spreadsheet program itself from the cells.

use rust_xlsxwriter::{Chart, ChartLegendPosition, ChartType, Worksheet, XlsxError};

use super::layout::{BEFORE, Layout, OPTIONS, SUMMARY, column};
use super::option::{Row, categories, result_row};
use super::summary::{CATEGORIES, NAMES};
use crate::analysis::Results;

/// Colours that are told apart by most eyes (Okabe and Ito, 2008).
const COLORS: [&str; 8] = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#F0E442", "#555555"];

/// Cost over time, and cost by category, beside the summary.
pub fn insert(sheet: &mut Worksheet, results: &Results<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let after = u16::try_from(results.options.len()).unwrap_or(4) + 2;
    sheet.insert_chart(NAMES, after, &cumulative(results, layout))?;
    sheet.insert_chart(NAMES + 22, after, &by_category(results, layout))?;
    Ok(())
}

fn cumulative(results: &Results<'_>, layout: &Layout) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let row = result_row(Row::Cumulative);
    let last = column(results.scenario.months);
    for option in 0..results.options.len() {
        let name = layout.names[OPTIONS + option].as_str();
        let series = chart.add_series();
        series.set_categories((name, 3, BEFORE, 3, last)).set_values((name, row, BEFORE, row, last));
        let summary = layout.names[SUMMARY].as_str();
        series.set_name((summary, NAMES, 1 + u16::try_from(option).unwrap_or(0)));
        let mut line = rust_xlsxwriter::ChartLine::new();
        series.set_format(line.set_color(COLORS[option % COLORS.len()]).set_width(2.25));
    }
    titled(chart, &format!("Cumulative cost, {}", results.scenario.currency.code), "Month")
}

fn by_category(results: &Results<'_>, layout: &Layout) -> Chart {
    let mut chart = Chart::new(ChartType::ColumnStacked);
    let name = layout.names[SUMMARY].as_str();
    let last = u16::try_from(results.options.len()).unwrap_or(1);
    for (row, place) in (CATEGORIES..).zip(0..categories(results).len()) {
        let series = chart.add_series();
        series.set_categories((name, NAMES, 1, NAMES, last)).set_values((name, row, 1, row, last));
        series.set_name((name, row, 0));
        let mut fill = rust_xlsxwriter::ChartSolidFill::new();
        series.set_format(fill.set_color(COLORS[place % COLORS.len()]));
    }
    titled(chart, &format!("Cost by category, {}", results.scenario.currency.code), "")
}

fn titled(mut chart: Chart, title: &str, below: &str) -> Chart {
    chart.title().set_name(title);
    chart.x_axis().set_name(below);
    chart.y_axis().set_num_format("#,##0");
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(760).set_height(400);
    chart
}

//! The charts, drawn by the spreadsheet program itself from the cells.

use rust_xlsxwriter::{Chart, ChartLegendPosition, ChartType, Worksheet, XlsxError};

use super::drawn::drawn_row;
use super::layout::{BEFORE, Layout, OPTIONS, SUMMARY, column};
use super::option::{Row, categories, result_row};
use super::page::{Page, Style};
use super::summary::{CATEGORIES, NAMES};
use crate::analysis::Results;
use crate::quantity::figures::float;
use crate::report::drawing::{left_out_note, too_high};
use crate::scenario::printable;

/// Colours that are told apart by most eyes (Okabe and Ito, 2008), and darker ones of the same hues.
const COLORS: [&str; 15] = [
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#F0E442", "#555555", "#003F63", "#8A5F00",
    "#004D38", "#8C3D00", "#7A3F60", "#A8A8A8", "#222222",
];

/// The longest description that the file format takes, in units of UTF-16.
const LONGEST: usize = 255;

/// The page's name.
pub const NAME: &str = "Charts";

/// The page on which the charts stand.
pub fn page() -> Page {
    // eight of these columns are a little wider than a chart
    let mut page = Page::new(NAME, &[13; 16], (0, 0));
    page.one_sheet = true;
    page.text((0, 0), NAME, Style::Title);
    page.text((1, 0), "Live: drawn from the cells of the other pages", Style::Note);
    page
}

/// Cost by month, so far and by category, and what each option gains against the reference.
pub fn insert(sheet: &mut Worksheet, results: &Results<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let code = results.scenario.currency.code;
    let shown = shown(results);
    let left_out = left_out(results);
    let lines = |row, options: &[usize], title: &str| by_month(results, layout, row, options, title);
    sheet.insert_chart(3, 0, &lines(Row::Cumulative, &shown, &format!("Cumulative cost, {code}{left_out}")))?;
    // a chart of nothing cannot be written
    if !categories(results).is_empty() {
        sheet.insert_chart(3, 8, &by_category(results, layout, &left_out))?;
    }
    sheet.insert_chart(25, 0, &lines(Row::Cost, &shown, &format!("Cost of each month, {code}{left_out}")))?;
    let others: Vec<usize> = shown.into_iter().filter(|option| *option != results.scenario.reference).collect();
    if !others.is_empty() {
        let reference = printable(&results.scenario.options[results.scenario.reference].label);
        let title = format!("Gained so far against {reference}, {code}{left_out}");
        sheet.insert_chart(25, 8, &lines(Row::CumulativeFlow, &others, &title))?;
    }
    Ok(())
}

/// The options that are drawn: as in the PNG files, none that is too high for the others to be told apart.
pub(super) fn shown(results: &Results<'_>) -> Vec<usize> {
    let out = too_high(results, &totals(results));
    (0..results.options.len()).filter(|option| !out.contains(option)).collect()
}

/// What a title says of the options that are not drawn; nothing where all are.
fn left_out(results: &Results<'_>) -> String {
    let totals = totals(results);
    let note = left_out_note(results, &too_high(results, &totals), &totals);
    let note = printable(note.trim_end_matches([' ', '.']));
    if note.is_empty() { note } else { format!(" ({})", note.replacen("Not", "not", 1)) }
}

fn totals(results: &Results<'_>) -> Vec<f64> {
    results.options.iter().map(|option| float(option.tco)).collect()
}

/// A row of the options' pages, a line for each option.
fn by_month(results: &Results<'_>, layout: &Layout, row: Row, options: &[usize], title: &str) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let row = result_row(row);
    let last = column(results.scenario.months);
    for option in options {
        let name = layout.names[OPTIONS + option].as_str();
        let series = chart.add_series();
        series.set_categories((name, 3, BEFORE, 3, last)).set_values((name, row, BEFORE, row, last));
        let summary = layout.names[SUMMARY].as_str();
        series.set_name((summary, NAMES, 1 + u16::try_from(*option).unwrap_or(0)));
        let mut line = rust_xlsxwriter::ChartLine::new();
        series.set_format(line.set_color(COLORS[option % COLORS.len()]).set_width(2.25));
    }
    // a mark a year, or every few months of a short horizon, and below the chart where amounts are negative
    let every = if results.scenario.months > 24 { 12 } else { 3 };
    chart.x_axis().set_label_interval(every).set_tick_interval(every).set_num_format("0");
    chart.x_axis().set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::Low);
    chart.set_alt_text(described(results, title, ("a line for each of", options)));
    titled(chart, title, "Month", results.scenario.currency.code)
}

fn by_category(results: &Results<'_>, layout: &Layout, left_out: &str) -> Chart {
    let mut chart = Chart::new(ChartType::ColumnStacked);
    let name = layout.names[SUMMARY].as_str();
    let shown = shown(results);
    let last = u16::try_from(shown.len()).unwrap_or(1);
    let (names, first) = if shown.len() < results.options.len() {
        (drawn_row(results), drawn_row(results) + 1)
    } else {
        (NAMES, CATEGORIES)
    };
    for (row, place) in (first..).zip(0..categories(results).len()) {
        let series = chart.add_series();
        series.set_categories((name, names, 1, names, last)).set_values((name, row, 1, row, last));
        series.set_name((name, row, 0));
        let mut fill = rust_xlsxwriter::ChartSolidFill::new();
        series.set_format(fill.set_color(COLORS[place % COLORS.len()]));
    }
    let code = results.scenario.currency.code;
    let title = format!("Cost by category, {code}{left_out}");
    chart.set_alt_text(described(results, &title, ("a column for each of", &shown)));
    titled(chart, &title, "Option", code)
}

/// What a screen reader says of a chart: what it draws, of which options, and where the figures are.
fn described(results: &Results<'_>, title: &str, (parts, options): (&str, &[usize])) -> String {
    let labels: Vec<String> =
        options.iter().map(|option| printable(&results.scenario.options[*option].label)).collect();
    let words = format!("{title}: {parts} {}. Its figures are on the pages of the options.", labels.join(", "));
    let mut length = 0;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= LONGEST
    };
    words.chars().take_while(fits).collect()
}

fn titled(mut chart: Chart, title: &str, below: &str, beside: &str) -> Chart {
    let mut font = rust_xlsxwriter::ChartFont::new();
    chart.title().set_name(title).set_font(font.set_size(13));
    chart.x_axis().set_name(below);
    chart.y_axis().set_name(beside).set_num_format("#,##0");
    let mut pale = rust_xlsxwriter::ChartLine::new();
    chart.y_axis().set_major_gridlines_line(pale.set_color("#D9D9D9"));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(720).set_height(420);
    chart
}

//! Pages as the bytes of an XLSX file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet, XlsxError,
};

use super::allowed::{Allowed, Rule};
use super::page::{At, Content, Page, Style};
use crate::quantity::Currency;
use crate::quantity::figures::{exact, float};
use crate::scenario::{Scenario, printable};
use crate::sheet::workbook::quoted;

/// The most columns that are printed side by side on one page of paper.
const WIDE: u16 = 16;
/// The height of a line of text, in points.
const LINE: f64 = 15.5;

/// What is added to a sheet beside its cells.
type Drawn<'a> = &'a dyn Fn(usize, &mut Worksheet) -> Result<(), XlsxError>;

/// The file. It has no time of its own: the same pages are the same bytes.
pub fn bytes(pages: &[Page], scenario: &Scenario, drawn: Drawn<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = printable(&scenario.name);
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let formats = Formats::new(scenario.currency);
    for (place, page) in pages.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        write(sheet, page, &formats)?;
        drawn(place, sheet)?;
    }
    for page in pages {
        for (name, at) in &page.named {
            let column = crate::sheet::workbook::column_name(at.column);
            workbook.define_name(name.as_str(), &format!("={}!${column}${}", quoted(&page.name), at.row + 1))?;
        }
    }
    workbook.save_to_buffer()
}

fn write(sheet: &mut Worksheet, page: &Page, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(page.name.as_str())?;
    for (width, column) in page.widths.iter().zip(0_u16..) {
        sheet.set_column_width(column, *width)?;
    }
    let last = page.cells.iter().map(|cell| cell.column).max().unwrap_or(0);
    for column in u16::try_from(page.widths.len()).unwrap_or(0)..=last {
        sheet.set_column_width(column, page.widths.last().copied().unwrap_or(14))?;
    }
    for cell in &page.cells {
        write_cell(sheet, cell, formats.of(cell))?;
    }
    for (row, lines) in page.tall.iter().filter(|(_, lines)| *lines > 1) {
        sheet.set_row_height(*row, f64::from(*lines) * LINE)?;
    }
    for allowed in &page.allowed {
        sheet.add_data_validation(allowed.row, allowed.column, allowed.row, allowed.column, &validation(allowed)?)?;
    }
    let (row, column) = page.frozen;
    if (row, column) != (0, 0) {
        sheet.set_freeze_panes(row, column)?;
        sheet.set_repeat_rows(0, row.saturating_sub(1))?;
    }
    if column > 0 {
        sheet.set_repeat_columns(0, 0)?;
    }
    let printed = page.printed_across.map_or(last, |end| end.saturating_sub(1));
    if page.printed_to.is_some() || page.printed_across.is_some() {
        let rows = page.cells.iter().map(|cell| cell.row).max().unwrap_or(0);
        sheet.set_print_area(0, 0, page.printed_to.map_or(rows, |end| end.saturating_sub(1)), printed)?;
    }
    sheet.set_screen_gridlines(false);
    sheet.set_landscape().set_paper_size(9).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    let across = page.pages_across.unwrap_or_else(|| printed.div_ceil(WIDE).max(1));
    sheet.set_print_fit_to_pages(across, u16::from(page.one_sheet));
    sheet.set_footer("&L&F&C&A&RPage &P of &N");
    Ok(())
}

/// The check that a spreadsheet holds a cell's number against.
fn validation(allowed: &Allowed) -> Result<DataValidation, XlsxError> {
    let whole = |value: Decimal| value.to_i32().unwrap_or_default();
    let check = DataValidation::new();
    let check = match (allowed.rule, allowed.is_whole) {
        (Rule::Above(low), true) => check.allow_whole_number(DataValidationRule::GreaterThan(whole(low))),
        (Rule::AtLeast(low), true) => check.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(whole(low))),
        (Rule::Between(low, high), true) => {
            check.allow_whole_number(DataValidationRule::Between(whole(low), whole(high)))
        }
        (Rule::Above(low), false) => check.allow_decimal_number(DataValidationRule::GreaterThan(float(low))),
        (Rule::AtLeast(low), false) => check.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(float(low))),
        (Rule::Between(low, high), false) => {
            check.allow_decimal_number(DataValidationRule::Between(float(low), float(high)))
        }
    };
    check.set_error_title("Outside what the key allows")?.set_error_message(&allowed.message)
}

fn write_cell(sheet: &mut Worksheet, cell: &At, format: &Format) -> Result<(), XlsxError> {
    let (row, column) = (cell.row, cell.column);
    match &cell.content {
        Content::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        Content::Number(value) => sheet.write_number_with_format(row, column, float(*value), format)?,
        Content::Date(date) => {
            let date = ExcelDateTime::parse_from_str(date)?;
            sheet.write_datetime_with_format(row, column, &date, format)?
        }
        Content::Formula(formula, value) => {
            let formula = Formula::new(formula).set_result(shown(*value));
            sheet.write_formula_with_format(row, column, formula, format)?
        }
        Content::Words(formula, value) => {
            // an empty result is kept as 0, which programs that do not recalculate would show
            let formula = Formula::new(formula).set_result(if value.is_empty() { " " } else { value });
            sheet.write_formula_with_format(row, column, formula, format)?
        }
    };
    Ok(())
}

/// A number as the file keeps it for programs that do not recalculate.
fn shown(value: Decimal) -> String {
    exact(value.round_sf(17).unwrap_or(value))
}

/// Every style as a format of the file.
struct Formats {
    by_style: BTreeMap<Style, Format>,
    plain: Format,
}

impl Formats {
    fn new(currency: Currency) -> Self {
        let cents = if currency.minor_digits == 0 {
            String::new()
        } else {
            format!(".{}", "0".repeat(currency.minor_digits as usize))
        };
        let sign = format!("\"{}\"", currency.symbol);
        let amount = format!("#,##0{cents};[Red]-#,##0{cents};\"-\"");
        let with_sign = format!("{sign}#,##0{cents};[Red]-{sign}#,##0{cents};{sign}0{cents}");
        let number = |format: &str| Format::new().set_num_format(format).set_align(FormatAlign::Right);
        let input = |format: &str| {
            let yellow = number(format).set_font_color("#0000FF").set_background_color("#FFF9E5");
            yellow.set_border(FormatBorder::Thin).set_border_color("#D9D2B0")
        };
        // decimals that are optional leave a point behind whole numbers, so small numbers have some and large ones none
        let plain = "[>=1000]#,##0;[>=1]#,##0.00;0.0000####";
        let (blue, grey, line) = ("#1F3864", "#666666", "#BFBFBF");
        let header = || Format::new().set_bold().set_font_color("#FFFFFF").set_background_color(blue);
        let by_style = [
            (Style::Title, Format::new().set_bold().set_font_size(16).set_font_color(blue)),
            (Style::Note, Format::new().set_italic().set_font_color(grey)),
            (Style::Wrapped, Format::new().set_text_wrap().set_align(FormatAlign::Top)),
            (
                Style::Section,
                Format::new()
                    .set_bold()
                    .set_font_color(blue)
                    .set_border_bottom(FormatBorder::Thin)
                    .set_border_bottom_color(line),
            ),
            (Style::Header, header().set_align(FormatAlign::Center).set_text_wrap()),
            (Style::Month, header().set_align(FormatAlign::Right).set_num_format("\"Month \"0")),
            (
                Style::Date,
                Format::new()
                    .set_italic()
                    .set_font_color(grey)
                    .set_align(FormatAlign::Right)
                    .set_num_format("yyyy-mm-dd"),
            ),
            (Style::Text, Format::new()),
            (Style::Bold, Format::new().set_bold()),
            (Style::Money, number(&amount)),
            (Style::Total, number(&with_sign).set_bold().set_border_top(FormatBorder::Thin)),
            (Style::Currency, number(&with_sign)),
            (Style::Price, number(&format!("{sign}0.000000"))),
            (Style::Number, number(plain)),
            (Style::Whole, number("[>=1000]#,##0;General")),
            (Style::Count, number("#,##0")),
            (Style::Factor, number("0.000000")),
            (Style::Months, number("[=0]\"at once\";0.0")),
            (Style::Input, input("[>=1000]#,##0;General")),
            // five digits after the point at most, and as many as fit of what is smaller than they tell
            (Style::Rounded, input("[>=1000]#,##0;[>=0.01]0.0####;General")),
            (Style::Share, input("0.00%")),
            (Style::Fixed, number(plain).set_italic().set_font_color("#777777")),
            (Style::Times, number("#,##0.0000").set_italic().set_font_color("#777777")),
            (Style::Percent, number("#,##0.0%")),
            (Style::Rate, number("#,##0.0###%")),
            (Style::Beside, Format::new().set_indent(1)),
        ];
        Self { by_style: by_style.into(), plain: Format::new() }
    }

    /// How a cell looks: whole numbers have no decimals.
    fn of(&self, cell: &At) -> &Format {
        let style = match (&cell.content, cell.style) {
            (Content::Number(value) | Content::Formula(_, value), Style::Number) if value.is_integer() => Style::Whole,
            (_, style) => style,
        };
        self.by_style.get(&style).unwrap_or(&self.plain)
    }
}

//! A sheet of the workbook before it is written: what stands where, and how it looks.

use rust_decimal::Decimal;

use super::allowed::Allowed;
use crate::sheet::workbook::Place;

/// What a cell of the workbook holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text, which is never a formula whatever it begins with.
    Text(String),
    /// A number.
    Number(Decimal),
    /// An ISO date.
    Date(String),
    /// A formula without its `=`, and the number it comes to.
    Formula(String, Decimal),
    /// A formula that comes to a text.
    Words(String, String),
}

impl Content {
    /// A formula that comes to a number, or to an empty text.
    #[must_use]
    pub fn maybe(formula: String, value: Option<Decimal>) -> Self {
        Self::number_or(formula, value, "")
    }

    /// A formula that comes to a number, or else to a text.
    #[must_use]
    pub fn number_or(formula: String, value: Option<Decimal>, otherwise: &str) -> Self {
        match value {
            Some(value) => Self::Formula(formula, value),
            None => Self::Words(formula, otherwise.to_owned()),
        }
    }
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each name says all there is to say")]
pub enum Style {
    Title,
    Note,
    Wrapped,
    Section,
    Header,
    Month,
    Date,
    Text,
    Bold,
    /// An amount with the minor unit.
    Money,
    /// An amount in a row of totals.
    Total,
    /// An amount with the currency's sign.
    Currency,
    /// A small price with the currency's sign.
    Price,
    Number,
    /// A number that was whole when the file was written.
    Whole,
    /// A whole count.
    Count,
    Factor,
    /// A time in months, where 0 is at once.
    Months,
    /// A number that is meant to be changed.
    Input,
    /// The same with more digits than are read, of which the first are shown.
    Rounded,
    /// A share or a rate that is meant to be changed.
    Share,
    /// A number that does not follow the inputs.
    Fixed,
    /// A multiple that does not follow the inputs.
    Times,
    Percent,
    /// A rate of a list, down to a millionth.
    Rate,
    /// Words after a number.
    Beside,
}

/// A cell of a page.
#[derive(Clone, Debug)]
pub struct At {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
    /// What it holds.
    pub content: Content,
    /// How it looks.
    pub style: Style,
}

/// A sheet of the workbook.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: Vec<At>,
    /// The width of the first columns, in characters; the last holds for all that follow.
    pub widths: Vec<u16>,
    /// The first row and column that scroll.
    pub frozen: (u32, u16),
    /// Whether it is printed on a single sheet of paper.
    pub one_sheet: bool,
    /// The row that the print ends before; all where there is none.
    pub printed_to: Option<u32>,
    /// The column that the print ends before; all where there is none.
    pub printed_across: Option<u16>,
    /// How many sheets of paper it is printed across; as its columns need where there is none.
    pub pages_across: Option<u16>,
    /// Rows whose texts take several lines, with how many.
    pub tall: Vec<(u32, u32)>,
    /// Cells that formulas call by a name.
    pub named: Vec<(String, Place)>,
    /// Cells that do not take every number.
    pub allowed: Vec<Allowed>,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(name: &str, widths: &[u16], frozen: (u32, u16)) -> Self {
        Self {
            name: name.to_owned(),
            cells: Vec::new(),
            widths: widths.to_vec(),
            frozen,
            one_sheet: false,
            printed_to: None,
            printed_across: None,
            pages_across: None,
            tall: Vec::new(),
            named: Vec::new(),
            allowed: Vec::new(),
        }
    }

    /// Sets a cell.
    pub fn set(&mut self, (row, column): (u32, u16), content: Content, style: Style) {
        self.cells.push(At { row, column, content, style });
    }

    /// Sets a text.
    pub fn text(&mut self, at: (u32, u16), text: impl Into<String>, style: Style) {
        self.set(at, Content::Text(text.into()), style);
    }

    /// Sets texts from a column on.
    pub fn texts(&mut self, (row, column): (u32, u16), texts: &[&str], style: Style) {
        for (text, column) in texts.iter().zip(column..) {
            self.text((row, column), *text, style);
        }
    }
}

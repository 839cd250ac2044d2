//! The tables that the program carries as CSV: read when they are asked for.

use rust_decimal::Decimal;

use super::citation::Citation;
use crate::quantity::Literal;

/// One row, its cells by the names of the columns.
#[derive(Clone, Debug)]
pub struct Row<'h> {
    header: &'h csv::StringRecord,
    cells: csv::StringRecord,
}

/// What `read` makes of every row of a table. A test holds that none is left out.
pub fn rows<T>(text: &str, read: impl Fn(&Row<'_>) -> Option<T>) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let records = reader.records().filter_map(Result::ok);
    records.filter_map(|cells| read(&Row { header: &header, cells })).collect()
}

impl Row<'_> {
    /// The cell of a column; empty when there is none.
    #[must_use]
    pub fn text(&self, column: &str) -> &str {
        let place = self.header.iter().position(|name| name == column);
        place.and_then(|place| self.cells.get(place)).unwrap_or_default().trim()
    }

    /// The cell, unless it is empty.
    #[must_use]
    pub fn some(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The number of a column.
    #[must_use]
    pub fn number(&self, column: &str) -> Option<Decimal> {
        Literal::parse(self.text(column)).ok().map(|literal| literal.value.normalize())
    }

    /// The whole number of a column.
    #[must_use]
    pub fn whole(&self, column: &str) -> Option<u32> {
        self.text(column).parse().ok()
    }

    /// The row's source and date.
    #[must_use]
    pub fn citation(&self) -> Citation {
        Citation { source: self.text("source").to_owned(), as_of: self.text("date").to_owned() }
    }
}

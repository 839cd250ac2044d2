//! Rows of an embedded CSV file, read by the names of their columns.

use std::fmt;

/// Why a data file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The line of the file, from 1 on.
    pub line: u64,
    /// What is wrong, with the column.
    pub cause: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.cause)
    }
}

impl std::error::Error for TableError {}

/// A row and the header above it.
pub(super) struct Row<'a> {
    header: &'a csv::StringRecord,
    cells: &'a csv::StringRecord,
}

/// What `read` makes of every row of a CSV text with a header.
pub(super) fn read_rows<T>(text: &str, read: impl Fn(&Row<'_>) -> Result<T, TableError>) -> Result<Vec<T>, TableError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let failed = |error: &csv::Error| TableError {
        line: error.position().map_or(1, csv::Position::line),
        cause: "its cells do not match the header".to_owned(),
    };
    let header = reader.headers().map_err(|error| failed(&error))?.clone();
    let records = reader.records();
    records
        .map(|record| {
            let cells = record.map_err(|error| failed(&error))?;
            read(&Row { header: &header, cells: &cells })
        })
        .collect()
}

impl Row<'_> {
    /// A cell; empty when it is empty.
    pub(super) fn text(&self, column: &str) -> Result<&str, TableError> {
        let place = self.header.iter().position(|name| name == column);
        let cell = place.and_then(|place| self.cells.get(place));
        cell.ok_or_else(|| self.wrong(format!("no column `{column}`")))
    }

    /// A finite number that is not negative.
    pub(super) fn number(&self, column: &str) -> Result<f64, TableError> {
        let cell = self.text(column)?;
        let number = cell.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
        number.ok_or_else(|| self.wrong(format!("`{column}` is `{cell}`, which is no number from 0 on")))
    }

    /// A number, when the cell is not empty.
    pub(super) fn number_if_any(&self, column: &str) -> Result<Option<f64>, TableError> {
        if self.text(column)?.is_empty() { Ok(None) } else { self.number(column).map(Some) }
    }

    /// An error in this row.
    pub(super) fn wrong(&self, cause: String) -> TableError {
        TableError { line: self.cells.position().map_or(1, csv::Position::line), cause }
    }
}

//! A list of catalog entries: as a table for a terminal, as CSV and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::catalog::near::nearest_few;
use crate::report::csv::text as plain_text;

/// A list of catalog entries, the same columns in every format.
#[derive(Clone, Debug)]
pub struct Listing {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What CSV and JSON call it.
    pub name: &'static str,
    /// What stands above it in a terminal; `None` when it is left out there.
    pub head: Option<&'static str>,
    /// Whether its cells are numbers.
    pub is_number: bool,
}

/// Columns that speak of other entries too, so that no search looks into them.
const REMARKS: [&str; 3] = ["note", "source", "purchase_source"];

impl Listing {
    /// A list with these columns; the last two are the date and the source.
    #[must_use]
    pub fn new(columns: Vec<Column>, rows: Vec<Vec<String>>) -> Self {
        Self { columns, rows }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The entries that hold every word of `search`, in any cell but remarks and sources, in small or capital letters.
    #[must_use]
    pub fn matching(&self, search: &str) -> Self {
        let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
        let holds = |row: &&Vec<String>| {
            let cells = self.columns.iter().zip(row.iter());
            let cells =
                cells.filter(|(column, _)| !REMARKS.contains(&column.name)).map(|(_, cell)| cell.to_lowercase());
            let cells = cells.collect::<Vec<_>>().join("\n");
            words.iter().all(|word| cells.contains(word))
        };
        Self { columns: self.columns.clone(), rows: self.rows.iter().filter(holds).cloned().collect() }
    }

    /// Names of entries that may have been meant by a search that finds nothing.
    #[must_use]
    pub fn near(&self, search: &str) -> Vec<&str> {
        // the first column that a terminal shows names an entry, and so does the second where there is one
        let names = self.columns.iter().take(2).filter(|column| column.head.is_some()).count();
        let names = self.rows.iter().flat_map(|row| row.iter().take(names)).map(String::as_str);
        let mut names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        names.dedup();
        nearest_few(search, names.into_iter())
    }

    /// The list as a table for a terminal, the sources and dates numbered below it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut sources: Vec<String> = Vec::new();
        let shown: Vec<usize> = (0..self.columns.len()).filter(|i| self.columns[*i].head.is_some()).collect();
        let mut lines = vec![shown.iter().map(|i| self.columns[*i].head.unwrap_or_default().to_owned()).collect()];
        for row in &self.rows {
            let mut cells: Vec<String> = shown.iter().map(|i| row[*i].clone()).collect();
            let source = row.last_chunk::<2>().map_or_else(String::new, |[day, source]| format!("{source}, {day}"));
            let known = sources.iter().position(|known| *known == source);
            let number = known.unwrap_or_else(|| {
                sources.push(source);
                sources.len() - 1
            });
            if let Some(last) = cells.last_mut() {
                *last = format!("[{}]", number + 1);
            }
            lines.push(cells);
        }
        // a column in which no entry says anything is left out
        let is_used = |i: usize| lines[1..].iter().any(|line: &Vec<String>| !line[i].is_empty());
        let used: Vec<usize> = (0..shown.len()).filter(|i| is_used(*i)).collect();
        let width = |i: usize| lines.iter().map(|line| line[i].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..shown.len()).map(width).collect();
        let mut out = String::new();
        for line in &lines {
            let cell = |i: &usize| {
                let (cell, width) = (&line[*i], widths[*i]);
                if self.columns[shown[*i]].is_number { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
            };
            let _ = writeln!(out, "{}", used.iter().map(cell).collect::<Vec<_>>().join("  ").trim_end());
        }
        out.push('\n');
        for (i, source) in sources.iter().enumerate() {
            let _ = writeln!(out, "[{}] {source}", i + 1);
        }
        for remark in self.remarks() {
            let _ = writeln!(out, "{remark}");
        }
        out
    }

    /// What a table has no room for and a reader must know, a line for each entry.
    fn remarks(&self) -> Vec<String> {
        let cells = |name: &str| self.columns.iter().position(|column| column.name == name);
        let of = |row: &[String], (name, what): (&str, &str)| {
            let said = cells(name).map(|place| row[place].as_str()).filter(|said| !said.is_empty())?;
            Some(format!("{what}{said}"))
        };
        // remarks of other lists are in JSON and CSV
        let parts: &[(&str, &str)] = match cells("peak_hours") {
            Some(_) => &[("peak_hours", "mean over a week, dearer at "), ("later_prices", "from "), ("note", "")],
            None => &[],
        };
        let line = |row: &Vec<String>| {
            let said: Vec<String> = parts.iter().filter_map(|part| of(row, *part)).collect();
            (!said.is_empty()).then(|| format!("{}: {}", row[0], said.join("; ")))
        };
        self.rows.iter().filter_map(line).collect()
    }

    /// The list as CSV.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        // writing to memory cannot fail
        let _ = writer.write_record(self.columns.iter().map(|column| column.name));
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(|cell| plain_text(cell)));
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    /// The list as JSON: an object for each entry. Numbers are decimal texts, so that no reader loses digits;
    /// what is not known is null.
    #[must_use]
    pub fn json(&self) -> String {
        let value = |cell: &String| if cell.is_empty() { Value::Null } else { Value::String(cell.clone()) };
        let entry = |row: &Vec<String>| {
            let fields = self.columns.iter().zip(row).map(|(column, cell)| (column.name.to_owned(), value(cell)));
            Value::Object(fields.collect::<Map<_, _>>())
        };
        let list: Value = self.rows.iter().map(entry).collect();
        format!("{list:#}\n")
    }
}

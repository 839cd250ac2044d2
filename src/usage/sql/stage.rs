//! A step of a query.

use std::fmt::{self, Display, Formatter};

/// A value and the name that later steps call it by.
pub type Column = (String, &'static str);

/// A step: the rows of another one or of the log's table, as columns.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Where its rows are from.
    pub from: String,
    /// Which rows are kept: those that meet all.
    pub kept: Vec<String>,
    /// What makes rows one; nothing when they are not summed.
    pub grouped: Vec<String>,
}

impl Stage {
    /// A step without columns yet.
    pub fn from(table: &str) -> Self {
        Self { from: table.to_owned(), ..Self::default() }
    }

    /// With columns that keep their names.
    pub fn passing(self, names: &[&'static str]) -> Self {
        self.with(names.iter().map(|name| ((*name).to_owned(), *name)))
    }

    /// With further columns.
    pub fn with(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns.extend(columns);
        self
    }
}

impl Display for Stage {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let columns = self
            .columns
            .iter()
            .map(|(value, name)| if value == name { format!("    {value}") } else { format!("    {value} AS {name}") });
        write!(f, "  SELECT\n{}\n  FROM {}", columns.collect::<Vec<_>>().join(",\n"), self.from)?;
        if !self.kept.is_empty() {
            write!(f, "\n  WHERE {}", self.kept.join("\n    AND "))?;
        }
        if !self.grouped.is_empty() {
            write!(f, "\n  GROUP BY {}", self.grouped.join(", "))?;
        }
        Ok(())
    }
}

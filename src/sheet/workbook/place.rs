//! Places in a workbook, as formulas name them.

/// A place in a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The sheet, by its place among the workbook's.
    pub table: usize,
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
}

/// A column's letters: `A` for 0, `AA` for 26.
#[must_use]
pub fn column_name(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

/// A sheet's name as formulas write it.
#[must_use]
pub fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

impl Place {
    /// The place as a formula on the same sheet names it, as in `G12`.
    #[must_use]
    pub fn local(self) -> String {
        format!("{}{}", column_name(self.column), self.row + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        // AZ is 26 + 26, BA the next, XFD the last of 16,384
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (16_383, "XFD")] {
            assert_eq!(column_name(column), name);
        }
        assert_eq!(quoted("Bob's"), "'Bob''s'");
    }
}

//! Calendar months, as in `"2026-12"`.

use std::fmt;

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearMonth {
    /// Months since January of the year 0.
    index: i32,
}

impl YearMonth {
    /// Reads `YYYY-MM`; `None` when `text` is anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.trim().split_once('-')?;
        let well_formed =
            year.len() == 4 && month.len() == 2 && year.bytes().chain(month.bytes()).all(|b| b.is_ascii_digit());
        let month: i32 = well_formed.then(|| month.parse().ok())??;
        let year: i32 = year.parse().ok()?;
        (1..=12).contains(&month).then_some(Self { index: year * 12 + month - 1 })
    }

    /// The month `months` later (earlier when negative).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self { index: self.index.saturating_add(months) }
    }

    /// How many months after `earlier` this is.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.index - earlier.index
    }

    /// The month of the year, 0 for January.
    #[must_use]
    pub fn month0(self) -> usize {
        usize::try_from(self.index.rem_euclid(12)).unwrap_or(0)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.index.div_euclid(12)
    }

    /// How many days the month has.
    #[must_use]
    pub fn days(self) -> u8 {
        let year = self.year();
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        match self.month0() {
            1 if leap => 29,
            1 => 28,
            3 | 5 | 8 | 10 => 30,
            _ => 31,
        }
    }

    /// The last day of the month, as an ISO date: when the month's costs fall.
    #[must_use]
    pub fn last_day(self) -> String {
        format!("{self}-{}", self.days())
    }

    /// The first day of the month, as an ISO date: when a project that starts then is paid for.
    #[must_use]
    pub fn first_day(self) -> String {
        format!("{self}-01")
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month0() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_over_years() {
        let start = YearMonth::parse("2026-12").unwrap();
        assert_eq!(start.plus(1).to_string(), "2027-01");
        assert_eq!(start.plus(14).since(start), 14);
        assert_eq!(YearMonth::parse("2028-02").unwrap().last_day(), "2028-02-29");
        assert_eq!(start.last_day(), "2026-12-31");
    }

    #[test]
    fn only_a_year_and_a_month_is_a_month() {
        for text in ["2026-13", "2026-00", "26-12", "2026-1", "2026-12-01", "2026", "abcd-01", "+026-01"] {
            assert_eq!(YearMonth::parse(text), None, "{text}");
        }
    }
}

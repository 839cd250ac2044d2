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

    /// The month that holds a day counted from 1970-01-01, and the day of that month, from 1; the
    /// proleptic Gregorian calendar. Days beyond the year 9999 stay at its end.
    #[must_use]
    pub fn of_day(day: i64) -> (Self, u32) {
        // years begin in March here, so that the leap day is the last one; 719,468 days lie between
        // 0000-03-01 and 1970-01-01, and 146,097 in the 400 years after which the calendar repeats
        let day = day.clamp(-719_162, 2_932_896) + 719_468;
        let (era, in_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
        let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * year + year / 4 - year / 100);
        let march = (5 * in_year + 2) / 153;
        let day = in_year - (153 * march + 2) / 5 + 1;
        let index = (era * 400 + year) * 12 + march + 2;
        (Self { index: i32::try_from(index).unwrap_or(0) }, u32::try_from(day).unwrap_or(1))
    }

    /// The month's first day, counted from 1970-01-01.
    #[must_use]
    pub fn day_number(self) -> i64 {
        let march = i64::from(self.index) - 2;
        let (year, month) = (march.div_euclid(12), march.rem_euclid(12));
        let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
        era * 146_097 + 365 * year + year / 4 - year / 100 + (153 * month + 2) / 5 - 719_468
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
    fn days_and_months_tell_each_other() {
        let check = |day: i64, month: &str, of_month: u32| {
            let month = YearMonth::parse(month).unwrap();
            assert_eq!(YearMonth::of_day(day), (month, of_month), "{day}");
            assert_eq!(month.day_number() + i64::from(of_month) - 1, day);
        };
        // `date -u -d @$((day * 86400)) +%F` says the same
        check(0, "1970-01", 1);
        check(-1, "1969-12", 31);
        check(11_016, "2000-02", 29);
        check(20_758, "2026-11", 1);
        check(47_540, "2100-02", 28);
        check(47_541, "2100-03", 1);
        assert_eq!(YearMonth::parse("2028-02").unwrap().days(), 29);
    }

    #[test]
    fn only_a_year_and_a_month_is_a_month() {
        for text in ["2026-13", "2026-00", "26-12", "2026-1", "2026-12-01", "2026", "abcd-01", "+026-01"] {
            assert_eq!(YearMonth::parse(text), None, "{text}");
        }
    }
}

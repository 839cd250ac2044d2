//! Calendar days, as in `"2026-11-21"`, and dates of which only the month or year is known.

use std::fmt;

use super::YearMonth;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    month: YearMonth,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`; `None` when `text` is anything else, or no day of the calendar.
    ///
    /// ```
    /// # use tco::quantity::Date;
    /// assert_eq!(Date::parse("2028-02-29").unwrap().to_string(), "2028-02-29");
    /// assert_eq!(Date::parse("2026-02-29"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.trim().rsplit_once('-')?;
        let month = YearMonth::parse(month)?;
        let well_formed = day.len() == 2 && day.bytes().all(|b| b.is_ascii_digit());
        let day: u8 = well_formed.then(|| day.parse().ok())??;
        (1..=month.days()).contains(&day).then_some(Self { month, day })
    }

    /// Reads a day, a month or a year; of a month or a year the first day.
    #[must_use]
    pub fn earliest(text: &str) -> Option<Self> {
        let text = text.trim();
        let month = YearMonth::parse(text).or_else(|| YearMonth::parse(&format!("{text}-01")));
        Self::parse(text).or_else(|| month.map(Self::first_of))
    }

    /// The first day of a month.
    #[must_use]
    pub fn first_of(month: YearMonth) -> Self {
        Self { month, day: 1 }
    }

    /// The day this many days after 1 January 1970, up to the year 9999.
    #[must_use]
    pub fn from_unix_days(days: u32) -> Option<Self> {
        let mut month = YearMonth::parse("1970-01")?;
        let mut left = days;
        while left >= u32::from(month.days()) {
            left -= u32::from(month.days());
            month = month.plus(1);
            if month > YearMonth::parse("9999-12")? {
                return None;
            }
        }
        Some(Self { month, day: u8::try_from(left + 1).ok()? })
    }

    /// Its month.
    #[must_use]
    pub fn month(self) -> YearMonth {
        self.month
    }

    /// How many days after `earlier` this is; negative when it is before.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.number() - earlier.number()
    }

    /// Days since a fixed one. Source: Richards, "Calendars", Explanatory Supplement to the
    /// Astronomical Almanac, 3rd ed., 2012, section 15.11.
    fn number(self) -> i64 {
        let (year, month) = (i64::from(self.month.year()), i64::try_from(self.month.month0()).unwrap_or(0) + 1);
        // the year begins in March, so that the leap day is its last
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        365 * year + leap_days + (153 * month + 2) / 5 + i64::from(self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(date("2026-12-01").since(date("2026-11-21")), 10);
        assert_eq!(date("2028-03-01").since(date("2028-02-28")), 2);
        assert_eq!(date("2027-03-01").since(date("2027-02-28")), 1);
        assert_eq!(date("2000-01-01").since(date("1970-01-01")), 10_957); // 30 years with 7 leap days
        assert_eq!(date("2026-01-01").since(date("2026-01-31")), -30);
        assert_eq!(Date::from_unix_days(10_957), Some(date("2000-01-01")));
    }

    #[test]
    fn a_coarse_date_is_its_first_day() {
        assert_eq!(Date::earliest("2026"), Some(date("2026-01-01")));
        assert_eq!(Date::earliest("2026-05"), Some(date("2026-05-01")));
        assert_eq!(Date::earliest("2026-05-29"), Some(date("2026-05-29")));
        for text in ["", "26", "2026-13", "2026-04-31", "2026-5-1", "May 2026", "2026-05-29T00:00"] {
            assert_eq!(Date::earliest(text), None, "{text}");
        }
    }
}

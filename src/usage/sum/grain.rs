//! Whether the days of rows are known.

use crate::quantity::YearMonth;

/// The longest stretch that a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// A day or less.
    Day,
    /// More than a day.
    Month,
}

impl Grain {
    /// The grain of rows of which the longest stands for so many seconds.
    #[must_use]
    pub fn of(longest: i64) -> Self {
        /// A day on which clocks are put back.
        const LONGEST_DAY: i64 = 90_000;
        if longest > LONGEST_DAY { Self::Month } else { Self::Day }
    }

    /// The day by which what rows tell is held together: the first of its month where rows stand for more than a day,
    /// since a row of a month lies on one of its days.
    #[must_use]
    pub fn unit(self, day: i64) -> i64 {
        match self {
            Self::Day => day,
            Self::Month => YearMonth::of_day(day).0.day_number(),
        }
    }
}

//! When something was used: instants and buckets, in UTC.

use crate::quantity::YearMonth;

const DAY: i64 = 86_400;

/// A stretch of time in seconds since 1970-01-01 UTC; an instant starts where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its start.
    pub start: i64,
    /// Its end.
    pub end: i64,
}

impl Stretch {
    /// An instant.
    #[must_use]
    pub fn instant(at: i64) -> Self {
        Self { start: at, end: at }
    }

    /// The UTC day that holds the middle, counted from 1970-01-01. A bucket that is a day of another
    /// time zone belongs to the UTC day it shares most with, so to the date it is called by there.
    #[must_use]
    pub fn day(self) -> i64 {
        (self.start + (self.end - self.start).max(0) / 2).div_euclid(DAY)
    }

    /// The UTC hour counted from 1970-01-01; none of a bucket longer than an hour.
    #[must_use]
    pub fn hour(self) -> Option<i64> {
        (self.end - self.start <= 3_600).then(|| self.start.div_euclid(3_600))
    }

    /// The length in seconds.
    #[must_use]
    pub fn seconds(self) -> i64 {
        (self.end - self.start).max(0)
    }
}

/// Reads an instant: RFC 3339, a date with or without a time (UTC when it names no zone), a month
/// `YYYY-MM`, or seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their
/// digits. Returns seconds since 1970, and whether only a date was written.
#[must_use]
pub fn instant(text: &str) -> Option<(i64, Written)> {
    let bytes = text.trim().as_bytes();
    if let Some(at) = epoch(bytes) {
        return Some((at, Written::Instant));
    }
    if bytes.len() == 7 {
        return YearMonth::parse(text).map(|month| (month.day_number() * DAY, Written::Month));
    }
    let (date, time) = bytes.split_at_checked(10)?;
    let [_, _, _, _, b'-', _, _, b'-', _, _] = date else { return None };
    let (year, month, day) = (digits(&date[..4])?, digits(&date[5..7])?, digits(&date[8..])?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let first = i64::from(year) * 12 + i64::from(month) - 1;
    let days = first_day(first) + i64::from(day) - 1;
    if day > 28 && days >= first_day(first + 1) {
        return None;
    }
    if time.is_empty() {
        return Some((days * DAY, Written::Day));
    }
    Some((days * DAY + of_day(time)?, Written::Instant))
}

/// What is wrong with a text that is no instant, and which forms are.
#[must_use]
pub fn no_time(text: &str) -> String {
    let text: String = text.chars().take(40).collect();
    format!(
        "`{text}`, which is no time: write `2026-10-01`, `2026-10-01T14:00:00Z`, `2026-10`, or seconds, milliseconds, \
         microseconds or nanoseconds since 1970"
    )
}

/// How much of an instant was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A month.
    Month,
    /// A date.
    Day,
    /// A time.
    Instant,
}

impl Written {
    /// The stretch that the text stands for.
    #[must_use]
    pub fn stretch(self, start: i64) -> Stretch {
        let end = match self {
            Self::Instant => start,
            Self::Day => start + DAY,
            Self::Month => {
                let (month, _) = YearMonth::of_day(start.div_euclid(DAY));
                month.plus(1).day_number() * DAY
            }
        };
        Stretch { start, end }
    }
}

/// The first day of a month counted from January of the year 0; the same as
/// [`YearMonth::day_number`], without the bounds of a text.
fn first_day(month: i64) -> i64 {
    let march = month - 2;
    let (year, month) = (march.div_euclid(12), march.rem_euclid(12));
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 - 719_468
}

/// Seconds of a count since 1970. Of 2001-09-09 to 2286-11-20 seconds have 10 digits, and each finer unit has three
/// more: what has another number of digits is of no time that a model was used at. A fraction, as tools write that
/// keep counts as floats, is left out.
fn epoch(text: &[u8]) -> Option<i64> {
    let point = text.iter().position(|byte| *byte == b'.').unwrap_or(text.len());
    let (whole, fraction) = text.split_at(point);
    let is_number = |digits: &[u8]| digits.iter().all(u8::is_ascii_digit);
    if !is_number(whole) || whole.starts_with(b"0") || !is_number(fraction.get(1..).unwrap_or_default()) {
        return None;
    }
    let unit = match whole.len() {
        10 => 1,
        13 => 1_000,
        16 => 1_000_000,
        19 => 1_000_000_000,
        _ => return None,
    };
    let value: i64 = std::str::from_utf8(whole).ok()?.parse().ok()?;
    Some(value / unit)
}

/// Seconds after midnight UTC of a time with its separator and zone, as in `T09:15:02.12+08:00`.
fn of_day(time: &[u8]) -> Option<i64> {
    let [b'T' | b't' | b' ', rest @ ..] = time else { return None };
    let (clock, mut rest) = rest.split_at_checked(5)?;
    let [_, _, b':', _, _] = clock else { return None };
    let (hour, minute) = (digits(&clock[..2])?, digits(&clock[3..])?);
    let mut second = 0;
    if let [b':', a, b, after @ ..] = rest {
        second = digits(&[*a, *b])?;
        rest = after;
    }
    if let [b'.' | b',', after @ ..] = rest {
        let places = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
        rest = &after[places..];
    }
    if hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    Some(i64::from(hour * 3_600 + minute * 60 + second) - zone(rest)?)
}

/// Seconds that a zone is ahead of UTC.
fn zone(text: &[u8]) -> Option<i64> {
    let text = text.trim_ascii();
    let (sign, digits_of) = match text {
        b"" | b"Z" | b"z" | b"UTC" => return Some(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match digits_of {
        [a, b] => (digits(&[*a, *b])?, 0),
        [a, b, c, d] | [a, b, b':', c, d] => (digits(&[*a, *b])?, digits(&[*c, *d])?),
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then(|| sign * i64::from(hours * 3_600 + minutes * 60))
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

/// A day counted from 1970-01-01 as an ISO date.
#[must_use]
pub fn date(day: i64) -> String {
    let (month, day) = YearMonth::of_day(day);
    format!("{month}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, seconds: Option<i64>) {
        assert_eq!(instant(text).map(|(at, _)| at), seconds, "{text}");
    }

    #[test]
    fn instants_as_exports_write_them() {
        // `date -u -d TEXT +%s`
        check("2026-11-01T00:00:00Z", Some(1_793_491_200));
        check("2026-11-01T00:00:00+00:00", Some(1_793_491_200));
        check("2026-11-01 09:15:02.271", Some(1_793_524_502));
        check("2026-11-01T09:15:02.120000Z", Some(1_793_524_502));
        check("2026-11-01T00:00:00+08:00", Some(1_793_462_400));
        check("2026-11-01", Some(1_793_491_200));
        check("2026-11", Some(1_793_491_200));
        check("1793524502", Some(1_793_524_502));
        check("1793524502120", Some(1_793_524_502));
        check("1793524502120000", Some(1_793_524_502));
        check("1793524502120000000", Some(1_793_524_502));
        check("1793524502.12", Some(1_793_524_502));
        check("1793524502120.0", Some(1_793_524_502));
        for text in ["", "2026", "2026-13-01", "2026-02-30", "01/11/2026", "2026-11-01X", "2026-11-01T25:00:00Z"] {
            check(text, None);
        }
        // a digit more or less than any unit has: of 1975, 7653 and 1973
        for text in ["179352450212", "17935245021", "100000000", "1793524502.x", "0793524502120"] {
            check(text, None);
        }
    }

    #[test]
    fn a_day_of_another_zone_keeps_its_date() {
        let start = instant("2026-11-01T00:00:00+08:00").unwrap().0;
        let day = Stretch { start, end: start + DAY }.day();
        assert_eq!(YearMonth::of_day(day).0.to_string(), "2026-11");
        // an instant of that zone is told in UTC
        assert_eq!(YearMonth::of_day(Stretch::instant(start).day()).0.to_string(), "2026-10");
    }
}

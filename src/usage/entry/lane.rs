//! Tokens by what their price depends on beside the model and the day.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use super::class::Class;
use super::row::{Requests, Row};
use super::served::{Prompts, Service};

/// What the price of tokens depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lane {
    /// How they were served.
    pub service: Service,
    /// Whether the export tells how; else [`Lane::service`] is taken for granted.
    pub tells_service: bool,
    /// How long the prompts were.
    pub length: Length,
    /// When in the day.
    pub time: Time,
}

/// Bounds of the lengths of prompts, as places in [`BOUNDS`]: longer than those before the first, at most as long
/// as the one at the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(u8, u8);

/// A part of a UTC day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Time {
    /// A half-hour, from 0.
    Half(u8),
    /// An hour, from 0.
    Hour(u8),
    /// Any time of the day.
    Untold,
}

/// Tokens of a model by day, counted from 1970-01-01 UTC, and lane, in the order of [`Class::ALL`].
pub type Lanes = FxHashMap<(i64, Lane), [u128; Class::ALL.len()]>;

/// The same in order.
pub type OrderedLanes = BTreeMap<(i64, Lane), [u128; Class::ALL.len()]>;

/// Lengths of prompts in tokens above which some provider charges more: those of the catalog.
pub const BOUNDS: [u64; 9] = [32_000, 64_000, 100_000, 128_000, 199_999, 200_000, 256_000, 272_000, 512_000];

impl Lane {
    /// That of tokens of which nothing is told.
    pub const UNTOLD: Self = Self {
        service: Service::Standard,
        tells_service: false,
        length: Length(0, Length::LONGEST),
        time: Time::Untold,
    };

    /// The lanes of a day, as a range of their order.
    #[must_use]
    pub fn all_of(day: i64) -> RangeInclusive<(i64, Self)> {
        let end = |service, tells_service, length, time| (day, Self { service, tells_service, length, time });
        let last = Length(u8::MAX, u8::MAX);
        end(Service::Standard, false, Length(0, 0), Time::Half(0))..=end(Service::Priority, true, last, Time::Untold)
    }

    /// The lane of a row's tokens.
    #[must_use]
    pub fn of(row: &Row<'_>) -> Self {
        let input = row.tokens.map_or(0, |tokens| tokens.input());
        Self {
            service: row.service,
            tells_service: row.tells_service,
            length: Length::of(row, input),
            time: Time::of(row),
        }
    }
}

impl Length {
    /// That of the prompts of a row with so many input tokens.
    #[must_use]
    pub fn of(row: &Row<'_>, input: u64) -> Self {
        let exact = Self::place(input);
        match (row.prompts, row.requests) {
            (Prompts::One, _) | (Prompts::Several, Requests::Counted(0 | 1)) => Self(exact, exact),
            (Prompts::UpTo200k, _) => Self(0, Self::place(200_000)),
            (Prompts::Above200k, _) => Self(Self::place(200_001), Self::LONGEST),
            // no prompt is longer than all of them together, where the row has all of their input
            (Prompts::Several, Requests::Counted(_) | Requests::Unknown) => Self(0, exact),
            (Prompts::Several, Requests::Elsewhere) => Self(0, Self::LONGEST),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 256 bounds")]
    const LONGEST: u8 = BOUNDS.len() as u8;

    /// How many bounds a length exceeds.
    fn place(input: u64) -> u8 {
        u8::try_from(BOUNDS.iter().filter(|bound| input > **bound).count()).unwrap_or(Self::LONGEST)
    }

    /// Whether the prompts are longer than `over` tokens; none where that is not known.
    #[must_use]
    pub fn is_over(self, over: u64) -> Option<bool> {
        let least = usize::from(self.0).checked_sub(1).map(|place| BOUNDS[place]);
        let most = BOUNDS.get(usize::from(self.1)).copied();
        match (least, most) {
            (Some(least), _) if least >= over => Some(true),
            (_, Some(most)) if most <= over => Some(false),
            _ => None,
        }
    }
}

impl Time {
    fn of(row: &Row<'_>) -> Self {
        const HOUR: i64 = 3_600;
        let (seconds, of_day) = (row.time.seconds(), row.time.start.rem_euclid(24 * HOUR));
        let part = |length: i64| u8::try_from(of_day / length).unwrap_or(0);
        // sums of an hour may be told by its start alone
        let is_request = matches!(row.requests, Requests::Counted(0 | 1));
        let is_hour = seconds == HOUR || (seconds == 0 && of_day % HOUR == 0 && !is_request);
        match seconds {
            _ if is_hour && of_day % HOUR == 0 => Self::Hour(part(HOUR)),
            0..=1_800 if of_day % 1_800 + seconds <= 1_800 => Self::Half(part(HOUR / 2)),
            _ => Self::Untold,
        }
    }

    /// Its first minute of the day and the one after its last; none where it is not told.
    #[must_use]
    pub fn minutes(self) -> Option<(u32, u32)> {
        match self {
            Self::Half(part) => Some((u32::from(part) * 30, u32::from(part) * 30 + 30)),
            Self::Hour(hour) => Some((u32::from(hour) * 60, u32::from(hour) * 60 + 60)),
            Self::Untold => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::moment::Stretch;
    use super::super::tokens::Tokens;
    use super::*;

    #[test]
    fn a_prompt_is_as_long_as_its_row_tells() {
        let check = |requests, input: u64, prompts, expected: Option<bool>| {
            let mut row = Row::new(Stretch::instant(0), Cow::Borrowed("m"));
            (row.requests, row.prompts) = (requests, prompts);
            row.tokens = Some(Tokens { fresh: input - 1, cached: 1, ..Tokens::default() });
            assert_eq!(Lane::of(&row).length.is_over(200_000), expected, "{requests:?} {input} {prompts:?}");
        };
        check(Requests::Counted(1), 200_000, Prompts::Several, Some(false));
        check(Requests::Counted(1), 200_001, Prompts::Several, Some(true));
        check(Requests::Counted(9), 200_000, Prompts::Several, Some(false));
        check(Requests::Counted(9), 200_001, Prompts::Several, None);
        check(Requests::Unknown, 900_000, Prompts::UpTo200k, Some(false));
        check(Requests::Unknown, 900_000, Prompts::Above200k, Some(true));
        check(Requests::Elsewhere, 10, Prompts::Several, None);
    }

    #[test]
    fn a_row_lies_in_its_half_hour_or_hour() {
        let check = |start: i64, length: i64, requests, time| {
            let mut row = Row::new(Stretch { start, end: start + length }, Cow::Borrowed("m"));
            row.requests = Requests::Counted(requests);
            assert_eq!(Lane::of(&row).time, time, "{start} {length}");
        };
        check(3_599, 0, 1, Time::Half(1));
        check(3_600, 0, 1, Time::Half(2));
        check(3_600, 0, 5, Time::Hour(1));
        check(86_400 + 7_200, 3_600, 5, Time::Hour(2));
        check(0, 86_400, 5, Time::Untold);
        check(1_700, 200, 5, Time::Untold);
    }
}

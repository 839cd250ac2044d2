//! Days without any row: which of them the log itself makes unlikely.

use std::collections::{BTreeMap, BTreeSet};

/// Days that are told of, counted from 1970-01-01 UTC.
#[derive(Debug, Default)]
pub struct Days {
    /// Requests of each day with rows; [`u128::MAX`] where they are not counted.
    pub used: BTreeMap<i64, u128>,
    /// Days that an export says nothing was used on.
    pub blank: BTreeSet<i64>,
    /// The first and the last day.
    pub range: (i64, i64),
}

/// Runs of days that hold nothing though the days around them make that unlikely: first and last day each.
/// Either one of the days is one of a week's that mostly has rows, and many; or so long a run is rare by
/// how often each day of the week holds nothing elsewhere.
#[must_use]
pub fn gaps(days: &Days) -> Vec<(i64, i64)> {
    let habits = Habits::of(days);
    let mut runs = Vec::new();
    let mut next = days.range.0;
    for day in days.used.keys().chain(&days.blank).copied().collect::<BTreeSet<_>>() {
        if day > next {
            runs.push((next, day - 1));
        }
        next = next.max(day + 1);
    }
    runs.retain(|run| habits.are_broken_by(*run));
    runs
}

/// Whether a run of days without rows at the start or the end is unlikely.
#[must_use]
pub fn is_unlikely(days: &Days, run: (i64, i64)) -> bool {
    run.0 <= run.1 && Habits::of(days).are_broken_by(run)
}

/// The day of the week, Monday is 0; 1970-01-01 was a Thursday.
#[must_use]
pub fn weekday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

/// How often each day of a week is among the days from the first to the last, Monday first.
#[must_use]
pub fn count_weekdays((first, last): (i64, i64)) -> [u32; 7] {
    let mut counts = [0; 7];
    let length = last - first + 1;
    for (place, count) in (0_i64..).zip(&mut counts) {
        let until = (place - i64::try_from(weekday(first)).unwrap_or(0)).rem_euclid(7);
        *count = u32::try_from((length - until + 6).div_euclid(7).max(0)).unwrap_or(u32::MAX);
    }
    counts
}

/// How often each day of a week has rows.
#[derive(Clone, Copy, Debug, Default)]
struct Habit {
    /// Days.
    all: u32,
    /// Of these, with rows.
    used: u32,
    /// Requests on the middle one of these.
    middle: u128,
}

/// Requests on the middle day from which one without any is no chance: where so many come a day at
/// random, none come on one day in 500 million.
const BUSY: u128 = 20;

/// The chance below which a run of days without rows is no accident.
const RARE: f64 = 0.001;

/// The habits of each day of a week, Monday first.
struct Habits([Habit; 7]);

impl Habits {
    fn of(days: &Days) -> Self {
        let mut requests: [Vec<u128>; 7] = Default::default();
        for (day, count) in &days.used {
            requests[weekday(*day)].push(*count);
        }
        let (first, last) = days.range;
        let mut habits = [Habit::default(); 7];
        for (habit, mut counts) in habits.iter_mut().zip(requests) {
            counts.sort_unstable();
            habit.used = u32::try_from(counts.len()).unwrap_or(u32::MAX);
            habit.middle = counts.get(counts.len() / 2).copied().unwrap_or(0);
        }
        for (of_week, count) in count_weekdays((first, last)).into_iter().enumerate() {
            habits[of_week].all = count;
        }
        Self(habits)
    }

    fn are_broken_by(&self, (first, last): (i64, i64)) -> bool {
        let own = count_weekdays((first, last));
        let mut chance = 1.0;
        for (of_week, times) in own.into_iter().enumerate().filter(|(_, times)| *times > 0) {
            let others = self.others(of_week, own);
            if others.all >= 2 && others.used * 4 >= others.all * 3 && others.middle >= BUSY {
                return true;
            }
            if others.all > 0 {
                let empty = f64::from(others.all.saturating_sub(others.used)) / f64::from(others.all);
                let floor = 0.5 / f64::from(others.all + 1);
                // no chance falls below this after so many days
                (0..times.min(100)).for_each(|_| chance *= empty.max(floor));
            }
        }
        chance < RARE
    }

    /// The same day of other weeks; where there are not two, the days of its kind: of work, or of a weekend.
    fn others(&self, of_week: usize, own: [u32; 7]) -> Habit {
        let without = |place: usize| {
            let habit = self.0[place];
            Habit { all: habit.all.saturating_sub(own[place]), ..habit }
        };
        let same = without(of_week);
        if same.all >= 2 {
            return same;
        }
        let kind = if of_week < 5 { 0..5 } else { 5..7 };
        kind.map(without).fold(Habit { middle: u128::MAX, ..Habit::default() }, |sum, habit| Habit {
            all: sum.all + habit.all,
            used: sum.used + habit.used,
            middle: if habit.used > 0 { sum.middle.min(habit.middle) } else { sum.middle },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-06-01, a Monday.
    const MONDAY: i64 = 20_605;

    /// Twelve weeks of days that are used by `is_used` of the week's number and the day.
    fn days(requests: u128, is_used: impl Fn(i64, i64) -> bool) -> Days {
        let all = (0..84).filter(|day| is_used(day / 7, day % 7)).map(|day| (MONDAY + day, requests));
        Days { used: all.collect(), blank: BTreeSet::new(), range: (MONDAY, MONDAY + 83) }
    }

    fn found(days: &Days) -> Vec<(i64, i64)> {
        gaps(days).into_iter().map(|(first, last)| (first - MONDAY, last - MONDAY)).collect()
    }

    #[test]
    fn weekdays_are_counted() {
        assert_eq!(weekday(MONDAY), 0);
        assert_eq!(count_weekdays((MONDAY, MONDAY + 6)), [1; 7]);
        assert_eq!(count_weekdays((MONDAY + 5, MONDAY + 7)), [1, 0, 0, 0, 0, 1, 1]);
        assert_eq!(count_weekdays((MONDAY + 2, MONDAY + 16)), [2, 2, 3, 2, 2, 2, 2]);
    }

    #[test]
    fn a_day_of_a_log_that_holds_every_day_is_missed() {
        assert_eq!(found(&days(1_000, |week, day| (week, day) != (5, 2))), [(37, 37)]);
        assert_eq!(found(&days(1_000, |_, _| true)), []);
    }

    #[test]
    fn free_weekends_are_no_gaps_and_a_free_week_is_one() {
        assert_eq!(found(&days(1_000, |_, day| day < 5)), []);
        // from the Saturday before to the Sunday after
        assert_eq!(found(&days(1_000, |week, day| day < 5 && week != 5)), [(33, 41)]);
    }

    #[test]
    fn a_log_with_few_requests_has_days_without_any() {
        // 2 of 84 days hold nothing: of one request on the others, that is no wonder
        let is_used = |week: i64, day: i64| (week, day) != (5, 2) && (week, day) != (8, 4);
        assert_eq!(found(&days(1, is_used)), []);
        // the chance of three days on end is below 1 / 24 to the third, of 11 others of each day that all hold some
        assert_eq!(found(&days(1, |week, day| week != 5 || day > 2)), [(35, 37)]);
    }

    #[test]
    fn what_an_export_says_is_blank_is_not_missing() {
        let mut days = days(1_000, |week, day| (week, day) != (5, 2));
        days.blank.insert(MONDAY + 37);
        assert_eq!(found(&days), []);
    }
}

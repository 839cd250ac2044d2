//! Which days exports tell of, and what is worth a word about the others.

use super::report::{FileReport, Reason, Rows};
use super::sums::Sums;
use super::usage::Usage;
use crate::quantity::YearMonth;
use crate::quantity::figures::exact;
use crate::usage::entry::amount::Amount;
use crate::usage::entry::moment::date;

impl Usage {
    /// How many days from one to another are told of: those that no gap holds.
    #[must_use]
    pub fn days_between(&self, first: i64, last: i64) -> i64 {
        let missing = self.gaps.iter().map(|(from, to)| (last.min(*to) - first.max(*from) + 1).max(0));
        (last - first + 1 - missing.sum::<i64>()).max(0)
    }

    /// The gaps of a month, as words: `2026-05-10 to 2026-05-12`.
    #[must_use]
    pub fn gaps_of(&self, month: YearMonth) -> Vec<String> {
        let (first, last) = (month.day_number(), month.plus(1).day_number() - 1);
        let within = self.gaps.iter().map(|(from, to)| (first.max(*from), last.min(*to)));
        let words =
            |(from, to): (i64, i64)| if from == to { date(from) } else { format!("{} to {}", date(from), date(to)) };
        within.filter(|(from, to)| from <= to).map(words).collect()
    }

    /// Why no row at all is used; none when one is.
    #[must_use]
    pub fn unused(&self) -> Option<String> {
        let (mut rows, mut unlike) = (Rows::default(), 0);
        for file in &self.files {
            unlike += file.rows.faulty;
            rows.add(file.rows.clone());
        }
        if rows.used > 0 {
            return None;
        }
        let left = Reason::ALL.into_iter().filter(|reason| rows.left(*reason) > 0);
        let mut why: Vec<String> = left.map(|reason| format!("{} {}", rows.left(reason), reason.words())).collect();
        if unlike > 0 {
            why.push(format!("{unlike} not understood"));
        }
        let why = if why.is_empty() { String::new() } else { format!(": {}", why.join(", ")) };
        Some(format!("no row is used, of {} read{why}", rows.read()))
    }

    /// Warnings of rows that name no model: of use, and of costs.
    pub(super) fn nameless(&self) -> Vec<String> {
        let groups = self.groups.iter().filter(|((model, _), _)| model.is_empty());
        let days: Vec<&Sums> = groups.flat_map(|(_, group)| group.days.values()).collect();
        let mut warnings = Vec::new();
        if days.iter().any(|sums| sums.tells_use()) {
            warnings.push("some rows name no model: export them grouped by model to tell the models apart".to_owned());
        }
        if days.iter().any(|sums| sums.costed_apart > 0) {
            let how =
                "export them grouped by line item (or by model and token type), else nothing can be held against them";
            warnings.push(format!("some costs name no model: {how}"));
        }
        warnings
    }

    /// That some costs tell no currency, and are taken as in that of the others; none where no cost tells one.
    pub(super) fn untold_currency(&self) -> Option<String> {
        let code = self.currency.as_deref()?;
        let of_file = |file: &FileReport| {
            let cost = file.rows.cost_without_currency;
            let shown = || format!("{} in `{}`", exact(cost.decimal().round_dp(6).normalize()), file.name);
            (cost != Amount::ZERO).then(shown)
        };
        let files: Vec<String> = self.files.iter().filter_map(of_file).collect();
        (!files.is_empty()).then(|| {
            format!(
                "costs of {} tell no currency: {code} is taken, as the other costs are in; say which with `--currency \
                 CODE`",
                files.join(", ")
            )
        })
    }

    /// A warning for each month with days that hold nothing.
    pub(super) fn gap_warnings(&self) -> Vec<String> {
        let Some((first, last)) = self.days() else { return Vec::new() };
        let (first, last) = (YearMonth::of_day(first).0, YearMonth::of_day(last).0);
        let months = (0..=last.since(first)).map(|step| first.plus(step));
        let warning = |month: YearMonth| {
            let gaps = self.gaps_of(month);
            (!gaps.is_empty()).then(|| {
                format!(
                    "{month} holds nothing on {}, though other weeks do on such days: is a file or part of a log \
                     missing? The month does not count as whole",
                    gaps.join(", ")
                )
            })
        };
        months.filter_map(warning).collect()
    }
}

//! What limits an option: fleets at their maximum, and the busiest minute against an account.

use rust_decimal::Decimal;

use super::cells::Explainer;
use super::derivation::Derivation;
use crate::analysis::Figure;
use crate::cost::Limit;
use crate::quantity::measure::number;
use crate::sheet::Id;

/// A month of a fleet that has a maximum: what the busiest hour needs, and what there may be.
#[derive(Clone, Copy)]
struct Held {
    month: u32,
    owner: usize,
    need: Id,
    most: Id,
    is_too_small: bool,
}

impl Explainer<'_> {
    /// The months in which a fleet at its maximum cannot serve every request, with what the first, the worst
    /// and the last of them need.
    pub fn infeasible(&mut self, whole: Derivation, option: usize, left: usize) -> Derivation {
        let words = "the months in which a fleet at its maximum cannot serve every request";
        let held = self.held(option);
        let over: Vec<Held> = held.iter().filter(|held| held.is_too_small).copied().collect();
        let need = |held: &Held| self.results.exact.get(held.need);
        let worst = over.iter().rev().max_by(|a, b| need(a).cmp(&need(b)));
        let (Some(first), Some(worst), Some(last)) = (over.first(), worst, over.last()) else {
            let why =
                if held.is_empty() { "no fleet has a maximum" } else { "every fleet is large enough in each month" };
            return whole.by(format!("{words}: {why}"));
        };
        let whole = whole.by(format!("{words}; most is needed in month {}", worst.month));
        if left == 0 {
            return self.cut(whole);
        }
        let mut shown = vec![*first, *worst, *last];
        shown.dedup_by_key(|held| held.month);
        let plan = &self.results.scenario.options[option].name;
        let parts = shown.into_iter().map(|held| {
            let needed = self.within(format!("{plan}.replicas_needed.{}", held.month), |explainer| {
                explainer.needed(option, held, left - 1)
            });
            Derivation { name: format!("replicas needed, month {}", held.month), ..needed }
        });
        let parts = parts.collect();
        whole.from(parts)
    }

    /// `OPTION.replicas_needed.MONTH`: what the busiest hour needs, whatever there may be at most; none where no
    /// fleet has a maximum in the month.
    pub fn replicas_needed(&mut self, option: usize, month: u32, left: usize) -> Option<Derivation> {
        let held = self.held(option).into_iter().filter(|held| held.month == month);
        let most = held.max_by_key(|held| self.results.exact.get(held.need))?;
        Some(self.needed(option, most, left))
    }

    /// `OPTION.peak_requests_per_minute.MONTH` and `OPTION.peak_tokens_per_minute.MONTH`: the busiest minute of
    /// who serves, beside what the account allows; none where no account has such a limit.
    pub fn peak_minute(&mut self, (option, what): (usize, &str), month: u32, left: usize) -> Option<Derivation> {
        let limits = self.results.model.options[option].limits.iter();
        let all: Vec<Limit> = limits.filter(|limit| limit.what == what).copied().collect();
        let unit = what.strip_suffix("s_per_minute").map(|counted| format!("{counted}/minute"))?;
        all.first()?;
        let here = all.iter().filter(|limit| limit.month == month);
        let Some(limit) = here.max_by_key(|limit| (limit.party == option, self.results.exact.get(limit.peak))) else {
            return Some(Derivation::new("", Figure::None, unit).by("nobody serves whose account has such a limit"));
        };
        let [peak, most] = [limit.peak, limit.limit].map(|id| self.results.exact.get(id));
        let server = &self.results.scenario.options[limit.party].name;
        let words = format!(
            "requests of {server} in the busiest minute, on the mean of the busiest hour: {} what its account allows, {}",
            if peak > most { "above" } else { "within" },
            number(most)
        );
        let words = if what.starts_with("tokens") { words.replacen("requests", "tokens", 1) } else { words };
        let whole = Derivation::new("", Figure::Number(peak), unit).by(words);
        if left == 0 {
            return Some(self.cut(whole));
        }
        let parts = [limit.peak, limit.limit].map(|id| self.cell(id, left - 1));
        Some(whole.from(parts.into()))
    }

    /// The months of fleets with a maximum that serve for an option.
    fn held(&self, option: usize) -> Vec<Held> {
        let all = self.results.model.options[option].infeasible.iter();
        let held = all.filter_map(|(month, owner, id)| {
            let (need, most) = self.compared_by(*id)?;
            let is_too_small = self.results.exact.get(*id) > Decimal::ZERO;
            Some(Held { month: *month, owner: *owner, need, most, is_too_small })
        });
        held.collect()
    }

    /// What a month needs, from its load, beside what the fleet may be at most.
    fn needed(&mut self, option: usize, held: Held, left: usize) -> Derivation {
        let [need, most] = [held.need, held.most].map(|id| self.results.exact.get(id));
        let of_owner = match held.owner {
            owner if owner == option => String::new(),
            owner => format!(" of {}", self.results.scenario.options[owner].name),
        };
        let relation = if held.is_too_small { "more than" } else { "within" };
        let words =
            format!("for the busiest hour, {relation} what the fleet{of_owner} may be at most, {}", number(most));
        let whole = Derivation::new("", Figure::Number(need), "replica").by(words);
        if left == 0 {
            return self.cut(whole);
        }
        let parts = [held.need, held.most].map(|id| self.cell(id, left - 1));
        whole.from(parts.into())
    }
}

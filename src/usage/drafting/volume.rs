//! How many requests a workload of a drafted scenario has, and how they grow.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::text::{Draft, Drafting, comment};
use crate::quantity::YearMonth;
use crate::quantity::figures::{exact, float, grouped, volume};
use crate::usage::entry::moment::date;
use crate::usage::needs::growth::{Growth, fit, of_mean_month};
use crate::usage::needs::need::{Need, Partial, decimal};
use crate::usage::needs::shape::Measure;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// Volumes by month, and the line through them.
struct Trend {
    /// What they are counted in.
    measure: Measure,
    months: Vec<(YearMonth, Decimal)>,
    /// Of months up to the one before month 1.
    growth: Option<Growth>,
}

/// Writes the requests of a month and their growth.
pub fn requests(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), need: &Need) {
    let name = &need.name;
    if need.whole().uncounted == 0 {
        let trend = Trend::of((usage, drafting.partial), (need, draft.start), Measure::Requests);
        measured(draft, (usage, need), (&trend, Decimal::ONE));
        return;
    }
    let trend = Trend::of((usage, drafting.partial), (need, draft.start), Measure::Tokens);
    match (drafting.requests.get(name), drafting.input_per_request) {
        (Some(requests), _) => {
            draft.line(&format!("requests_per_month = {}   # as you state", exact(*requests)));
            trend.growth_line(draft, name);
        }
        (None, Some(per_request)) => {
            draft.line(&format!("# requests: input tokens over the {} a request that you state", exact(per_request)));
            measured(draft, (usage, need), (&trend, per_request));
        }
        (None, None) => {
            let told = what_counts(usage, need);
            draft.ask("requests_per_month", format!("how many requests a month does `{name}` have? {told}"));
            trend.growth_line(draft, name);
        }
    }
}

/// The growth of volumes of months a day; none unless the plan starts in the month after the last.
pub fn growth_of(months: &[(YearMonth, Decimal)], start: Option<YearMonth>) -> Option<Growth> {
    let ((first, _), (last, _)) = (months.first()?, months.last()?);
    let point = |(month, volume): &(YearMonth, Decimal)| (month.since(*first), float(of_mean_month(*volume, *month)));
    let points: Vec<(i32, f64)> = months.iter().map(point).collect();
    fit(&points).filter(|_| start == Some(last.plus(1)))
}

/// Which models' requests the exports count, where they do not count all.
fn what_counts(usage: &Usage, need: &Need) -> String {
    let (mut counted, mut others) = (Vec::new(), Vec::new());
    for model in &need.models {
        let own = BTreeSet::from([model.clone()]);
        let days = usage.groups_of(&own, &need.projects).flat_map(|(_, group)| group.days.values());
        let (requests, uncounted) =
            days.fold((0, 0), |(requests, rest), sums| (requests + sums.requests, rest + sums.uncounted));
        let of = if model.is_empty() { "use without a model".to_owned() } else { format!("`{}`", comment(model)) };
        if requests > 0 {
            counted.push(format!("{} of {of}", grouped(decimal(requests), 0)));
        }
        if uncounted > 0 {
            others.push(of);
        }
    }
    if counted.is_empty() {
        return "The exports count tokens only".to_owned();
    }
    format!("The exports count {}; of {} they count tokens only", counted.join(", "), others.join(", "))
}

/// Requests that were counted, or that follow from tokens at so many `each`.
fn measured(draft: &mut Draft, (usage, need): (&Usage, &Need), (trend, each): (&Trend, Decimal)) {
    let over = |volume: Decimal| volume.checked_div(each).unwrap_or_default();
    let Some((last, latest)) = trend.months.last().copied() else {
        let (first, last) = need.range;
        let counted = grouped(over(decimal((trend.part())(&need.whole()))), 0);
        let (days, from, to) = (usage.days_between(first, last), date(first), date(last));
        draft.ask(
            "requests_per_month",
            format!(
                "how many requests has a whole month of `{}`? It had {counted} on {days} {} from {from} to {to}; \
                 `--scale-partial` stretches these",
                need.name,
                if days == 1 { "day" } else { "days" }
            ),
        );
        trend.growth_line(draft, &need.name);
        return;
    };
    let listed: Vec<String> = trend.months.iter().map(|(month, sum)| format!("{month} {}", volume(*sum))).collect();
    draft.line(&format!("# {}: {}", trend.measure.of_input(), listed.join(", ")));
    let stretched = trend.months.iter().filter(|(month, _)| !need.is_whole(usage, *month));
    let stretched: Vec<String> = stretched
        .map(|(month, _)| format!("{month}, told of on {} of {} days", need.days_of(usage, *month), month.days()))
        .collect();
    if !stretched.is_empty() {
        draft.line(&format!("# stretched to whole months: {}", stretched.join("; ")));
    }
    draft.line("# a month of the plan is a mean one of 365/12 days (730 hours), with the volume a day of these");
    match &trend.growth {
        Some(Growth { deviation: Some(_), next, .. }) => draft.line(&format!(
            "requests_per_month = {:.0}   # on the line through the months, in month 1",
            next / float(each)
        )),
        _ => draft.line(&format!(
            "requests_per_month = {}   # as many a day as in {last}, the last month",
            exact(over(of_mean_month(latest, last)).round())
        )),
    }
    trend.growth_line(draft, &need.name);
}

impl Measure {
    /// What volumes of months are of.
    fn of_input(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Tokens => "input tokens",
        }
    }
}

impl Trend {
    fn of((usage, partial): (&Usage, Partial), (need, start): (&Need, Option<YearMonth>), measure: Measure) -> Self {
        let mut trend = Self { measure, months: Vec::new(), growth: None };
        trend.months = need.volumes((usage, partial), trend.part());
        trend.growth = growth_of(&trend.months, start);
        trend
    }

    fn part(&self) -> fn(&Sums) -> u128 {
        match self.measure {
            Measure::Requests => |sums| sums.requests,
            Measure::Tokens => Sums::input,
        }
    }

    fn growth_line(&self, draft: &mut Draft, name: &str) {
        let why = match (&self.growth, self.months.len()) {
            (Some(Growth { rate, deviation: Some(deviation), .. }), _) => {
                draft.line(
                    "# growth: a line through the logarithms of the volumes a day of the months; sd has the 90 % interval of Student's t",
                );
                if self.measure == Measure::Tokens {
                    draft.line("# it is that of the input tokens: the requests' as long as their length stays");
                }
                draft.line(&if *deviation < 1e-6 {
                    format!("growth_per_month = {rate:.5}")
                } else {
                    format!("growth_per_month = {{ dist = \"normal\", mean = {rate:.5}, sd = {deviation:.5} }}")
                });
                return;
            }
            (Some(Growth { rate, .. }), _) => {
                format!("{rate:.5} lies between two months; three or more tell how sure that is")
            }
            (None, 0) => "no whole month tells of growth".to_owned(),
            (None, 1) => "one month tells of no growth".to_owned(),
            (None, _) => "a month without use, or the gap after the last, hides the growth".to_owned(),
        };
        draft.line(&format!("# growth_per_month = 0   # ASSUMED, not measured: {why}"));
        draft.assumed.push(format!("no growth of `{name}`"));
    }
}

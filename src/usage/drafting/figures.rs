//! What is measured of a workload of a drafted scenario: lengths, shares and the shape of a day.

use rust_decimal::Decimal;

use super::level::stated;
use super::text::{Draft, Drafting};
use super::tiers::{long_prompts, tiers};
use crate::quantity::figures::{exact, grouped};
use crate::usage::entry::moment::date;
use crate::usage::needs::need::{Need, decimal, ratio};
use crate::usage::needs::shape::{Measure, Shape, shape};
use crate::usage::sum::grain::Grain;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// What part of a figure the sums of a month or day say.
type Part = fn(&Sums) -> (u128, u128);

/// Writes lengths and shares.
pub fn tokens(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), (need, whole): (&Need, &Sums)) {
    let known = whole.uncounted == 0 && whole.sized() > 0;
    match (known, drafting.requests.get(&need.name), drafting.input_per_request) {
        (false, Some(requests), _) => stated(draft, (usage, drafting), (need, *requests)),
        (true, ..) => {
            measured(draft, (usage, need), ("input_tokens", 2, |sums| (sums.input(), sums.attempts())));
            measured(draft, (usage, need), ("output_tokens", 2, |sums| (sums.output, sums.attempts())));
        }
        (false, None, Some(per_request)) => {
            let output =
                ratio(whole.output, whole.input()).and_then(|share| share.checked_mul(per_request)).unwrap_or_default();
            draft.line(&format!("input_tokens = {}        # as you state", exact(per_request)));
            draft.line(&format!(
                "output_tokens = {}      # {} output for {} input tokens",
                exact(output.round_dp(2)),
                count(whole.output),
                count(whole.input())
            ));
        }
        (false, None, None) => ask_for_lengths(draft, (usage, drafting), (need, whole)),
    }
    if whole.cached > 0 {
        measured(
            draft,
            (usage, need),
            ("cached_input_share", 4, |sums| (sums.cached, sums.input().saturating_sub(sums.reads_untold))),
        );
    }
    if whole.written + whole.written_long > 0 {
        measured(
            draft,
            (usage, need),
            ("cache_write_share", 4, |sums| {
                (sums.written + sums.written_long, sums.input().saturating_sub(sums.writes_untold))
            }),
        );
    }
    tiers(draft, whole);
    long_prompts(draft, (usage, drafting), (need, whole));
    if whole.untold > 0 {
        draft.line(&format!(
            "# {} of {} requests have no counts of tokens: the lengths are means of the others",
            count(whole.untold),
            count(whole.requests)
        ));
    }
    failures(draft, whole);
    if let Some(share) = ratio(whole.reasoning, whole.output).filter(|share| !share.is_zero()) {
        draft.line(&format!("# of the output, {} % is reasoning", exact((share * Decimal::ONE_HUNDRED).round_dp(1))));
    }
}

/// Writes the retries that were billed, and how many failures were not.
fn failures(draft: &mut Draft, whole: &Sums) {
    let answered = count(whole.requests);
    let charged = count(whole.charged_failures);
    let rate = ratio(whole.charged_failures, whole.requests).filter(|rate| !rate.is_zero() && whole.uncounted == 0);
    let (mut rest, mut other) = (whole.failures, "");
    match rate {
        Some(rate) if rate <= Decimal::ONE => {
            (rest, other) = (whole.failures - whole.charged_failures, " and were not charged");
            draft.line(&format!(
                "retry_rate = \"{}%\"   # measured: {charged} requests failed and were charged, beside {answered} that were answered",
                exact(rate.saturating_mul(Decimal::ONE_HUNDRED).round_dp(4))
            ));
            draft.line("# the lengths are means of both: a request costs them times (1 + `retry_rate`)");
        }
        Some(_) => draft.question(format!(
            "{charged} requests failed and were charged, more than the {answered} that were answered, and `retry_rate` is 100 % at most: how \
             many will there be?"
        )),
        None => {}
    }
    if rest > 0 {
        let about = if other.is_empty() { "; `retry_rate` says how many were billed twice" } else { "" };
        draft.line(&format!(
            "# requests that failed{other}: {}, beside {answered} that were answered{about}",
            count(rest)
        ));
    }
}

/// Asks how long requests are, with what is known of their tokens.
fn ask_for_lengths(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), (need, whole): (&Need, &Sums)) {
    let (input, output) = match ratio(whole.output, whole.input()) {
        Some(per_input) => (
            format!("They were {}", tokens_of_a_month((usage, drafting), (need, whole))),
            format!("They were {} times the input tokens", exact(per_input.round_dp(4))),
        ),
        None => ("The exports tell none".to_owned(), "The exports tell none".to_owned()),
    };
    draft.ask("input_tokens", format!("how many input tokens has a mean request of `{}`? {input}", need.name));
    draft.ask("output_tokens", format!("how many output tokens has it? {output}"));
}

/// The input tokens of the last whole month, beside the requests of a month that another question asks for; else of
/// all days.
fn tokens_of_a_month((usage, drafting): (&Usage, &Drafting<'_>), (need, whole): (&Need, &Sums)) -> String {
    if let Some((month, input)) = need.volumes((usage, drafting.partial), Sums::input).last() {
        return format!("{} in {month}", grouped(input.round(), 0));
    }
    let (first, last) = need.range;
    let days = usage.days_between(first, last);
    let unit = if days == 1 { "day" } else { "days" };
    format!("{} on {days} {unit} from {} to {}", count(whole.input()), date(first), date(last))
}

fn count(count: u128) -> String {
    grouped(decimal(count), 0)
}

/// A figure as measured: its mean, and its least and most over months or days where there are enough.
fn measured(draft: &mut Draft, (usage, need): (&Usage, &Need), (key, places, part): (&str, u32, Part)) {
    let share = |sums: &Sums| {
        let (part, whole) = part(sums);
        ratio(part, whole).map(|ratio| ratio.round_dp(places))
    };
    let Some(mean) = share(&need.whole()) else { return };
    let months = need.months();
    let of_months: Vec<Decimal> =
        months.iter().filter(|(month, _)| need.is_whole(usage, **month)).filter_map(|(_, sums)| share(sums)).collect();
    let of_days: Vec<Decimal> = need.days.values().filter_map(share).collect();
    let (values, what) = if of_months.len() >= 3 {
        (of_months, "months")
    } else if of_days.len() >= 7 && usage.grain == Grain::Day {
        (of_days, "days")
    } else {
        (Vec::new(), "")
    };
    let (low, high) = (values.iter().min(), values.iter().max());
    match (low, high) {
        (Some(low), Some(high)) if low < &mean && &mean < high => {
            let range = [*low, mean, *high].map(exact);
            let line = format!(
                "{key} = {{ low = {}, mode = {}, high = {} }}   # the mean of all; the least and most of {} {what}",
                range[0],
                range[1],
                range[2],
                values.len()
            );
            draft.line(&line);
        }
        _ => draft.line(&format!("{key} = {}", exact(mean))),
    }
}

/// Days from which the shape of a day is worth a profile, and of a week.
const DAYS: (i64, i64) = (7, 14);

/// Writes the shape of a day and a week, and the busiest hour.
pub fn profile(draft: &mut Draft, usage: &Usage, need: &Need) {
    let Some(Shape { measure, day, week, days, busiest, peak }) = shape(usage, need) else {
        draft.line("# peak_to_average =         # the busiest hour over the mean hour sizes GPUs; the exports tell no hours, or too few");
        return;
    };
    let peak = exact(peak.round_dp(2));
    let of_day: Vec<String> = day.iter().map(u64::to_string).collect();
    let what = measure.words();
    if measure == Measure::Tokens {
        draft.line("# the exports tell tokens by hour, not requests: these stand for them");
    }
    if days < DAYS.0 {
        draft.line(&format!(
            "# busiest hour in {days} days: {busiest} {what}, {peak} times the mean hour; too few days to plan with"
        ));
        draft.line(&format!("# peak_to_average = {peak}"));
        return;
    }
    draft.line(&format!("# {what} by hour of the day in UTC over {days} days; the busiest hour of all had {busiest}, {peak} times the mean"));
    draft.line(&format!("hourly_profile = [{}]", of_day.join(", ")));
    if days >= DAYS.1 {
        let week = week.map(exact).join(", ");
        draft.line(&format!("weekly_profile = [{week}]   # the mean {what} of such a day, Monday first"));
    }
    draft.line(&format!(
        "# peak_to_average = {peak}   # instead of the profiles: sizes for the busiest hour that was measured"
    ));
}

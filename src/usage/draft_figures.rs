//! What is measured of a workload of a drafted scenario: lengths, shares and the shape of a day.

use rust_decimal::Decimal;

use super::draft::{Draft, Drafting};
use super::need::{Need, decimal, ratio};
use super::shape::{Shape, shape};
use super::tally::Sums;
use super::usage::{Grain, Usage};
use crate::quantity::figures::exact;

/// What part of a figure the sums of a month or day say.
type Part = fn(&Sums) -> (u128, u128);

/// Writes lengths and shares.
pub fn tokens(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), (need, whole): (&Need, &Sums)) {
    let known = whole.uncounted == 0 && whole.requests > 0;
    match (known, drafting.requests.get(&need.name), drafting.input_per_request) {
        (false, Some(requests), _) => stated(draft, (usage, whole), *requests),
        (true, ..) => {
            measured(draft, (usage, need), ("input_tokens", 2, |sums| (sums.input(), sums.requests)));
            measured(draft, (usage, need), ("output_tokens", 2, |sums| (sums.output, sums.requests)));
        }
        (false, None, Some(per_request)) => {
            let output =
                ratio(whole.output, whole.input()).and_then(|share| share.checked_mul(per_request)).unwrap_or_default();
            draft.line(&format!("input_tokens = {}        # as you state", exact(per_request)));
            draft.line(&format!(
                "output_tokens = {}      # {} output for {} input tokens",
                exact(output.round_dp(2)),
                whole.output,
                whole.input()
            ));
        }
        (false, None, None) => {
            let question =
                format!("how long is a mean request of `{}`? It had {} input tokens in all", need.name, whole.input());
            draft.ask("input_tokens", question);
            let per_input = ratio(whole.output, whole.input()).unwrap_or_default().round_dp(4);
            draft.ask(
                "output_tokens",
                format!("how many output tokens has it? {} times the input tokens", exact(per_input)),
            );
        }
    }
    if whole.cached > 0 {
        measured(draft, (usage, need), ("cached_input_share", 4, |sums| (sums.cached, sums.input())));
    }
    if whole.written + whole.written_long > 0 {
        measured(
            draft,
            (usage, need),
            ("cache_write_share", 4, |sums| (sums.written + sums.written_long, sums.input())),
        );
    }
    if whole.batched > 0 && known {
        let share = ratio(whole.batched, whole.requests).unwrap_or_default();
        draft.line(&format!("batch_share = {}", exact(share.round_dp(4))));
    }
    let in_batches: u128 = whole.batched_tokens.iter().sum();
    if in_batches > 0 && whole.uncounted > 0 {
        let share = ratio(in_batches, whole.input() + whole.output).unwrap_or_default();
        draft.line(&format!(
            "batch_share = {}   # of the tokens; the exports count no requests",
            exact(share.round_dp(4))
        ));
    }
    if whole.failures > 0 {
        draft.line(&format!(
            "# failed: {} requests beside {} that were answered; `retry_rate` says how many were billed twice",
            whole.failures, whole.requests
        ));
    }
    if let Some(share) = ratio(whole.reasoning, whole.output).filter(|share| !share.is_zero()) {
        draft.line(&format!("# of the output, {} % is reasoning", exact((share * Decimal::ONE_HUNDRED).round_dp(1))));
    }
}

/// Mean lengths that follow from requests that the user states: tokens over the requests of the days told of.
fn stated(draft: &mut Draft, (usage, whole): (&Usage, &Sums), requests: Decimal) {
    let per_request = |tokens: u128| {
        let made = requests.checked_mul(usage.months_told())?;
        decimal(tokens).checked_div(made).map(|mean| mean.round_dp(2))
    };
    let lines = [("input_tokens", whole.input(), "input"), ("output_tokens", whole.output, "output")];
    for (key, tokens, what) in lines {
        let mean = per_request(tokens).unwrap_or_default();
        let of_months = exact(usage.months_told().round_dp(2));
        draft.line(&format!(
            "{key} = {}   # {tokens} {what} tokens over {} requests a month in {of_months} months",
            exact(mean),
            exact(requests)
        ));
    }
}

/// A figure as measured: its mean, and its least and most over months or days where there are enough.
fn measured(draft: &mut Draft, (usage, need): (&Usage, &Need), (key, places, part): (&str, u32, Part)) {
    let share = |sums: &Sums| {
        let (part, whole) = part(sums);
        ratio(part, whole).map(|ratio| ratio.round_dp(places))
    };
    let Some(mean) = share(&need.whole()) else { return };
    let months = need.months();
    let of_months: Vec<Decimal> = months
        .iter()
        .filter(|(month, _)| usage.days_of(**month) == i64::from(month.days()))
        .filter_map(|(_, sums)| share(sums))
        .collect();
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
pub fn profile(draft: &mut Draft, need: &Need) {
    let Some(Shape { day, week, days, busiest, peak }) = shape(need) else {
        draft.line("# peak_to_average =         # the busiest hour over the mean hour sizes GPUs; the exports tell no hours, or too few");
        return;
    };
    let peak = exact(peak.round_dp(2));
    let list = |weights: &[u64]| weights.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    if days < DAYS.0 {
        draft.line(&format!(
            "# busiest hour in {days} days: {busiest} requests, {peak} times the mean hour; too few days to plan with"
        ));
        draft.line(&format!("# peak_to_average = {peak}"));
        return;
    }
    draft.line(&format!("# requests by hour of the day in UTC over {days} days; the busiest hour of all had {busiest}, {peak} times the mean"));
    draft.line(&format!("hourly_profile = [{}]", list(&day)));
    if days >= DAYS.1 {
        draft.line(&format!("weekly_profile = [{}]   # Monday first", list(&week)));
    }
    draft.line(&format!(
        "# peak_to_average = {peak}   # instead of the profiles: sizes for the busiest hour that was measured"
    ));
}

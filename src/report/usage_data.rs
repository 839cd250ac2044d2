//! What was used, for programs: as a table and as JSON.

use serde_json::{Value, json};

use super::csv::{Sheet, text};
use super::files::Document;
use super::usage_check::{assumed_currency, check_json};
use crate::quantity::YearMonth;
use crate::quantity::figures::exact;
use crate::usage::{Reason, Repriced, Sums, Usage, date};

/// A sum that some row tells; none where no row does.
fn known(sum: u128, rows: u64) -> Option<u128> {
    (rows > 0).then_some(sum)
}

/// A sum of requests; none where rows do not count them.
fn requests_of(sum: u128, sums: &Sums) -> Option<u128> {
    known(sum, sums.counting).filter(|_| sums.uncounted == 0)
}

/// The months as a table, as counted. What the exports do not say is empty.
#[must_use]
pub fn usage_table(usage: &Usage) -> Document {
    let header = [
        "month",
        "days",
        "days_told",
        "model",
        "project",
        "requests",
        "failures",
        "fresh_input_tokens",
        "cached_input_tokens",
        "cache_write_tokens",
        "cache_write_1h_tokens",
        "output_tokens",
        "reasoning_tokens",
        "batch_requests",
        "cost",
        "currency",
        "requests_without_tokens",
        "days_with_tokens",
        "days_with_costs",
        "cost_per_request",
        "input_tokens_without_cached",
        "input_tokens_without_cache_writes",
    ];
    let shown = |figure: Option<u128>| figure.map_or_else(String::new, |figure| figure.to_string());
    let mut sheet = Sheet::new("usage.csv", &header);
    for ((month, model, project), sums) in usage.months() {
        let costed = usage.costed_month((month, model, project));
        sheet.row(&[
            month.to_string(),
            month.days().to_string(),
            usage.days_of(month).to_string(),
            text(model),
            text(project),
            shown(requests_of(sums.requests, &sums)),
            shown(known(sums.failures, sums.failing)),
            shown(known(sums.fresh, sums.telling)),
            shown(known(sums.cached, sums.telling).filter(|_| sums.reads_told().is_some())),
            shown(known(sums.written, sums.telling).filter(|_| sums.writes_told().is_some())),
            shown(known(sums.written_long, sums.telling).filter(|_| sums.writes_told().is_some())),
            shown(known(sums.output, sums.telling)),
            shown(known(sums.reasoning, sums.telling)),
            shown(requests_of(sums.batched, &sums)),
            if sums.costed == 0 { String::new() } else { exact(sums.cost.decimal()) },
            usage.currency.clone().unwrap_or_default(),
            shown(requests_of(sums.untold, &sums)),
            costed.used.to_string(),
            costed.costed.to_string(),
            costed.per_request().map_or_else(String::new, |cost| exact(cost.round_dp(12))),
            shown(known(sums.reads_untold, sums.telling)),
            shown(known(sums.writes_untold, sums.telling)),
        ]);
    }
    sheet.finish()
}

/// Everything for programs: the files, the months, the check, the warnings. Money is text.
#[must_use]
pub fn usage_json(usage: &Usage, repriced: &[Repriced]) -> Value {
    let months = usage.months();
    json!({
        "files": usage.files.iter().map(file_json).collect::<Vec<_>>(),
        "currency": usage.currency,
        "currency_assumed": assumed_currency(repriced, usage),
        "first_day": usage.days().map(|(first, _)| date(first)),
        "last_day": usage.days().map(|(_, last)| date(last)),
        "months": months.iter().map(|(key, sums)| month_json(usage, *key, sums)).collect::<Vec<_>>(),
        "check": check_json(repriced, usage),
        "warnings": usage.warnings(),
    })
}

/// What was read of a file, used and left out, and why.
pub(super) fn file_json(file: &crate::usage::FileReport) -> Value {
    let left = Reason::ALL.into_iter().filter(|reason| file.rows.left(*reason) > 0);
    json!({
        "name": file.name,
        "format": file.format.map(crate::usage::Format::name),
        "rows_read": file.rows.read(),
        "rows_used": file.rows.used,
        "rows_left_out": left.map(|reason| json!({ "why": reason.words(), "rows": file.rows.left(reason) })).collect::<Vec<_>>(),
        "rows_without_tokens": file.rows.untold,
        "tokens_of_failures_left_out": file.rows.failed_tokens,
        "rows_without_their_costs": file.rows.costs_aside,
        "rows_not_understood": file.rows.faulty,
        "cost_without_currency": exact(file.rows.cost_without_currency.decimal()),
    })
}

fn month_json(usage: &Usage, (month, model, project): (YearMonth, &str, &str), sums: &Sums) -> Value {
    let number = |count: Option<u128>| match count.map(u64::try_from) {
        None => Value::Null,
        Some(Ok(small)) => json!(small),
        Some(Err(_)) => json!(count.map(|count| count.to_string())),
    };
    let tokens = |count: u128| number(known(count, sums.telling));
    let caches = |count: u128, told: Option<u128>| told.map_or(Value::Null, |_| tokens(count));
    let costed = usage.costed_month((month, model, project));
    json!({
        "month": month.to_string(),
        "days": month.days(),
        "days_told": usage.days_of(month),
        "model": model,
        "project": project,
        "requests": number(requests_of(sums.requests, sums)),
        "requests_without_tokens": number(requests_of(sums.untold, sums)),
        "failures": number(known(sums.failures, sums.failing)),
        "fresh_input_tokens": tokens(sums.fresh),
        "cached_input_tokens": caches(sums.cached, sums.reads_told()),
        "cache_write_tokens": caches(sums.written, sums.writes_told()),
        "cache_write_1h_tokens": caches(sums.written_long, sums.writes_told()),
        "output_tokens": tokens(sums.output),
        "reasoning_tokens": tokens(sums.reasoning),
        "batch_requests": number(requests_of(sums.batched, sums)),
        "cost": if sums.costed == 0 { Value::Null } else { json!(exact(sums.cost.decimal())) },
        "days_with_tokens": costed.used,
        "days_with_costs": costed.costed,
        "cost_per_request": costed.per_request().map(|cost| exact(cost.round_dp(12))),
        "input_tokens_without_cached": tokens(sums.reads_untold),
        "input_tokens_without_cache_writes": tokens(sums.writes_untold),
    })
}

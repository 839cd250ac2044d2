//! What was used, in words, as a table and as JSON.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::csv::{Sheet, text};
use super::files::Document;
use super::usage_check::{check_json, check_text};
use crate::quantity::figures::{exact, grouped};
use crate::quantity::{Currency, YearMonth};
use crate::scenario::printable;
use crate::usage::{CostedMonth, Partial, Reason, Repriced, Sums, Usage, date, decimal};

/// A figure of something that there was, and that the exports do not say.
pub(super) const UNKNOWN: &str = "?";

/// A figure that the exports say nothing of.
const NOTHING: &str = "-";

/// The columns of the table, after the month.
const HEADS: [&str; 10] =
    ["model", "project", "requests", "fresh", "cached", "written", "output", "failures", "cost", "a request"];

/// Rows read, a table of months, and the check of costs, for a terminal. Months told of in part are
/// stretched to whole ones where that is asked for.
#[must_use]
pub fn usage_text(usage: &Usage, repriced: &[Repriced], partial: Partial) -> String {
    let mut out = String::new();
    for file in &usage.files {
        let _ = writeln!(out, "{}", rows_line(file));
    }
    if let Some((first, last)) = usage.days() {
        let currency = usage.currency.as_deref().map_or_else(String::new, |code| format!(", costs in {code}"));
        let _ = writeln!(out, "{} to {} UTC{currency}\n", date(first), date(last));
    }
    let (mut in_part, mut costs): (Vec<(YearMonth, i64, i64)>, Vec<String>) = (Vec::new(), Vec::new());
    let mut rows = vec![std::iter::once("month").chain(HEADS).map(str::to_owned).collect::<Vec<_>>()];
    for ((month, model, project), sums) in usage.months() {
        let (told, all) = (usage.days_of(month), i64::from(month.days()));
        let mark = if told < all { "*" } else { "" };
        if told < all && !in_part.iter().any(|(known, ..)| *known == month) {
            in_part.push((month, told, all));
        }
        let stretch = match partial {
            Partial::Scaled => Decimal::from(all) / Decimal::from(told.max(1)),
            Partial::AsCounted => Decimal::ONE,
        };
        let mut row = vec![format!("{month}{mark}"), name(model), name(project)];
        let costed = usage.costed_month((month, model, project));
        if costed.is_part() {
            let of = [model, project].into_iter().filter(|name| !name.is_empty()).map(printable);
            costs.push(format!(
                "{month} {}: the cost is of {} of {} days with tokens, and a request's is of these",
                of.collect::<Vec<_>>().join(" "),
                costed.costed,
                costed.used
            ));
        }
        row.extend(figures((&sums, &costed), usage, stretch));
        rows.push(row);
    }
    out.push_str(&aligned(&rows, &[0, 1, 2]));
    for (month, told, all) in in_part {
        let how = match partial {
            Partial::Scaled => format!("stretched to whole months: times {all} / {told}"),
            Partial::AsCounted => "as counted".to_owned(),
        };
        let gaps = usage.gaps_of(month);
        let gaps = if gaps.is_empty() { String::new() } else { format!("; nothing on {}", gaps.join(", ")) };
        let _ = writeln!(out, "* {month}: {told} of {all} days{gaps}, {how}");
    }
    for line in &costs {
        let _ = writeln!(out, "{line}");
    }
    out.push_str(&check_text(repriced, usage));
    out
}

fn rows_line(file: &crate::usage::FileReport) -> String {
    let rows = &file.rows;
    let format = file.format.map_or("no rows", crate::usage::Format::name);
    let shown = |rows: u64| count(u128::from(rows));
    let mut used = Vec::new();
    if rows.untold > 0 {
        used.push(format!("{} of them without token counts", shown(rows.untold)));
    }
    if rows.costs_aside > 0 {
        used.push(format!("{} of them without their costs, which another file tells", shown(rows.costs_aside)));
    }
    let used = if used.is_empty() { String::new() } else { format!(" ({})", used.join(", ")) };
    let mut parts = vec![format!("{} rows read", shown(rows.read())), format!("{} used{used}", shown(rows.used))];
    let left = Reason::ALL.into_iter().filter(|reason| rows.left(*reason) > 0);
    parts.extend(left.map(|reason| format!("{} {}", shown(rows.left(reason)), reason.words())));
    if rows.faulty > 0 {
        parts.push(format!("{} not understood", shown(rows.faulty)));
    }
    format!("{} ({format}): {}", printable(&file.name), parts.join(", "))
}

pub(super) fn name(name: &str) -> String {
    if name.is_empty() { "-".to_owned() } else { printable(name) }
}

fn count(count: u128) -> String {
    grouped(decimal(count), 0)
}

/// The cells of a row after the names, times `stretch`.
fn figures((sums, costed): (&Sums, &CostedMonth), usage: &Usage, stretch: Decimal) -> Vec<String> {
    let times = |figure: u128| grouped(decimal(figure).saturating_mul(stretch).round(), 0);
    let known = |figure: u128, rows: u64| if rows > 0 { times(figure) } else { NOTHING.to_owned() };
    let tokens = |figure: u128| known(figure, sums.telling);
    let requests = if sums.uncounted > 0 { UNKNOWN.to_owned() } else { known(sums.requests, sums.counting) };
    let cost = (sums.costed > 0).then(|| sums.cost.decimal());
    let each = costed.per_request();
    let currency = usage.currency.as_deref().and_then(Currency::find).unwrap_or(Currency {
        code: "",
        symbol: "",
        minor_digits: 2,
    });
    let price = |value: Decimal| {
        if currency.code.is_empty() {
            exact(value.round_dp(6))
        } else {
            crate::quantity::figures::unit_price(value, currency)
        }
    };
    vec![
        requests,
        tokens(sums.fresh),
        tokens(sums.cached),
        tokens(sums.written + sums.written_long),
        tokens(sums.output),
        known(sums.failures, sums.failing),
        cost.map_or_else(|| UNKNOWN.to_owned(), |cost| price(cost.saturating_mul(stretch))),
        each.map_or_else(|| NOTHING.to_owned(), price),
    ]
}

/// Columns under each other: those that `left` names to the left, figures to the right.
pub(super) fn aligned(rows: &[Vec<String>], left: &[usize]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = if left.contains(&column) {
                write!(line, "{cell:<width$}  ")
            } else {
                write!(line, "{cell:>width$}  ")
            };
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

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
            shown(known(sums.cached, sums.telling)),
            shown(known(sums.written, sums.telling)),
            shown(known(sums.written_long, sums.telling)),
            shown(known(sums.output, sums.telling)),
            shown(known(sums.reasoning, sums.telling)),
            shown(requests_of(sums.batched, &sums)),
            if sums.costed == 0 { String::new() } else { exact(sums.cost.decimal()) },
            usage.currency.clone().unwrap_or_default(),
            shown(requests_of(sums.untold, &sums)),
            costed.used.to_string(),
            costed.costed.to_string(),
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
        "first_day": usage.days().map(|(first, _)| date(first)),
        "last_day": usage.days().map(|(_, last)| date(last)),
        "months": months.iter().map(|(key, sums)| month_json(usage, *key, sums)).collect::<Vec<_>>(),
        "check": check_json(repriced),
        "warnings": usage.warnings(),
    })
}

fn file_json(file: &crate::usage::FileReport) -> Value {
    let left = Reason::ALL.into_iter().filter(|reason| file.rows.left(*reason) > 0);
    json!({
        "name": file.name,
        "format": file.format.map(crate::usage::Format::name),
        "rows_read": file.rows.read(),
        "rows_used": file.rows.used,
        "rows_left_out": left.map(|reason| json!({ "why": reason.words(), "rows": file.rows.left(reason) })).collect::<Vec<_>>(),
        "rows_without_tokens": file.rows.untold,
        "rows_without_their_costs": file.rows.costs_aside,
        "rows_not_understood": file.rows.faulty,
    })
}

fn month_json(usage: &Usage, (month, model, project): (YearMonth, &str, &str), sums: &Sums) -> Value {
    let number = |count: Option<u128>| match count.map(u64::try_from) {
        None => Value::Null,
        Some(Ok(small)) => json!(small),
        Some(Err(_)) => json!(count.map(|count| count.to_string())),
    };
    let tokens = |count: u128| number(known(count, sums.telling));
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
        "cached_input_tokens": tokens(sums.cached),
        "cache_write_tokens": tokens(sums.written),
        "cache_write_1h_tokens": tokens(sums.written_long),
        "output_tokens": tokens(sums.output),
        "reasoning_tokens": tokens(sums.reasoning),
        "batch_requests": number(requests_of(sums.batched, sums)),
        "cost": if sums.costed == 0 { Value::Null } else { json!(exact(sums.cost.decimal())) },
        "days_with_tokens": costed.used,
        "days_with_costs": costed.costed,
        "cost_per_request": costed.per_request().map(|cost| exact(cost.round_dp(12))),
    })
}

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
use crate::usage::{Reason, Repriced, Sums, Usage, date, decimal};

/// A figure that the exports do not say.
pub(super) const UNKNOWN: &str = "?";

/// The columns of the table, after the month.
const HEADS: [&str; 10] =
    ["model", "project", "requests", "fresh", "cached", "written", "output", "failures", "cost", "a request"];

/// Rows read, a table of months, and the check of costs, for a terminal.
#[must_use]
pub fn usage_text(usage: &Usage, repriced: &[Repriced]) -> String {
    let mut out = String::new();
    for file in &usage.files {
        let _ = writeln!(out, "{}", rows_line(file));
    }
    if let Some((first, last)) = usage.days() {
        let currency = usage.currency.as_deref().map_or_else(String::new, |code| format!(", costs in {code}"));
        let _ = writeln!(out, "{} to {} UTC{currency}\n", date(first), date(last));
    }
    let mut partial: Vec<(YearMonth, i64, i64)> = Vec::new();
    let mut rows = vec![std::iter::once("month").chain(HEADS).map(str::to_owned).collect::<Vec<_>>()];
    for ((month, model, project), sums) in usage.months() {
        let (told, all) = (usage.days_of(month), i64::from(month.days()));
        let mark = if told < all { "*" } else { "" };
        if told < all && !partial.iter().any(|(known, ..)| *known == month) {
            partial.push((month, told, all));
        }
        let mut row = vec![format!("{month}{mark}"), name(model), name(project)];
        row.extend(figures(&sums, usage));
        rows.push(row);
    }
    out.push_str(&aligned(&rows, &[0, 1, 2]));
    for (month, told, all) in partial {
        let _ = writeln!(out, "* {month}: {told} of {all} days, as counted");
    }
    out.push_str(&check_text(repriced, usage));
    out
}

fn rows_line(file: &crate::usage::FileReport) -> String {
    let rows = &file.rows;
    let format = file.format.map_or("no rows", crate::usage::Format::name);
    let mut parts =
        vec![format!("{} rows read", count(u128::from(rows.read()))), format!("{} used", count(u128::from(rows.used)))];
    let left = Reason::ALL.into_iter().filter(|reason| rows.left(*reason) > 0);
    parts.extend(left.map(|reason| format!("{} {}", count(u128::from(rows.left(reason))), reason.words())));
    if rows.faulty > 0 {
        parts.push(format!("{} not understood", count(u128::from(rows.faulty))));
    }
    format!("{} ({format}): {}", printable(&file.name), parts.join(", "))
}

pub(super) fn name(name: &str) -> String {
    if name.is_empty() { "-".to_owned() } else { printable(name) }
}

fn count(count: u128) -> String {
    grouped(decimal(count), 0)
}

/// The cells of a row after the names.
fn figures(sums: &Sums, usage: &Usage) -> Vec<String> {
    let tokens = sums.input() + sums.output > 0;
    let asked = tokens || sums.requests + sums.failures > 0;
    let of_use = |figure: u128| if asked { count(figure) } else { "-".to_owned() };
    let requests = if sums.uncounted > 0 { UNKNOWN.to_owned() } else { of_use(sums.requests) };
    let cost = (sums.costed > 0).then(|| sums.cost.decimal());
    let each = cost.and_then(|cost| cost.checked_div(decimal(sums.requests))).filter(|_| sums.uncounted == 0);
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
        of_use(sums.fresh),
        of_use(sums.cached),
        of_use(sums.written + sums.written_long),
        of_use(sums.output),
        of_use(sums.failures),
        cost.map_or_else(|| UNKNOWN.to_owned(), price),
        each.map_or_else(|| "-".to_owned(), price),
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

/// The months as a table.
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
    ];
    let mut sheet = Sheet::new("usage.csv", &header);
    for ((month, model, project), sums) in usage.months() {
        sheet.row(&[
            month.to_string(),
            month.days().to_string(),
            usage.days_of(month).to_string(),
            text(model),
            text(project),
            if sums.uncounted > 0 { String::new() } else { sums.requests.to_string() },
            sums.failures.to_string(),
            sums.fresh.to_string(),
            sums.cached.to_string(),
            sums.written.to_string(),
            sums.written_long.to_string(),
            sums.output.to_string(),
            sums.reasoning.to_string(),
            sums.batched.to_string(),
            if sums.costed == 0 { String::new() } else { exact(sums.cost.decimal()) },
            usage.currency.clone().unwrap_or_default(),
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
        "rows_not_understood": file.rows.faulty,
    })
}

fn month_json(usage: &Usage, (month, model, project): (YearMonth, &str, &str), sums: &Sums) -> Value {
    let number = |count: u128| u64::try_from(count).map_or_else(|_| json!(count.to_string()), |count| json!(count));
    json!({
        "month": month.to_string(),
        "days": month.days(),
        "days_told": usage.days_of(month),
        "model": model,
        "project": project,
        "requests": if sums.uncounted > 0 { Value::Null } else { number(sums.requests) },
        "failures": number(sums.failures),
        "fresh_input_tokens": number(sums.fresh),
        "cached_input_tokens": number(sums.cached),
        "cache_write_tokens": number(sums.written),
        "cache_write_1h_tokens": number(sums.written_long),
        "output_tokens": number(sums.output),
        "reasoning_tokens": number(sums.reasoning),
        "batch_requests": number(sums.batched),
        "cost": if sums.costed == 0 { Value::Null } else { json!(exact(sums.cost.decimal())) },
    })
}

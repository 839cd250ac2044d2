//! What was used, in words.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::usage_check::check_text;
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
    let mut in_part: Vec<(YearMonth, i64, i64)> = Vec::new();
    let (mut costs, mut caches) = (Vec::<String>::new(), Vec::<String>::new());
    let cost_span = usage.cost_span().filter(|_| partial == Partial::Scaled);
    let mut rows = vec![std::iter::once("month").chain(HEADS).map(str::to_owned).collect::<Vec<_>>()];
    for ((month, model, project), sums) in usage.months() {
        let (told, all) = (usage.days_of(month), i64::from(month.days()));
        let mark = if told < all { "*" } else { "" };
        if told < all && !in_part.iter().any(|(known, ..)| *known == month) {
            in_part.push((month, told, all));
        }
        let mut row = vec![format!("{month}{mark}"), name(model), name(project)];
        let costed = usage.costed_month((month, model, project));
        let of_cost = cost_span.map_or(told, |span| usage.cost_days_of((month, model, project), span));
        let stretch = |told: i64| match partial {
            Partial::Scaled => Decimal::from(all) / Decimal::from(told.max(1)),
            Partial::AsCounted => Decimal::ONE,
        };
        let has_cost = sums.costed > 0;
        let of = [model, project].into_iter().filter(|name| !name.is_empty()).map(printable);
        let of = of.collect::<Vec<_>>().join(" ");
        caches.extend(caches_in_part(&sums).map(|words| format!("{month} {of}: {words}")));
        if has_cost && (costed.is_part() || of_cost != told) {
            costs.push(format!("{month} {of}: {}", cost_words(&costed, (of_cost, told, all))));
        }
        row.extend(figures((&sums, &costed), usage, (stretch(told), stretch(of_cost))));
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
    for line in costs.iter().chain(&caches) {
        let _ = writeln!(out, "{line}");
    }
    out.push_str(&check_text(repriced, usage));
    out
}

/// Of how many input tokens caches are not told, where they are told of others.
fn caches_in_part(sums: &Sums) -> Option<String> {
    untold_caches(sums, |untold| untold < sums.input())
}

/// Of how many input tokens cached reads and cache writes are not told, as far as these numbers are worth a word.
pub(super) fn untold_caches(sums: &Sums, is_meant: impl Fn(u128) -> bool) -> Option<String> {
    let parts = [("cached reads", sums.reads_untold), ("cache writes", sums.writes_untold)];
    let parts: Vec<_> = parts.into_iter().filter(|(_, untold)| *untold > 0 && is_meant(*untold)).collect();
    let words = match parts[..] {
        [] => return None,
        [(reads, untold), (writes, same)] if untold == same => {
            format!("{reads} and {writes} are not told of {}", count(untold))
        }
        _ => {
            let part = |(what, untold): &(&str, u128)| format!("{what} are not told of {}", count(*untold));
            parts.iter().map(part).collect::<Vec<_>>().join(" and ")
        }
    };
    Some(format!("{words} of {} input tokens", count(sums.input())))
}

/// Of which days a cost is, where these are not those of the tokens; and by what it is stretched.
fn cost_words(costed: &CostedMonth, (of_cost, told, all): (i64, i64, i64)) -> String {
    let mut words = Vec::new();
    if costed.is_part() {
        words.push(format!("the cost is of {} of {} days with tokens", costed.costed, costed.used));
    }
    if of_cost != told {
        words.push(format!("costs are told of {of_cost} of {all} days, and stretched by {all} / {of_cost}"));
    }
    words.join("; ")
}

/// What was read of a file, used and left out, and why.
pub(super) fn rows_line(file: &crate::usage::FileReport) -> String {
    let rows = &file.rows;
    let format = file.format.map_or("no rows", crate::usage::Format::name);
    let shown = |rows: u64| count(u128::from(rows));
    let mut used = Vec::new();
    if rows.untold > 0 {
        used.push(format!("{} of them without token counts", shown(rows.untold)));
    }
    if rows.failed_tokens > 0 {
        used.push(format!("without {} tokens of requests that failed and were not charged", shown(rows.failed_tokens)));
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

/// The cells of a row after the names, times the stretch of use and that of costs.
fn figures(
    (sums, costed): (&Sums, &CostedMonth),
    usage: &Usage,
    (stretch, of_cost): (Decimal, Decimal),
) -> Vec<String> {
    let times = |figure: u128| grouped(decimal(figure).saturating_mul(stretch).round(), 0);
    let known = |figure: u128, rows: u64| if rows > 0 { times(figure) } else { NOTHING.to_owned() };
    let tokens = |figure: u128| known(figure, sums.telling);
    let of_caches = |figure: u128, told: Option<u128>| told.map_or_else(|| NOTHING.to_owned(), |_| tokens(figure));
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
        of_caches(sums.cached, sums.reads_told()),
        of_caches(sums.written + sums.written_long, sums.writes_told()),
        tokens(sums.output),
        known(sums.failures, sums.failing),
        cost.map_or_else(|| UNKNOWN.to_owned(), |cost| price(cost.saturating_mul(of_cost))),
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

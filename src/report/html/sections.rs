//! The sections of the page.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::advice::advice;
use super::assumptions::assumptions;
use super::markup::{escape, head, list, open_scroll, prose, sentences};
use crate::analysis::{Economics, OptionResult, Results};
use crate::finance::Payback;
use crate::quantity::figures::money;
use crate::report::advice::headline;
use crate::report::drawing::Drawing;
use crate::report::spread::sureness;
use crate::report::table::{comparison, heads};
use crate::report::words;
use crate::scenario::Sources;
use crate::scenario::language::CATEGORIES;

/// Every section, in the order of a reader's questions: what to do, what it costs, when it turns, how
/// sure that is, and what it stands on.
pub fn all(results: &Results<'_>, drawings: &[Drawing], sources: &Sources) -> String {
    let mut page = String::new();
    title(&mut page, results);
    head(&mut page, "What it costs");
    let _ = writeln!(page, "<p>Cheapest: {}.</p>", prose(&words::winner(results)));
    if let Some(best) = words::best_value(results) {
        let _ = writeln!(page, "<p>Best value: {}.</p>", prose(&best));
    }
    options(&mut page, results);
    for drawing in drawings {
        chart(&mut page, results, drawing);
    }
    categories(&mut page, results);
    list(&mut page, "Break-even with the reference", &words::break_evens(results));
    list(&mut page, "What flips the answer", &words::flips(results));
    if let Some(simulation) = &results.simulation {
        list(&mut page, "How sure", &sureness(results, simulation));
    }
    advice(&mut page, results);
    list(&mut page, "Mind", &results.warnings);
    assumptions(&mut page, results, sources);
    let checks: Vec<String> = results.verdicts.iter().map(words::check_line).collect();
    list(&mut page, "Checks", &checks);
    page
}

/// What is compared, and what to do.
fn title(page: &mut String, results: &Results<'_>) {
    let scenario = results.scenario;
    let _ = writeln!(page, "<h1>{}</h1>", escape(&scenario.name));
    let _ = writeln!(page, "<p class=\"setting\">{}</p>", escape(&words::setting(results)));
    if let Some(description) = &scenario.description {
        let _ = writeln!(page, "<p>{}</p>", escape(description));
    }
    let verdict = prose(&headline(results, &results.advice));
    let _ = writeln!(page, "<p class=\"verdict\"><span class=\"setting\">Recommended</span> {verdict}</p>");
    sentences(page, &results.advice.verdict.reasons);
}

/// The options side by side.
fn options(page: &mut String, results: &Results<'_>) {
    let caption = "The options side by side";
    open_scroll(page, caption);
    let _ = write!(page, "<table class=\"options\">\n<caption>{caption}</caption>\n<thead><tr><td></td>");
    for head in heads(results) {
        let _ = write!(page, "<th scope=\"col\">{}</th>", escape(&head));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in comparison(results) {
        let label = escape(row.label.trim());
        if row.cells.iter().all(String::is_empty) {
            // a heading of the rows below it
            let _ = writeln!(page, "</tbody>\n<tbody>\n<tr><th scope=\"rowgroup\" class=\"group\">{label}</th>");
            page.push_str(&"<td></td>".repeat(row.cells.len()));
            page.push_str("</tr>\n");
            continue;
        }
        let _ = write!(page, "<tr><th scope=\"row\">{label}</th>");
        for cell in &row.cells {
            let _ = write!(page, "<td>{}</td>", escape(cell));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody></table></div>\n");
    for note in returns(results) {
        let _ = writeln!(page, "<p class=\"setting\">{note}</p>");
    }
}

/// What the words mean that stand in the table for a return there is none of.
fn returns(results: &Results<'_>) -> Vec<&'static str> {
    let reference = results.scenario.reference;
    let found = results.versus.iter().filter(|(_, b, _)| *b == reference).map(|(.., found)| found);
    let found: Vec<&Economics> = found.collect();
    let any = |is_so: fn(&Economics) -> bool| found.iter().any(|found| is_so(found));
    let notes = [
        (
            any(|found| found.is_loan && !found.irr.is_empty()),
            "loan: the money comes first and the cost later, so that a rate is what this money costs.",
        ),
        (
            any(|found| found.irr.is_empty()),
            "IRR none: at no rate do the flows balance, as where nothing is paid or nothing comes back.",
        ),
        (
            any(|found| found.roi.is_none()),
            "ROI none: nothing more than with the reference is paid before launch, so there is no outlay to earn on.",
        ),
        (
            any(|found| found.payback == Some(Payback::Never)),
            "payback never: what is paid more is not earned back within the plan.",
        ),
    ];
    notes.into_iter().filter(|(is_so, _)| *is_so).map(|(_, note)| note).collect()
}

/// A chart, drawn in the page for a wide and for a narrow screen, with its title and what it shows in words for a screen reader.
fn chart(page: &mut String, results: &Results<'_>, drawing: &Drawing) {
    let name = drawing.name;
    let words = escape(&described(results, name));
    page.push_str("<figure>\n");
    // the style shows one of them, and a screen reader says only what is shown
    for (svg, paper) in [(&drawing.svg, "wide"), (&drawing.narrow, "narrow")] {
        let id = format!("{name}-{paper}");
        let desc = format!("</title>\n<desc id=\"{id}-words\">{words}</desc>");
        let labelled = format!("<svg class=\"{paper}\" aria-labelledby=\"{id}-title {id}-words\" ");
        let svg = svg.replacen("<svg ", &labelled, 1).replacen("</title>", &desc, 1);
        let _ = writeln!(page, "{}", svg.replacen("<title>", &format!("<title id=\"{id}-title\">"), 1));
    }
    page.push_str("</figure>\n");
}

/// What the chart of categories shows, in figures.
fn categories(page: &mut String, results: &Results<'_>) {
    let currency = results.scenario.currency;
    let any = |category: &str| results.options.iter().any(|option| !option.category(category).is_zero());
    let caption = "Total cost by category and option";
    let _ = writeln!(page, "<details><summary>{caption}, as a table</summary>");
    open_scroll(page, caption);
    let _ = write!(
        page,
        "<table class=\"options\">\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">category</th>"
    );
    for plan in &results.scenario.options {
        let _ = write!(page, "<th scope=\"col\">{}</th>", escape(&plan.label));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    let mut row = |name: &str, amount: &dyn Fn(&OptionResult) -> Decimal| {
        let _ = write!(page, "<tr><th scope=\"row\">{name}</th>");
        for option in &results.options {
            let _ = write!(page, "<td>{}</td>", escape(&money(amount(option), currency)));
        }
        page.push_str("</tr>\n");
    };
    for category in CATEGORIES.iter().filter(|category| any(category)) {
        row(category, &|option| option.category(category));
    }
    row("total", &|option| option.tco);
    page.push_str("</tbody></table></div>\n</details>\n");
}

/// What a chart shows, in words.
fn described(results: &Results<'_>, chart: &str) -> String {
    let totals = || -> Vec<String> {
        let options = results.scenario.options.iter().zip(&results.options);
        let all =
            options.map(|(plan, found)| format!("{}: {}", plan.label, money(found.tco, results.scenario.currency)));
        all.collect()
    };
    let lines: Vec<String> = match (chart, &results.simulation) {
        ("cost-curve", _) => words::break_evens(results),
        ("distribution", Some(simulation)) => sureness(results, simulation),
        ("tornado", _) => words::flips(results),
        ("cost-breakdown", _) => by_category(results),
        _ => totals(),
    };
    if lines.is_empty() { totals().join("; ") } else { lines.join("; ") }
}

/// The largest category of each option, and how much of its total that is.
fn by_category(results: &Results<'_>) -> Vec<String> {
    let options = results.scenario.options.iter().zip(&results.options);
    let largest = options.filter_map(|(plan, found)| {
        let (category, amount) = found.categories.iter().max_by_key(|(_, amount)| *amount)?;
        let total = money(found.tco, results.scenario.currency);
        Some(format!(
            "{}: {total}, the largest category is {category} with {}",
            plan.label,
            money(*amount, results.scenario.currency)
        ))
    });
    largest.collect()
}

//! The sections of the page.

use std::fmt::Write as _;

use super::advice::advice;
use super::assumptions::assumptions;
use super::markup::{escape, head, list, open_scroll, prose, sentences};
use crate::analysis::Results;
use crate::quantity::figures::money;
use crate::report::advice::headline;
use crate::report::drawing::Drawing;
use crate::report::spread::sureness;
use crate::report::table::{comparison, heads};
use crate::report::words;
use crate::scenario::Sources;

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
}

/// A chart, drawn in the page, with its title and what it shows in words for a screen reader.
fn chart(page: &mut String, results: &Results<'_>, drawing: &Drawing) {
    let name = drawing.name;
    let desc = format!("</title>\n<desc id=\"{name}-words\">{}</desc>", escape(&described(results, name)));
    let labelled = format!("<svg aria-labelledby=\"{name}-title {name}-words\" ");
    let svg = drawing.svg.replacen("<svg ", &labelled, 1).replacen("</title>", &desc, 1);
    let svg = svg.replacen("<title>", &format!("<title id=\"{name}-title\">"), 1);
    page.push_str("<figure>\n");
    open_scroll(page, drawing.title());
    let _ = writeln!(page, "{svg}\n</div>\n</figure>");
}

/// What a chart shows, in words.
fn described(results: &Results<'_>, chart: &str) -> String {
    let totals = || {
        let options = results.scenario.options.iter().zip(&results.options);
        let all =
            options.map(|(plan, found)| format!("{}: {}", plan.label, money(found.tco, results.scenario.currency)));
        all.collect()
    };
    let lines: Vec<String> = match (chart, &results.simulation) {
        ("cost-curve", _) => words::break_evens(results),
        ("distribution", Some(simulation)) => sureness(results, simulation),
        ("tornado", _) => words::flips(results),
        _ => totals(),
    };
    lines.join("; ")
}

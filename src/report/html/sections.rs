//! The sections of the page.

use std::fmt::Write as _;

use super::page::escape;
use crate::analysis::Results;
use crate::analysis::advise::{Judgement, Sentence};
use crate::report::advice::headline;
use crate::report::drawing::Drawing;
use crate::report::spread::sureness;
use crate::report::table::{comparison, heads};
use crate::report::words;

/// Every section, in the order of a reader's questions: what to do, what it costs, when it turns, how
/// sure that is, and what it stands on.
pub fn all(results: &Results<'_>, drawings: &[Drawing]) -> String {
    let mut page = String::new();
    let scenario = results.scenario;
    let _ = writeln!(page, "<h1>{}</h1>", escape(&scenario.name));
    let _ = writeln!(page, "<p class=\"setting\">{}</p>", escape(&words::setting(results)));
    if let Some(description) = &scenario.description {
        let _ = writeln!(page, "<p>{}</p>", escape(description));
    }
    let _ = writeln!(page, "<p class=\"verdict\">{}</p>", escape(&headline(results, &results.advice)));
    sentences(&mut page, &results.advice.verdict.reasons);
    head(&mut page, "What it costs");
    let _ = writeln!(page, "<p>Cheapest: {}.</p>", escape(&words::winner(results)));
    if let Some(best) = words::best_value(results) {
        let _ = writeln!(page, "<p>Best value: {}.</p>", escape(&best));
    }
    options(&mut page, results);
    for drawing in drawings {
        chart(&mut page, drawing);
    }
    list(&mut page, "Break-even with the reference", &words::break_evens(results));
    list(&mut page, "What flips the answer", &words::flips(results));
    if let Some(simulation) = &results.simulation {
        list(&mut page, "How sure", &sureness(results, simulation));
    }
    advice(&mut page, results);
    list(&mut page, "Mind", &results.warnings);
    assumptions(&mut page, results);
    let checks: Vec<String> = results.verdicts.iter().map(words::check_line).collect();
    list(&mut page, "Checks", &checks);
    page
}

fn head(page: &mut String, title: &str) {
    let _ = writeln!(page, "<h2>{}</h2>", escape(title));
}

fn list(page: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    head(page, title);
    page.push_str("<ul>\n");
    for line in lines {
        let _ = writeln!(page, "<li>{}</li>", escape(line));
    }
    page.push_str("</ul>\n");
}

/// The options side by side.
fn options(page: &mut String, results: &Results<'_>) {
    page.push_str("<div class=\"scroll\"><table>\n<caption class=\"setting\">The options side by side</caption>\n<thead><tr><th scope=\"col\"></th>");
    for head in heads(results) {
        let _ = write!(page, "<th scope=\"col\">{}</th>", escape(&head));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in comparison(results) {
        let _ = write!(page, "<tr><th scope=\"row\">{}</th>", escape(row.label.trim()));
        for cell in &row.cells {
            let _ = write!(page, "<td>{}</td>", escape(cell));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody></table></div>\n");
}

/// A chart, drawn in the page; its title is its name to a screen reader.
fn chart(page: &mut String, drawing: &Drawing) {
    let title = drawing.svg.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let label = title.map_or(drawing.name, |(title, _)| title);
    let svg = drawing.svg.replacen("<svg ", &format!("<svg aria-label=\"{}\" ", label.replace('"', "&quot;")), 1);
    let _ = writeln!(page, "<figure>\n{svg}\n</figure>");
}

fn sentences(page: &mut String, sentences: &[Sentence]) {
    if sentences.is_empty() {
        return;
    }
    page.push_str("<ul>\n");
    for sentence in sentences {
        let _ = writeln!(page, "<li>{}</li>", sourced(sentence));
    }
    page.push_str("</ul>\n");
}

/// A sentence with what its figures come from.
fn sourced(sentence: &Sentence) -> String {
    if sentence.sources.is_empty() {
        return escape(&sentence.text);
    }
    format!("{} <code>{}</code>", escape(&sentence.text), escape(&sentence.sources.join(", ")))
}

fn advice(page: &mut String, results: &Results<'_>) {
    let advice = &results.advice;
    head(page, "What would change this");
    let changes: Vec<Sentence> = advice.changes.iter().map(|change| change.what.clone()).collect();
    sentences(page, &changes);
    sentences(page, advice.measure_next.as_slice());
    if !advice.verdict.open.is_empty() {
        head(page, "Open questions");
        page.push_str("<ul>\n");
        for question in &advice.verdict.open {
            let key = escape(question.key);
            let _ = writeln!(
                page,
                "<li>{} <code>decision.{key}</code><br>yes: {}; no: {}</li>",
                escape(question.asks),
                escape(question.yes),
                escape(question.no)
            );
        }
        page.push_str("</ul>\n");
    }
    head(page, "The options judged");
    for judgement in &advice.options {
        judged(page, &results.scenario.options[judgement.option].label, judgement);
    }
    head(page, "Five traps");
    for trap in &advice.traps {
        let state = if trap.sprung.is_empty() { "not here" } else { "look out" };
        let open = if trap.sprung.is_empty() { "" } else { " open" };
        let _ = writeln!(page, "<details{open}><summary>{}: {state}</summary>", escape(trap.name));
        sentences(page, &trap.sprung);
        if !trap.sprung.is_empty() {
            let _ = writeln!(page, "<p>Way out: {}.</p>", escape(trap.way_out));
        }
        page.push_str("</details>\n");
    }
}

fn judged(page: &mut String, label: &str, judgement: &Judgement) {
    let _ = writeln!(page, "<details open><summary>{}</summary>\n<table class=\"words\"><tbody>", escape(label));
    let parts = [
        ("good", &judgement.strengths),
        ("limit", &judgement.limits),
        ("fails", &judgement.fails),
        ("needs", &judgement.needs),
    ];
    for (mark, all) in parts {
        for sentence in all {
            let _ = writeln!(page, "<tr><th scope=\"row\">{mark}</th><td>{}</td></tr>", sourced(sentence));
        }
    }
    page.push_str("</tbody></table></details>\n");
}

/// Every value nobody stated, with where it is from, and how ranges were read.
fn assumptions(page: &mut String, results: &Results<'_>) {
    let mut rows: Vec<(String, String, String)> = (results.scenario.defaults.iter())
        .map(|assumption| {
            let from = assumption.citation.as_ref().map_or_else(
                || assumption.about.to_owned(),
                |(entry, citation)| format!("{entry}: {}, {}", citation.source, citation.as_of),
            );
            (assumption.path.clone(), assumption.value.clone(), from)
        })
        .collect();
    let ranges = results.model.sheet.inputs().iter().filter_map(|input| Some((input, input.quantity.describe()?)));
    rows.extend(ranges.map(|(input, read)| (input.path.clone(), read, "a range, as it was read".to_owned())));
    if rows.is_empty() {
        return;
    }
    head(page, "Assumptions");
    page.push_str("<div class=\"scroll\"><table class=\"words\">\n<thead><tr><th scope=\"col\">key</th><th scope=\"col\">value</th><th scope=\"col\">from</th></tr></thead>\n<tbody>\n");
    for (path, value, from) in rows {
        let _ = writeln!(
            page,
            "<tr><td>{}</td><td>{}</td><td class=\"why\">{}</td></tr>",
            escape(&path),
            escape(&value),
            escape(&from)
        );
    }
    page.push_str("</tbody></table></div>\n");
}

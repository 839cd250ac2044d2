//! The advice: what would change it, what is open, and every option and trap judged.

use std::fmt::Write as _;

use super::markup::{escape, head, prose, sentences, sourced};
use crate::analysis::Results;
use crate::analysis::advise::{Advice, Judgement, Sentence};

/// The sections of the advice.
pub fn advice(page: &mut String, results: &Results<'_>) {
    let advice = &results.advice;
    let mut changes: Vec<Sentence> = advice.changes.iter().flatten().map(|change| change.what.clone()).collect();
    changes.extend(advice.unmoved.clone());
    changes.extend(advice.measure_next.clone());
    if !changes.is_empty() {
        head(page, "What would change this");
        sentences(page, &changes);
    }
    if !advice.verdict.first.is_empty() {
        head(page, "What to do first");
        sentences(page, &advice.verdict.first);
    }
    questions(page, advice);
    head(page, "The options judged");
    for judgement in &advice.options {
        judged(page, &results.scenario.options[judgement.option].label, judgement);
    }
    traps(page, advice);
}

fn questions(page: &mut String, advice: &Advice) {
    if advice.verdict.open.is_empty() {
        return;
    }
    head(page, "Open questions");
    page.push_str("<ul>\n");
    for question in &advice.verdict.open {
        let _ = writeln!(
            page,
            "<li>{} <code class=\"why\">decision.{}</code><br>yes: {}; no: {}</li>",
            prose(&question.asks),
            escape(&question.key),
            prose(&question.yes),
            prose(&question.no)
        );
    }
    page.push_str("</ul>\n");
}

fn judged(page: &mut String, label: &str, judgement: &Judgement) {
    let label = escape(label);
    let _ = writeln!(
        page,
        "<details open><summary><h3>{label}</h3></summary>\n<table class=\"words\" aria-label=\"{label}, judged\"><tbody>"
    );
    let parts = [
        ("good", &judgement.strengths),
        ("limit", &judgement.limits),
        ("fails", &judgement.fails),
        ("needs", &judgement.needs),
    ];
    for (mark, all) in parts {
        for sentence in all {
            let _ =
                writeln!(page, "<tr><th scope=\"row\" class=\"mark\">{mark}</th><td>{}</td></tr>", sourced(sentence));
        }
    }
    page.push_str("</tbody></table></details>\n");
}

fn traps(page: &mut String, advice: &Advice) {
    head(page, "Five traps");
    for trap in advice.traps.iter().filter(|trap| !trap.sprung.is_empty()) {
        let _ = writeln!(page, "<details open><summary><h3>{}: look out</h3></summary>", escape(trap.name));
        sentences(page, &trap.sprung);
        let _ = writeln!(page, "<p>Way out: {}.</p>\n</details>", prose(&trap.way_out));
    }
    let others: Vec<String> =
        (advice.traps.iter().filter(|trap| trap.sprung.is_empty())).map(|trap| escape(trap.name)).collect();
    if !others.is_empty() {
        let _ = writeln!(page, "<p>Not here: {}.</p>", others.join("; "));
    }
}

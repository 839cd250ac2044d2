//! Pieces of markup: text, sentences, keys, lists and tables.

use std::fmt::Write as _;

use crate::analysis::advise::Sentence;
use crate::scenario::printable;

/// Text that HTML would read as markup.
pub fn escape(text: &str) -> String {
    printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A sentence, in which what stands in backticks is a name.
pub fn prose(text: &str) -> String {
    let text = escape(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, name, after)) = quoted(rest) {
        let _ = write!(out, "{before}<code>{name}</code>");
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The first text in backticks, with what stands before and after it.
fn quoted(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (name, after) = rest.split_once('`')?;
    Some((before, name, after))
}

/// A key of the scenario, which breaks after its dots and underscores where a line is short.
pub fn key(path: &str) -> String {
    escape(path).replace('.', ".<wbr>").replace('_', "_<wbr>")
}

/// A heading of a section.
pub fn head(page: &mut String, title: &str) {
    let _ = writeln!(page, "<h2>{}</h2>", escape(title));
}

/// A section that is a list; nothing where the list is empty.
pub fn list(page: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    head(page, title);
    page.push_str("<ul>\n");
    for line in lines {
        let _ = writeln!(page, "<li>{}</li>", prose(line));
    }
    page.push_str("</ul>\n");
}

/// Sentences as a list, each with what its figures come from.
pub fn sentences(page: &mut String, sentences: &[Sentence]) {
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
pub fn sourced(sentence: &Sentence) -> String {
    if sentence.sources.is_empty() {
        return prose(&sentence.text);
    }
    let sources: Vec<String> = sentence.sources.iter().map(|source| key(source)).collect();
    format!("{} <code class=\"why\">{}</code>", prose(&sentence.text), sources.join(", "))
}

/// Opens a part that scrolls by itself where it is wider than the screen; the keyboard reaches it, and
/// a screen reader says what it is. The name is markup.
pub fn open_scroll(page: &mut String, name: &str) {
    let name = name.replace('"', "&quot;");
    let _ = writeln!(page, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">");
}

/// A table of words: its caption, its heads, and rows whose cells are markup.
pub fn words_table<const COLUMNS: usize>(
    page: &mut String,
    caption: &str,
    heads: [&str; COLUMNS],
    rows: &[[String; COLUMNS]],
) {
    let _ = write!(page, "<table class=\"words\">\n<caption>{}</caption>\n<thead><tr>", escape(caption));
    for head in heads {
        let _ = write!(page, "<th scope=\"col\">{head}</th>");
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        page.push_str("<tr>");
        for (cell, place) in row.iter().zip(0..) {
            let (open, close) = if place == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
            page.extend([open, cell, close]);
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody></table>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_backticks_are_code_and_a_single_backtick_is_itself() {
        assert_eq!(prose("`a` is <b> `c.d`"), "<code>a</code> is &lt;b&gt; <code>c.d</code>");
        assert_eq!(prose("one ` alone"), "one ` alone");
        assert_eq!(key("a.b_c"), "a.<wbr>b_<wbr>c");
    }
}

//! What TOML cannot read: where, and which of several errors come from the first of them.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::Error;

use super::diagnostic::Diagnostic;
use super::render::MOST_SHOWN;
use super::slips::{self, Slip};
use super::source::Span;

/// What of a text could not be read.
#[derive(Debug)]
pub struct Unread {
    /// Why: one for each line, and none that follow from another.
    pub errors: Vec<Diagnostic>,
    /// Where what was read cannot be trusted.
    pub lost: Vec<Span>,
}

/// What of `text` could not be read, when the parser found these errors.
pub fn unread(text: &str, source: u32, errors: &[Error]) -> Unread {
    let mut lines = BTreeSet::new();
    let mut lost: Vec<Range<usize>> = Vec::new();
    let mut trusted = 0; // from here on, headers say where keys belong
    let mut diagnostics = Vec::new();
    for error in errors {
        let range = error.span().unwrap_or_default();
        let line = line_at(text, range.start);
        let is_twice = error.message().contains("duplicate key");
        if is_twice && line.start < trusted || !lines.insert(line.start) {
            continue;
        }
        if let Some(opened) = unclosed(text, &line, error.message()) {
            let title = "the list that begins here is not closed";
            let help = "close it with `]`, and write a comma between its entries";
            lost.push(opened.start..text.len());
            diagnostics.push(Diagnostic::syntax(Span::new(source, opened), title, help));
            break; // the rest was read as entries of the list
        }
        let marked = text.get(range.clone()).unwrap_or_default();
        let span = Span::new(source, range);
        diagnostics.push(if is_twice {
            // nobody reads further than the first of them, and each is a walk over the text
            let first = if diagnostics.len() < MOST_SHOWN { first_time(text, &line, marked) } else { None };
            let is_header = |at: &Range<usize>| text[line_at(text, at.start)].starts_with('[');
            let both_headers = first.as_ref().is_some_and(is_header);
            let twice = Diagnostic::written_twice(span, marked, first.map(|at| Span::new(source, at)));
            if both_headers {
                twice.help("give one of them another name, or put their keys under one header")
            } else {
                twice
            }
        } else {
            let Slip { title, help } = slips::explain(&text[line.clone()], marked, error.message());
            Diagnostic::syntax(span, &title, &help)
        });
        let with = lost_with(text, line);
        trusted = trusted.max(with.end);
        lost.push(with);
    }
    Unread { errors: diagnostics, lost: lost.into_iter().map(|range| Span::new(source, range)).collect() }
}

/// The line that byte `at` stands in, without its end; of the end of the text the last line that
/// says something.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or(text);
    let before = if at >= text.len() { before.trim_end() } else { before };
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let length = text[start..].lines().next().map_or(0, str::len);
    start..start + length
}

/// What cannot be told where it belongs when a line cannot be read: the keys under a header that is
/// broken or stands twice. Of any other line, the line alone.
fn lost_with(text: &str, line: Range<usize>) -> Range<usize> {
    if !text[line.clone()].trim_start().starts_with('[') {
        return line;
    }
    let next = text[line.end..].find("\n[").map_or(text.len(), |at| line.end + at + 1);
    line.start..next
}

/// Where the list was opened that runs into this line, when that is what is wrong with it.
fn unclosed(text: &str, line: &Range<usize>, message: &str) -> Option<Range<usize>> {
    let is_list = message.starts_with("missing comma between array") || message.starts_with("unclosed array,");
    let own = text[line.clone()].trim_start();
    let opens = |line: &str| line.split_once('=').is_some_and(|(_, value)| value.trim_start().starts_with('['));
    if !is_list || message.starts_with("missing") && !(own.starts_with('[') || own.contains('=') && !opens(own)) {
        return None;
    }
    let end = if opens(own) { line.end } else { line.start };
    let opened = text[..end].rfind("= [").map(|at| at + 2).or_else(|| text[..end].rfind("=[").map(|at| at + 1))?;
    Some(opened..opened + 1)
}

/// Where a key or table was written the first time, when it stands on a line of its own.
fn first_time(text: &str, line: &Range<usize>, key: &str) -> Option<Range<usize>> {
    let this = text[line.clone()].trim();
    let mut table = ""; // the header that the line under the eyes stands below
    let mut found = None;
    let own_table = text[..line.start].lines().rfind(|line| line.starts_with('[')).unwrap_or_default().trim();
    let mut start = 0;
    for written in text[..line.start].split_inclusive('\n') {
        let trimmed = written.trim();
        let named = written.split_once('=').map(|(name, _)| name.trim());
        let parent = this.strip_suffix(&format!(".{key}]")).map(|parent| format!("{parent}]"));
        let is_first = if this.starts_with('[') {
            trimmed == this || named == Some(key) && parent.as_deref() == Some(table)
        } else {
            named == Some(key) && table == own_table
        };
        if is_first && found.is_none() {
            let at = start + written.find(key).unwrap_or(0);
            let at = if trimmed.starts_with('[') { start + written.rfind(key).unwrap_or(0) } else { at };
            found = Some(at..at + key.len());
        }
        if trimmed.starts_with('[') {
            table = trimmed;
        }
        start += written.len();
    }
    found
}

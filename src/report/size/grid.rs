//! Columns of text that line up.

use std::fmt::Write as _;

/// Rows under a header, indented, two spaces apart. Columns whose header begins with `>` stand right.
pub(super) fn grid(header: &[&str], rows: &[Vec<String>]) -> String {
    let heads: Vec<String> = header.iter().map(|head| head.trim_start_matches('>').to_owned()).collect();
    let width = |column: usize| {
        let cells = rows.iter().chain([&heads]).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut text = String::new();
    for row in [&heads].into_iter().chain(rows) {
        let mut line = String::from(" ");
        for ((cell, width), head) in row.iter().zip(&widths).zip(header) {
            let _ =
                if head.starts_with('>') { write!(line, " {cell:>width$} ") } else { write!(line, " {cell:<width$} ") };
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// A text in lines of at most `width` characters, the first behind `lead`, the rest indented as far.
pub(super) fn wrapped(lead: &str, text: &str, width: usize) -> String {
    let indent = " ".repeat(lead.trim_start_matches('\n').chars().count());
    let (mut out, mut line) = (String::new(), lead.to_owned());
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > width {
            let _ = writeln!(out, "{line}");
            line.clone_from(&indent);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    let _ = writeln!(out, "{line}");
    out
}

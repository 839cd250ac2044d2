//! What TOML cannot read, with the way out of the commonest slips.

use super::diagnostic::Diagnostic;
use super::source::Span;

/// The diagnostic of a syntax error in `text`.
pub fn diagnostic(text: &str, source: u32, error: &toml::de::Error) -> Diagnostic {
    let Some(range) = error.span() else { return Diagnostic::syntax(None, error.message(), None) };
    let span = Span::new(source, range.clone());
    let marked = text.get(range.clone()).unwrap_or_default();
    if error.message().contains("duplicate key") {
        return Diagnostic::written_twice(span, marked);
    }
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    Diagnostic::syntax(Some(span), error.message(), help(line))
}

/// The way out, guessed from the line.
fn help(line: &str) -> Option<String> {
    let Some((_, value)) = line.split_once('=') else {
        let is_header = line.trim_start().starts_with('[');
        return (!is_header).then(|| "write `key = value`".to_owned());
    };
    let value = value.split('#').next().unwrap_or_default().trim();
    let first = value.chars().next();
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || "_.,+-".contains(c));
    Some(match first {
        None => "write a value after the `=`".to_owned(),
        Some('“' | '”' | '‘' | '’' | '«') => "use straight quotes: \"...\"".to_owned(),
        Some('"' | '\'' | '[' | '{') => return None,
        Some(_) if digits(value) && value.contains(',') => {
            "write decimals with a point and thousands as 1_000".to_owned()
        }
        Some('0') if digits(value) => "write the number without zeros in front".to_owned(),
        Some(_) => format!("put it in quotes: \"{value}\""),
    })
}

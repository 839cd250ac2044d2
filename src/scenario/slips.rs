//! The commonest slips in TOML, found from the line: what they are called, and the way out.

use super::tree;

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// In a few words.
    pub title: String,
    /// The way out.
    pub help: String,
}

fn slip(title: &str, help: impl Into<String>) -> Slip {
    Slip { title: title.to_owned(), help: help.into() }
}

/// What is wrong with a line in which the parser, saying `message`, marks `marked`.
pub(super) fn explain(line: &str, marked: &str, message: &str) -> Slip {
    let line = line.trim();
    if message.contains("recurs") {
        return slip("lists or tables nest too deep", "no key of a scenario nests so deep: is a bracket left open?");
    }
    if line.starts_with("//") || line.starts_with("/*") || line.starts_with(';') {
        return slip("this is no comment", "begin comments with `#`");
    }
    if line.starts_with('[') && !line.contains('=') {
        return header(line);
    }
    let Some((key, value)) = line.split_once('=') else { return no_equals(line) };
    let (key, value) = (key.trim(), value.trim());
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    if key.is_empty() {
        return slip("no key before the `=`", "write `key = value`");
    }
    if !key.chars().all(plain) && !key.contains(['"', '\'']) {
        let fixed: String = key.chars().map(|c| if plain(c) { c } else { '_' }).collect();
        return slip("a key is made of letters, digits, `-` and `_`", format!("write `{fixed} = ...`"));
    }
    let found = match value.chars().next() {
        Some('"' | '\'') => text(value, message),
        Some('[' | '{') => Some(several(marked, message)),
        _ if is_two_numbers(value) => None,
        _ => Some(bare(value.split('#').next().unwrap_or_default().trim())),
    };
    found.unwrap_or_else(|| {
        slip("more than one value after the `=`", "write one value after the `=`, and a comment after `#`")
    })
}

fn is_two_numbers(value: &str) -> bool {
    let mut words = value.split('#').next().unwrap_or_default().split_whitespace();
    words.clone().count() > 1 && words.all(|word| tree::value(word).is_some())
}

fn header(line: &str) -> Slip {
    let brackets = line.chars().take_while(|c| *c == '[').count().min(2);
    let inside = line.split('#').next().unwrap_or_default().trim().trim_matches(['[', ']']).trim();
    let (open, close) = ("[".repeat(brackets), "]".repeat(brackets));
    if inside.is_empty() {
        return slip("the header has no name", "write for example `[options.api]`");
    }
    let name: String = inside.split_whitespace().collect::<Vec<_>>().join("-");
    let title = if inside.contains(' ') { "a name in a header has no spaces" } else { "the header is not closed" };
    slip(title, format!("write `{open}{name}{close}` on a line of its own"))
}

fn no_equals(line: &str) -> Slip {
    let (key, value) = line.split_once(':').or_else(|| line.split_once(char::is_whitespace)).unwrap_or((line, "..."));
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    let help = if is_key { format!("write `{key} = {}`", value.trim()) } else { "write `key = value`".to_owned() };
    slip("no `=` between key and value", help)
}

/// A value that begins with a quote.
fn text(value: &str, message: &str) -> Option<Slip> {
    if message.contains("escape") {
        return Some(slip("a backslash begins an escape", "write it as `\\\\`, or the text in single quotes"));
    }
    let triple = ["\"\"\"", "'''"].into_iter().find(|quote| value.starts_with(quote));
    let quote = triple.unwrap_or(if value.starts_with('"') { "\"" } else { "'" });
    if message.contains("string") {
        return Some(slip("the text is not closed", format!("close it with `{quote}`")));
    }
    let (rest, mark) = ends_with_mark(value)?;
    if tree::value(rest).is_some() {
        return Some(end(mark));
    }
    value.ends_with(quote).then(|| inner_quote(quote))
}

fn inner_quote(quote: &str) -> Slip {
    let help = if quote == "\"" { "write a quote inside the text as `\\\"`" } else { "put the text in double quotes" };
    slip("the text ends at the next quote", help)
}

/// The value without a comma or semicolon at its end; the whole and nothing when it has none.
fn ends_with_mark(value: &str) -> Option<(&str, char)> {
    let value = value.trim_end();
    let last = value.chars().last()?;
    Some(if last == ',' || last == ';' { (&value[..value.len() - 1], last) } else { ("", ' ') })
}

fn end(mark: char) -> Slip {
    slip("a line ends with its value", format!("leave the `{mark}` out"))
}

/// A list or an inline table.
fn several(marked: &str, message: &str) -> Slip {
    let marked = marked.trim();
    if message.contains("expected `=`") {
        return slip("no `=` between key and value", "write `=` after each key, as in `{ engineer = 40 }`");
    }
    if message.contains("unclosed inline table") {
        return slip("the table in braces is not closed", "close it with `}`");
    }
    let word = !marked.is_empty() && !marked.contains(char::is_whitespace) && tree::value(marked).is_none();
    if word && message.contains("quoted") {
        return quotes(marked);
    }
    slip("no comma between two entries", "write a comma between the entries")
}

fn quotes(value: &str) -> Slip {
    let help = if value.contains('"') {
        "put the whole value in quotes".to_owned()
    } else {
        format!("put it in quotes: \"{value}\"")
    };
    slip("a value like this needs quotes", help)
}

/// A value that begins with neither a quote nor a bracket.
fn bare(value: &str) -> Slip {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "_.,+-".contains(c));
    if value.is_empty() {
        return slip("no value after the `=`", "write a value, or leave the key out");
    }
    if value.starts_with(['“', '”', '„', '‘', '’', '«', '»']) {
        let plain = value.trim_matches(['“', '”', '„', '‘', '’', '«', '»']);
        return slip("these quotes are curly", format!("use straight quotes: \"{plain}\""));
    }
    if let Some((rest, mark)) = ends_with_mark(value)
        && tree::value(rest).is_some()
    {
        return end(mark);
    }
    match value.to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => return slip("yes is written `true`", "write `true`"),
        "false" | "no" | "off" | "n" => return slip("no is written `false`", "write `false`"),
        "null" | "none" | "nil" | "~" | "-" => {
            return slip("TOML has no empty value", "leave the key out, or put `#` before it");
        }
        _ => {}
    }
    if digits(value) && value.contains(',') {
        let help = "write decimals with a point and thousands as 1_000";
        return slip("a comma in a number is ambiguous", help);
    }
    let whole = value.trim_start_matches('0');
    if digits(value) && value.starts_with('0') && whole.starts_with(|c: char| c.is_ascii_digit()) {
        return slip("a number has no zeros in front", format!("write {whole}"));
    }
    if let Some(fixed) = [format!("0{value}"), format!("{value}0")]
        .into_iter()
        .find(|fixed| digits(value) && (value.starts_with('.') || value.ends_with('.')) && tree::value(fixed).is_some())
    {
        return slip("a point stands between digits", format!("write {fixed}"));
    }
    quotes(value)
}

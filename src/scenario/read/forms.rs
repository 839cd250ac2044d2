//! How a value of a key is written: in words, and as an example to follow.

use crate::scenario::diagnostic::one_of;
use crate::scenario::language::{Form, Key};
use crate::scenario::tree::Value;

/// The way out where a key is missing: the key to add, and what it means.
pub fn add(key: &Key) -> String {
    let value = match key.form {
        Form::Text | Form::OptionName | Form::Choice(_) | Form::Month => "\"...\"",
        Form::Table(_) | Form::Named(_) | Form::Team | Form::Shares | Form::Route | Form::NamedPrices => "{ ... }",
        _ => "...",
    };
    format!("add `{} = {value}`: {}", key.name, key.about)
}

/// The way out where a plain value stands for a text: the same in quotes.
pub fn quoted(key: &Key, found: &Value) -> Option<String> {
    let (Form::Text, Value::Number(text) | Value::Date(text)) = (key.form, found) else { return None };
    Some(format!("put it in quotes: `{} = \"{text}\"`", key.name))
}

/// What the value of a key must be, in words, and the way out: an example of it.
pub fn wanted(key: &Key, path: &str) -> (String, String) {
    let name = key.name;
    let like = |what: &str, example: &str| (what.to_owned(), format!("write for example `{name} = {example}`"));
    match key.form {
        Form::Text | Form::Month => like("a text", "\"...\""),
        Form::OptionName => like("the name of an option", "\"api\""),
        Form::Texts => like("a list of texts", "[\"format\", \"jargon\"]"),
        Form::Flag => ("`true` or `false`".to_owned(), "write `true` or `false`, without quotes".to_owned()),
        Form::Choice(words) => ("a text".to_owned(), format!("write {}", one_of(words))),
        Form::Integer(..) => like("a whole number", if key.default.is_empty() { "12" } else { key.default }),
        Form::Team => like("a table of hours by role", "{ engineer = 40 }"),
        Form::NamedPrices => like("a table of hourly rates by role", "{ engineer = 95 }"),
        Form::Shares => like("a table of shares by option", "{ api = \"80%\", staff = \"20%\" }"),
        Form::Route => like("a table of options by workload", "{ chat = \"api\" }"),
        Form::Expected => like("a number, an option's name or \"never\"", "100"),
        Form::Numbers(count) => {
            (format!("a list of {count} numbers"), format!("write {count} numbers: `{name} = [1, 1.2, ...]`"))
        }
        Form::Table(keys) => {
            ("a table".to_owned(), format!("write `{name} = {{ {} = ... }}`, or a table `[{path}]`", first(keys)))
        }
        Form::Named(keys) => {
            ("a table".to_owned(), format!("write `[{path}.NAME]` for each, with keys such as `{}`", first(keys)))
        }
        Form::List(keys) => {
            ("a list of tables".to_owned(), format!("write `[[{path}]]` for each, with keys such as `{}`", first(keys)))
        }
        _ => ("a number".to_owned(), number(key)),
    }
}

/// The key that a table begins with.
fn first(keys: &[Key]) -> &'static str {
    keys.first().map_or("...", |key| key.name)
}

/// The way out where a number was expected: one as the key takes it, and a range.
pub fn number(key: &Key) -> String {
    let (one, range) = match key.form {
        Form::Share | Form::PositiveShare | Form::Shares => ("\"20%\"", "\"15% to 25%\""),
        Form::Rate => ("\"10%\"", "\"5% to 15%\""),
        Form::Price | Form::NamedPrices => ("0.25", "\"0.20 to 0.30\""),
        Form::Team => ("40", "\"30 to 60\" or \"0.2 fte\""),
        Form::Ratio => ("1.5", "\"1.2 to 2\""),
        Form::RankCorrelation => ("0.6", "-0.3"),
        Form::Whole(_) => ("5", "\"3 to 8\""),
        _ => ("400_000", "\"300k to 500k\""),
    };
    format!("write a number such as {one}, or a range such as {range}")
}

//! Slips in numbers that say what was meant: `300k-500k`, `5m`, `5 million`, `400 requests`.

use crate::quantity::{Literal, LiteralError};

/// What is wrong with a text that is no number, and the way out.
pub fn explain(text: &str, error: &LiteralError) -> (&'static str, String) {
    let (cause, way_out) = error.explain();
    let guess = || range(text).or_else(|| magnitude(text)).or_else(|| with_unit(text));
    let guess = if *error == LiteralError::NotANumber { guess() } else { None };
    (cause, guess.unwrap_or_else(|| way_out.to_owned()))
}

/// The way out where one end of a range is left out.
pub fn open_end(ends: (&str, &str)) -> Option<String> {
    let is_open = ends.0.trim().is_empty() || ends.1.trim().is_empty();
    is_open.then(|| "write both ends, as in \"300k to 500k\"".to_owned())
}

fn reads(text: &str) -> bool {
    Literal::parse(text).is_ok()
}

/// Two numbers with something else than `to` between them.
fn range(text: &str) -> Option<String> {
    let separators = ["...", "..", "–", "—", "-", "~", " and ", "to"];
    let ends = separators.iter().find_map(|separator| {
        let (low, high) = text.split_once(separator)?;
        let (low, high) = (low.trim(), high.trim());
        (reads(low) && reads(high)).then_some((low, high))
    });
    ends.map(|(low, high)| format!("write a range as \"{low} to {high}\""))
}

/// A number with a small `m` or a word for its magnitude.
fn magnitude(text: &str) -> Option<String> {
    let words =
        [("thousand", "k"), ("million", "M"), ("billion", "B"), ("mio", "M"), ("bn", "B"), ("m", "M"), ("b", "B")];
    let lower = text.trim().to_ascii_lowercase();
    words.iter().find_map(|(word, letter)| {
        let number = lower.strip_suffix(word)?.trim_end();
        reads(number).then(|| format!("write \"{number}{letter}\": `k`, `M` and `B` are thousand, million and billion"))
    })
}

/// A number and words for its unit, which the key already says.
fn with_unit(text: &str) -> Option<String> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_whitespace() || c == '/')?;
    let number = &text[..end];
    reads(number).then(|| format!("write \"{number}\" alone: the key says the unit"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, way_out: &str) {
        let error = Literal::parse(text).unwrap_err();
        let (_, said) = explain(text, &error);
        assert!(said.contains(way_out), "{text}: {said}");
    }

    #[test]
    fn what_was_meant_is_said() {
        check("300k-500k", "\"300k to 500k\"");
        check("10% – 20%", "\"10% to 20%\"");
        check("1..5", "\"1 to 5\"");
        check("5m", "\"5M\"");
        check("5 million", "\"5M\"");
        check("1.5bn", "\"1.5B\"");
        check("400 requests", "\"400\"");
        check("$2/hour", "\"$2\"");
        check("many", "400_000");
        check("m", "400_000");
    }
}

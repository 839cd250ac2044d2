//! Every shipped scenario, slightly spoilt in many ways, is read and worked out or refused in
//! words: it never panics and always comes to an end.

use std::fs;
use std::thread;

use rust_decimal::Decimal;
use tco::analysis::{Settings, analyse};
use tco::scenario::{Severity, load};

use crate::scenarios::shipped;

/// How often each scenario is spoilt.
const TRIALS: u64 = 13;

/// What a number may be replaced by: edges of ranges, of digits and of types.
const ODD: &[&str] = &[
    "0",
    "-1",
    "1",
    "7",
    "120",
    "0.5",
    "12.5",
    "1e12",
    "1e20",
    "1e27",
    "7e28",
    "-7e28",
    "1e-20",
    "1e-28",
    "1.0e-28",
    "0e-29",
    "1e400",
    "99999999999999999999999999999",
    "0xff",
    "inf",
    "nan",
    "true",
    "1979-05-27",
    "\"12%\"",
    "\"-100%\"",
    "\"1000%\"",
    "\"k\"",
    "\"\"",
    "\"5k\"",
    "\"€5\"",
    "\"0.5 fte\"",
    "\"1 to 5\"",
    "\"0 to 5\"",
    "\"1e-14 to 1e13\"",
    "\"2026-12\"",
    "\"api\"",
    "\"\u{1f980}\u{301}\\u0000\"",
    "[]",
    "[[[[1]]]]",
    "[1, 2, 3]",
    "{}",
    "{ low = 1, mode = 2, high = 5 }",
    "{ dist = \"normal\", mean = 0, sd = 1 }",
    "{ \"2026-12\" = 1, \"2027-06\" = 2 }",
    "{ from = 1, to = 5, over_months = 3 }",
];

/// A small seeded generator: the same spoilt scenarios on every machine.
/// Source: Vigna, `SplitMix64`, 2015 (public domain).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let sides = u64::try_from(sides.max(1)).unwrap();
        usize::try_from((z ^ (z >> 31)) % sides).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// Tells which scenario was under trial when it panics.
struct Trial {
    file: String,
    what: String,
}

impl Drop for Trial {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("while trying {}: {}", self.file, self.what);
        }
    }
}

/// Spoils a text in one way; also says how.
fn spoil(text: &str, dice: &mut Dice) -> (String, String) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let meant = |line: &String| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let places: Vec<usize> = (0..lines.len()).filter(|i| meant(&lines[*i])).collect();
    let Some(&at) = places.get(dice.roll(places.len())) else { return (text.to_owned(), "as it is".into()) };
    let what = match dice.roll(24) {
        0 => format!("without line {}: {}", at + 1, lines.remove(at)),
        1 => {
            let to = places[dice.roll(places.len())];
            lines.insert(to, lines[at].clone());
            format!("line {} again before line {}", at + 1, to + 1)
        }
        2 => {
            let mut end = dice.roll(text.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            return (text[..end].to_owned(), format!("cut at byte {end}"));
        }
        3 => {
            lines[at] = format!("{} = \"{}\"", lines[at].split('=').next().unwrap(), "9".repeat(10_000));
            format!("a huge text in line {}", at + 1)
        }
        4 => {
            let other = &lines[places[dice.roll(places.len())]];
            let key = other.split('=').next().unwrap().to_owned();
            let value = lines[at].split_once('=').map_or("1", |(_, value)| value).to_owned();
            lines[at] = format!("{key}={value}");
            format!("line {} is now: {}", at + 1, lines[at])
        }
        5 | 6 => {
            let key = lines[at].split('=').next().unwrap();
            lines[at] = format!("{key} = {}", dice.pick(ODD));
            format!("line {} is now: {}", at + 1, lines[at])
        }
        _ => {
            // most trials spoil one number, so that the rest is still read and worked out
            let numbered: Vec<usize> = places.into_iter().filter(|i| !numbers(&lines[*i]).is_empty()).collect();
            let Some(&at) = numbered.get(dice.roll(numbered.len())) else {
                return (text.to_owned(), "as it is".into());
            };
            let places = numbers(&lines[at]);
            let (start, end) = places[dice.roll(places.len())];
            let inside = lines[at][..start].matches('"').count() % 2 == 1;
            let odd = dice.pick(ODD);
            let odd = if inside { odd.trim_matches('"') } else { odd };
            lines[at].replace_range(start..end, odd);
            format!("line {} is now: {}", at + 1, lines[at])
        }
    };
    (lines.join("\n"), what)
}

/// Where the numbers of a line stand, in bytes: runs of digits after its `=`.
fn numbers(line: &str) -> Vec<(usize, usize)> {
    let bytes = line.as_bytes();
    let part = |b: u8| b.is_ascii_digit() || b == b'.' || b == b'_';
    let first = line.find('=').map_or(bytes.len(), |at| at + 1);
    let last = line.find(" #").unwrap_or(bytes.len());
    let mut found = Vec::new();
    let mut at = first;
    while at < last {
        let end = (at..last).find(|i| !part(bytes[*i])).unwrap_or(last);
        if end > at && bytes[at].is_ascii_digit() && !bytes[at - 1].is_ascii_alphabetic() {
            found.push((at, end));
        }
        at = end.max(at) + 1;
    }
    found
}

#[test]
fn a_spoilt_scenario_is_refused_in_words_or_worked_out() {
    let (mut refused, mut worked, mut too_large) = (0, 0, 0);
    for (number, path) in (0_u64..).zip(shipped()) {
        let text = fs::read_to_string(&path).unwrap();
        let mut dice = Dice(number);
        for _ in 0..TRIALS {
            let (spoilt, what) = spoil(&text, &mut dice);
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            let _trial = Trial { file, what };
            match load("spoilt.toml", &spoilt, &[]) {
                Ok(loaded) => {
                    let said = loaded.sources.render(Severity::Warning, &loaded.warnings, true);
                    assert_eq!(said.is_empty(), loaded.warnings.is_empty());
                    // a short search: the volumes themselves are the business of other tests
                    match analyse(&loaded.scenario, Settings { up_to: Decimal::TWO }) {
                        Ok(_) => worked += 1,
                        Err(_) => too_large += 1,
                    }
                }
                Err(no) => {
                    assert!(!no.errors.is_empty());
                    assert!(!no.sources.render(Severity::Error, &no.errors, true).is_empty());
                    refused += 1;
                }
            }
        }
    }
    // the trials are worth something only when many of them get past the reader
    assert!(refused > 50 && worked > 50, "{refused} refused, {worked} worked out, {too_large} too large");
}

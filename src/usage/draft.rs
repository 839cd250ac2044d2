//! A scenario drafted from use: commented TOML with what was measured, and a question where nothing
//! was.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::draft_figures::{profile, tokens};
use super::draft_options::{as_it_was, options};
use super::growth::fit;
use super::need::{By, Need, Partial, decimal, needs};
use super::price::Prices;
use super::usage::Usage;
use crate::quantity::YearMonth;
use crate::quantity::figures::{exact, float, volume};

/// What a draft is made with.
#[derive(Clone, Debug)]
pub struct Drafting<'a> {
    /// What makes a workload.
    pub by: By,
    /// Whether partial months are stretched.
    pub partial: Partial,
    /// Mean input tokens of a request, where the exports do not count requests.
    pub input_per_request: Option<Decimal>,
    /// Requests in a month that the user states, by workload, where the exports do not count them.
    pub requests: &'a BTreeMap<String, Decimal>,
    /// Prices that are known.
    pub prices: &'a Prices,
    /// The path of the catalog file that these are from, seen from the draft; none of the carried one.
    pub catalog: Option<&'a str>,
}

/// A scenario drafted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The TOML text.
    pub text: String,
    /// Questions that its blanks ask; it is no sound scenario before they are answered.
    pub questions: Vec<String>,
    /// Its first month.
    pub(super) start: Option<YearMonth>,
}

/// The months of a drafted scenario.
pub const MONTHS: i32 = 36;

/// Drafts a scenario; none when the exports tell of no tokens and no requests.
#[must_use]
pub fn draft(usage: &Usage, drafting: &Drafting<'_>) -> Option<Draft> {
    let needs = needs(usage, drafting.by);
    if needs.is_empty() {
        return None;
    }
    let start = start(usage, &needs, drafting.partial);
    let mut draft = Draft { text: String::new(), questions: Vec::new(), start };
    head(&mut draft, (usage, drafting), &needs);
    for need in &needs {
        workload(&mut draft, (usage, drafting), (need, start));
    }
    options(&mut draft, (usage, drafting), &needs);
    Some(draft)
}

/// Month 1: the one after the last that is told of whole, else the last.
fn start(usage: &Usage, needs: &[Need], partial: Partial) -> Option<YearMonth> {
    let last = needs.iter().filter_map(|need| need.volumes(usage, partial).last().map(|(month, _)| *month)).max();
    let told = || needs.iter().filter_map(|need| need.months().keys().next_back().copied()).max();
    last.map(|month| month.plus(1)).or_else(told)
}

impl Draft {
    /// Writes a line.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Leaves a blank and asks what belongs there.
    pub(super) fn ask(&mut self, key: &str, question: String) {
        let _ = writeln!(self.text, "# {key} =            # QUESTION: {question}");
        self.questions.push(question);
    }
}

fn head(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), needs: &[Need]) {
    let days = usage.days().map_or_else(String::new, |(first, last)| format!(", {} to {}", date(first), date(last)));
    draft.line("# Drafted by `tco usage` from what was used. Lines that start with `#` are comments: notes on how a");
    draft.line("# figure was measured, and keys that are blank because the exports do not say them.");
    draft.line("[scenario]");
    draft.line(&format!("name = \"From usage{days}\""));
    let listed = drafting.prices.listed().any(|(model, _)| needs.iter().any(|need| need.models.contains(model)));
    if let Some(code) = usage.currency.as_deref().filter(|code| *code != "USD") {
        draft.line(&format!("currency = \"{code}\""));
        if listed {
            draft.ask("exchange_rate", format!("how many {code} is a US dollar? The catalog's prices are in dollars"));
        }
    }
    if let Some(path) = drafting.catalog.filter(|_| listed) {
        draft.line(&format!("catalog = {}", quoted(path)));
    }
    if let Some(start) = draft.start {
        let whole = if usage.days_of(start) > 0 {
            "no month is told of whole"
        } else {
            "the month after the last that is told of whole"
        };
        draft.line(&format!("start = \"{start}\"           # {whole}"));
    }
    draft.line(&format!("months = {MONTHS}"));
    draft.line("discount_rate = \"8%\"         # what money costs you in a year");
    if let Some(option) = as_it_was(needs) {
        draft.line(&format!("reference = \"{option}\"         # plans and savings are held against what was done"));
    }
}

/// A day counted from 1970-01-01 as an ISO date.
#[must_use]
pub fn date(day: i64) -> String {
    let (month, day) = YearMonth::of_day(day);
    format!("{month}-{day:02}")
}

fn workload(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), (need, start): (&Need, Option<YearMonth>)) {
    let whole = need.whole();
    let list =
        |names: &BTreeSet<String>| names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    let about = [("models", list(&need.models)), ("projects", list(&need.projects))];
    draft.line("");
    for (what, names) in about.iter().filter(|(_, names)| !names.is_empty()) {
        draft.line(&format!("# {what}: {}", comment(names)));
    }
    draft.line(&format!("[workloads.{}]", need.name));
    let unknown = whole.uncounted > 0;
    match (unknown, drafting.requests.get(&need.name), drafting.input_per_request) {
        (false, ..) => requests(draft, (usage, drafting.partial), (need, start)),
        (true, Some(requests), _) => draft.line(&format!("requests_per_month = {}   # as you state", exact(*requests))),
        (true, None, Some(per_request)) => requests_by_tokens(draft, (usage, drafting.partial), (need, per_request)),
        (true, None, None) => {
            let question =
                format!("how many requests a month does `{}` have? The exports count tokens only", need.name);
            draft.ask("requests_per_month", question);
        }
    }
    tokens(draft, (usage, drafting), (need, &whole));
    if !unknown {
        profile(draft, need);
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A text in a comment: on one line.
pub fn comment(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(300).collect()
}

fn requests(draft: &mut Draft, (usage, partial): (&Usage, Partial), (need, start): (&Need, Option<YearMonth>)) {
    let volumes = need.volumes(usage, partial);
    let months: Vec<String> =
        volumes.iter().map(|(month, requests)| format!("{month} {}", volume(*requests))).collect();
    let Some((last, latest)) = volumes.last().copied() else {
        let (first, last) = usage.days().unwrap_or_default();
        draft.line(&format!(
            "# counted from {} to {}: no whole month, and not scaled to one (`--scale-partial` does)",
            date(first),
            date(last)
        ));
        draft.line(&format!("requests_per_month = {}", decimal(need.whole().requests)));
        return;
    };
    draft.line(&format!("# requests: {}", months.join(", ")));
    let origin = volumes[0].0;
    let points: Vec<(i32, f64)> =
        volumes.iter().map(|(month, requests)| (month.since(origin), float(*requests))).collect();
    let growth = fit(&points).filter(|_| start == Some(last.plus(1)));
    match growth {
        Some(growth) if growth.deviation.is_some() => {
            draft.line(&format!(
                "requests_per_month = {:.0}   # on the line through the months, in month 1",
                growth.next
            ));
            let deviation = growth.deviation.unwrap_or(0.0);
            draft
                .line("# growth: a line through the logarithms of the months; sd has the 90 % interval of Student's t");
            if deviation < 1e-6 {
                draft.line(&format!("growth_per_month = {:.5}", growth.rate));
            } else {
                draft.line(&format!(
                    "growth_per_month = {{ dist = \"normal\", mean = {:.5}, sd = {deviation:.5} }}",
                    growth.rate
                ));
            }
        }
        Some(growth) => {
            draft.line(&format!("requests_per_month = {}", exact(latest.round())));
            draft.line(&format!(
                "# growth_per_month = {:.5}   # between two months; three or more tell how sure that is",
                growth.rate
            ));
        }
        None => draft.line(&format!("requests_per_month = {}", exact(latest.round()))),
    }
}

/// Requests that follow from a mean length that the user states.
fn requests_by_tokens(draft: &mut Draft, (usage, partial): (&Usage, Partial), (need, per_request): (&Need, Decimal)) {
    let months = need.months();
    let Some((month, sums)) = months
        .iter()
        .rev()
        .find(|(month, _)| usage.days_of(**month) == i64::from(month.days()))
        .or_else(|| months.iter().next_back())
    else {
        return;
    };
    let told = Decimal::from(usage.days_of(*month).max(1));
    let factor = if partial == Partial::Scaled { Decimal::from(month.days()) / told } else { Decimal::ONE };
    let requests =
        decimal(sums.input()).checked_mul(factor).and_then(|input| input.checked_div(per_request)).unwrap_or_default();
    draft.line(&format!(
        "# {} input tokens in {month} over the {} a request that you state",
        sums.input(),
        exact(per_request)
    ));
    draft.line(&format!("requests_per_month = {}", exact(requests.round())));
}

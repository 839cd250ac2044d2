//! A scenario drafted from use: commented TOML with what was measured, and a question where nothing
//! was.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::caches::untold_caches;
use super::doubt::doubts;
use super::figures::{profile, tokens};
use super::options::{option_of, options, options_of};
use super::remarks::{unexplained, untold_tiers, what_options_are};
use super::text::{Draft, Drafting, MONTHS, comment};
use super::today::{as_it_was, no_longer, today};
use super::volume::requests;
use crate::quantity::YearMonth;
use crate::usage::entry::moment::date;
use crate::usage::needs::need::{Need, Partial, needs};
use crate::usage::sum::group::Group;
use crate::usage::sum::usage::Usage;

/// Drafts a scenario; none when the exports tell of no tokens and no requests.
#[must_use]
pub fn draft(usage: &Usage, drafting: &Drafting<'_>) -> Option<Draft> {
    let (going, gone): (Vec<Need>, Vec<Need>) =
        in_use(usage, needs(usage, drafting.by)).into_iter().partition(|need| need.stopped.is_none());
    if going.is_empty() {
        return None;
    }
    let (start, why) = start(usage, &going, drafting.partial).unzip();
    let mut draft = Draft { start, ..Draft::default() };
    head(&mut draft, (usage, drafting), (&going, why.unwrap_or_default()));
    untold_tiers(&mut draft, (usage, drafting), &going);
    for need in &going {
        workload(&mut draft, (usage, drafting), need);
    }
    let gone_options = no_longer((usage, drafting), &going);
    let in_use = with_models(&going, |option| !gone_options.contains_key(option));
    what_options_are(&mut draft, &in_use, as_it_was((usage, drafting), &going).ok().flatten());
    options(&mut draft, (usage, drafting), &in_use);
    today(&mut draft, (usage, drafting), &going);
    for need in &gone {
        stopped(&mut draft, (usage, drafting), (need, &going));
    }
    for (option, last) in &gone_options {
        let only = with_models(&going, |own| own == option);
        let mut aside = Draft { start: draft.start, ..Draft::default() };
        options_of(&mut aside, (usage, drafting), (&only, &[]));
        let question = format!(
            "`{option}` was last used on {}, and has no share in `today`: does it come into question? If so, uncomment \
             it; if not, delete it",
            date(*last)
        );
        set_aside(&mut draft, &aside, question);
    }
    unexplained(&mut draft, usage);
    Some(draft)
}

/// The workloads without the models that have nothing but costs in them: these serve none of their requests.
fn in_use(usage: &Usage, needs: Vec<Need>) -> Vec<Need> {
    let is_use = |group: &Group| group.days.values().any(|sums| sums.has_tokens() || sums.requests > 0);
    let used: BTreeSet<(&str, &str)> = usage
        .groups
        .iter()
        .filter(|(_, group)| is_use(group))
        .map(|((model, project), _)| (model.as_str(), project.as_str()))
        .collect();
    let without = |mut need: Need| {
        let projects = std::mem::take(&mut need.projects);
        need.models.retain(|model| projects.iter().any(|project| used.contains(&(model.as_str(), project.as_str()))));
        Need { projects, ..need }
    };
    needs.into_iter().map(without).collect()
}

/// The workloads with those of their models alone whose options are meant.
fn with_models(needs: &[Need], is_meant: impl Fn(&str) -> bool) -> Vec<Need> {
    let kept = |need: &Need| need.models.iter().filter(|model| is_meant(&option_of(model))).cloned().collect();
    needs.iter().map(|need| Need { models: kept(need), ..need.clone() }).collect()
}

/// Month 1 and why: the one after the last that is told of whole, or is stretched to a whole one; else the
/// last.
fn start(usage: &Usage, needs: &[Need], partial: Partial) -> Option<(YearMonth, &'static str)> {
    let months = |need: &Need| need.volumes((usage, partial), |sums| sums.requests).last().map(|(month, _)| *month);
    let told = || needs.iter().filter_map(|need| need.months().keys().next_back().copied()).max();
    match needs.iter().filter_map(months).max() {
        Some(last) if usage.days_of(last) == i64::from(last.days()) => {
            Some((last.plus(1), "the month after the last that is told of whole"))
        }
        Some(last) => Some((last.plus(1), "the month after the last, which is stretched to a whole one")),
        None => told().map(|month| (month, "the last month; none is told of whole")),
    }
}

fn head(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), (needs, why): (&[Need], &str)) {
    let days = usage.days().map_or_else(String::new, |(first, last)| format!(", {} to {}", date(first), date(last)));
    draft.line("# Drafted by `tco usage` from what was used. Lines that start with `#` are comments: notes on how a");
    draft.line("# figure was measured, and keys that are blank because the exports do not say them. Blanks with a");
    draft.line("# QUESTION wait for your answer; what is ASSUMED was not measured, and is yours to change.");
    doubts(draft, usage);
    draft.line("[scenario]");
    draft.line(&format!("name = \"From usage{days}\""));
    let listed = drafting.prices.listed().any(|(model, _)| needs.iter().any(|need| need.models.contains(model)));
    if let Some(code) = usage.currency.as_deref().filter(|code| *code != "USD") {
        draft.line(&format!("currency = \"{code}\""));
        if listed {
            draft.ask("exchange_rate", format!("how many {code} is a US dollar? The catalog's prices are in dollars"));
        }
    }
    if usage.is_currency_untold() {
        draft.line(
            "# no export tells the currency of its costs: US dollars are ASSUMED; `--currency CODE` says another",
        );
        draft.assumed.push("costs are in US dollars".to_owned());
    }
    if let Some(path) = drafting.catalog.filter(|_| listed) {
        draft.line(&format!("catalog = {}", quoted(path)));
    }
    if let Some(start) = draft.start {
        draft.line(&format!("start = \"{start}\"           # {why}"));
    }
    draft.line(&format!("months = {MONTHS}                 # ASSUMED, not measured: how far do you plan?"));
    draft.line("discount_rate = \"8%\"         # ASSUMED, not measured: what does money cost you in a year?");
    draft.assumed.extend([format!("months = {MONTHS}"), "discount_rate = 8%".to_owned()]);
    match as_it_was((usage, drafting), needs) {
        Ok(None) => {}
        Ok(Some(option)) => {
            draft.line(&format!("reference = \"{option}\"         # plans and savings are held against what was done"));
        }
        Err(why) => draft.line(&format!("# no `reference` that stands for what was done: {why}")),
    }
}

fn workload(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), need: &Need) {
    let whole = need.whole();
    let list =
        |names: &BTreeSet<String>| names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    let about = [("models", list(&need.models)), ("projects", list(&need.projects))];
    draft.line("");
    for (what, names) in about.iter().filter(|(_, names)| !names.is_empty()) {
        draft.line(&format!("# {what}: {}", comment(names)));
    }
    draft.line(&format!("[workloads.{}]", need.name));
    requests(draft, (usage, drafting), need);
    tokens(draft, (usage, drafting), (need, &whole));
    untold_caches(draft, (need, &whole));
    profile(draft, usage, need);
}

/// A workload that was no longer in use at the end: commented out, with the question whether it goes on.
fn stopped(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), (need, going): (&Need, &[Need])) {
    let mut aside = Draft { start: draft.start, ..Draft::default() };
    workload(&mut aside, (usage, drafting), need);
    options_of(&mut aside, (usage, drafting), (std::slice::from_ref(need), going));
    let last = need.stopped.map_or_else(String::new, date);
    let question = format!(
        "`{}` was last used on {last}: does it go on? If so, uncomment its tables, and add it to the route of \
         `today` where there is one; if not, delete them",
        need.name
    );
    set_aside(draft, &aside, question);
}

/// Writes tables commented out, with a question.
fn set_aside(draft: &mut Draft, aside: &Draft, question: String) {
    draft.line("");
    draft.question(question);
    for line in aside.text.lines().skip_while(|line| line.is_empty()) {
        draft.line(format!("# {line}").trim_end());
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

//! The golden rule as arithmetic: what must hold before something more complex than the simplest
//! option is recommended, each as the figure that was found and the figure that is asked.

use rust_decimal::{Decimal, dec};

use super::candidates::{Class, ON_GPUS, TUNED, involves, percent};
use super::contenders::Contenders;
use super::distance::counts_errors;
use super::elsewhere::Depth;
use super::grounds::Grounds;
use super::odds::{nearest_flip, share_of_draws};
use super::questions::{CORE, INFRASTRUCTURE, MEASURED, ML_TEAM, PROMPTS, Question, RETRIEVAL};
use super::requirements::{Cause, Failure, in_percent, measured};
use super::sentence::Sentence;
use super::words::{apart, number, valued};
use crate::analysis::simulate::decimal;
use crate::analysis::vary::distance;
use crate::finance::Payback;
use crate::quantity::figures::{grouped, money};

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What is checked, for programs.
    pub name: &'static str,
    /// The question that `[decision]` answers; none for a check of figures.
    pub question: Option<Question>,
    /// Whether it holds; none when nobody answered.
    pub holds: Option<bool>,
    /// What was found, in words: a doubt where it does not hold.
    pub why: Sentence,
    /// The figure that was found.
    pub found: Option<Decimal>,
    /// The least, or for a payback the most, that is asked.
    pub needed: Option<Decimal>,
}

/// The least a more complex option must be better by, as a share of the simple option's cost.
const MARGIN: Decimal = dec!(0.10);
/// The least share of draws in which it must be better.
const ODDS: Decimal = dec!(0.80);
/// How far, as a factor, the nearest flip value must be.
const FAR: Decimal = dec!(1.10);
/// Gaps that tuning can close.
pub(super) const TUNABLE: [&str; 5] = ["format", "jargon", "tone", "extraction", "consistency"];

/// Everything that must hold before `complex` is recommended instead of `simple`: the answers first,
/// then the money.
pub(super) fn checks(grounds: &Grounds<'_>, contenders: &Contenders, pair: (usize, usize)) -> Vec<Check> {
    let mut checks = answers(grounds, pair.0);
    checks.push(gain(grounds, pair));
    checks.extend(lead(grounds, pair));
    checks.extend(half_volume(grounds, pair));
    checks.extend(payback(grounds, contenders, pair));
    // draws and flip values are looked at last, and only where the rest holds: they cost most
    let is_sketch = grounds.elsewhere.is_some_and(|elsewhere| elsewhere.depth == Depth::Sketch);
    if !is_sketch && checks.iter().all(|check| check.holds == Some(true)) {
        checks.extend(odds(grounds, pair));
        checks.extend(flip(grounds, contenders, pair));
    }
    checks
}

/// What the answers must support.
pub(super) fn answers(grounds: &Grounds<'_>, option: usize) -> Vec<Check> {
    let (scenario, decision) = (grounds.figures.scenario, grounds.decision());
    let tuned = involves(scenario, option, &TUNED);
    let on_gpus = involves(scenario, option, &ON_GPUS);
    let asked: [(bool, Question, &str, &str); 5] = [
        (tuned, PROMPTS, "better prompts have been exhausted", "better prompts have not been exhausted"),
        (tuned, RETRIEVAL, "retrieval has been tried", "retrieval has not been tried"),
        (tuned, ML_TEAM, "there is a team to fine-tune", "there is no team to fine-tune"),
        (on_gpus, INFRASTRUCTURE, "there is a team to run GPUs", "there is no team to run GPUs"),
        (true, MEASURED, "the API was measured on real data", "nothing was measured on real data"),
    ];
    let check = |(_, question, holds, fails): &(bool, Question, &str, &str)| {
        let key = format!("decision.{}", question.key);
        let answer = question.answer(decision);
        let why = match answer {
            None => Sentence::new(format!("nobody answered `{key}`"), &[&key]),
            Some(true) => Sentence::new(*holds, &[&key]),
            Some(false) => Sentence::new(*fails, &[&key]),
        };
        Check { name: question.key, question: Some(*question), holds: answer, why, found: None, needed: None }
    };
    asked.iter().filter(|(applies, ..)| *applies).map(check).collect()
}

/// That an option meets what keeps the simpler one out.
pub(super) fn meets_what_others_miss(
    grounds: &Grounds<'_>,
    contenders: &Contenders,
    (option, short): (usize, usize),
) -> Check {
    let missed: Vec<&Failure> = contenders.failed[short].iter().collect();
    let words: Vec<&str> = missed.iter().map(|failure| failure.why.text.as_str()).collect();
    let text = format!("`{}` meets what `{}` misses: {}", grounds.name(option), grounds.name(short), words.join(", "));
    let sources = missed.iter().flat_map(|failure| failure.why.sources.clone()).collect();
    let why = Sentence { text, sources };
    Check { name: "gain", question: None, holds: Some(true), why, found: None, needed: None }
}

/// Whether something is gained: accuracy, cost, reliability or defensibility.
fn gain(grounds: &Grounds<'_>, (complex, simple): (usize, usize)) -> Check {
    let (own, other) = (grounds.result(complex), grounds.result(simple));
    let names = (grounds.name(complex), grounds.name(simple));
    let failure = |option: usize| Some(measured(grounds, option)?.failure_rate.as_ref()?.base());
    let mut gains = Vec::new();
    let mut sources = Vec::new();
    if let (Some(own), Some(other)) = (grounds.accuracy(complex), grounds.accuracy(simple))
        && own > other
    {
        gains.push(points(own - other, "of accuracy"));
        sources.push(format!("options.{}.accuracy", names.0));
    }
    if own.present_value < other.present_value {
        let less = other.present_value.saturating_sub(own.present_value);
        gains.push(format!("{} of present value in cost", grounds.money(less)));
        sources.extend([format!("{}.present_value", names.0), format!("{}.present_value", names.1)]);
    }
    if let (Some(own), Some(other)) = (failure(complex), failure(simple))
        && own < other
    {
        gains.push(points(other - own, "fewer failures"));
        sources.push(format!("decision.measured.{}.failure_rate", names.0));
    }
    if CORE.answer(grounds.decision()) == Some(true) {
        gains.push("something of one's own".to_owned());
        sources.push("decision.core_differentiator".to_owned());
    }
    let text = if gains.is_empty() {
        "it gains nothing: no accuracy, cost, reliability or defensibility".to_owned()
    } else {
        format!("it gains {}", gains.join(", "))
    };
    let why = Sentence { text, sources };
    Check { name: "gain", question: None, holds: Some(!gains.is_empty()), why, found: None, needed: None }
}

fn points(share: Decimal, of: &str) -> String {
    let points = percent(share);
    if points == Decimal::ONE { format!("1 point {of}") } else { format!("{points} points {of}") }
}

/// A check of two figures.
fn figures(name: &'static str, (holds, found, needed): (bool, Decimal, Decimal), why: Sentence) -> Check {
    Check { name, question: None, holds: Some(holds), why, found: Some(found), needed: Some(needed) }
}

/// Whether it is better by the margin.
fn lead(grounds: &Grounds<'_>, (complex, simple): (usize, usize)) -> Option<Check> {
    let cost = grounds.result(simple).present_value.abs();
    let lead = grounds.lead(complex, simple);
    let holds = lead >= cost.checked_mul(MARGIN)?;
    let share = lead.checked_div(cost)?;
    let (found, needed) = apart(share, MARGIN, in_percent);
    let sources = [grounds.lead_metric(complex, simple), format!("{}.present_value", grounds.name(simple))];
    let only = if holds { "" } else { "only " };
    let text = format!("it is ahead by {only}{found} of what `{}` costs, and {needed} is asked", grounds.name(simple));
    Some(figures("margin", (holds, share, MARGIN), Sentence { text, sources: sources.into() }))
}

/// Whether it is better at half the volume too.
fn half_volume(grounds: &Grounds<'_>, pair: (usize, usize)) -> Option<Check> {
    let lead = grounds.lead_at_half_volume(pair)?;
    let holds = lead > Decimal::ZERO;
    let shown = money(lead.abs(), grounds.figures.scenario.currency);
    let text = if holds {
        format!("at half the volume it is still {shown} ahead in present value")
    } else {
        format!("at half the volume it is {shown} behind in present value")
    };
    let why = Sentence::new(text, &[&grounds.lead_metric(pair.0, pair.1)]);
    Some(figures("half_volume", (holds, lead, Decimal::ZERO), why))
}

/// Whether it pays back within half the horizon: against what stays otherwise and against who serves
/// until it is launched, whichever takes longer, since a month served by another earns nothing for it.
fn payback(grounds: &Grounds<'_>, contenders: &Contenders, (complex, simple): (usize, usize)) -> Option<Check> {
    let half = Decimal::from(grounds.figures.scenario.months) / Decimal::TWO;
    let plan = grounds.plan(complex);
    let could_stay = |option: &usize| contenders.failed[*option].iter().all(|failure| failure.cause == Cause::Quality);
    let interim = plan.interim.filter(|interim| plan.launch_month > 1 && *interim != simple).filter(could_stay);
    let found = [Some(simple), interim].into_iter().flatten();
    let found = found.filter_map(|other| Some((grounds.payback(complex, other)?, other)));
    let (payback, other) =
        found.reduce(|longest, next| if lasts(next.0) > lasts(longest.0) { next } else { longest })?;
    let metric = format!("versus.{}.{}.payback_months", grounds.name(complex), grounds.name(other));
    let name = grounds.name(other);
    let (holds, months, text) = match payback {
        Payback::Never => {
            let half = number(half, 1);
            (false, None, format!("it never pays back against `{name}`, and {half} months are allowed"))
        }
        Payback::Immediate => (true, Some(Decimal::ZERO), format!("nothing has to be paid back against `{name}`")),
        Payback::Months(months) => {
            let only = if months <= half { "" } else { "only " };
            let (shown, half_shown) = apart(months, half, number);
            let text =
                format!("it pays back {only}after {shown} months against `{name}`, and {half_shown} are allowed");
            (months <= half, Some(months), text)
        }
    };
    let why = Sentence::new(text, &[&metric]);
    Some(Check { name: "payback_months", question: None, holds: Some(holds), why, found: months, needed: Some(half) })
}

/// Paybacks in order of length: whether never, and else how many months.
fn lasts(payback: Payback) -> (bool, Decimal) {
    match payback {
        Payback::Never => (true, Decimal::ZERO),
        Payback::Immediate => (false, Decimal::ZERO),
        Payback::Months(months) => (false, months),
    }
}

/// Whether it is better in enough of the draws; none when nothing is uncertain.
fn odds(grounds: &Grounds<'_>, pair: (usize, usize)) -> Option<Check> {
    let share = decimal(share_of_draws(grounds, pair)?)?;
    let holds = share >= ODDS;
    let (found, needed) = apart(share, ODDS, in_percent);
    let text =
        format!("it is ahead in {}{found} of the draws, and {needed} are asked", if holds { "" } else { "only " });
    let why = Sentence::new(text, &[&grounds.lead_metric(pair.0, pair.1)]);
    Some(figures("draws", (holds, share, ODDS), why))
}

/// Whether the nearest value at which a simple option is the best again is far enough; none when there
/// is no such value.
fn flip(grounds: &Grounds<'_>, contenders: &Contenders, (complex, _): (usize, usize)) -> Option<Check> {
    let nearest = nearest_flip(grounds, contenders, complex)?;
    let (input, winner) = (&nearest.input, grounds.name(nearest.winner));
    let holds = distance(nearest.multiple) >= FAR;
    let currency = grounds.figures.scenario.currency;
    let (from, to) = (valued(input, input.base(), currency), valued(input, nearest.value, currency));
    let least = if nearest.multiple < Decimal::ONE { Decimal::ONE / FAR } else { FAR };
    let places = (2..=9).find(|places| {
        let rounded = nearest.multiple.round_dp(*places);
        rounded != least.round_dp(*places) && rounded != Decimal::ONE
    });
    let shown = |multiple: Decimal| grouped(multiple, places.unwrap_or(9));
    let far = if holds { "far enough" } else { "too near" };
    let of = if counts_errors(input, input.base()) { " the errors" } else { "" };
    let text = format!(
        "the nearest value that brings `{winner}` back is {far}: {} at {to} instead of {from}, {}x{of}, and up to {}x would be too near",
        input.path,
        shown(nearest.multiple),
        shown(least)
    );
    let why = Sentence::new(text, &[&input.path]);
    Some(figures("nearest_flip", (holds, distance(nearest.multiple), FAR), why))
}

/// The sorts of option that a blend or tuned model may be called by.
pub(super) fn is_tuned(class: Class) -> bool {
    TUNED.contains(&class)
}

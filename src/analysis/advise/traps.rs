//! The five traps, each found from the scenario's own figures. They are judged for the option that
//! the verdict takes or weighs, against the simple one that it would stand in for, so that no trap
//! speaks against the verdict.

use rust_decimal::Decimal;

use super::candidates::{TUNED, involves, is_simple, percent};
use super::grounds::Grounds;
use super::questions::{MEASURED, PROMPTS, RETRIEVAL};
use super::requirements::{Failure, failures};
use super::sentence::Sentence;
use super::stress::{FALL, Stress};
use super::upkeep::{ignored_costs, maintenance};
use super::verdict::Verdict;
use super::words::listed;
use crate::finance::Payback;

/// A trap, and what sprang it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trap {
    /// What it is called.
    pub name: &'static str,
    /// What sprang it; none when nothing did.
    pub sprung: Vec<Sentence>,
    /// The way out.
    pub way_out: String,
}

/// Looks for all five.
pub(super) fn traps(grounds: &Grounds<'_>, verdict: &Verdict) -> Vec<Trap> {
    let judged = Judged::new(grounds, verdict);
    let simple = judged.simple;
    let pairs: Vec<(usize, usize)> = judged.complex.iter().filter_map(|option| Some((*option, simple?))).collect();
    let early: Vec<Early> = judged.complex.iter().flat_map(|option| too_early(grounds, (*option, simple))).collect();
    let trap = |name, sprung, way_out: &str| Trap { name, sprung, way_out: way_out.to_owned() };
    vec![
        Trap {
            name: "fine-tuning too early",
            way_out: first_steps(&early),
            sprung: early.into_iter().map(|found| found.why).collect(),
        },
        trap(
            "chasing small gains",
            pairs.iter().filter_map(|pair| small_gains(grounds, *pair)).collect(),
            "put the gain in money (`value_per_success`, `cost_per_failure`) and hold it against the upkeep",
        ),
        trap(
            "ignoring the whole cost",
            judged.all.iter().filter_map(|option| ignored_costs(grounds, *option)).collect(),
            "add the lines, or write them as 0 to say that they are meant to be",
        ),
        trap(
            "owning the maintenance",
            judged.complex.iter().flat_map(|option| maintenance(grounds, *option)).collect(),
            "plan hours for incidents, retraining and evaluation, or let a provider do it",
        ),
        trap(
            "overfitting to today",
            pairs.iter().flat_map(|pair| overfitting(grounds, *pair)).collect(),
            "choose what can be left again: short terms, little built, a way back to the API",
        ),
    ]
}

/// The options that traps are looked for in.
struct Judged {
    /// Those that may be chosen: prompts may still mend the quality of answers, nothing else is out.
    all: Vec<usize>,
    /// The complex one that the verdict takes or weighs; all where it does neither.
    complex: Vec<usize>,
    /// The simple one that they would stand in for.
    simple: Option<usize>,
}

impl Judged {
    fn new(grounds: &Grounds<'_>, verdict: &Verdict) -> Self {
        let scenario = grounds.figures.scenario;
        let failed: Vec<Vec<Failure>> = grounds.all().map(|option| failures(grounds, option)).collect();
        let may_be = |option: &usize| failed[*option].iter().all(Failure::is_mendable);
        let is_simple = |option: &usize| is_simple(scenario, *option);
        let all: Vec<usize> = grounds.all().filter(may_be).collect();
        let simple = all.iter().copied().filter(is_simple);
        let qualifies = |option: &usize| failed[*option].is_empty();
        let best = grounds.best(simple.clone().filter(qualifies)).or_else(|| grounds.best(simple));
        let weighed = verdict.weighed.as_ref().map(|weighed| weighed.option).or(verdict.option);
        let complex = match weighed.filter(|option| !is_simple(option)) {
            Some(option) => vec![option],
            None => all.iter().copied().filter(|option| !is_simple(option)).collect(),
        };
        let takes_complex = verdict.option.is_some_and(|option| !is_simple(&option));
        // an option that cannot be used is nothing to come back to, whatever the volume
        let best = best.filter(|best| !takes_complex || qualifies(best));
        Self { complex, simple: verdict.option.filter(is_simple).or(best), all }
    }
}

/// Why tuning is too early, and what comes first.
struct Early {
    why: Sentence,
    first: &'static str,
}

fn too_early(grounds: &Grounds<'_>, (option, simple): (usize, Option<usize>)) -> Vec<Early> {
    if !involves(grounds.figures.scenario, option, &TUNED) {
        return Vec::new();
    }
    let name = grounds.name(option);
    let mut found: Vec<Early> =
        simple.and_then(|simple| below_break_even(grounds, (option, simple))).into_iter().collect();
    let undone = [
        (MEASURED, "nothing was measured on real data", "whether anything was measured", "measure on real data"),
        (PROMPTS, "better prompts have not been exhausted", "whether prompts were exhausted", "exhaust better prompts"),
        (RETRIEVAL, "retrieval has not been tried", "whether retrieval was tried", "try retrieval"),
    ];
    for (question, undone, unsaid, first) in undone {
        let why = match question.answer(grounds.decision()) {
            Some(true) => continue,
            Some(false) => undone.to_owned(),
            None => format!("nobody said {unsaid}"),
        };
        found.push(Early { why: Sentence::new(format!("`{name}`: {why}"), &[&question.path()]), first });
    }
    found
}

/// A volume below the break-even, unless the tuned model is better today for another reason.
fn below_break_even(grounds: &Grounds<'_>, (option, simple): (usize, usize)) -> Option<Early> {
    let from = grounds.stays_cheaper_from(option, simple).filter(|from| *from > Decimal::ONE)?;
    if leads(grounds, (option, simple)) {
        return None;
    }
    let (name, simple) = (grounds.name(option), grounds.name(simple));
    let text =
        format!("`{name}` is cheaper than `{simple}` only from {}x today's volume", from.round_dp(1).normalize());
    let metric = format!("break_even.horizon.{name}.{simple}.stays_cheaper_from");
    Some(Early { why: Sentence::new(text, &[&metric]), first: "wait for the volume" })
}

/// The way out of tuning too early: what was left out, each once.
fn first_steps(early: &[Early]) -> String {
    let mut steps: Vec<String> = Vec::new();
    for found in early {
        if steps.iter().all(|step| step != found.first) {
            steps.push(found.first.to_owned());
        }
    }
    if steps.is_empty() {
        return "measure, exhaust prompts and retrieval, and wait for the volume".to_owned();
    }
    listed(&steps)
}

/// Whether an option is better than another by the figure that options are ranked by.
fn leads(grounds: &Grounds<'_>, (option, other): (usize, usize)) -> bool {
    grounds.score(option) > grounds.score(other)
}

fn small_gains(grounds: &Grounds<'_>, pair: (usize, usize)) -> Option<Sentence> {
    let (own, other) = (grounds.result(pair.0), grounds.result(pair.1));
    let points = own.accuracy()?.checked_sub(other.accuracy()?)?;
    let months = Decimal::from(grounds.figures.scenario.months);
    let running = |o: &crate::analysis::OptionResult| o.tco.saturating_sub(o.cost[0]) / months;
    let dearer = running(own).saturating_sub(running(other));
    if points <= Decimal::ZERO || dearer <= Decimal::ZERO || leads(grounds, pair) {
        return None;
    }
    let worth = own.total_value.saturating_sub(other.total_value) / months;
    if grounds.by_value() && worth >= dearer {
        return None; // what it costs to build is another matter
    }
    let (name, simple) = (grounds.name(pair.0), grounds.name(pair.1));
    let points = percent(points);
    let (noun, are) = if points == Decimal::ONE { ("point", "is") } else { ("points", "are") };
    let gain = format!("{points} {noun} of accuracy over `{simple}`");
    let dearer = grounds.money(dearer);
    let text = if !grounds.by_value() {
        format!("`{name}`: nobody said what {gain} {are} worth; it costs {dearer} more a month to run")
    } else if worth > Decimal::ZERO {
        format!("`{name}`: {gain} {are} worth {} a month and cost {dearer} more to run", grounds.money(worth))
    } else {
        let less = grounds.money(-worth);
        format!(
            "`{name}`: {gain} on average, but not where they count: its answers are worth {less} less a month, and it costs {dearer} more to run"
        )
    };
    let mut metrics = vec!["accuracy", "tco", "build_cost"];
    metrics.extend(grounds.by_value().then_some("value"));
    let sources = metrics.iter().flat_map(|metric| [format!("{name}.{metric}"), format!("{simple}.{metric}")]);
    Some(Sentence::of(text, sources.collect()))
}

fn overfitting(grounds: &Grounds<'_>, pair: (usize, usize)) -> Vec<Sentence> {
    if !leads(grounds, pair) {
        return Vec::new(); // it is not better today either
    }
    let (name, simple) = (grounds.name(pair.0), grounds.name(pair.1));
    let mut found = Vec::new();
    let halved = "at half the volume".to_owned();
    let fallen = format!("when token prices fall {} % a year", percent(FALL));
    for (stress, when) in [(Stress::HalfVolume, halved), (Stress::PricesFall, fallen)] {
        let Some(scores) = stress.scores(grounds) else { continue };
        let behind = scores[pair.1].saturating_sub(scores[pair.0]);
        if behind >= Decimal::ZERO {
            let behind =
                if behind.is_zero() { "level".to_owned() } else { format!("{} behind", grounds.money(behind)) };
            let text = format!("`{name}` is no longer better than `{simple}` {when}, but {behind}");
            found.push(Sentence::new(text, &[&stress.source(grounds, pair)]));
        }
    }
    let half = Decimal::from(grounds.figures.scenario.months) / Decimal::TWO;
    if let Some(Payback::Months(months)) = grounds.economics(pair.0, pair.1).and_then(|e| e.payback)
        && months > half
    {
        let text = format!(
            "`{name}` pays back only after {} months, more than half the horizon",
            months.round_dp(1).normalize()
        );
        found.push(Sentence::new(text, &[&format!("versus.{name}.{simple}.payback_months"), "scenario.months"]));
    }
    found
}

//! The golden rule as arithmetic: what must hold before something more complex than the simplest
//! option is recommended.

use rust_decimal::{Decimal, dec};

use super::candidates::{Class, ON_GPUS, TUNED, involves, percent};
use super::contest::flips_of_the_best;
use super::grounds::Grounds;
use super::questions::{CORE, INFRASTRUCTURE, MEASURED, ML_TEAM, PROMPTS, Question, RETRIEVAL};
use super::sentence::Sentence;
use crate::analysis::simulate::{Draws, Inputs};
use crate::analysis::vary::distance;
use crate::analysis::workers::Workers;
use crate::finance::Payback;
use crate::quantity::figures::multiple;
use crate::sheet::draws::{InstructionSet, Program, Run};

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether it does; none when nobody answered.
    pub holds: Option<bool>,
    /// What was found, in words; said as a doubt where it does not hold.
    pub why: Sentence,
}

/// The least a more complex option must be better by, as a share of the simple option's cost.
const MARGIN: Decimal = dec!(0.10);
/// The least share of draws in which it must be better.
const ODDS: f64 = 0.80;
/// How far, as a factor, the nearest flip value must be.
const FAR: Decimal = dec!(1.10);
/// Draws for the odds.
const DRAWS: usize = 4_096;
/// Gaps that tuning can close.
pub(super) const TUNABLE: [&str; 5] = ["format", "jargon", "tone", "extraction", "consistency"];

/// Everything that must hold before `complex` is recommended instead of `simple`: the answers first,
/// then the money.
pub(super) fn checks(grounds: &Grounds<'_>, (complex, simple): (usize, usize)) -> Vec<Check> {
    let mut checks = answers(grounds, complex);
    checks.push(gain(grounds, (complex, simple)));
    checks.extend(lead(grounds, (complex, simple)));
    checks.extend(half_volume(grounds, (complex, simple)));
    checks.extend(payback(grounds, (complex, simple)));
    // draws and flip values are looked at last, and only where the rest holds: they cost most
    if checks.iter().all(|check| check.holds == Some(true)) {
        checks.extend(odds(grounds, (complex, simple)));
        checks.extend(nearest_flip(grounds));
    }
    checks
}

/// What the answers must support.
fn answers(grounds: &Grounds<'_>, option: usize) -> Vec<Check> {
    let (scenario, decision) = (grounds.figures.scenario, grounds.decision());
    let tuned = involves(scenario, option, &TUNED);
    let on_gpus = involves(scenario, option, &ON_GPUS);
    let asked: [(bool, Question, &str); 5] = [
        (tuned, PROMPTS, "better prompts have not been exhausted"),
        (tuned, RETRIEVAL, "retrieval has not been tried"),
        (tuned, ML_TEAM, "there is no team to fine-tune"),
        (on_gpus, INFRASTRUCTURE, "there is no team to run GPUs"),
        (true, MEASURED, "nothing was measured on real data"),
    ];
    let mut checks: Vec<Check> = asked
        .iter()
        .filter(|(applies, ..)| *applies)
        .map(|(_, question, against)| {
            let key = format!("decision.{}", question.key);
            let why = match question.answer(decision) {
                None => Sentence::new(format!("nobody answered `{key}`"), &[&key]),
                Some(_) => Sentence::new(*against, &[&key]),
            };
            Check { holds: question.answer(decision), why }
        })
        .collect();
    if CORE.answer(decision) == Some(false) {
        let why = Sentence::new("it is nothing that sets the company apart", &["decision.core_differentiator"]);
        checks.push(Check { holds: Some(false), why });
    }
    checks
}

/// Whether something is gained: accuracy, cost, reliability or defensibility.
fn gain(grounds: &Grounds<'_>, (complex, simple): (usize, usize)) -> Check {
    let (own, other) = (grounds.result(complex), grounds.result(simple));
    let accuracy = |result: &crate::analysis::OptionResult| result.successes.checked_div(result.requests);
    let names = (grounds.name(complex), grounds.name(simple));
    let failure = |option: usize| {
        let measured = grounds.decision().measured.iter().find(|(measured, _)| *measured == option);
        measured.and_then(|(_, figures)| Some(figures.failure_rate.as_ref()?.base()))
    };
    let mut gains = Vec::new();
    let mut sources = Vec::new();
    if let (Some(own), Some(other)) = (accuracy(own), accuracy(other))
        && own > other
    {
        gains.push(format!("{} points of accuracy", percent(own - other)));
        sources.push(format!("options.{}.accuracy", names.0));
    }
    if own.present_value < other.present_value {
        gains
            .push(format!("{} of present value", grounds.money(other.present_value.saturating_sub(own.present_value))));
        sources.push(format!("{}.present_value", names.0));
    }
    if let (Some(own), Some(other)) = (failure(complex), failure(simple))
        && own < other
    {
        gains.push(format!("{} points fewer failures", percent(other - own)));
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
    Check { holds: Some(!gains.is_empty()), why: Sentence { text, sources } }
}

/// Whether it is better by the margin.
fn lead(grounds: &Grounds<'_>, (complex, simple): (usize, usize)) -> Option<Check> {
    let lead = grounds.score(complex).checked_sub(grounds.score(simple))?;
    let enough = grounds.result(simple).present_value.abs().checked_mul(MARGIN)?;
    let holds = lead >= enough;
    let text = if holds { "by 10 % of its cost or more" } else { "by less than 10 %" };
    Some(Check { holds: Some(holds), why: Sentence::new(text, &[&grounds.score_metric(complex)]) })
}

/// Whether it is better at half the volume too.
fn half_volume(grounds: &Grounds<'_>, pair: (usize, usize)) -> Option<Check> {
    let holds = grounds.lead_at_half_volume(pair)? > Decimal::ZERO;
    let text = if holds { "ahead at half the volume too" } else { "not at half the volume" };
    Some(Check { holds: Some(holds), why: Sentence::new(text, &[&grounds.score_metric(pair.0)]) })
}

/// Whether it pays back within half the horizon.
fn payback(grounds: &Grounds<'_>, (complex, simple): (usize, usize)) -> Option<Check> {
    let half = Decimal::from(grounds.figures.scenario.months) / Decimal::TWO;
    let metric = format!("versus.{}.{}.payback_months", grounds.name(complex), grounds.name(simple));
    let (holds, text) = match grounds.economics(complex, simple)?.payback.as_ref()? {
        Payback::Never => (false, "it never pays back".to_owned()),
        Payback::Immediate => (true, "nothing has to be paid back".to_owned()),
        Payback::Months(months) => {
            let shown = months.round_dp(1).normalize();
            let only = if *months > half { "only " } else { "" };
            (*months <= half, format!("it pays back {only}after {shown} months"))
        }
    };
    Some(Check { holds: Some(holds), why: Sentence::new(text, &[&metric]) })
}

/// Whether it is better in enough of the draws; none when nothing is uncertain.
fn odds(grounds: &Grounds<'_>, (complex, simple): (usize, usize)) -> Option<Check> {
    let share = share_of_draws(grounds, (complex, simple))?;
    let holds = share >= ODDS;
    let (percent, only) = (share * 100.0, if holds { "" } else { "only " });
    let text = format!("{only}in {percent:.0} % of the draws");
    Some(Check { holds: Some(holds), why: Sentence::new(text, &[&grounds.score_metric(complex)]) })
}

/// The share of draws in which one option scores above another.
pub(super) fn share_of_draws(grounds: &Grounds<'_>, (option, other): (usize, usize)) -> Option<f64> {
    let model = &grounds.figures.model;
    let inputs = Inputs::of(grounds.figures.scenario, model)?;
    let scores = [option, other].map(|option| {
        let option = &model.options[option];
        if grounds.by_value() { option.present_worth } else { option.present_value }
    });
    let program = Program::new(&model.sheet, &grounds.figures.exact, &inputs.places, &scores);
    let points = inputs.points(Draws { count: DRAWS, ..Draws::default() });
    let mut rows = [Vec::new()];
    let threads = Workers::ALONE.threads;
    let run = Run { draws: 0..DRAWS, threads, set: InstructionSet::Best, results: &mut rows };
    let sign = if grounds.by_value() { 1.0 } else { -1.0 };
    program.run(
        run,
        |draws, blocks| inputs.draw_blocks(&points, &draws, blocks),
        |_, outputs, rows| {
            let (own, other) = (outputs.lanes(0), outputs.lanes(1));
            for (lane, row) in rows[0].iter_mut().enumerate() {
                *row = if (own[lane] - other[lane]) * sign > 0.0 { 1.0 } else { 0.0 };
            }
        },
    );
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let share = rows[0].iter().sum::<f64>() / DRAWS as f64;
    Some(share)
}

/// Whether the nearest flip value is far enough; none when nothing makes another option the best.
fn nearest_flip(grounds: &Grounds<'_>) -> Option<Check> {
    let found = flips_of_the_best(grounds);
    let nearest = found.first()?;
    let path = &nearest.lever.input.path;
    let text = format!("the nearest flip value is {path} at {}", multiple(nearest.multiple));
    Some(Check { holds: Some(distance(nearest.multiple) >= FAR), why: Sentence::new(text, &[path]) })
}

/// The sorts of option that a blend or tuned model may be called by.
pub(super) fn is_tuned(class: Class) -> bool {
    TUNED.contains(&class)
}

//! The golden rule as arithmetic: each figure that was found, and the figure that is asked.

use rust_decimal::{Decimal, dec};

use super::check::Check;
use super::contenders::Contenders;
use super::grounds::Grounds;
use super::odds::{nearest_flip, share_of_draws};
use super::requirements::{Cause, in_percent};
use super::sentence::Sentence;
use super::stress::{Stress, lead_at_half_volume};
use super::words::{apart, number};
use crate::analysis::simulate::decimal;
use crate::analysis::vary::distance;
use crate::finance::Payback;
use crate::quantity::figures::{grouped, money};

/// The least a more complex option must be better by, as a share of the simple option's cost.
const MARGIN: Decimal = dec!(0.10);
/// The least share of draws in which it must be better.
const ODDS: Decimal = dec!(0.80);
/// How far, as a factor, the nearest flip value must be.
const FAR: Decimal = dec!(1.10);
/// A check of two figures.
fn figures(name: &'static str, (holds, found, needed): (bool, Decimal, Decimal), why: Sentence) -> Check {
    Check { name, question: None, holds: Some(holds), why, found: Some(found), needed: Some(needed) }
}

/// Whether it is better by the margin.
pub(super) fn lead(grounds: &Grounds<'_>, (complex, simple): (usize, usize)) -> Option<Check> {
    let cost = grounds.result(simple).present_value.abs();
    let lead = grounds.lead(complex, simple);
    let holds = lead >= cost.checked_mul(MARGIN)?;
    let share = lead.checked_div(cost)?;
    let (found, needed) = apart(share, MARGIN, in_percent);
    let sources = [grounds.lead_metric(complex, simple), format!("{}.present_value", grounds.name(simple))];
    let only = if holds { "" } else { "only " };
    let text = format!("it is ahead by {only}{found} of what `{}` costs, and {needed} is asked", grounds.name(simple));
    Some(figures("margin", (holds, share, MARGIN), Sentence::of(text, sources.into())))
}

/// Whether it is better at half the volume too.
pub(super) fn half_volume(grounds: &Grounds<'_>, pair: (usize, usize)) -> Option<Check> {
    let lead = lead_at_half_volume(grounds, pair)?;
    let holds = lead > Decimal::ZERO;
    let shown = money(lead.abs(), grounds.figures.scenario.currency);
    let text = if holds {
        format!("at half the volume it is still {shown} ahead in present value")
    } else {
        format!("at half the volume it is {shown} behind in present value")
    };
    let why = Sentence::new(text, &[&Stress::HalfVolume.source(grounds, pair)]);
    Some(figures("half_volume", (holds, lead, Decimal::ZERO), why))
}

/// Whether it pays back within half the horizon: against what stays otherwise and against who serves
/// until it is launched, whichever takes longer, since a month served by another earns nothing for it.
pub(super) fn payback(
    grounds: &Grounds<'_>,
    contenders: &Contenders,
    (complex, simple): (usize, usize),
) -> Option<Check> {
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
    let payback = if payback == Payback::Months(Decimal::ZERO) { Payback::Immediate } else { payback };
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
pub(super) fn odds(grounds: &Grounds<'_>, pair: (usize, usize)) -> Option<Check> {
    let share = decimal(share_of_draws(grounds, pair)?)?;
    let holds = share >= ODDS;
    let (found, needed) = apart(share, ODDS, in_percent);
    let text =
        format!("it is ahead in {}{found} of the draws, and {needed} are asked", if holds { "" } else { "only " });
    let why = Sentence::new(text, &[&Stress::Draws.source(grounds, pair)]);
    Some(figures("draws", (holds, share, ODDS), why))
}

/// Whether the nearest value at which a simple option is the best again is far enough; none when there
/// is no such value.
pub(super) fn flip(grounds: &Grounds<'_>, contenders: &Contenders, (complex, _): (usize, usize)) -> Option<Check> {
    let nearest = nearest_flip(grounds, contenders, complex)?;
    let winner = grounds.name(nearest.winner);
    let holds = distance(nearest.multiple) >= FAR;
    let least = if nearest.multiple < Decimal::ONE { Decimal::ONE / FAR } else { FAR };
    let places = (2..=9).find(|places| {
        let rounded = nearest.multiple.round_dp(*places);
        rounded != least.round_dp(*places) && rounded != Decimal::ONE
    });
    let shown = |multiple: Decimal| format!("{}x", grouped(multiple, places.unwrap_or(9)));
    let moved = nearest.knob.moved((nearest.multiple, &shown(nearest.multiple)), grounds.figures.scenario.currency);
    let far = if holds { "far enough" } else { "too near" };
    let text = format!(
        "the nearest change that makes `{winner}` the better one is {far}: {}, and up to {} would be too near",
        moved.text,
        shown(least)
    );
    let why = Sentence::of(text, moved.sources);
    Some(figures("nearest_flip", (holds, distance(nearest.multiple), FAR), why))
}

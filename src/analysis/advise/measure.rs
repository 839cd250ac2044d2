//! What to measure, and how much of it.

use rust_decimal::{Decimal, dec};

use super::grounds::Grounds;
use super::known::{doers, is_accuracy_known, required};
use super::requirements::in_percent;
use super::sentence::Sentence;
use super::words::apart;
use crate::quantity::figures::volume;
use crate::scenario::Input;

/// (z(0.975) + z(0.8))^2: a difference of two shares is found in 80 % of the trials that have one, and
/// in 5 % of those that have none.
const TELL_APART: Decimal = dec!(7.8489);
/// z(0.975)^2: a share lies within the distance asked in 95 % of the trials.
const CONFIDENT: Decimal = dec!(3.8415);
/// How near a share is to be known where there is nothing to tell it from.
const WITHIN: Decimal = dec!(0.03);

/// What to measure of some options, and on how many cases.
pub(super) fn how_to_measure(grounds: &Grounds<'_>, options: &[usize]) -> Vec<Sentence> {
    let names: Vec<String> = options.iter().map(|option| format!("`{}`", grounds.name(*option))).collect();
    let what = names.join(" and ");
    let known: Vec<Decimal> = (options.iter().copied())
        .filter(|option| doers(grounds, *option).into_iter().all(|who| is_accuracy_known(grounds, who)))
        .filter_map(|option| grounds.accuracy(option))
        .collect();
    let asked = grounds.decision().requirements.accuracy.as_ref().map(Input::base);
    let mut shares = known.iter().copied().chain(asked.filter(|_| known.len() < 2));
    let pair = (shares.next(), shares.next());
    let mut sources: Vec<String> =
        options.iter().map(|option| format!("options.{}.accuracy", grounds.name(*option))).collect();
    if known.len() < 2 && asked.is_some() {
        sources.push("decision.requirements.accuracy".to_owned());
    }
    let same = if options.len() > 1 { "the same real cases" } else { "real cases" };
    let measure = format!("measure the accuracy of {what} on {same}");
    let told_apart = |(one, other): (Decimal, Decimal)| {
        let cases = cases_to_tell_apart(one, other).filter(|_| one != other)?;
        let (one, other) = apart(one, other, in_percent);
        Some(format!("{measure}: some {} of them tell {one} from {other}", volume(cases)))
    };
    let text = pair.0.zip(pair.1).and_then(told_apart).unwrap_or_else(|| {
        let Some(share) = pair.0 else {
            let most = volume(cases_to_know(Decimal::ONE / Decimal::TWO));
            return format!("{measure}: {most} of them say it to 3 points, whatever it is");
        };
        format!("{measure}: some {} of them say it to 3 points", volume(cases_to_know(share)))
    });
    let mut found = vec![Sentence::of(text, sources)];
    let limits = required(grounds);
    let (words, keys): (Vec<&str>, Vec<&str>) = limits.iter().map(|limit| (limit.words.as_str(), limit.key)).unzip();
    if !words.is_empty() {
        let keys: Vec<String> = keys.iter().map(|key| format!("decision.requirements.{key}")).collect();
        found.push(Sentence::of(format!("and in the same trial: {}", words.join(", ")), keys));
    }
    found
}

/// Cases of each that tell two shares apart: (z(0.975) + z(0.8))^2 (p1 q1 + p2 q2) / (p1 - p2)^2, the
/// normal approximation for two proportions.
fn cases_to_tell_apart(one: Decimal, other: Decimal) -> Option<Decimal> {
    let spread = |share: Decimal| share * (Decimal::ONE - share);
    let distance = one - other;
    let cases = TELL_APART.checked_mul(spread(one) + spread(other))?.checked_div(distance.checked_mul(distance)?)?;
    Some(cases.ceil().max(Decimal::ONE))
}

/// Cases that say a share to 3 points: z(0.975)^2 p q / 0.03^2. A share of 1 or 0 is taken for one
/// within 3 points of it.
fn cases_to_know(share: Decimal) -> Decimal {
    let share = share.clamp(WITHIN, Decimal::ONE - WITHIN);
    (CONFIDENT * share * (Decimal::ONE - share) / (WITHIN * WITHIN)).ceil()
}

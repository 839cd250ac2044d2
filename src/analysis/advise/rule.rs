//! The rule: from the answers and from who is in the running to what to do.

use super::candidates::{Class, class, involves, is_simple};
use super::contenders::Contenders;
use super::evidence::doubtful;
use super::grounds::Grounds;
use super::measure::how_to_measure;
use super::questions::{INSIDE, PRODUCT, PROMPTS, RETRIEVAL, RULES};
use super::requirements::{Cause, passed};
use super::sentence::Sentence;
use super::settle::{outcome_of, settled};
use super::verdict::{Outcome, Verdict};
use super::weigh::{must, weigh};
use super::worth::not_worth_it;

/// Walks the rule; each part answers, or leaves it to the next.
pub(super) fn reach(grounds: &Grounds<'_>, contenders: &Contenders) -> Verdict {
    let found = rules_do(grounds, contenders)
        .or_else(|| product_fits(grounds, contenders))
        .or_else(|| not_worth_it(grounds, contenders))
        .or_else(|| gap_to_close(grounds, contenders))
        .unwrap_or_else(|| choose(grounds, contenders));
    let found = with_contradictions(grounds, contenders, found);
    with_measurements(grounds, contenders, found)
}

/// Rules, search or automation would do.
fn rules_do(grounds: &Grounds<'_>, contenders: &Contenders) -> Option<Verdict> {
    const KEY: &str = "decision.rules_would_do";
    if RULES.answer(grounds.decision()) != Some(true) {
        return None;
    }
    let custom = |option: &usize| class(grounds.figures.scenario, *option) == Class::Custom;
    let qualified = grounds.best(grounds.all().filter(custom).filter(|option| contenders.qualifies(*option)));
    let compared = grounds.best(grounds.all().filter(custom));
    let by_quality = |short: &usize| contenders.failed[*short].iter().all(|failure| failure.cause == Cause::Quality);
    if let (None, Some(short)) = (qualified, compared.filter(by_quality)) {
        return Some(answer_and_figures_differ(grounds, contenders, (KEY, "rules would do", short)));
    }
    let mut reasons = vec![Sentence::new("rules, search or automation would do", &[KEY])];
    reasons.push(match qualified {
        None => Sentence::plain("don't use a model; add an option of kind `custom` to compare what would do"),
        Some(custom) => {
            let name = grounds.name(custom);
            let text = format!("`{name}` is what is compared without a model: if it is not these rules, add them as an option of kind `custom`");
            Sentence::new(text, &[&format!("options.{name}.kind")])
        }
    });
    reasons.extend(qualified.and_then(|custom| would_be_better(grounds, contenders, custom)));
    Some(settled(grounds, (Outcome::NoModel, qualified), (reasons, &[])))
}

/// An option that the figures put before the one that the answers decide for.
fn would_be_better(grounds: &Grounds<'_>, contenders: &Contenders, taken: usize) -> Option<Sentence> {
    let best = contenders.best(grounds).filter(|best| grounds.score(*best) > grounds.score(taken))?;
    let lead = grounds.money(grounds.lead(best, taken));
    let text = format!("make sure: by the figures `{}` is {lead} better in present value", grounds.name(best));
    Some(Sentence::new(text, &[&grounds.lead_metric(best, taken)]))
}

/// A product works as it is.
fn product_fits(grounds: &Grounds<'_>, contenders: &Contenders) -> Option<Verdict> {
    const KEY: &str = "decision.product_fits_as_is";
    if PRODUCT.answer(grounds.decision()) != Some(true) {
        return None;
    }
    let product = |option: &usize| class(grounds.figures.scenario, *option) == Class::Product;
    let qualified = grounds.best(grounds.all().filter(product).filter(|option| contenders.qualifies(*option)));
    // what fits as it is needs no integration: that is answered with it
    let asked = [RULES];
    let mut reasons = vec![Sentence::new("a product works as it is", &[KEY])];
    if let Some(product) = qualified {
        return Some(settled(grounds, (Outcome::UseProduct, Some(product)), (reasons, &asked)));
    }
    let Some(short) = grounds.best(grounds.all().filter(product)) else {
        if INSIDE.answer(grounds.decision()) == Some(true) {
            return None; // no product may be used
        }
        let add = Sentence::new("no option of kind `seats` is compared: add the product to see what it costs", &[KEY]);
        reasons.push(add);
        return Some(settled(grounds, (Outcome::UseProduct, None), (reasons, &asked)));
    };
    let by_quality = contenders.failed[short].iter().all(|failure| failure.cause == Cause::Quality);
    by_quality.then(|| answer_and_figures_differ(grounds, contenders, (KEY, "a product works as it is", short)))
}

/// An answer says that something does, and the figures say that it does not: that is settled first.
fn answer_and_figures_differ(
    grounds: &Grounds<'_>,
    contenders: &Contenders,
    (key, says, short): (&str, &str, usize),
) -> Verdict {
    let name = grounds.name(short);
    let fails = &contenders.failed[short];
    let why: Vec<&str> = fails.iter().map(|failure| failure.why.text.as_str()).collect();
    let text = format!("one of two is wrong: `{key}` says that {says}, yet of `{name}`, {}", why.join(" and "));
    let sources = std::iter::once(key.to_owned()).chain(fails.iter().flat_map(|f| f.why.sources.clone())).collect();
    let reasons = vec![Sentence::of(text, sources)];
    let mut found = settled(grounds, (Outcome::MeasureFirst, None), (reasons, &[]));
    found.first = how_to_measure(grounds, &[short]);
    found
}

/// An answer that the verdict does not follow, because of another answer, is named beside it.
fn with_contradictions(grounds: &Grounds<'_>, contenders: &Contenders, mut found: Verdict) -> Verdict {
    let scenario = grounds.figures.scenario;
    let ignored = PRODUCT.answer(grounds.decision()) == Some(true)
        && !matches!(found.outcome, Outcome::UseProduct | Outcome::MeasureFirst | Outcome::NoModel);
    if !ignored {
        return found;
    }
    let fails = grounds.all().find(|option| class(scenario, *option) == Class::Product);
    let fails = fails.and_then(|option| contenders.failed[option].first());
    let (why, source) = match fails {
        Some(failure) => (failure.why.text.clone(), failure.why.sources.last().cloned()),
        None if INSIDE.answer(grounds.decision()) == Some(true) => {
            ("data must stay inside".to_owned(), Some("decision.data_must_stay_inside".to_owned()))
        }
        None => return found,
    };
    let text = format!("a product works as it is, but cannot be used: {why}");
    let sources = std::iter::once("decision.product_fits_as_is".to_owned()).chain(source).collect();
    found.reasons.push(Sentence::of(text, sources));
    found
}

/// The API falls short in quality, or has gaps, and nobody has got the best out of prompts and
/// retrieval.
fn gap_to_close(grounds: &Grounds<'_>, contenders: &Contenders) -> Option<Verdict> {
    let (scenario, decision) = (grounds.figures.scenario, grounds.decision());
    let is_api = |option: &usize| class(scenario, *option) == Class::Api;
    let is_short = |option: &usize| {
        let failed = &contenders.failed[*option];
        failed.iter().all(super::requirements::Failure::is_mendable)
            && failed.iter().any(|failure| failure.cause == Cause::Quality)
    };
    let untried: Vec<(String, &str)> = [(PROMPTS, "prompts"), (RETRIEVAL, "retrieval")]
        .iter()
        .filter(|(question, _)| question.answer(decision) != Some(true))
        .map(|(question, what)| (question.path(), *what))
        .collect();
    if untried.is_empty() {
        return None;
    }
    let fits = grounds.all().any(|option| is_api(&option) && contenders.qualifies(option));
    let short = grounds.best(grounds.all().filter(|option| is_api(option) && is_short(option))).filter(|_| !fits);
    // an account limit may be raised: what it keeps out is looked at as if it were
    let granted = contenders.reserve.filter(|reserve| contenders.needs_only_a_quota(*reserve));
    let best = grounds.best(contenders.best(grounds).into_iter().chain(granted));
    // a simple option that qualifies and is better than the API would be leaves no gap to close
    let short = short.filter(|api| {
        !best.is_some_and(|best| is_simple(scenario, best) && grounds.score(best) >= grounds.score(*api))
    });
    let stated = decision.gaps.as_ref().is_some_and(|gaps| !gaps.is_empty());
    let prompted = |option: &usize| is_simple(scenario, *option) && involves(scenario, *option, &[Class::Api]);
    let gap = short.or_else(|| best.filter(|best| stated && prompted(best)))?;
    let text = format!(
        "`{}` leaves a gap, and {} can still be improved: do that first",
        grounds.name(gap),
        untried.iter().map(|(_, what)| *what).collect::<Vec<_>>().join(" and ")
    );
    let sources = untried.into_iter().map(|(key, _)| key).collect();
    let asked = [RULES, PRODUCT, PROMPTS, RETRIEVAL];
    let reasons = vec![Sentence::of(text, sources)];
    let mut found = settled(grounds, (Outcome::OptimiseFirst, contenders.simple.or(granted)), (reasons, &asked));
    found.first.extend(granted.into_iter().flat_map(|reserve| raise_limits(grounds, reserve)));
    Some(found)
}

/// The best of what is in the running.
fn choose(grounds: &Grounds<'_>, contenders: &Contenders) -> Verdict {
    let asked = [RULES, PRODUCT];
    match (contenders.simple, contenders.complex.first().copied(), contenders.reserve) {
        (Some(simple), Some(complex), _) if grounds.score(complex) > grounds.score(simple) => {
            weigh(grounds, contenders, simple)
        }
        (Some(simple), ..) => take(grounds, contenders, simple),
        (None, Some(complex), Some(reserve)) if contenders.needs_only_a_quota(reserve) => {
            let mut found = if grounds.score(complex) > grounds.score(reserve) {
                weigh(grounds, contenders, reserve)
            } else {
                take(grounds, contenders, reserve)
            };
            found.first.splice(0..0, raise_limits(grounds, reserve));
            found
        }
        (None, Some(_), reserve) => must(grounds, contenders, reserve),
        (None, None, Some(reserve)) if contenders.needs_only_a_quota(reserve) => {
            let mut found = take(grounds, contenders, reserve);
            found.first = raise_limits(grounds, reserve);
            found
        }
        (None, None, _) => {
            let reason = Sentence::plain("no option serves every request and meets the requirements");
            settled(grounds, (Outcome::NothingQualifies, None), (vec![reason], &asked))
        }
    }
}

/// Takes a simple option: nothing more complex is ahead of it.
fn take(grounds: &Grounds<'_>, contenders: &Contenders, simple: usize) -> Verdict {
    let name = grounds.name(simple);
    let what = if grounds.by_value() { "is worth the most" } else { "is the cheapest" };
    let among = if contenders.qualifies(simple) { "of what qualifies" } else { "of what may qualify" };
    let best = Sentence::new(format!("`{name}` {what} {among}"), &[&grounds.score_metric(simple)]);
    let second = beside(grounds, contenders, simple);
    settled(grounds, (outcome_of(grounds, simple), Some(simple)), (vec![best, second], &[RULES, PRODUCT]))
}

/// How the more complex options compare with a simple one that is ahead of them.
pub(super) fn beside(grounds: &Grounds<'_>, contenders: &Contenders, simple: usize) -> Sentence {
    let Some(complex) = contenders.complex.first().copied() else {
        let is_compared = grounds.all().any(|option| !is_simple(grounds.figures.scenario, option));
        return Sentence::plain(if is_compared {
            "nothing more complex qualifies"
        } else {
            "nothing more complex is compared"
        });
    };
    let behind = grounds.money(grounds.lead(simple, complex));
    let what = if grounds.by_value() { "is worth" } else { "costs" };
    let less = if grounds.by_value() { "less" } else { "more" };
    let text =
        format!("`{}`, the best of the more complex, {what} {behind} {less} in present value", grounds.name(complex));
    Sentence::new(text, &[&grounds.lead_metric(simple, complex)])
}

/// What an account limit has to be raised to.
pub(super) fn raise_limits(grounds: &Grounds<'_>, option: usize) -> Vec<Sentence> {
    let name = grounds.name(option);
    let ask = |passed: super::requirements::Passed| {
        let metric = format!("{name}.peak_{}.{}", passed.what, passed.month);
        Sentence::new(passed.ask(name), &[&format!("options.{name}.{}", passed.what), &metric])
    };
    passed(grounds, option).into_iter().map(ask).collect()
}

/// Adds what is required and was not measured of what the verdict rests on.
fn with_measurements(grounds: &Grounds<'_>, contenders: &Contenders, mut found: Verdict) -> Verdict {
    let weighed = found.weighed.as_ref().map(|weighed| weighed.option);
    let rests_on = match found.outcome {
        Outcome::NotWorthIt | Outcome::NothingQualifies => None,
        Outcome::UseProduct | Outcome::NoModel if found.option.is_none() => None,
        _ => found.option.or(weighed).or(contenders.simple),
    };
    if let Some(option) = rests_on {
        let others: Vec<usize> =
            weighed.into_iter().chain(contenders.simple).filter(|other| *other != option).collect();
        found.open.extend(doubtful(grounds, contenders, (option, &others)));
    }
    found
}

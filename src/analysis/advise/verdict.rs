//! The verdict: the simplest option that meets the requirements, unless the answers and the money
//! support more.

use super::candidates::{Class, Failure, class, failures, is_simple};
use super::grounds::Grounds;
use super::money::{Check, checks};
use super::questions::{CORE, INFRASTRUCTURE, MEASURED, ML_TEAM, PRODUCT, PROMPTS, Question, RETRIEVAL, RULES, open};
use super::sentence::Sentence;

/// What it comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Rules, search or automation, or what is done today.
    NoModel,
    /// A product by the seat.
    UseProduct,
    /// An API.
    OrchestrateApi,
    /// Better prompts, retrieval and workflows first.
    OptimiseFirst,
    /// A tuned model, served per token.
    FineTunePerToken,
    /// A tuned model on GPUs.
    FineTuneOnGpus,
    /// An open model on GPUs.
    SelfHost,
    /// Several options at once.
    Blend,
    /// Not enough evidence yet.
    MeasureFirst,
    /// Nothing meets the requirements.
    NothingQualifies,
}

impl Outcome {
    /// The outcome as JSON spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoModel => "no-model",
            Self::UseProduct => "use-product",
            Self::OrchestrateApi => "orchestrate-api",
            Self::OptimiseFirst => "optimise-first",
            Self::FineTunePerToken => "fine-tune-per-token",
            Self::FineTuneOnGpus => "fine-tune-on-gpus",
            Self::SelfHost => "self-host",
            Self::Blend => "blend",
            Self::MeasureFirst => "measure-first",
            Self::NothingQualifies => "nothing-qualifies",
        }
    }
}

/// What to do, and why.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What it comes down to.
    pub outcome: Outcome,
    /// The option to take now; none when none qualifies.
    pub option: Option<usize>,
    /// The more complex option that looked better, and what must hold before it is taken.
    pub instead: Option<(usize, Vec<Check>)>,
    /// The reasons, the most important first.
    pub reasons: Vec<Sentence>,
    /// Questions on the way that nobody answered: the verdict is provisional where there are any.
    pub open: Vec<Question>,
}

impl Verdict {
    /// Whether it was reached on unanswered questions.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        !self.open.is_empty()
    }
}

/// Reaches the verdict.
pub(super) fn verdict(grounds: &Grounds<'_>) -> Verdict {
    let failed: Vec<Vec<Failure>> = grounds.all().map(|option| failures(grounds, option)).collect();
    let mut found = reach(grounds, &failed);
    for option in grounds.all() {
        for failure in &failed[option] {
            let text = format!("`{}` is out: {}", grounds.name(option), failure.why.text);
            found.reasons.push(Sentence { text, sources: failure.why.sources.clone() });
        }
    }
    found
}

fn reach(grounds: &Grounds<'_>, failed: &[Vec<Failure>]) -> Verdict {
    let (scenario, decision) = (grounds.figures.scenario, grounds.decision());
    let allowed: Vec<usize> = grounds.all().filter(|option| failed[*option].is_empty()).collect();
    let of = |wanted: Class| allowed.iter().copied().filter(move |option| class(scenario, *option) == wanted);
    if RULES.answer(decision) == Some(true) {
        return no_model(grounds, grounds.best(of(Class::Custom)));
    }
    let mut asked = vec![RULES, PRODUCT];
    if PRODUCT.answer(decision) == Some(true)
        && let Some(product) = grounds.best(of(Class::Product))
    {
        let reason = Sentence::new("a product works as it is", &["decision.product_fits_as_is"]);
        return settled((Outcome::UseProduct, Some(product)), vec![reason], open(&[RULES], decision));
    }
    let simple = grounds.best(allowed.iter().copied().filter(|option| is_simple(scenario, *option)));
    let best = grounds.best(allowed.iter().copied());
    asked.push(MEASURED);
    if let Some(found) = gap_to_close(grounds, failed, (simple, &asked)) {
        return found;
    }
    let (Some(simple), Some(best)) = (simple, best) else {
        return without_simple(grounds, best, asked);
    };
    if simple == best {
        let (what, metric) = praise(grounds, simple);
        let text = format!("`{}` {what} of what qualifies, and the simplest to run", grounds.name(simple));
        let reason = Sentence::new(text, &[&metric]);
        return settled((outcome_of(grounds, simple), Some(simple)), vec![reason], open(&asked, decision));
    }
    weigh(grounds, (best, simple), asked)
}

fn settled((outcome, option): (Outcome, Option<usize>), reasons: Vec<Sentence>, open: Vec<Question>) -> Verdict {
    Verdict { outcome, option, instead: None, reasons, open }
}

fn no_model(grounds: &Grounds<'_>, option: Option<usize>) -> Verdict {
    let mut reasons = vec![Sentence::new("rules, search or automation would do", &["decision.rules_would_do"])];
    if option.is_none() {
        reasons.push(Sentence::plain("don't use a model; add an option of kind `custom` to compare what would do"));
    }
    let models = grounds.all().filter(|option| class(grounds.figures.scenario, *option) != Class::Custom);
    for option in models {
        let text = format!("`{}` is out: rules, search or automation would do", grounds.name(option));
        reasons.push(Sentence::new(text, &["decision.rules_would_do"]));
    }
    settled((Outcome::NoModel, option), reasons, Vec::new())
}

/// The API falls short in quality, or has gaps, and nobody has got the best out of prompts and
/// retrieval.
fn gap_to_close(
    grounds: &Grounds<'_>,
    failed: &[Vec<Failure>],
    (simple, asked): (Option<usize>, &[Question]),
) -> Option<Verdict> {
    let (scenario, decision) = (grounds.figures.scenario, grounds.decision());
    let is_api = |option: &usize| class(scenario, *option) == Class::Api;
    let short =
        |option: &usize| !failed[*option].is_empty() && failed[*option].iter().all(|failure| failure.is_quality);
    let fits = grounds.all().any(|option| is_api(&option) && failed[option].is_empty());
    let api = grounds.best(grounds.all().filter(|option| is_api(option) && short(option)));
    let tried = [PROMPTS, RETRIEVAL].iter().all(|question| question.answer(decision) == Some(true));
    let stated = decision.gaps.as_ref().is_some_and(|gaps| !gaps.is_empty());
    let is_short = !fits && api.is_some();
    let best_is_simple =
        simple.is_some_and(|simple| grounds.best(grounds.all().filter(|o| failed[*o].is_empty())) == Some(simple));
    if tried || !(is_short || stated && best_is_simple && simple.as_ref().is_some_and(is_api)) {
        return None;
    }
    let mut reasons = Vec::new();
    let untried: Vec<&str> = [(PROMPTS, "prompts"), (RETRIEVAL, "retrieval")]
        .iter()
        .filter(|(question, _)| question.answer(decision) != Some(true))
        .map(|(_, what)| *what)
        .collect();
    let name = grounds.name(if is_short { api? } else { simple? });
    let text = format!("`{name}` leaves a gap, and {} can still be improved: do that first", untried.join(" and "));
    reasons.push(Sentence::new(text, &["decision.prompting_exhausted", "decision.retrieval_tried"]));
    let mut questions = asked.to_vec();
    questions.extend([PROMPTS, RETRIEVAL]);
    let verdict = settled((Outcome::OptimiseFirst, simple), reasons, open(&questions, decision));
    Some(verdict)
}

/// No API, product or present way qualifies.
fn without_simple(grounds: &Grounds<'_>, best: Option<usize>, mut asked: Vec<Question>) -> Verdict {
    let decision = grounds.decision();
    let Some(best) = best else {
        let reason = Sentence::plain("no option serves every request and meets the requirements");
        return settled((Outcome::NothingQualifies, None), vec![reason], open(&asked, decision));
    };
    let mut reasons = vec![Sentence::plain("no API or product qualifies, so the best of the others is chosen")];
    for question in [ML_TEAM, INFRASTRUCTURE] {
        let needed = match question.key {
            "ml_team" => super::candidates::involves(grounds.figures.scenario, best, &super::candidates::TUNED),
            _ => super::candidates::involves(grounds.figures.scenario, best, &super::candidates::ON_GPUS),
        };
        if needed {
            asked.push(question);
        }
        if needed && question.answer(decision) == Some(false) {
            let key = format!("decision.{}", question.key);
            reasons.push(Sentence::new(format!("{}: hire or contract one first", question.no), &[&key]));
        }
    }
    settled((outcome_of(grounds, best), Some(best)), reasons, open(&asked, decision))
}

/// Something more complex scores best: it is taken only when the answers and the money support it.
fn weigh(grounds: &Grounds<'_>, (best, simple): (usize, usize), mut asked: Vec<Question>) -> Verdict {
    let decision = grounds.decision();
    let checks = checks(grounds, (best, simple));
    asked.extend([CORE, PROMPTS, RETRIEVAL]);
    let (best_name, simple_name) = (grounds.name(best), grounds.name(simple));
    let open = open(&asked, decision);
    if checks.iter().all(|check| check.holds == Some(true)) {
        let reason = Sentence::new(
            format!("{} than `{simple_name}`, and ahead at half the volume too", lead(grounds, best, simple)),
            &[&grounds.score_metric(best), &grounds.score_metric(simple)],
        );
        let instead = Some((best, checks));
        return Verdict {
            outcome: outcome_of(grounds, best),
            option: Some(best),
            instead,
            reasons: vec![reason],
            open: open.into_iter().filter(|question| *question != CORE).collect(),
        };
    }
    let doubts: Vec<&Sentence> =
        checks.iter().filter(|check| check.holds != Some(true)).map(|check| &check.why).collect();
    let words: Vec<&str> = doubts.iter().map(|doubt| doubt.text.as_str()).collect();
    let text = format!("start with `{simple_name}`: `{best_name}` looks better, but {}", words.join(", and "));
    let sources = doubts.iter().flat_map(|doubt| doubt.sources.clone()).collect();
    let tuned = super::candidates::involves(grounds.figures.scenario, best, &super::candidates::TUNED);
    let untried = [PROMPTS, RETRIEVAL].iter().any(|question| question.answer(decision) != Some(true));
    let outcome = match MEASURED.answer(decision) {
        Some(true) if tuned && untried => Outcome::OptimiseFirst,
        Some(true) => outcome_of(grounds, simple),
        _ => Outcome::MeasureFirst,
    };
    Verdict {
        outcome,
        option: Some(simple),
        instead: Some((best, checks)),
        reasons: vec![Sentence { text, sources }],
        open,
    }
}

/// The outcome that an option stands for.
fn outcome_of(grounds: &Grounds<'_>, option: usize) -> Outcome {
    match class(grounds.figures.scenario, option) {
        Class::Custom => Outcome::NoModel,
        Class::Product => Outcome::UseProduct,
        Class::Api => Outcome::OrchestrateApi,
        Class::TunedPerToken => Outcome::FineTunePerToken,
        Class::TunedOnGpus => Outcome::FineTuneOnGpus,
        Class::SelfHosted => Outcome::SelfHost,
        Class::Blend => Outcome::Blend,
    }
}

fn praise(grounds: &Grounds<'_>, option: usize) -> (&'static str, String) {
    let what = if grounds.by_value() { "has the highest value less cost" } else { "is the cheapest" };
    (what, grounds.score_metric(option))
}

fn lead(grounds: &Grounds<'_>, best: usize, simple: usize) -> String {
    let lead = grounds.money(grounds.score(best).saturating_sub(grounds.score(simple)));
    let what = if grounds.by_value() { format!("worth {lead} more") } else { format!("{lead} cheaper") };
    format!("`{}` is {what} in present value", grounds.name(best))
}

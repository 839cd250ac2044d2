//! What to choose: orchestrate first, and more only when the figures and the answers support it.

use rust_decimal::{Decimal, dec};

use super::options::{Economics, OptionResult};
use crate::cost::Model;
use crate::finance::Payback;
use crate::quantity::figures::{money, unit_price};
use crate::scenario::{Blend, Input, Kind, Requirements, Scenario, Serving};
use crate::sheet::ExactReading;

/// What to choose, and why.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// The option; none when none qualifies.
    pub option: Option<usize>,
    /// The reasons, a sentence each.
    pub reasons: Vec<String>,
}

/// The least a more complex option must be better by, as a share of the simple option's cost.
const MARGIN: Decimal = dec!(0.10);

/// Applies the golden rule: the cheapest simple option (an API, a product, or what is done today)
/// unless something more complex is better by 10 % and at half the volume too, pays back within
/// half the horizon, and the answers in `[decision]` support it: silence does not.
#[must_use]
pub fn recommend(
    scenario: &Scenario,
    model: &Model,
    options: &[OptionResult],
    versus: &[(usize, usize, Economics)],
) -> Recommendation {
    let judge = Judge { scenario, options, by_value: scenario.has_values() };
    let mut reasons = Vec::new();
    let allowed: Vec<usize> = (0..options.len()).filter(|index| judge.allows(*index, &mut reasons)).collect();
    let simple = judge.best(allowed.iter().copied().filter(|index| judge.is_simple(*index)));
    let best = judge.best(allowed.iter().copied());
    let (Some(simple), Some(best)) = (simple, best) else {
        let why = match best {
            Some(_) => "no API or product qualifies, so the best of the others is chosen".to_owned(),
            None => "no option serves every request and meets the requirements".to_owned(),
        };
        reasons.insert(0, why);
        return Recommendation { option: best, reasons };
    };
    if simple == best {
        reasons.insert(0, judge.praise(simple));
        return Recommendation { option: Some(simple), reasons };
    }
    let doubts = judge.doubts((best, simple), model, versus);
    let (best_name, simple_name) = (&scenario.options[best].name, &scenario.options[simple].name);
    if doubts.is_empty() {
        reasons
            .insert(0, format!("{} than `{simple_name}`, and ahead at half the volume too", judge.lead(best, simple)));
        return Recommendation { option: Some(best), reasons };
    }
    reasons.insert(0, format!("start with `{simple_name}`: `{best_name}` looks better, but {}", doubts.join(", and ")));
    Recommendation { option: Some(simple), reasons }
}

struct Judge<'a> {
    scenario: &'a Scenario,
    options: &'a [OptionResult],
    by_value: bool,
}

impl Judge<'_> {
    /// The figure that options are ranked by: value less cost when values were given, else cost.
    fn score(&self, index: usize) -> Decimal {
        let option = &self.options[index];
        if self.by_value { option.present_worth } else { -option.present_value }
    }

    fn best(&self, among: impl Iterator<Item = usize>) -> Option<usize> {
        among.reduce(|best, index| if self.score(index) > self.score(best) { index } else { best })
    }

    fn is_simple(&self, index: usize) -> bool {
        matches!(self.scenario.options[index].kind, Kind::Api(_) | Kind::Seats(_) | Kind::Custom)
    }

    /// Whether nothing rules an option out; what does is added to the reasons.
    fn allows(&self, index: usize, reasons: &mut Vec<String>) -> bool {
        let (plan, decision) = (&self.scenario.options[index], &self.scenario.decision);
        let option = &self.options[index];
        let mut rule_out = |why: String| {
            reasons.push(format!("`{}` is out: {why}", plan.name));
            false
        };
        if !option.is_feasible() {
            return rule_out("its fleet cannot serve every request".to_owned());
        }
        if decision.data_must_stay_inside == Some(true) && !self.stays_inside(index) {
            return rule_out("data must stay inside".to_owned());
        }
        if decision.rules_would_do == Some(true) && !matches!(plan.kind, Kind::Custom) {
            return rule_out("rules, search or automation would do".to_owned());
        }
        if decision.product_fits_as_is == Some(false) && matches!(plan.kind, Kind::Seats(_)) {
            return rule_out("no product fits as it is".to_owned());
        }
        let needed = &decision.requirements;
        let measured = decision.measured.iter().find(|(measured, _)| *measured == index).map(|(_, figures)| figures);
        if let Some(why) = measured.and_then(|measured| missed(needed, measured)) {
            return rule_out(why);
        }
        let reached = option.successes.checked_div(option.requests);
        if let (Some(needed), Some(reached)) = (&needed.accuracy, reached)
            && reached < needed.base()
        {
            return rule_out(format!(
                "{} % accuracy is below the {} % required",
                percent(reached),
                percent(needed.base())
            ));
        }
        if let (Some(most), Some(cost)) = (&needed.cost_per_request, option.cost_per_request)
            && cost > most.base()
        {
            return rule_out(format!(
                "{} a request is above the {} allowed",
                unit_price(cost, self.scenario.currency),
                unit_price(most.base(), self.scenario.currency)
            ));
        }
        true
    }

    fn stays_inside(&self, index: usize) -> bool {
        match &self.scenario.options[index].kind {
            Kind::SelfHosted(_) | Kind::Custom => true,
            Kind::FineTuned(tuned) => matches!(tuned.serving, Serving::Gpus(_)),
            Kind::Seats(_) | Kind::Api(_) => false,
            Kind::Blend(blend) => Blend::members(blend).into_iter().all(|member| self.stays_inside(member)),
        }
    }

    fn praise(&self, index: usize) -> String {
        let name = &self.scenario.options[index].name;
        let what = if self.by_value { "has the highest value less cost" } else { "is the cheapest" };
        format!("`{name}` {what} of what qualifies, and the simplest to run")
    }

    fn lead(&self, best: usize, simple: usize) -> String {
        let lead = money(self.score(best).saturating_sub(self.score(simple)), self.scenario.currency);
        let what = if self.by_value { format!("worth {lead} more") } else { format!("{lead} cheaper") };
        format!("`{}` is {what} in present value", self.scenario.options[best].name)
    }

    /// What speaks against the more complex option.
    fn doubts(
        &self,
        (best, simple): (usize, usize),
        model: &Model,
        versus: &[(usize, usize, Economics)],
    ) -> Vec<String> {
        let mut doubts = self.answers_against(best);
        let lead = self.score(best).saturating_sub(self.score(simple));
        let cost = self.options[simple].present_value.abs();
        if lead < cost.saturating_mul(MARGIN) {
            doubts.push("by less than 10 %".to_owned());
        }
        if self.loses_at_half_volume(best, simple, model) {
            doubts.push("not at half the volume".to_owned());
        }
        let against = versus.iter().find(|(a, b, _)| *a == best && *b == simple);
        let half = Decimal::from(self.scenario.months) / Decimal::TWO;
        match against.and_then(|(.., economics)| economics.payback.as_ref()) {
            Some(Payback::Never) => doubts.push("it never pays back".to_owned()),
            Some(Payback::Months(months)) if *months > half => {
                doubts.push(format!("it pays back only after {} months", months.round_dp(1).normalize()));
            }
            _ => {}
        }
        doubts
    }

    fn answers_against(&self, index: usize) -> Vec<String> {
        let decision = &self.scenario.decision;
        let plan = &self.scenario.options[index];
        let mut doubts = Vec::new();
        let tuned = matches!(plan.kind, Kind::FineTuned(_));
        let gpus = match &plan.kind {
            Kind::SelfHosted(_) => true,
            Kind::FineTuned(tuned) => matches!(tuned.serving, Serving::Gpus(_)),
            _ => false,
        };
        let mut need = |applies: bool, answer: Option<bool>, key: &str, against: &str| match answer {
            _ if !applies => {}
            Some(true) => {}
            Some(false) => doubts.push(against.to_owned()),
            None => doubts.push(format!("nobody answered `decision.{key}`")),
        };
        need(tuned, decision.prompting_exhausted, "prompting_exhausted", "better prompts have not been exhausted");
        need(tuned, decision.retrieval_tried, "retrieval_tried", "retrieval has not been tried");
        need(tuned, decision.ml_team, "ml_team", "there is no team to fine-tune");
        need(gpus, decision.infrastructure_team, "infrastructure_team", "there is no team to run GPUs");
        need(true, decision.measured_on_real_data, "measured_on_real_data", "nothing was measured on real data");
        doubts
    }

    fn loses_at_half_volume(&self, best: usize, simple: usize, model: &Model) -> bool {
        let Ok(half) = ExactReading::new(&model.sheet, &[(model.scale, dec!(0.5))]) else { return false };
        let at_half: Vec<OptionResult> =
            [best, simple].map(|index| OptionResult::new(self.scenario, model, &half, index)).into();
        let judge = Judge { options: &at_half, ..*self };
        judge.score(0) <= judge.score(1)
    }
}

/// The first requirement that a trial's figures miss.
fn missed(needed: &Requirements, measured: &Requirements) -> Option<String> {
    let pair =
        |needed: &Option<Input>, measured: &Option<Input>| Some((needed.as_ref()?.base(), measured.as_ref()?.base()));
    if let Some((least, found)) = pair(&needed.accuracy, &measured.accuracy)
        && found < least
    {
        return Some(format!(
            "a trial measured {} % accuracy, below the {} % required",
            percent(found),
            percent(least)
        ));
    }
    let most = [
        ("p95 latency in ms", pair(&needed.p95_latency_ms, &measured.p95_latency_ms)),
        ("share of failures", pair(&needed.failure_rate, &measured.failure_rate)),
        ("cost per request", pair(&needed.cost_per_request, &measured.cost_per_request)),
    ];
    let passed = most.into_iter().find_map(|(what, pair)| Some((what, pair.filter(|(most, found)| found > most)?)));
    passed.map(|(what, (most, found))| {
        format!("a trial measured a {what} of {}, above the {} allowed", found.normalize(), most.normalize())
    })
}

fn percent(share: Decimal) -> Decimal {
    (share * Decimal::ONE_HUNDRED).round_dp(1).normalize()
}

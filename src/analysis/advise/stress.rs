//! Figures that only the advice uses: how two options compare when today's figures do not hold.

use rust_decimal::{Decimal, dec};

use super::grounds::Grounds;
use super::odds::share_of_draws;
use crate::analysis::simulate::decimal;
use crate::cost;
use crate::quantity::Quantity;
use crate::scenario::{Kind, Scenario, Serving, TokenPrices};
use crate::sheet::ExactReading;

/// How much token prices may fall in a year: what a choice against an API must withstand.
pub const FALL: Decimal = dec!(0.30);

/// What is otherwise than the scenario says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stress {
    /// Every workload has half its requests.
    HalfVolume,
    /// The prices of every option that is paid per token fall by [`FALL`] a year.
    PricesFall,
    /// Every range is drawn.
    Draws,
}

impl Stress {
    /// Every one there is.
    pub const ALL: [Self; 3] = [Self::HalfVolume, Self::PricesFall, Self::Draws];

    /// The last part of the figure's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::HalfVolume => "npv_at_half_volume",
            Self::PricesFall => "npv_if_prices_fall",
            Self::Draws => "probability_ahead",
        }
    }

    /// The name of the figure for two options, as `tco explain` takes it.
    #[must_use]
    pub fn source(self, grounds: &Grounds<'_>, (option, other): (usize, usize)) -> String {
        format!("versus.{}.{}.{}", grounds.name(option), grounds.name(other), self.name())
    }

    /// What each option scores then: present value of value less cost where values are given, else
    /// of cost with a minus; none where the stress changes nothing, a figure has no value there, or
    /// no figure of one option alone is asked for.
    #[must_use]
    pub fn scores(self, grounds: &Grounds<'_>) -> Option<Vec<Decimal>> {
        let model = &grounds.figures.model;
        match self {
            Self::HalfVolume => {
                let half = grounds.figures.exact.input(&model.sheet, model.scale)?.checked_mul(dec!(0.5))?;
                let reading = grounds.figures.exact.with(&model.sheet, &[(model.scale, half)]).ok()?;
                Some(scores(grounds, model, &reading))
            }
            Self::PricesFall => {
                let model = cost::build(&with_falling_prices(grounds.figures.scenario)?);
                let reading = ExactReading::new(&model.sheet, &[]).ok()?;
                Some(scores(grounds, &model, &reading))
            }
            Self::Draws => None,
        }
    }
}

/// The share of draws in which one option scores above another; none where nothing is uncertain.
#[must_use]
pub fn probability_ahead(grounds: &Grounds<'_>, pair: (usize, usize)) -> Option<f64> {
    share_of_draws(grounds, pair)
}

/// By how much an option scores above another at half the volume; none when a figure has no value there.
/// At other inputs than the scenario's it is worked out in binary floating point, which only decides
/// whether anything is left.
pub(super) fn lead_at_half_volume(grounds: &Grounds<'_>, (option, other): (usize, usize)) -> Option<Decimal> {
    let Some(elsewhere) = grounds.elsewhere.filter(|elsewhere| !elsewhere.instead.is_empty()) else {
        let scores = Stress::HalfVolume.scores(grounds)?;
        return scores[option].checked_sub(scores[other]);
    };
    let prospect = grounds.figures.prospect();
    let mut halved = prospect.bases(elsewhere.instead);
    let scale = prospect.levers.iter().position(|lever| lever.index == grounds.figures.model.scale)?;
    halved[scale] /= 2.0;
    let samples = prospect.samples(1, &halved, |_, _| {});
    let costs = &samples.first()?.costs;
    decimal(costs[other] - costs[option])
}

fn scores(grounds: &Grounds<'_>, model: &cost::Model, reading: &ExactReading) -> Vec<Decimal> {
    let score = |option: &cost::OptionModel| {
        if grounds.by_value() { reading.get(option.present_worth) } else { -reading.get(option.present_value) }
    };
    model.options.iter().map(score).collect()
}

/// The scenario with token prices that fall, in place of the change that it states; none where no
/// option is paid per token. Prices that are written by month stay, as they do for any change.
fn with_falling_prices(scenario: &Scenario) -> Option<Scenario> {
    let mut fallen = scenario.clone();
    let mut prices: Vec<&mut TokenPrices> = Vec::new();
    for plan in &mut fallen.options {
        match &mut plan.kind {
            Kind::Api(own) => prices.push(own),
            Kind::FineTuned(tuned) => {
                if let Serving::Tokens(own) = &mut tuned.serving {
                    prices.push(own);
                }
            }
            _ => {}
        }
    }
    if prices.is_empty() {
        return None;
    }
    for own in prices {
        own.price_change_per_year.quantity = Quantity::certain(-FALL);
    }
    Some(fallen)
}

//! What a choice costs because the future is not known, and what knowing it would be worth.

use super::estimate::Estimate;
use super::replicates::Replicates;
use super::series::MeanCollector;

/// Expected regrets, and the value of perfect information.
#[derive(Clone, Debug, PartialEq)]
pub struct Regrets {
    /// The expected regret of each option: the mean of its cost less that of the cheapest option
    /// of the same draw.
    pub regrets: Vec<Estimate>,
    /// The option of the least mean cost, the first of equals; `None` without options or draws.
    pub best: Option<usize>,
    /// The expected value of perfect information: what it is worth to know each draw before the
    /// choice, which is the regret of the best option.
    pub evpi: Option<Estimate>,
    /// Draws left out because an option had no cost, or all of them infinite ones.
    pub lost: usize,
}

/// Takes the costs of all options draw by draw.
#[derive(Clone, Debug)]
pub struct RegretCollector {
    options: Vec<MeanCollector>,
}

impl RegretCollector {
    /// A collector for `options` options and draws divided into these replicates.
    #[must_use]
    pub fn new(replicates: Replicates, options: usize) -> Self {
        Self { options: vec![MeanCollector::new(replicates); options] }
    }

    /// Takes the costs of the next draws: a column for each option, all of the same length.
    pub fn push(&mut self, costs: &[&[f64]]) {
        let draws = costs.iter().map(|column| column.len()).min().unwrap_or(0);
        let mut least = vec![f64::INFINITY; draws];
        for column in costs {
            for (least, &cost) in least.iter_mut().zip(*column) {
                // NaN stays NaN, whichever side it comes from
                *least = if cost < *least || cost.is_nan() { cost } else { *least };
            }
        }
        let mut regrets = vec![0.0; draws];
        for (column, means) in costs.iter().zip(&mut self.options) {
            for ((regret, cost), least) in regrets.iter_mut().zip(*column).zip(&least) {
                *regret = cost - least;
            }
            means.push(&regrets);
        }
    }

    /// The regrets over all draws taken.
    #[must_use]
    pub fn finish(&self) -> Regrets {
        Regrets::from_means(self.options.iter())
    }
}

impl Regrets {
    /// The regrets of options whose regret in each draw these collectors took.
    pub fn from_means<'a>(options: impl Iterator<Item = &'a MeanCollector>) -> Self {
        let (regrets, lost): (Vec<Estimate>, Vec<usize>) = options.map(|means| (means.mean(), means.lost())).unzip();
        let numbers = regrets.iter().enumerate().filter(|(_, regret)| !regret.value.is_nan());
        let best = numbers.min_by(|a, b| a.1.value.total_cmp(&b.1.value)).map(|(option, _)| option);
        Self { evpi: best.map(|option| regrets[option]), best, regrets, lost: lost.into_iter().max().unwrap_or(0) }
    }
}

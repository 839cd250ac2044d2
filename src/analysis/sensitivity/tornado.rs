//! The tornado: each input at its low and at its high end, all others as they are.

use std::num::NonZeroUsize;
use std::ops::Range;

use rust_decimal::{Decimal, RoundingStrategy, dec};

use crate::analysis::figures::Figures;
use crate::analysis::simulate::marginal;
use crate::analysis::vary::{Lever, Question, Sample, Sampler, levers};
use crate::quantity::figures::float;
use crate::sheet::draws::Lanes;

/// Where an input's two ends come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// The 5th and the 95th percentile of its range.
    Range,
    /// One number was written, and a fifth of it is taken off and added.
    Fifth,
    /// One whole number was written of which a fifth is less than one, and one is taken off and added.
    One,
}

/// One input at both ends.
#[derive(Clone, Debug)]
pub struct Swing {
    /// The input.
    pub lever: Lever,
    /// Where the ends come from.
    pub assumed: Assumed,
    /// The input's value at both ends.
    pub ends: [Decimal; 2],
    /// By how much the option that is cheapest in the base case leads the next best at both ends, in
    /// present value; below zero where another one is cheaper, without end where it cannot serve.
    pub leads: [f64; 2],
    /// The cheapest option at both ends.
    pub cheapest: [Option<usize>; 2],
    /// The present value of each option's cost at both ends.
    pub costs: Vec<[f64; 2]>,
}

impl Swing {
    /// How far apart the leads are; infinite where an option cannot serve at an end.
    #[must_use]
    pub fn width(&self) -> f64 {
        let width = (self.leads[1] - self.leads[0]).abs();
        if width.is_nan() { f64::INFINITY } else { width }
    }

    /// Whether another option is cheapest at one of the ends.
    #[must_use]
    pub fn flips(&self, base: usize) -> bool {
        self.cheapest.iter().any(|cheapest| *cheapest != Some(base))
    }
}

/// Every input at both ends, the one that moves the lead most first.
#[derive(Clone, Debug)]
pub struct Tornado {
    /// The option that is cheapest in the base case.
    pub cheapest: usize,
    /// The next best.
    pub next: usize,
    /// Its lead in the base case.
    pub lead: f64,
    /// The inputs.
    pub swings: Vec<Swing>,
}

/// How much is taken off and added where one number was written.
const FIFTH: Decimal = dec!(0.2);

/// Swings every input that moves an option's cost; `None` when fewer than two options can serve.
#[must_use]
pub fn tornado(figures: &Figures<'_>, threads: NonZeroUsize) -> Option<Tornado> {
    let question = Question::new(&figures.model, &figures.exact);
    let levers: Vec<(Lever, Assumed, [Decimal; 2])> = (levers(&figures.model).into_iter())
        .filter(|lever| question.dependents(lever).is_some())
        .filter_map(|lever| ends(&lever).map(|(assumed, ends)| (lever, assumed, ends)))
        .collect();
    let cheapest = figures.cheapest?;
    let mut rows = read(&question, &levers, threads);
    let base = rows.pop()?;
    let next = base.best(Some(cheapest))?;
    let swings = levers.into_iter().zip(rows.chunks_exact(2)).map(|((lever, assumed, ends), pair)| Swing {
        lever,
        assumed,
        ends,
        leads: [pair[0].lead(cheapest), pair[1].lead(cheapest)],
        cheapest: [pair[0].best(None), pair[1].best(None)],
        costs: pair[0].costs.iter().zip(&pair[1].costs).map(|(low, high)| [*low, *high]).collect(),
    });
    let mut swings: Vec<Swing> = swings.filter(|swing| !swing.leads.iter().any(|lead| lead.is_nan())).collect();
    swings.sort_by(|a, b| b.width().total_cmp(&a.width()));
    Some(Tornado { cheapest, next, lead: base.lead(cheapest), swings })
}

/// An input's ends; none when it is 0 and certain.
fn ends(lever: &Lever) -> Option<(Assumed, [Decimal; 2])> {
    let exactly = |x: f64| Decimal::from_f64_retain(x).map(|x| x.round_sf(12).unwrap_or(x));
    if let Some(marginal) = marginal(&lever.input) {
        let (low, high) = (exactly(marginal.percentile(0.05))?, exactly(marginal.percentile(0.95))?);
        return Some((Assumed::Range, [low, high]));
    }
    let base = lever.base();
    let part = base.checked_mul(FIFTH)?.abs();
    let is_small = lever.input.whole && part < Decimal::ONE;
    let (part, assumed) = if is_small { (Decimal::ONE, Assumed::One) } else { (part, Assumed::Fifth) };
    let whole = |x: Decimal| {
        if lever.input.whole { x.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) } else { x }
    };
    let (low, high) = (whole(base.checked_sub(part)?), whole(base.checked_add(part)?));
    let (low, high) = (lever.allowed(low), lever.allowed(high));
    (low < high && !base.is_zero()).then_some((assumed, [low, high]))
}

/// Reads all swung inputs at once: a draw for each end of each input, and the base case last.
fn read(question: &Question<'_>, levers: &[(Lever, Assumed, [Decimal; 2])], threads: NonZeroUsize) -> Vec<Sample> {
    let varied: Vec<u32> = levers.iter().map(|(lever, ..)| lever.index).collect();
    let base: Vec<f64> = levers.iter().map(|(lever, ..)| float(lever.base())).collect();
    let fill = |draws: Range<usize>, blocks: &mut [Lanes]| {
        for (place, block) in blocks.iter_mut().enumerate() {
            block.fill(base[place]);
            for (end, value) in levers[place].2.iter().enumerate() {
                let draw = 2 * place + end;
                if draws.contains(&draw) {
                    block[draw - draws.start] = float(*value);
                }
            }
        }
    };
    Sampler::new(question, &varied).samples((2 * levers.len() + 1, threads), fill)
}

//! The search for break-even volumes in every draw at once.

use super::rivals::Rivals;
use super::scaled::Scaled;

/// The volumes looked at first, by equal factors from a hundredth of today's to the end.
const STEPS: usize = 96;
/// How often the interval in which the order changes is halved.
const HALVINGS: usize = 30;
/// The volumes that a draw is looked at at, at most.
pub const VOLUMES: usize = STEPS + 1 + 2 * HALVINGS;

/// For every draw the multiples of today's volume between which an option becomes cheaper for good:
/// both 0 where it always is, the upper one infinite where it never is.
pub struct Ends {
    low: Vec<f64>,
    /// From where it is cheaper for good.
    pub high: Vec<f64>,
}

/// The sides of a comparison: an option against the reference, and the reference against it.
const SIDES: [f64; 2] = [1.0, -1.0];

/// For some options, both sides' last change of order on the steps of volume.
pub fn last_changes(scaled: &Scaled<'_>, options: &[usize], up_to: f64) -> Vec<[Ends; 2]> {
    let rivals = Rivals::new(scaled, options);
    let ends = || Ends { low: vec![0.0; scaled.draws], high: vec![0.0; scaled.draws] };
    let mut found: Vec<[Ends; 2]> = options.iter().map(|_| [ends(), ends()]).collect();
    let mut before = 0.0;
    for step in 0..=STEPS {
        let scale = rung(step, up_to);
        let leads = rivals.leads(scaled, &vec![scale; scaled.draws]);
        for (found, leads) in found.iter_mut().zip(&leads) {
            for (ends, side) in found.iter_mut().zip(SIDES) {
                ends.look(leads, side, (before, scale));
            }
        }
        before = scale;
    }
    found
}

/// Narrows down where an option, and the reference against it, becomes cheaper for good.
pub fn narrow(scaled: &Scaled<'_>, option: usize, found: &mut [Ends; 2]) {
    let rivals = Rivals::new(scaled, &[option]);
    for (ends, side) in found.iter_mut().zip(SIDES) {
        // nothing to narrow where the order changes in no draw
        let is_open = ends.high.iter().any(|high| high.is_finite() && *high > 0.0);
        for _ in 0..if is_open { HALVINGS } else { 0 } {
            let middles = ends.middles();
            let leads = rivals.leads(scaled, &middles);
            ends.halve(&leads[0], side, &middles);
        }
    }
}

impl Ends {
    /// Takes note of who is cheaper at a volume, the last having been `before`.
    fn look(&mut self, leads: &[f64], side: f64, (before, scale): (f64, f64)) {
        for ((low, high), lead) in self.low.iter_mut().zip(&mut self.high).zip(leads.iter().map(|lead| lead * side)) {
            if lead.is_nan() {
                continue; // the comparison has ended: neither can serve
            }
            if lead <= 0.0 {
                *high = f64::INFINITY;
            } else if high.is_infinite() {
                (*low, *high) = (before, scale);
            }
        }
    }

    fn middles(&self) -> Vec<f64> {
        let ends = self.low.iter().zip(&self.high);
        ends.map(|(low, high)| if high.is_finite() { f64::midpoint(*low, *high) } else { 1.0 }).collect()
    }

    fn halve(&mut self, leads: &[f64], side: f64, middles: &[f64]) {
        for (draw, lead) in leads.iter().enumerate() {
            if self.high[draw].is_finite() && self.high[draw] > 0.0 {
                let end = if lead * side > 0.0 { &mut self.high[draw] } else { &mut self.low[draw] };
                *end = middles[draw];
            }
        }
    }
}

/// The volumes looked at, as multiples of today's.
#[expect(clippy::cast_precision_loss, reason = "a hundred")]
fn rung(step: usize, up_to: f64) -> f64 {
    0.01 * libm::exp(step as f64 / STEPS as f64 * libm::log(up_to / 0.01))
}

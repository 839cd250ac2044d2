//! What was asked and what was found.

use rust_decimal::Decimal;

use crate::capacity::{Demand, Engine, Estimate, Load, Model, Offer, Point};

/// What was asked and what was found.
#[derive(Clone, Debug)]
pub struct Sizing<'a> {
    /// The model.
    pub model: &'a Model,
    /// How well the serving stack is set up.
    pub engine: Engine,
    /// What requests look like.
    pub load: Load,
    /// How many come, when that was said.
    pub demand: Option<Demand>,
    /// Every GPU and size of replica that was looked at.
    pub points: Vec<Point>,
    /// What they cost, cheapest first.
    pub offers: Vec<Offer>,
}

impl Sizing<'_> {
    /// The one point that was asked for, or the one that costs least; without prices the one that
    /// gives most for each GPU; else the first, which does not fit.
    pub(super) fn best(&self) -> Option<&Point> {
        if let [only] = self.points.as_slice() {
            return Some(only);
        }
        let per_gpu = |point: &Point| match &point.outcome {
            Ok(estimate) => estimate.output.base / f64::from(point.gpus),
            Err(_) => 0.0,
        };
        let most = self.points.iter().max_by(|a, b| per_gpu(a).total_cmp(&per_gpu(b)));
        let cheapest = self.offers.first().map(|offer| &offer.point);
        let found = cheapest.or(most).filter(|point| point.outcome.is_ok());
        found.or_else(|| self.points.first())
    }

    /// GPUs on which no size of replica works.
    pub(super) fn without_a_fit(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.points.iter().map(|point| point.gpu.as_str()).collect();
        names.dedup();
        names.retain(|name| !self.points.iter().any(|point| point.gpu == *name && point.outcome.is_ok()));
        names
    }

    /// Points that work.
    pub(super) fn working(&self) -> impl Iterator<Item = (&Point, &Estimate)> {
        self.points.iter().filter_map(|point| Some((point, point.outcome.as_ref().ok()?)))
    }
}

/// US dollars for a million tokens, to the places that an estimate has.
pub(super) fn per_mtok(usd: Decimal) -> String {
    let places = if usd < Decimal::ONE { 3 } else { 2 };
    crate::quantity::figures::grouped(usd, places)
}

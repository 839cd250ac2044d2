//! The way of a frontier between the winners of two neighbouring rows of a map.

use super::fading::{End, Shape};

/// Into how many pieces the round end of a region is cut.
const ROUND: u32 = 12;

/// Halfway between the rows.
pub(super) const MIDDLE: f64 = 0.5;

/// Where a frontier between lower and upper winners begins or ends: a share of the way along the gap, and a level.
pub(super) type Anchor = (f64, f64);

/// The way of a frontier between two anchors.
pub(super) struct Curve {
    pub(super) start: Anchor,
    pub(super) end: Anchor,
    /// For a region that ends between the rows, so that its frontier comes back to the row it came from.
    pub(super) turn: Option<End>,
}

impl Curve {
    /// Returns the shares between the ends at which the way bends.
    pub(super) fn bends(&self) -> Vec<f64> {
        let at = |along: f64| self.start.0 + (self.end.0 - self.start.0) * along;
        match self.turn.map(|turn| turn.shape) {
            Some(Shape::Pointed(tip)) => vec![at(tip)],
            Some(Shape::Round) => (1..ROUND).map(|n| at(f64::from(n) / f64::from(ROUND))).collect(),
            None => Vec::new(),
        }
    }

    /// Returns the level at a share of the way along the gap.
    pub(super) fn level(&self, share: f64) -> f64 {
        let width = self.end.0 - self.start.0;
        let along = if width > 0.0 { (share - self.start.0) / width } else { MIDDLE };
        let Some(turn) = self.turn else {
            return self.start.1 + (self.end.1 - self.start.1) * along;
        };
        let rise = match turn.shape {
            Shape::Pointed(tip) if along < tip => along / tip,
            Shape::Pointed(tip) if along > tip => (1.0 - along) / (1.0 - tip),
            Shape::Pointed(_) => 1.0,
            Shape::Round => 1.0 - (2.0 * along - 1.0) * (2.0 * along - 1.0),
        };
        if self.start.1 <= 0.0 { turn.reach * rise } else { 1.0 - turn.reach * rise }
    }
}

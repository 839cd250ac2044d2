//! What lies on either side of zero in a tornado, in words.

use super::font::{Font, semibold};
use super::geometry::Rect;
use super::outcomes::Tornado;

/// Words over zero, their distance from it, and the height of each of their lines.
pub(super) const SIDE: Font = semibold(13.0);
pub(super) const BESIDE: f64 = 10.0;
pub(super) const SIDE_LINE: f64 = 20.0;

/// The words over zero, as lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sides {
    /// There are none.
    None,
    /// Every case shown is on the same side.
    One(String),
    /// What is left of zero, and what is right of it.
    Parted(Vec<String>, Vec<String>),
}

impl Sides {
    /// Fits the words into `area` around zero.
    pub(super) fn fit(chart: &Tornado, area: &Rect, zero: Option<f64>) -> Self {
        match (&chart.sides, zero) {
            (None, _) => Self::None,
            (Some((below, above)), Some(x)) => Self::Parted(
                SIDE.with_last_words_whole(&format!("← {}", below.trim()), x - BESIDE - area.left),
                SIDE.with_last_words_whole(&format!("{} →", above.trim()), area.right - x - BESIDE),
            ),
            (Some((below, above)), None) => {
                let side = if chart.base < 0.0 { below } else { above };
                Self::One(SIDE.elided(&format!("{} in every case shown", side.trim()), area.width()))
            }
        }
    }

    /// Returns the height of the words.
    pub(super) fn height(&self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Parted(below, above) if below.len().max(above.len()) > 1 => 2.0 * SIDE_LINE,
            Self::One(_) | Self::Parted(..) => SIDE_LINE,
        }
    }
}

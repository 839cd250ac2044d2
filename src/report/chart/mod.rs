//! Charts for a report: cost by volume, cumulative cost by month, cost by category, and the cheapest option over two
//! inputs.
//!
//! Plain data goes in ([`CostCurve`], [`Cumulative`], [`Breakdown`], [`FrontierMap`]), a self-contained SVG of
//! 1200 x 700 comes out, and [`png()`] draws that SVG at twice the size with the embedded font. The layout is our own, on top of plotters'
//! SVG backend, because every label is measured before it is placed: nothing is clipped and nothing overlaps.
//!
//! Any `f64` is accepted. A value that is not finite is a gap in its line, and a chart without data says so.
//! The same input gives the same bytes.
//!
//! ```
//! use tco::report::chart::{CostCurve, Line, MoneyFormat, cost_curve, png};
//!
//! let chart = CostCurve {
//!     money: MoneyFormat::for_currency("USD"),
//!     lines: vec![Line::new("API", vec![(0.0, 0.0), (1e6, 5_000.0)])],
//!     x_max: 1e6,
//!     ..CostCurve::default()
//! };
//! let svg = cost_curve(&chart);
//! assert!(svg.contains("$5k"));
//! assert!(png(&svg).is_ok());
//! ```

mod axis;
mod bar_frame;
mod bars;
mod breakdown;
mod canvas;
mod changes;
mod cheapest;
mod cost_curve;
mod cumulative;
mod curve;
mod dash;
mod domain;
mod ends;
mod fading;
mod font;
mod format;
mod frame;
mod frontier;
mod geometry;
mod legend;
mod marks;
mod matching;
mod model;
mod names;
mod page;
mod palette;
mod place;
mod plane;
mod raster;
mod regions;
mod ruler;
mod scan;
mod series;
mod spread;
mod stack;
mod strip;
mod texture;
mod today;
mod trace;
mod winners;
mod xy;

#[cfg(test)]
mod tests;

pub use breakdown::breakdown;
pub use cost_curve::cost_curve;
pub use cumulative::cumulative;
pub use format::MoneyFormat;
pub use frontier::frontier_map;
pub use model::{Band, Bar, Breakdown, CostCurve, Cumulative, Emphasis, Heading, Line, Mark, Months, Part, StartMonth};
pub use model::{FrontierMap, FrontierRow, FrontierSpan, Scale, Spacing};
pub use raster::{ChartError, png};

//! Charts for a report: cost by volume, cumulative cost by month, cost by category, the cheapest option over two
//! inputs, and of uncertain costs the probability of a total, its range over time, and the inputs that move it.
//!
//! Plain data goes in ([`CostCurve`], [`Cumulative`], [`Breakdown`], [`FrontierMap`], [`Distribution`], [`Fan`],
//! [`Tornado`]), a self-contained SVG of 1200 x 700 comes out, and [`png()`] draws that SVG at twice the size with
//! the embedded font. The layout is our own, on top of plotters' SVG backend, because every label is measured before
//! it is placed: nothing is clipped and nothing overlaps.
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
mod direct;
mod distribution;
mod domain;
mod ends;
mod fading;
mod fan;
mod font;
mod format;
mod frame;
mod frontier;
mod geometry;
mod legend;
mod marks;
mod matching;
mod model;
mod money_axis;
mod names;
mod outcomes;
mod page;
mod palette;
mod place;
mod plane;
mod quantile_table;
mod raster;
mod reach;
mod regions;
mod rise;
mod ruler;
mod scan;
mod series;
mod spread;
mod stack;
mod strip;
mod texture;
mod today;
mod tornado;
mod tornado_frame;
mod tornado_row;
mod tornado_sides;
mod trace;
mod winners;
mod xy;

#[cfg(test)]
mod tests;

pub use breakdown::breakdown;
pub use cost_curve::cost_curve;
pub use cumulative::cumulative;
pub use distribution::distribution;
pub use fan::fan;
pub use format::MoneyFormat;
pub use frontier::frontier_map;
pub use model::StartMonth;
pub use model::{Band, Bar, Breakdown, CostCurve, Cumulative, Emphasis, Heading, Line, Mark, Months, Paper, Part};
pub use model::{FrontierMap, FrontierRow, FrontierSpan, Scale, Spacing};
pub use outcomes::{Assumed, Chances, Distribution, Fan, FanOf, Spread, Swing, Tornado, TornadoRow};
pub use raster::{ChartError, png};
pub use tornado::tornado;

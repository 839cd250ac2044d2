//! Plan against actuals: what a month was to cost, what it cost, why they differ, and what the rest
//! of the horizon looks like from there.

mod compare;
mod plan;
mod reforecast;
mod used;

pub use compare::{MonthVariance, Variances, compare};
pub use plan::{ActualsError, token_costs};
pub use reforecast::{Reforecast, reforecast};
pub use used::{Mapping, Used, used};

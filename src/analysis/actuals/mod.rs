//! Plan against actuals: what a month was to cost, what it cost, why they differ, and what the rest
//! of the horizon looks like from there.

mod compare;
mod growing;
mod plan;
mod reforecast;
mod refused;
mod sorted;
mod used;
mod used_month;

pub use compare::{MonthVariance, PaidInPart, Variances, compare};
pub use growing::{Growing, Measured};
pub use plan::{ActualsError, token_costs};
pub use reforecast::{Reforecast, reforecasts};
pub use sorted::Mapping;
pub use used::{Sorting, Used, used};
pub use used_month::UsedMonth;

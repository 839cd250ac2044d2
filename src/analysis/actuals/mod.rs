//! Plan against actuals: what a month was to cost, what it cost, why they differ, and what the rest
//! of the horizon looks like from there.

mod at_zero;
mod compare;
mod gather;
mod growing;
mod plan;
mod reach;
mod reforecast;
mod refused;
mod remaining;
mod requests;
mod sorted;
mod sorting;
mod used;
mod used_month;

pub use at_zero::AtZero;
pub use compare::{MonthVariance, PaidInPart, Variances, compare};
pub use gather::used;
pub use growing::{Growing, Measured};
pub use plan::{ActualsError, attempts, token_costs};
pub use reach::Reach;
pub use reforecast::{Reforecast, reforecasts};
pub use remaining::Remaining;
pub use sorting::{Mapping, Sorting};
pub use used::Used;
pub use used_month::{MonthDays, UsedMonth};

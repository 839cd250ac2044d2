//! Exact numbers as people write and read them: literals, ranges, units, currencies, calendar
//! months, the few powers and roots a cost model needs, and figures for reports.

mod calendar;
mod currency;
mod date;
mod distribution;
pub mod figures;
mod literal;
pub mod measure;
mod power;
mod unit;

pub use calendar::YearMonth;
pub use currency::Currency;
pub use date::Date;
pub use distribution::{Distribution, Quantity, QuantityError, Z95};
pub use literal::{Literal, LiteralError};
pub use power::{Powers, power, sqrt};
pub use unit::{Dimension, Unit};

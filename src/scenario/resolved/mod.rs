//! A scenario as resolved: every value typed, checked, with its unit, defaults and origin.

mod decision;
mod demand;
mod fleet;
mod people;
mod plan;
mod products;
mod tuning;
mod whole;

pub use decision::*;
pub use demand::*;
pub use fleet::*;
pub use people::*;
pub use plan::*;
pub use products::*;
pub use tuning::*;
pub use whole::*;

//! The cost model: every formula of the scenario language, written once over cells.
//!
//! `roles` says who serves what when; the other files say what serving costs.

mod basis;
mod charges;
mod clock;
mod demand;
mod fleet;
mod flow;
mod lines;
mod model;
mod owned;
mod party;
mod people;
mod profile;
mod roles;
mod seats;
mod token_use;
mod tokens;
mod training;
mod volume;

pub use charges::{Entry, Limit, Line};
pub use fleet::RESERVED;
pub use model::{FleetUse, Model, OptionModel, RunRate, build};
pub use volume::first_month_with_requests;

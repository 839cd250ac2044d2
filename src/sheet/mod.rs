//! The sheet: a graph of labelled cells with units that is recorded once and read many ways.

mod book;
mod cell;
pub mod curve;
mod dependents;
pub mod draws;
mod exact;
mod fold;
mod label;
mod op;
pub mod trace;
pub mod workbook;

pub use book::{Book, Sheet};
pub use cell::Cell;
pub use dependents::{Dependents, Needed};
pub use exact::{ExactReading, ReadError, Trouble, Variation};
pub use label::Label;
pub use op::{Id, Op, Test};

//! The workbook reading: cells as formulas of a spreadsheet, so that they recompute there.
//!
//! Which cells get a place of their own is decided in `plan`; all others are written out within
//! the formulas that use them.

mod formula;
mod place;
mod plan;

pub use formula::Formulas;
pub use place::{Place, column_name, quoted};
pub use plan::{Column, Plan, over_hours};

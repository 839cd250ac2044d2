//! The plan as rows of FOCUS 1.2, the `FinOps` Open Cost and Usage Specification, so that plan and
//! invoices meet in one tool.
//!
//! `charge` makes charges of the ledger's rows and spreads what is paid ahead, `measure` says
//! quantities and units as FOCUS does, `services` who is paid for what, `columns` writes the table.

mod charge;
mod columns;
mod measure;
mod services;

pub use columns::focus;

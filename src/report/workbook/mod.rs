//! The workbook: inputs, options, summary and charts as a spreadsheet whose formulas are live.

mod break_even;
mod charts;
mod demand;
mod inputs;
mod layout;
mod ledger;
mod names;
mod notes;
mod option;
mod page;
mod rates;
mod result;
mod returns;
mod steps;
mod summary;
mod workings;
mod write;
mod writer;
mod xlsx;

pub use page::{At, Content, Page, Style};
pub use write::{file, pages, workbook};

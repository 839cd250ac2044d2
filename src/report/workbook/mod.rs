//! The workbook: inputs, options, summary and charts as a spreadsheet whose formulas are live.

mod allowed;
mod break_even;
mod charts;
mod demand;
mod drawn;
mod inputs;
mod layout;
mod ledger;
mod linear;
mod live_volume;
mod names;
mod notes;
mod option;
mod page;
mod rates;
mod result;
mod returns;
mod room;
mod steps;
mod summary;
mod workings;
mod write;
mod writer;
mod xlsx;

pub use allowed::{Allowed, Rule};
pub use page::{At, Content, Page, Style};
pub use write::{file, pages, workbook};

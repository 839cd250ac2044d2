//! What providers, gateways and traces say was used: exports read as rows of one shape, and summed
//! by day, model and project.
//!
//! [`import`] recognises every format of `docs/usage.md` by what it holds.

mod aggregate;
mod amount;
mod blocks;
mod charges;
mod columns;
mod container;
mod document;
mod draft;
mod draft_figures;
mod draft_options;
mod fields;
mod format;
mod growth;
mod import;
mod json;
mod known;
mod layout;
mod litellm;
mod moment;
mod need;
mod pages;
mod price;
mod report;
mod reprice;
mod row;
mod shape;
mod sink;
mod source;
mod spans;
pub mod sql;
mod stated;
mod table;
mod tally;
mod traces;
#[expect(clippy::module_inception, reason = "the module's result has its name")]
mod usage;
mod work;

pub use amount::Amount;
pub use columns::{Columns, ColumnsError};
pub use draft::{Draft, Drafting, date, draft};
pub use format::Format;
pub use growth::{Growth, fit};
pub use import::{Cause, ImportError, OnFault, Settings, Source, import};

pub use need::{By, Need, Partial, decimal, needs, slug};
pub use price::{ModelPrices, PriceSource, Prices};
pub use report::{Fault, Reason, Rows};
pub use reprice::{Repriced, Unpriced, reprice, stale};
pub use row::Class;
pub use shape::{Shape, shape};
pub use stated::stated_requests;
pub use tally::{Billed, Group, Sums};
pub use usage::{FileReport, Grain, Tells, Usage};

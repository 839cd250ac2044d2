//! How a figure arises: from a metric's name down to the numbers of the scenario.

mod cells;
mod derivation;
mod economics;
mod flip;
mod key;
mod ledger;
mod limits;
mod meeting;
mod metric;
mod monthly;
mod names;
mod present;
mod reason;
mod stressed;
mod summed;
mod totals;
mod words;

pub use cells::{formula_words, label_words};
pub use derivation::{Cut, Derivation, Rest, SHARE, Source, YEARLY};
pub use metric::{EVERYTHING, Unknown, explain, explain_within};

//! How a figure arises: from a metric's name down to the numbers of the scenario.

mod cells;
mod derivation;
mod economics;
mod key;
mod ledger;
mod meeting;
mod metric;
mod names;
mod present;
mod stressed;
mod totals;
mod words;

pub use cells::{formula_words, label_words};
pub use derivation::{Derivation, Rest, Source};
pub use metric::{Unknown, explain};

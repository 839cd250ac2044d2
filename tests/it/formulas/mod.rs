//! Hand-calculated cases of the cost model, a paragraph of the contract at a time.

mod break_even;
mod check;
mod fleets;
mod overflow;
mod owned;
mod projects;
mod seats;
mod serving;
mod summary;
mod time;
mod tokens;
mod units;

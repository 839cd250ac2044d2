//! Every key of the language changes a result.

mod check;
mod decision;
mod fleets;
mod general;
mod kinds;
mod options;
mod tuned;

//! The integration tests, in one binary so that the suite links once.

mod architecture;
mod cases;
mod cli;
mod finance;
mod formulas;
mod invalid;
mod keys;
mod mutations;
mod readings;
mod scenarios;

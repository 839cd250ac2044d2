//! The integration tests, in one binary so that the suite links once.

mod architecture;
mod finance;
mod readings;
mod scenarios;

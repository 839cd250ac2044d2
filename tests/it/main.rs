//! The integration tests, in one binary so that the suite links once.

mod advise;
mod architecture;
mod break_even_cases;
mod capacity;
mod cases;
mod catalog;
mod chance;
mod cli;
mod compare;
mod docs;
mod draws;
mod explain;
mod finance;
mod formulas;
mod html;
mod invalid;
mod keys;
mod mutations;
mod readings;
mod scenarios;
mod simulate;
mod summaries;
mod tables;
mod usage;
mod vary;
mod workbook;

//! Whole charts: their words are on the page and apart, and nothing makes them panic.

mod charts;
mod draws;
mod maps;
mod outcomes;
mod parting;
mod samples;
mod words;

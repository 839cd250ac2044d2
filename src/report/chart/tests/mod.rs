//! Whole charts: their words are on the page and apart, and nothing makes them panic.

mod charts;
mod maps;
mod parting;
mod samples;
mod words;

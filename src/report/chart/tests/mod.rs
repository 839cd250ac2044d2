//! Whole charts: their words are on the page and apart, and nothing makes them panic.

mod charts;
mod samples;
mod words;

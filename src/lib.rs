//! What does an AI feature cost: seats, an API, a fine-tuned model or your own GPUs? Month by month,
//! with every break-even point.
//!
//! Modules know only those above them in this list: [`quantity`] (exact numbers), [`chance`]
//! (draws and what they say), [`catalog`] (prices, GPUs and models with sources and dates),
//! [`capacity`] (what GPUs serve), [`scenario`] (what a user writes), [`usage`] (what providers
//! measured), [`sheet`] (cells and their readings), [`cost`] (the formulas), [`finance`] (NPV, IRR,
//! payback), [`analysis`] (answers),
//! [`report`] (tables, files, charts), [`cli`] (the command line).

pub mod analysis;
pub mod capacity;
pub mod catalog;
pub mod chance;
pub mod cli;
pub mod cost;
pub mod finance;
pub mod quantity;
pub mod report;
pub mod scenario;
pub mod sheet;
pub mod usage;

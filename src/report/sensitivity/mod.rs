//! What the answer hangs on: in words, as tables and for programs.

mod json;
mod names;
mod tables;
mod text;

pub use json::sensitivity_json;
pub use tables::{indices_table, tornado_table};
pub use text::{SHOWN, sensitivity_text};

//! What draws of the uncertain inputs say: in words, as tables and for programs.

mod json;
mod tables;
mod text;

pub use json::{simulation_json, simulation_value};
pub use tables::{distribution_table, fan_table, simulation_table};
pub use text::{drawn, simulation_text, sureness};

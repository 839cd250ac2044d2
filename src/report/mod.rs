//! Results for people and programs: the terminal summary, CSV, JSON and charts.

mod advice;
pub mod chart;
mod charts;
mod csv;
mod drawing;
mod files;
mod json;
mod map;
mod markdown;
mod sensitivity;
mod size;
mod spread;
mod summary;
mod sweep;
mod table;
mod uncertain;
mod vary;
mod volumes;
mod words;

pub use advice::{Style, advice_json, advice_text, essence, headline};
pub use charts::{curve_end, drawings};
pub use csv::tables;
pub use drawing::Drawing;
pub use files::{Document, FileError, write_all};
pub use json::results_json;
pub use map::{map_drawing, map_table, map_text};
pub use markdown::markdown;
pub use sensitivity::{indices_table, sensitivity_json, sensitivity_text, tornado_table};
pub use size::{Sizing, sizing_csv, sizing_json, sizing_text};
pub use spread::{distribution_table, drawn, fan_table, simulation_json, simulation_table, simulation_text, sureness};
pub use summary::{Look, summary};
pub use sweep::{sweep_drawing, sweep_table};
pub use uncertain::{distribution_drawing, fan_drawing, tornado_drawing};
pub use vary::{flip_line, flips_json, input_list, outcomes_json, outcomes_text};
pub use volumes::break_even_list;
pub use words::check_line;

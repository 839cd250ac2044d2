//! The scenario: what a user may write, read from text to checked values with origins, and every
//! diagnostic on the way.

mod around;
mod check;
mod diagnostic;
mod input;
pub mod language;
mod read;
mod render;
mod resolved;
mod schema;
mod set;
mod slips;
mod source;
mod stated;
mod syntax;
mod tree;

pub use crate::catalog::near::{nearby, nearest};
pub use around::{Around, Files, ReadFile};
pub use diagnostic::{Diagnostic, one_of};
pub use input::{Cited, Input, Origin, Price};
pub use read::{Loaded, Refused, load, load_in};
pub use render::{Severity, printable};
pub use resolved::*;
pub use schema::json_schema;
pub use source::{Source, Sources, Span};
pub use stated::{Stated, key_at};

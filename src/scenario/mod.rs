//! The scenario: what a user may write, read from text to checked values with origins, and every
//! diagnostic on the way.

mod check;
mod diagnostic;
mod input;
pub mod language;
mod near;
mod read;
mod render;
mod resolved;
mod schema;
mod set;
mod slips;
mod source;
mod syntax;
mod tree;

pub use diagnostic::Diagnostic;
pub use input::{Input, Origin, Price};
pub use near::nearest;
pub use read::{Loaded, Refused, load};
pub use render::{Severity, printable};
pub use resolved::*;
pub use schema::json_schema;
pub use source::{Source, Sources, Span};

//! Which export a file is, what its columns and records say, and the rows that they make.

pub mod aggregate;
pub mod charges;
pub mod columns;
pub mod details;
pub mod fields;
pub mod json;
pub mod known;
pub mod layout;
pub mod litellm;
pub mod named_fields;
pub mod needed;
pub mod page;
pub mod pages;
pub mod role;
pub mod spans;
pub mod table;
pub mod traces;

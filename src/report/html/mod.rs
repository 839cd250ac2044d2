//! The report as one self-contained page.

mod page;
mod sections;

pub use page::html;

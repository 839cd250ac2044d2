//! The report as one self-contained page.

mod advice;
mod assumptions;
mod markup;
mod page;
mod sections;

pub use page::html;

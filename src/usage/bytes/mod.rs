//! Bytes of files, pipes and archives, as blocks of whole rows.

pub mod blocks;
pub mod document;
pub mod source;

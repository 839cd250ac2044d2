//! The notices that go with the catalog's data.

/// The licence notices of the sources.
pub const LICENSES: &str = include_str!("../../data/catalog/LICENSES.txt");

//! The readings of one sheet agree with each other.

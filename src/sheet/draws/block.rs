//! Blocks of lanes: one figure for as many draws as are worked out at a time.

use std::ops::{Deref, DerefMut};

/// How many draws are worked out at a time: enough that reading an instruction costs nothing beside
/// its lanes, few enough that some twenty figures stay in a processor's first-level cache.
pub const LANES: usize = 256;

/// A figure in each of [`LANES`] draws.
pub type Lanes = [f64; LANES];

/// The same where a processor's vectors like to find it.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct Block(Lanes);

impl Block {
    /// A block with one number in every lane.
    #[must_use]
    pub const fn filled(number: f64) -> Self {
        Self([number; LANES])
    }
}

impl Default for Block {
    fn default() -> Self {
        Self::filled(0.0)
    }
}

impl Deref for Block {
    type Target = Lanes;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Block {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

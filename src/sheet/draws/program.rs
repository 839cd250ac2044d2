//! A sheet made into a program.

use super::fuse::fuse;
use super::graph::Operand;
use super::instruction::Instruction;
use super::lower::lower;
use super::roots::orders;
use super::schedule::schedule;
use super::slots::{Allocated, allocate};
use crate::sheet::book::Sheet;
use crate::sheet::exact::ExactReading;
use crate::sheet::op::Id;

/// The cells that some outputs need, as a flat program over blocks of draws.
#[derive(Debug)]
pub struct Program {
    pub(super) instructions: Vec<Instruction>,
    pub(super) outputs: Vec<Operand>,
    pub(super) slots: usize,
    pub(super) inputs: usize,
}

impl Program {
    /// The program for `outputs` (cells of `sheet`) when the inputs in `varied` (places in
    /// [`Sheet::inputs`]) differ from draw to draw. All that depends on none of them is a number of
    /// `exact`; an output that does is the same in every draw.
    ///
    /// Lanes of inputs are filled, and outputs are found, in the order given here.
    #[must_use]
    pub fn new(sheet: &Sheet, exact: &ExactReading, varied: &[u32], outputs: &[Id]) -> Self {
        let mut lowered = lower(sheet, exact, varied, outputs);
        fuse(&mut lowered.graph, &lowered.outputs);
        // both orders cost a fraction of a millisecond; which needs less memory, only trying tells
        let best = orders(&lowered.graph, &lowered.outputs)
            .into_iter()
            .map(|roots| {
                let instructions = schedule(&lowered.graph, &roots);
                allocate(instructions, &lowered.outputs, lowered.graph.nodes.len())
            })
            .min_by_key(|allocated| allocated.slots);
        let empty = || Allocated { instructions: Vec::new(), outputs: Vec::new(), slots: 0 };
        let Allocated { instructions, outputs, slots } = best.unwrap_or_else(empty);
        Self { instructions, outputs, slots, inputs: varied.len() }
    }

    /// How many instructions a block takes.
    #[must_use]
    pub fn instructions(&self) -> usize {
        self.instructions.len()
    }

    /// How many blocks of lanes are alive at most, those of the outputs included.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.slots
    }
}

//! Which block holds what: a slot is free again after the last step that reads it.

use super::graph::{NodeId, Operand};
use super::instruction::Instruction;

/// Instructions over slots.
#[derive(Debug)]
pub struct Allocated {
    /// The instructions.
    pub instructions: Vec<Instruction>,
    /// The outputs.
    pub outputs: Vec<Operand>,
    /// How many slots they need.
    pub slots: usize,
}

/// Never read again: an output, which stays until the block is taken.
const KEPT: usize = usize::MAX;

/// Gives every node a slot. `nodes` is how many the graph has.
pub fn allocate(mut instructions: Vec<Instruction>, outputs: &[Operand], nodes: usize) -> Allocated {
    let last = last_reads(&mut instructions, outputs, nodes);
    let mut slot_of: Vec<Option<u32>> = vec![None; nodes];
    let (mut free, mut slots) = (Vec::new(), 0_u32);
    for (index, instruction) in instructions.iter_mut().enumerate() {
        let mut ending: Vec<NodeId> = Vec::new();
        for place in instruction.step.places() {
            let node = *place;
            *place = slot_of[node as usize].unwrap_or(0);
            if last[node as usize] == index && !ending.contains(&node) {
                ending.push(node);
            }
        }
        // the slot freed last is taken first: it is still in the cache
        free.extend(ending.iter().filter_map(|node| slot_of[*node as usize]));
        let out = &mut slot_of[instruction.out as usize];
        instruction.out = *out.get_or_insert_with(|| {
            free.pop().unwrap_or_else(|| {
                slots += 1;
                slots - 1
            })
        });
    }
    let outputs = outputs.iter().map(|output| match *output {
        Operand::Number(number) => Operand::Number(number),
        Operand::Place(node) => Operand::Place(slot_of[node as usize].unwrap_or(0)),
    });
    Allocated { outputs: outputs.collect(), instructions, slots: slots as usize }
}

/// The instruction that reads a node last.
fn last_reads(instructions: &mut [Instruction], outputs: &[Operand], nodes: usize) -> Vec<usize> {
    let mut last = vec![0; nodes];
    for (index, instruction) in instructions.iter_mut().enumerate() {
        instruction.step.places().for_each(|place| last[*place as usize] = index);
    }
    for output in outputs.iter().filter_map(|output| output.place()) {
        last[output as usize] = KEPT;
    }
    last
}

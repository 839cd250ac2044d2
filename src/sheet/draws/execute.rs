//! Working out one block of draws.
#![expect(clippy::inline_always, reason = "the whole of it is compiled once for each instruction set")]

use fearless_simd::{Level, dispatch};

use super::block::{Block, LANES, Lanes};
use super::graph::{Operand, Term};
use super::instruction::Step;
use super::kernels::{Figure, Product, Scaled, add, add_two, binary, choose, unary};
use super::program::Program;

/// Which of the processor's instructions are used. The results are the same bits with each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InstructionSet {
    /// The widest vectors that this processor has.
    #[default]
    Best,
    /// Those that every processor of its kind has.
    Portable,
}

/// The blocks that a program works in; one for each thread.
#[derive(Debug)]
pub struct Machine<'a> {
    program: &'a Program,
    level: Level,
    /// The lanes of the varied inputs, to be filled before each block.
    pub inputs: Vec<Lanes>,
    #[expect(
        clippy::vec_box,
        reason = "a result is written to the spare block, which then changes places with its slot"
    )]
    slots: Vec<Box<Block>>,
    spare: Box<Block>,
    constants: Vec<Block>,
}

/// The outputs of one block of draws.
#[derive(Clone, Copy, Debug)]
pub struct Outputs<'a>(&'a Machine<'a>);

impl Outputs<'_> {
    /// The lanes of an output, by its place in the list that the program was made for. Lanes past
    /// the last draw hold no result. A lane that is not finite is a draw without a value: one that
    /// divides by zero, or needs a fleet of no capacity.
    ///
    /// # Panics
    /// When there is no such output.
    #[must_use]
    pub fn lanes(&self, output: usize) -> &Block {
        match self.0.program.outputs[output] {
            Operand::Place(slot) => &self.0.slots[slot as usize],
            Operand::Number(_) => &self.0.constants[output],
        }
    }

    /// The number that an output is in every draw; none when it differs from draw to draw.
    ///
    /// # Panics
    /// When there is no such output.
    #[must_use]
    pub fn number(&self, output: usize) -> Option<f64> {
        match self.0.program.outputs[output] {
            Operand::Place(_) => None,
            Operand::Number(number) => Some(number),
        }
    }

    /// The instructions that the outputs were worked out with, to go on with.
    #[must_use]
    pub fn level(&self) -> Level {
        self.0.level
    }
}

impl<'a> Machine<'a> {
    /// The blocks that `program` needs.
    pub fn new(program: &'a Program, set: InstructionSet) -> Self {
        let level = match set {
            InstructionSet::Best => Level::new(),
            InstructionSet::Portable => Level::baseline(),
        };
        let constants = program.outputs.iter().map(|output| match output {
            Operand::Number(number) => Block::filled(*number),
            Operand::Place(_) => Block::default(),
        });
        Self {
            level,
            inputs: vec![[0.0; LANES]; program.inputs],
            slots: vec![Box::default(); program.slots],
            spare: Box::default(),
            constants: constants.collect(),
            program,
        }
    }

    /// Works out a block for the lanes of the inputs.
    pub fn execute(&mut self) -> Outputs<'_> {
        dispatch!(self.level, _simd => self.instructions());
        Outputs(self)
    }

    #[inline(always)]
    fn instructions(&mut self) {
        for instruction in &self.program.instructions {
            self.step(&instruction.step);
            std::mem::swap(&mut self.spare, &mut self.slots[instruction.out as usize]);
        }
    }

    /// Works out a step into the spare block: it never overwrites what it reads, and the loops need no
    /// checks for that.
    #[inline(always)]
    fn step(&mut self, step: &Step) {
        let (slots, out) = (&self.slots, &mut *self.spare);
        let at = |slot: u32| &*slots[slot as usize];
        match step {
            Step::Input(place) => out.copy_from_slice(&self.inputs[*place][..]),
            Step::Unary(function, of) => unary(*function, out, at(*of)),
            Step::Binary(function, a, b) => match (*a, *b) {
                (Operand::Place(a), Operand::Place(b)) => binary(*function, out, at(a), at(b)),
                (Operand::Place(a), Operand::Number(b)) => binary(*function, out, at(a), b),
                (Operand::Number(a), Operand::Place(b)) => binary(*function, out, a, at(b)),
                (Operand::Number(a), Operand::Number(b)) => binary(*function, out, a, b),
            },
            Step::Choose { flag, then, otherwise } => match (*then, *otherwise) {
                (Operand::Place(a), Operand::Place(b)) => choose(out, at(*flag), at(a), at(b)),
                (Operand::Place(a), Operand::Number(b)) => choose(out, at(*flag), at(a), b),
                (Operand::Number(a), Operand::Place(b)) => choose(out, at(*flag), a, at(b)),
                (Operand::Number(a), Operand::Number(b)) => choose(out, at(*flag), a, b),
            },
            Step::Add { start, term, more } => match *start {
                Operand::Place(start) => terms(slots, out, at(start), (*term, *more)),
                Operand::Number(start) => terms(slots, out, start, (*term, *more)),
            },
        }
    }
}

#[inline(always)]
fn terms(slots: &[Box<Block>], out: &mut Block, start: impl Figure, (term, more): (Term, Option<Term>)) {
    let at = |slot: u32| &*slots[slot as usize];
    let scaled = |term: Term| Scaled(term.factor, at(term.node));
    let product = |term: Term, other: u32| Product(term.factor, at(term.node), at(other));
    match (term.other, more, more.and_then(|more| more.other)) {
        (None, None, _) => add(out, start, scaled(term)),
        (Some(other), None, _) => add(out, start, product(term, other)),
        (None, Some(more), None) => add_two(out, start, scaled(term), scaled(more)),
        (None, Some(more), Some(last)) => add_two(out, start, scaled(term), product(more, last)),
        (Some(other), Some(more), None) => add_two(out, start, scaled(more), product(term, other)),
        (Some(other), Some(more), Some(last)) => add_two(out, start, product(term, other), product(more, last)),
    }
}

//! The instructions of a program.

use super::graph::{Binary, Operand, Term, Unary};

/// One pass over the lanes: a step and where its result goes. Places are nodes of the graph while
/// the order is sought, and slots once it is found.
#[derive(Clone, Debug)]
pub struct Instruction {
    /// Where the result goes.
    pub out: u32,
    /// What is computed.
    pub step: Step,
}

/// What an instruction computes.
#[derive(Clone, Debug)]
pub enum Step {
    /// The varied input at this place.
    Input(usize),
    /// A function of one figure.
    Unary(Unary, u32),
    /// A function of two.
    Binary(Binary, Operand, Operand),
    /// `then` where the flag is not 0, else `otherwise`.
    Choose {
        /// 1, 0 or none.
        flag: u32,
        /// The value where it is 1.
        then: Operand,
        /// The value where it is 0.
        otherwise: Operand,
    },
    /// `start` plus one term or two.
    Add {
        /// A number, or the sum so far.
        start: Operand,
        /// A term.
        term: Term,
        /// Another.
        more: Option<Term>,
    },
}

impl Step {
    /// Every place that is read, to be looked at or changed.
    pub fn places(&mut self) -> impl Iterator<Item = &mut u32> {
        let found: [Option<&mut u32>; 5] = match self {
            Self::Input(_) => [None, None, None, None, None],
            Self::Unary(_, of) => [Some(of), None, None, None, None],
            Self::Binary(_, a, b) => [place(a), place(b), None, None, None],
            Self::Choose { flag, then, otherwise } => [Some(flag), place(then), place(otherwise), None, None],
            Self::Add { start, term, more } => {
                let (c, d) = more.as_mut().map_or((None, None), |more| (Some(&mut more.node), more.other.as_mut()));
                [place(start), Some(&mut term.node), term.other.as_mut(), c, d]
            }
        };
        found.into_iter().flatten()
    }
}

fn place(operand: &mut Operand) -> Option<&mut u32> {
    match operand {
        Operand::Number(_) => None,
        Operand::Place(place) => Some(place),
    }
}

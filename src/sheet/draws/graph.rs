//! The cells that vary as a graph of lane-wide steps, before they are put in an order.
//!
//! Constant factors are carried beside the nodes ([`Value::Lanes`]) until something other than a
//! product or a sum needs the figure, so a price per million tokens, a share and a discount
//! multiply once, when the program is made.

use rustc_hash::FxHashMap;

use super::products::Products;

/// The place of a node in its graph. Nodes refer only to nodes before them.
pub type NodeId = u32;

/// A figure: the same in all draws, or a node's lanes times a constant.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// The same in all draws.
    Number(f64),
    /// A node's lanes times a factor that is not 0.
    Lanes {
        /// The node.
        node: NodeId,
        /// The factor.
        factor: f64,
    },
}

/// What a step reads.
#[derive(Clone, Copy, Debug)]
pub enum Operand {
    /// A number, the same in all draws.
    Number(f64),
    /// The lanes of a node, or of the slot that holds it.
    Place(u32),
}

/// Functions of one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unary {
    /// 1 over it; none for 0.
    Reciprocal,
    /// 1 over it; 0 for 0.
    ShareReciprocal,
    /// 1 over it; none unless it is above 0.
    CapacityReciprocal,
    /// The nearest whole number, halves away from 0.
    Round,
    /// Its twelfth root; none below 0.
    TwelfthRoot,
}

/// Functions of two figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binary {
    /// The product.
    Multiply,
    /// The smaller.
    Minimum,
    /// The larger.
    Maximum,
    /// The smallest whole number that is at least the product of a demand and 1 / capacity.
    Units,
    /// 1 where the first is above the second, else 0.
    Above,
}

/// One term of a sum: a factor times one node, or times the product of two.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// The factor.
    pub factor: f64,
    /// A node.
    pub node: NodeId,
    /// Another.
    pub other: Option<NodeId>,
}

/// A lane-wide step.
#[derive(Clone, Debug)]
pub enum Node {
    /// The varied input at this place.
    Input(usize),
    /// A function of one node.
    Unary(Unary, NodeId),
    /// A function of two operands.
    Binary(Binary, Operand, Operand),
    /// `then` where the flag is not 0, else `otherwise`.
    Choose {
        /// 1, 0 or none.
        flag: NodeId,
        /// The value where it is 1.
        then: Operand,
        /// The value where it is 0.
        otherwise: Operand,
    },
    /// A number and terms, added up.
    Sum(f64, Vec<Term>),
}

/// Nodes in an order in which each refers only to those before it.
#[derive(Debug, Default)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// Which nodes differ from month to month.
    moving: Vec<bool>,
    unary: FxHashMap<(Unary, NodeId), NodeId>,
    /// What is known of products and sums.
    pub(super) products: Products,
    scaled: FxHashMap<(NodeId, u64), NodeId>,
}

impl Operand {
    /// The node or the slot that is read, if any.
    pub fn place(self) -> Option<u32> {
        match self {
            Self::Number(_) => None,
            Self::Place(node) => Some(node),
        }
    }
}

impl Node {
    /// The nodes this one is computed from.
    pub fn operands(&self) -> Vec<NodeId> {
        match self {
            Self::Input(_) => vec![],
            Self::Unary(_, node) => vec![*node],
            Self::Binary(_, a, b) => a.place().into_iter().chain(b.place()).collect(),
            Self::Choose { flag, then, otherwise } => {
                [Some(*flag), then.place(), otherwise.place()].into_iter().flatten().collect()
            }
            Self::Sum(_, terms) => terms.iter().flat_map(Term::operands).collect(),
        }
    }
}

impl Term {
    /// The nodes of the term.
    pub fn operands(&self) -> impl Iterator<Item = NodeId> + use<> {
        std::iter::once(self.node).chain(self.other)
    }
}

impl Graph {
    /// Adds a node.
    pub fn add(&mut self, node: Node) -> NodeId {
        let is_moving = node.operands().iter().any(|of| self.is_moving(*of));
        self.nodes.push(node);
        self.moving.push(is_moving);
        u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
    }

    /// A function of a node, one node for each.
    pub fn unary(&mut self, function: Unary, of: NodeId) -> NodeId {
        if let Some(node) = self.unary.get(&(function, of)) {
            return *node;
        }
        let node = self.add(Node::Unary(function, of));
        self.unary.insert((function, of), node);
        node
    }

    /// Whether a node differs from month to month, as far as is known: so does what is raised to
    /// the power of a month, and all that is worked out from it.
    pub fn is_moving(&self, node: NodeId) -> bool {
        self.moving.get(node as usize).is_some_and(|moving| *moving)
    }

    /// Says that a node differs from month to month.
    pub fn moves(&mut self, node: NodeId) {
        if let Some(moving) = self.moving.get_mut(node as usize) {
            *moving = true;
        }
    }

    /// The product of two figures.
    pub fn multiply(&mut self, a: Value, b: Value) -> Value {
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => Value::Number(a * b),
            // nothing is left of it, and the sheet folds so too
            (Value::Number(0.0), _) | (_, Value::Number(0.0)) => Value::Number(0.0),
            (Value::Number(number), Value::Lanes { node, factor })
            | (Value::Lanes { node, factor }, Value::Number(number)) => Value::Lanes { node, factor: factor * number },
            (Value::Lanes { node: a, factor: f }, Value::Lanes { node: b, factor: g }) => {
                Value::Lanes { node: self.product(a, b), factor: f * g }
            }
        }
    }

    /// The sum of figures, each with a sign or another factor.
    pub fn sum(&mut self, figures: impl IntoIterator<Item = (f64, Value)>) -> Value {
        let mut start = 0.0;
        let mut terms = Vec::new();
        for (times, figure) in figures {
            match figure {
                Value::Number(number) => start += times * number,
                Value::Lanes { node, factor } => terms.push(Term { factor: times * factor, node, other: None }),
            }
        }
        match terms.as_slice() {
            [] => Value::Number(start),
            [only] if start == 0.0 => Value::Lanes { node: only.node, factor: only.factor },
            _ => self.total(start, terms),
        }
    }

    /// A figure as an operand: its factor is multiplied in.
    pub fn operand(&mut self, figure: Value) -> Operand {
        match figure {
            Value::Number(number) => Operand::Number(number),
            Value::Lanes { node, factor } => Operand::Place(self.scaled(node, factor)),
        }
    }

    /// A node's lanes times a factor as a node of their own.
    pub fn scaled(&mut self, node: NodeId, factor: f64) -> NodeId {
        if factor.to_bits() == 1.0_f64.to_bits() {
            return node;
        }
        if let Some(known) = self.scaled.get(&(node, factor.to_bits())) {
            return *known;
        }
        let scaled = self.add(Node::Sum(0.0, vec![Term { factor, node, other: None }]));
        self.scaled.insert((node, factor.to_bits()), scaled);
        scaled
    }
}

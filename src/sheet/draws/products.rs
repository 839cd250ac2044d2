//! Products and sums in a form in which equal parts become the same node.
//!
//! A month's charge is what stays the same in every month (tokens a request, a price) times what
//! moves with the months (growth, a price's drift). Multiplied as the sheet has it, every month
//! multiplies all of it anew. So a product is taken apart into the figures that are multiplied, and
//! put together as what is still times what moves; and the terms of a sum that move alike become
//! one: their still parts are added up once for all months.

use rustc_hash::FxHashMap;

use super::graph::{Binary, Graph, Node, NodeId, Operand, Term, Value};

/// Figures of a product at most; a longer one counts as one figure.
const MOST_PARTS: usize = 8;

/// What a product is made of.
#[derive(Clone, Debug, Default)]
struct Parts {
    /// The same in every month.
    still: Vec<NodeId>,
    /// Different from month to month.
    moving: Vec<NodeId>,
}

/// The products and still sums that are known.
#[derive(Debug, Default)]
pub struct Products {
    pairs: FxHashMap<(NodeId, NodeId), NodeId>,
    parts: FxHashMap<NodeId, Parts>,
    /// Of products that have both: the still part and the moving one.
    halves: FxHashMap<NodeId, (NodeId, NodeId)>,
    /// Sums of still figures, by start and terms.
    sums: FxHashMap<(u64, Vec<(u64, NodeId)>), NodeId>,
}

impl Graph {
    /// The product of two nodes, one node for the same figures however they were multiplied.
    pub fn product(&mut self, a: NodeId, b: NodeId) -> NodeId {
        let (mut parts, more) = (self.parts(a), self.parts(b));
        parts.still.extend(more.still);
        parts.moving.extend(more.moving);
        if parts.still.len() + parts.moving.len() > MOST_PARTS {
            return self.pair(a, b);
        }
        parts.still.sort_unstable();
        parts.moving.sort_unstable();
        match (self.chain(&parts.still), self.chain(&parts.moving)) {
            (Some(still), Some(moving)) => {
                let product = self.pair(still, moving);
                self.products.halves.insert(product, (still, moving));
                self.products.parts.insert(product, parts);
                product
            }
            (still, moving) => still.or(moving).unwrap_or(a),
        }
    }

    /// The product of two nodes as they are, one node for each pair.
    pub fn pair(&mut self, a: NodeId, b: NodeId) -> NodeId {
        let pair = (a.min(b), a.max(b));
        if let Some(node) = self.products.pairs.get(&pair) {
            return *node;
        }
        let node = self.add(Node::Binary(Binary::Multiply, Operand::Place(a), Operand::Place(b)));
        self.products.pairs.insert(pair, node);
        node
    }

    fn parts(&self, node: NodeId) -> Parts {
        if let Some(parts) = self.products.parts.get(&node) {
            return parts.clone();
        }
        let alone = vec![node];
        if self.is_moving(node) {
            Parts { still: Vec::new(), moving: alone }
        } else {
            Parts { still: alone, moving: Vec::new() }
        }
    }

    /// The product of figures that all are still or all move, from the first on.
    fn chain(&mut self, nodes: &[NodeId]) -> Option<NodeId> {
        let (first, rest) = nodes.split_first()?;
        let mut product = *first;
        for (place, node) in rest.iter().enumerate() {
            product = self.pair(product, *node);
            if !self.products.parts.contains_key(&product) {
                let part = nodes[..place + 2].to_vec();
                let parts = if self.is_moving(product) {
                    Parts { still: Vec::new(), moving: part }
                } else {
                    Parts { still: part, moving: Vec::new() }
                };
                self.products.parts.insert(product, parts);
            }
        }
        Some(product)
    }

    /// A sum. Terms that move alike are one, and so are those that are still.
    pub fn total(&mut self, start: f64, terms: Vec<Term>) -> Value {
        let is_moving = terms.iter().any(|term| self.is_moving(term.node));
        if !is_moving {
            return Value::Lanes { node: self.still_sum(start, terms), factor: 1.0 };
        }
        let mut groups: Vec<(Option<NodeId>, Vec<Term>)> = Vec::new();
        let mut places: FxHashMap<Option<NodeId>, usize> = FxHashMap::default();
        for term in terms {
            let group = self.is_moving(term.node).then(|| self.halves(term.node).1);
            let place = *places.entry(group).or_insert(groups.len());
            if place == groups.len() {
                groups.push((group, Vec::new()));
            }
            groups[place].1.push(term);
        }
        let (mut rest, mut merged) = (start, Vec::new());
        for (group, terms) in groups {
            match (group, terms.as_slice()) {
                (Some(_), [only]) => merged.push(*only),
                (Some(moving), _) => {
                    let node = self.together(moving, &terms);
                    merged.push(node);
                }
                (None, [only]) if start == 0.0 => merged.push(*only),
                (None, _) => {
                    let node = self.still_sum(start, terms);
                    merged.push(Term { factor: 1.0, node, other: None });
                    rest = 0.0;
                }
            }
        }
        match merged.as_slice() {
            [only] if rest == 0.0 => Value::Lanes { node: only.node, factor: only.factor },
            _ => Value::Lanes { node: self.add(Node::Sum(rest, merged)), factor: 1.0 },
        }
    }

    /// Terms that move alike as one: the sum of their still parts, times what moves.
    fn together(&mut self, moving: NodeId, terms: &[Term]) -> Term {
        let (mut start, mut still) = (0.0, Vec::new());
        for term in terms {
            match self.halves(term.node) {
                (Some(node), _) => still.push(Term { node, ..*term }),
                (None, _) => start += term.factor,
            }
        }
        if still.is_empty() {
            return Term { factor: start, node: moving, other: None };
        }
        let sum = self.still_sum(start, still);
        Term { factor: 1.0, node: self.product(sum, moving), other: None }
    }

    /// The still part of a moving figure, if it has one, and the part that moves.
    fn halves(&self, node: NodeId) -> (Option<NodeId>, NodeId) {
        self.products.halves.get(&node).map_or((None, node), |(still, moving)| (Some(*still), *moving))
    }

    /// The sum of still figures, one node for the same terms.
    fn still_sum(&mut self, start: f64, terms: Vec<Term>) -> NodeId {
        let key = (start.to_bits(), terms.iter().map(|term| (term.factor.to_bits(), term.node)).collect());
        if let Some(node) = self.products.sums.get(&key) {
            return *node;
        }
        let node = self.add(Node::Sum(start, terms));
        self.products.sums.insert(key, node);
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Inputs 0 to 4 as nodes, of which the last two move.
    fn graph() -> (Graph, [NodeId; 5]) {
        let mut graph = Graph::default();
        let nodes = [0, 1, 2, 3, 4].map(|place| graph.add(Node::Input(place)));
        graph.moves(nodes[3]);
        graph.moves(nodes[4]);
        (graph, nodes)
    }

    fn lanes(node: NodeId) -> (f64, Value) {
        (1.0, Value::Lanes { node, factor: 1.0 })
    }

    #[test]
    fn a_product_is_one_node_however_it_is_multiplied() {
        let (mut graph, [tokens, price, _, growth, drift]) = graph();
        let volume = graph.product(tokens, growth);
        let dearer = graph.product(price, drift);
        let one = graph.product(volume, dearer);
        let other = graph.product(drift, tokens);
        let other = graph.product(other, growth);
        assert_eq!(graph.product(price, other), one);
        let still = graph.product(tokens, price);
        let moving = graph.product(growth, drift);
        assert_eq!(graph.product(moving, still), one);
        assert!(graph.is_moving(one) && !graph.is_moving(still));
    }

    /// a g + b g is (a + b) g, and a + b is worked out once for every month g.
    #[test]
    fn terms_that_move_alike_are_one() {
        let (mut graph, [a, b, _, first, second]) = graph();
        let mut sum = |moving: NodeId| {
            let terms = [a, b].map(|still| lanes(graph.product(still, moving)));
            graph.sum(terms)
        };
        let (Value::Lanes { node: one, .. }, Value::Lanes { node: two, .. }) = (sum(first), sum(second)) else {
            panic!("both sums vary")
        };
        let still = |node: NodeId| graph.halves(node).0.expect("a still part");
        assert_eq!(still(one), still(two));
        assert!(matches!(&graph.nodes[still(one) as usize], Node::Sum(_, terms) if terms.len() == 2));
    }

    /// A long product counts as one figure, and is multiplied as it stands.
    #[test]
    fn a_long_product_is_not_taken_apart() {
        let (mut graph, nodes) = graph();
        let long = (0..20).fold(nodes[0], |product, place| graph.product(product, nodes[place % 5]));
        assert!(matches!(graph.nodes[long as usize], Node::Binary(Binary::Multiply, ..)));
    }
}

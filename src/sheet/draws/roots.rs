//! From where the steps are sought: the orders that are tried.

use super::graph::{Graph, Node, NodeId, Operand};

/// Where a search starts.
#[derive(Clone, Copy, Debug)]
pub enum Root {
    /// A node.
    Node(NodeId),
    /// A term of a sum; those before it come before it.
    Term(NodeId, usize),
}

/// The orders worth trying.
pub fn orders(graph: &Graph, outputs: &[Operand]) -> Vec<Vec<Root>> {
    let outputs: Vec<NodeId> = outputs.iter().filter_map(|output| output.place()).collect();
    let listed: Vec<Root> = outputs.iter().copied().map(Root::Node).collect();
    let side_by_side = side_by_side(graph, &outputs).into_iter().chain(listed.iter().copied()).collect();
    vec![listed, side_by_side]
}

/// The terms of the sums that no other output needs, in step with each other: sums over the same
/// months share what belongs to a month, so they are best worked out month by month.
fn side_by_side(graph: &Graph, outputs: &[NodeId]) -> Vec<Root> {
    let inner = below(graph, outputs);
    let mut terms = Vec::new();
    for (place, output) in outputs.iter().enumerate().filter(|(_, output)| !inner[**output as usize]) {
        if let Node::Sum(_, of) = &graph.nodes[*output as usize] {
            terms.extend((0..of.len()).map(|term| (term, of.len(), place, *output)));
        }
    }
    // as fractions of the way through: term / count against other / others
    terms.sort_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)).then(a.2.cmp(&b.2)));
    terms.into_iter().map(|(term, _, _, node)| Root::Term(node, term)).collect()
}

/// Which nodes some output needs that are not that output.
fn below(graph: &Graph, outputs: &[NodeId]) -> Vec<bool> {
    let mut below = vec![false; graph.nodes.len()];
    let mut is_output = vec![false; graph.nodes.len()];
    for output in outputs {
        is_output[*output as usize] = true;
    }
    for index in (0..graph.nodes.len()).rev() {
        if below[index] || is_output[index] {
            graph.nodes[index].operands().iter().for_each(|node| below[*node as usize] = true);
        }
    }
    below
}

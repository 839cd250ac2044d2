//! Fewer, larger steps: a sum takes in the products and the sums that only it reads.

use super::graph::{Binary, Graph, Node, NodeId, Operand, Term};

/// Fuses products and sums that are read once into the sum that reads them. The nodes taken in stay
/// in the graph, but nothing reads them any more.
pub fn fuse(graph: &mut Graph, outputs: &[Operand]) {
    let mut uses = vec![0_u32; graph.nodes.len()];
    let operands = graph.nodes.iter().flat_map(Node::operands);
    for node in operands.chain(outputs.iter().filter_map(|output| output.place())) {
        uses[node as usize] += 1;
    }
    for index in 0..graph.nodes.len() {
        if let Node::Sum(start, terms) = &graph.nodes[index] {
            let fused = fused(graph, &uses, (*start, terms));
            graph.nodes[index] = fused;
        }
    }
}

fn fused(graph: &Graph, uses: &[u32], (mut start, terms): (f64, &[Term])) -> Node {
    let mut all = Vec::with_capacity(terms.len());
    for term in terms {
        let only_here = |node: NodeId| uses[node as usize] == 1;
        match &graph.nodes[term.node as usize] {
            Node::Sum(first, inner) if only_here(term.node) => {
                start += term.factor * first;
                all.extend(inner.iter().map(|inner| Term { factor: term.factor * inner.factor, ..*inner }));
            }
            Node::Binary(Binary::Multiply, Operand::Place(a), Operand::Place(b)) if only_here(term.node) => {
                all.push(Term { factor: term.factor, node: *a, other: Some(*b) });
            }
            _ => all.push(*term),
        }
    }
    Node::Sum(start, all)
}

//! An order for the steps: depth first from the roots, so that a figure is worked out just before
//! it is read and its block soon holds another.

use super::graph::{Graph, Node, NodeId, Operand};
use super::instruction::{Instruction, Step};
use super::roots::Root;

/// The steps that the roots need, in the order of the roots. A sum is kept as a running total: each
/// term is added as soon as it is known.
pub fn schedule(graph: &Graph, roots: &[Root]) -> Vec<Instruction> {
    let count = graph.nodes.len();
    let mut scheduler =
        Scheduler { graph, done: vec![false; count], added: vec![0; count], waiting: vec![], found: vec![] };
    for root in roots {
        scheduler.waiting.push(match *root {
            Root::Node(node) => Task::Visit(node),
            Root::Term(node, term) => Task::Term(node, term),
        });
        scheduler.drain();
    }
    scheduler.found
}

/// What remains to be done; operands are visited before what waits for them.
enum Task {
    /// Work out a node.
    Visit(NodeId),
    /// All operands are known: compute it.
    Compute(NodeId),
    /// Work out what a term needs and add it.
    Term(NodeId, usize),
    /// The term's nodes are known: add it.
    Add(NodeId, usize),
    /// All terms are added.
    Finish(NodeId),
}

struct Scheduler<'a> {
    graph: &'a Graph,
    done: Vec<bool>,
    /// How many terms of a sum are added.
    added: Vec<usize>,
    /// The last is next: an own stack, for sheets may be deeper than a thread's.
    waiting: Vec<Task>,
    found: Vec<Instruction>,
}

impl Scheduler<'_> {
    fn drain(&mut self) {
        while let Some(task) = self.waiting.pop() {
            match task {
                Task::Visit(node) => self.visit(node),
                Task::Compute(node) => self.compute(node),
                Task::Term(node, term) => self.term(node, term),
                Task::Add(node, term) => self.add(node, term),
                Task::Finish(node) => self.done[node as usize] = true,
            }
        }
    }

    fn visit(&mut self, node: NodeId) {
        let index = node as usize;
        if self.done[index] {
            return;
        }
        if let Node::Sum(_, terms) = &self.graph.nodes[index] {
            self.waiting.push(Task::Finish(node));
            let rest = self.added[index]..terms.len();
            self.waiting.extend(rest.rev().map(|term| Task::Term(node, term)));
        } else {
            self.waiting.push(Task::Compute(node));
            let operands = self.graph.nodes[index].operands();
            self.waiting.extend(operands.into_iter().rev().map(Task::Visit));
        }
    }

    fn compute(&mut self, node: NodeId) {
        if std::mem::replace(&mut self.done[node as usize], true) {
            return; // a sibling needed it too
        }
        let step = match &self.graph.nodes[node as usize] {
            Node::Input(place) => Step::Input(*place),
            Node::Unary(function, of) => Step::Unary(*function, *of),
            Node::Binary(function, a, b) => Step::Binary(*function, *a, *b),
            Node::Choose { flag, then, otherwise } => Step::Choose { flag: *flag, then: *then, otherwise: *otherwise },
            Node::Sum(..) => return, // added term by term
        };
        self.found.push(Instruction { out: node, step });
    }

    fn term(&mut self, node: NodeId, term: usize) {
        let Node::Sum(_, terms) = &self.graph.nodes[node as usize] else { return };
        if term >= self.added[node as usize] {
            self.waiting.push(Task::Add(node, term));
            self.waiting.extend(terms[term].operands().map(Task::Visit));
        }
    }

    fn add(&mut self, node: NodeId, index: usize) {
        let Node::Sum(number, terms) = &self.graph.nodes[node as usize] else { return };
        if index < self.added[node as usize] {
            return; // a sibling needed it too
        }
        self.added[node as usize] = index + 1;
        let term = terms[index];
        // two terms that follow each other are added in one pass
        if let Some(Instruction { out, step: Step::Add { more: more @ None, .. } }) = self.found.last_mut()
            && *out == node
        {
            *more = Some(term);
            return;
        }
        let start = if index == 0 { Operand::Number(*number) } else { Operand::Place(node) };
        self.found.push(Instruction { out: node, step: Step::Add { start, term, more: None } });
    }
}

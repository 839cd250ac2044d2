//! From the cells of a sheet to the graph of those that vary and are needed.

use rustc_hash::FxHashMap;

use super::graph::{Binary, Graph, Node, Operand, Unary, Value};
use super::power::Powers;
use crate::quantity::figures::float;
use crate::sheet::book::Sheet;
use crate::sheet::exact::ExactReading;
use crate::sheet::op::{Id, Op, Test};

/// The graph of the cells that vary and are needed, and the outputs' figures in it.
pub struct Lowered {
    /// The graph.
    pub graph: Graph,
    /// The outputs.
    pub outputs: Vec<Operand>,
}

/// Lowers the cells of `sheet` that `outputs` need; the inputs not in `varied`, and all that
/// depends on no other, are numbers of `exact`.
pub fn lower(sheet: &Sheet, exact: &ExactReading, varied: &[u32], outputs: &[Id]) -> Lowered {
    let places = varied.iter().enumerate().map(|(place, input)| (*input, place)).collect();
    let changing = varying(sheet, &places);
    let needed = needed(sheet, outputs, &changing);
    let mut cells = Reader {
        exact,
        places,
        figures: vec![None; sheet.ops().len()],
        graph: Graph::default(),
        powers: Powers::default(),
    };
    for (index, op) in sheet.ops().iter().enumerate() {
        if needed[index] {
            cells.figures[index] = Some(cells.cell(op));
        }
    }
    let outputs = outputs.iter().map(|id| cells.operand(*id)).collect();
    Lowered { graph: cells.graph, outputs }
}

/// Which cells depend on a varied input.
fn varying(sheet: &Sheet, places: &FxHashMap<u32, usize>) -> Vec<bool> {
    let mut varies: Vec<bool> = Vec::with_capacity(sheet.ops().len());
    for op in sheet.ops() {
        let here = match op {
            Op::Input(input) => places.contains_key(input),
            op => op.operands().any(|id| varies[id.index()]),
        };
        varies.push(here);
    }
    varies
}

/// Which varying cells an output needs.
fn needed(sheet: &Sheet, outputs: &[Id], varies: &[bool]) -> Vec<bool> {
    let mut needed = vec![false; sheet.ops().len()];
    for id in outputs {
        needed[id.index()] = varies[id.index()];
    }
    for (index, op) in sheet.ops().iter().enumerate().rev() {
        if needed[index] {
            op.operands().filter(|id| varies[id.index()]).for_each(|id| needed[id.index()] = true);
        }
    }
    needed
}

struct Reader<'a> {
    exact: &'a ExactReading,
    places: FxHashMap<u32, usize>,
    figures: Vec<Option<Value>>,
    graph: Graph,
    powers: Powers,
}

impl Reader<'_> {
    fn figure(&self, id: Id) -> Value {
        self.figures[id.index()].unwrap_or_else(|| Value::Number(float(self.exact.get(id))))
    }

    fn operand(&mut self, id: Id) -> Operand {
        let figure = self.figure(id);
        self.graph.operand(figure)
    }

    fn cell(&mut self, op: &Op) -> Value {
        match op {
            Op::Constant(value) => Value::Number(float(*value)),
            Op::Input(input) => self.node(Node::Input(self.places.get(input).copied().unwrap_or(0))),
            Op::Sum(terms) => {
                let figures: Vec<_> = terms.iter().map(|id| (1.0, self.figure(*id))).collect();
                self.graph.sum(figures)
            }
            Op::Subtract(a, b) => self.graph.sum([(1.0, self.figure(*a)), (-1.0, self.figure(*b))]),
            Op::Multiply(a, b) => self.graph.multiply(self.figure(*a), self.figure(*b)),
            Op::Divide(a, b) => self.over(*a, *b, Unary::Reciprocal),
            Op::Share(a, b) => self.over(*a, *b, Unary::ShareReciprocal),
            Op::Minimum(a, b) => self.extreme(Binary::Minimum, *a, *b),
            Op::Maximum(a, b) => self.extreme(Binary::Maximum, *a, *b),
            Op::Units(demand, capacity) => self.units(*demand, *capacity),
            Op::Power(base, twelfths) => match self.operand(*base) {
                Operand::Place(base) => self.powers.raise(&mut self.graph, base, *twelfths),
                Operand::Number(_) => Value::Number(f64::NAN), // a number's power is a number: folded
            },
            Op::Round(a) => match self.operand(*a) {
                Operand::Place(a) => self.unary(Unary::Round, a),
                Operand::Number(number) => Value::Number(number.round()),
            },
            Op::Select { left, test, right, then, otherwise } => {
                // not at least is below, with the sides exchanged
                let (sides, choice) = match test {
                    Test::Above => ((*left, *right), (*then, *otherwise)),
                    Test::AtLeast => ((*right, *left), (*otherwise, *then)),
                };
                self.select(sides, choice)
            }
        }
    }

    fn node(&mut self, node: Node) -> Value {
        Value::Lanes { node: self.graph.add(node), factor: 1.0 }
    }

    fn unary(&mut self, function: Unary, of: u32) -> Value {
        Value::Lanes { node: self.graph.unary(function, of), factor: 1.0 }
    }

    /// 1 over a figure as `function` has it. One reciprocal serves every figure that is divided by
    /// it: a division takes as long as eight products.
    fn reciprocal(&mut self, id: Id, function: Unary) -> Value {
        match (self.figure(id), function) {
            (Value::Number(0.0), Unary::ShareReciprocal) => Value::Number(0.0),
            (Value::Number(0.0), _) => Value::Number(f64::NAN),
            (Value::Number(number), _) => Value::Number(1.0 / number),
            (Value::Lanes { node, factor }, Unary::CapacityReciprocal) => {
                // its sign counts, so its factor does
                let node = self.graph.scaled(node, factor);
                self.unary(function, node)
            }
            (Value::Lanes { node, factor }, _) => {
                Value::Lanes { node: self.graph.unary(function, node), factor: 1.0 / factor }
            }
        }
    }

    fn over(&mut self, a: Id, b: Id, function: Unary) -> Value {
        let reciprocal = self.reciprocal(b, function);
        self.graph.multiply(self.figure(a), reciprocal)
    }

    fn extreme(&mut self, function: Binary, a: Id, b: Id) -> Value {
        match (self.operand(a), self.operand(b)) {
            // a number stands on the right
            (a @ Operand::Number(_), b) => self.node(Node::Binary(function, b, a)),
            // a count is never below 0
            (Operand::Place(a), Operand::Number(floor))
                if function == Binary::Maximum && floor <= 0.0 && self.is_count(a) =>
            {
                Value::Lanes { node: a, factor: 1.0 }
            }
            (a, b) => self.node(Node::Binary(function, a, b)),
        }
    }

    fn is_count(&self, node: u32) -> bool {
        matches!(self.graph.nodes[node as usize], Node::Binary(Binary::Units, ..))
    }

    /// A demand times 1 / capacity, rounded up: so a capacity that many months share is divided by
    /// once, and a constant one never.
    fn units(&mut self, demand: Id, capacity: Id) -> Value {
        let demand = self.figure(demand);
        match (demand, self.figure(capacity)) {
            (Value::Lanes { node, factor }, Value::Number(capacity)) if factor > 0.0 && capacity > 0.0 => {
                self.node(Node::Binary(Binary::Units, Operand::Place(node), Operand::Number(factor / capacity)))
            }
            (demand, Value::Number(capacity)) => {
                let demand = self.graph.operand(demand);
                let reciprocal = if capacity > 0.0 { 1.0 / capacity } else { f64::NAN };
                self.node(Node::Binary(Binary::Units, demand, Operand::Number(reciprocal)))
            }
            (demand, Value::Lanes { .. }) => {
                let demand = self.graph.operand(demand);
                let reciprocal = self.reciprocal(capacity, Unary::CapacityReciprocal);
                let reciprocal = self.graph.operand(reciprocal);
                self.node(Node::Binary(Binary::Units, demand, reciprocal))
            }
        }
    }

    fn select(&mut self, (left, right): (Id, Id), (then, otherwise): (Id, Id)) -> Value {
        let (left, right) = (self.operand(left), self.operand(right));
        let (then, otherwise) = (self.figure(then), self.figure(otherwise));
        if let (Operand::Number(left), Operand::Number(right)) = (left, right) {
            return if left > right { then } else { otherwise };
        }
        let flag = self.graph.add(Node::Binary(Binary::Above, left, right));
        if let (Value::Number(then), Value::Number(otherwise)) = (then, otherwise) {
            let flag = Value::Lanes { node: flag, factor: 1.0 };
            let step = self.graph.multiply(flag, Value::Number(then - otherwise));
            return self.graph.sum([(1.0, step), (1.0, Value::Number(otherwise))]);
        }
        let (then, otherwise) = (self.graph.operand(then), self.graph.operand(otherwise));
        self.node(Node::Choose { flag, then, otherwise })
    }
}

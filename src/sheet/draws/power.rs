//! Powers in twelfths: one root a base, then products.

use rustc_hash::FxHashMap;

use super::graph::{Graph, NodeId, Unary, Value};

/// The powers worked out so far.
///
/// A power in whole years is the power of the year before times the base, and a month within a year
/// the month before times the twelfth root. So consecutive months take one product each, and a
/// root's last digit is multiplied at most eleven times.
#[derive(Debug, Default)]
pub struct Powers {
    known: FxHashMap<(NodeId, u32), NodeId>,
}

impl Powers {
    /// `base` to the power `twelfths / 12`; none where it has none.
    pub fn raise(&mut self, graph: &mut Graph, base: NodeId, twelfths: i32) -> Value {
        let base = if twelfths < 0 { graph.unary(Unary::Reciprocal, base) } else { base };
        match twelfths.unsigned_abs() {
            0 => Value::Number(1.0),
            twelfths => Value::Lanes { node: self.power(graph, base, twelfths), factor: 1.0 },
        }
    }

    fn power(&mut self, graph: &mut Graph, base: NodeId, twelfths: u32) -> NodeId {
        match twelfths {
            1 => return graph.unary(Unary::TwelfthRoot, base),
            12 => return base,
            _ => {}
        }
        if let Some(known) = self.known.get(&(base, twelfths)) {
            return *known;
        }
        let (a, b) = self.split(base, twelfths);
        let (a, b) = (self.power(graph, base, a), self.power(graph, base, b));
        let power = graph.pair(a, b);
        graph.moves(power);
        self.known.insert((base, twelfths), power);
        power
    }

    /// Two exponents with this sum whose powers are known or soon found.
    fn split(&self, base: NodeId, twelfths: u32) -> (u32, u32) {
        let knows = |twelfths: u32| matches!(twelfths, 1 | 12) || self.known.contains_key(&(base, twelfths));
        if twelfths.is_multiple_of(12) {
            let years = twelfths / 12;
            let before = if knows(twelfths - 12) { years - 1 } else { years / 2 };
            return (before * 12, (years - before) * 12);
        }
        let months = twelfths % 12;
        if knows(twelfths - 1) {
            (twelfths - 1, 1)
        } else if twelfths > 12 {
            (twelfths - months, months)
        } else {
            (months / 2, months - months / 2)
        }
    }
}
